"""Reading the served site as a browser would: pages, their links and parts, without a browser."""

import gzip
import http.client
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

LANGUAGES = ("ar", "en", "fr")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        for position in range(len(self.open) - 1, -1, -1):
            if self.open[position].tag == tag:
                del self.open[position:]
                return

    def handle_data(self, data):
        for element in self.open:
            element.text += data


@dataclass
class Answer:
    address: str
    status: int
    headers: dict[str, str]
    body: bytes
    came_from: str = ""
    size: int = field(default=0)

    @property
    def is_page(self):
        return self.headers.get("content-type", "").startswith("text/html")

    @cached_property
    def elements(self):
        reader = _Reader()
        reader.feed(self.body.decode())
        return reader.elements

    def all(self, *tags):
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag):
        (element,) = self.all(tag)
        return element

    def links(self):
        """Addresses of this host that the page leads to, without fragments."""
        found = []
        for anchor in self.all("a"):
            target = urldefrag(urljoin(self.address, anchor.attributes.get("href", ""))).url
            if urlsplit(target).netloc == urlsplit(self.address).netloc:
                found.append(target)
        return found

    def parts(self):
        """Addresses of all that a browser fetches with the page."""
        named = [
            element.attributes["src"] for element in self.all("img", "script", "iframe") if "src" in element.attributes
        ]
        named += [
            link.attributes["href"]
            for link in self.all("link")
            if link.attributes.get("rel") in {"stylesheet", "icon", "preload"}
        ]
        return [urljoin(self.address, name) for name in named]


def fetch(address, came_from="", **headers):
    """One GET without following redirects, compressed as browsers ask for it; `size` is what went over the wire."""

    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Accept-Encoding": "gzip", **headers})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    fields = {name.lower(): value for name, value in response.getheaders()}
    plain = gzip.decompress(body) if fields.get("content-encoding") == "gzip" else body
    return Answer(address, response.status, fields, plain, came_from, len(body))


def crawl(base):
    """Every page and file that links lead to from the home pages; of addresses with a query, one for each path."""
    waiting = [(f"{base}/{code}/", "") for code in LANGUAGES]
    asked, seen = set(), {}
    while waiting:
        address, came_from = waiting.pop()
        parts = urlsplit(address)
        key = (parts.path, bool(parts.query))
        if key in asked:
            continue
        asked.add(key)
        seen[address] = answer = fetch(address, came_from)
        if answer.status in {301, 302, 303, 307, 308}:
            waiting.append((urljoin(address, answer.headers["location"]), address))
        elif answer.is_page:
            waiting.extend((link, address) for link in answer.links())
    return seen
