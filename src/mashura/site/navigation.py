"""The ways through the site: main navigation by task, links of the footer, the same page in another language."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.kit.languages import language

# Addresses below the language; each app answers for the pages under its own.
MAIN: list[tuple[str, Promise]] = [
    ("programme/", _("Programme")),
    ("countries/", _("Countries")),
    ("evidence/", _("Evidence")),
    ("meetings/", _("Meetings")),
    ("recommendations/", _("Recommendations")),
    ("commitments/", _("Commitments")),
    ("register/", _("Policies")),
    ("report/", _("Report")),
    ("search/", _("Search")),
]
FOOTER: list[tuple[str, Promise]] = [
    ("data/", _("Data")),
    ("study/", _("Study")),
    ("about/", _("About and privacy")),
    ("accessibility/", _("Accessibility")),
    ("preferences/", _("Digits and months")),
]


@dataclass(frozen=True, slots=True)
class Item:
    """A link of the navigation: where it leads and whether the reader is there."""

    address: str
    label: str
    is_current: bool
    is_page: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page being read, in one of the site's languages."""

    code: str
    endonym: str
    direction: str
    address: str
    is_current: bool


def site_languages() -> list[str]:
    """Codes of the languages the interface is written in, in the order of the setting."""
    return [code for code, _name in settings.LANGUAGES]


def main_items(code: str, path: str) -> list[Item]:
    """The main navigation in the language `code`, for a reader at `path`."""
    return [_item(code, path, below, label) for below, label in MAIN]


def footer_items(code: str, path: str) -> list[Item]:
    """The links of the footer in the language `code`, for a reader at `path`."""
    return [_item(code, path, below, label) for below, label in FOOTER]


def same_page(request: HttpRequest, code: str) -> str:
    """The address of the page being read in the language `code`, its query kept.

    Outside the languages (an unknown address, say) it is the home page: there is no same page there.
    """
    first, _slash, below = request.path.removeprefix("/").partition("/")
    if first not in site_languages() or request.method != "GET" or getattr(request, "is_error", False):
        return f"/{code}/"
    query = urlencode([(key, value) for key, values in request.GET.lists() for value in values])
    return f"/{code}/{below}?{query}" if query else f"/{code}/{below}"


def language_links(request: HttpRequest, current: str) -> list[LanguageLink]:
    """One link per language of the interface, each named in its own language."""
    known = (language(code) for code in site_languages())
    return [
        LanguageLink(one.code, one.endonym, one.direction, same_page(request, one.code), one.code == current)
        for one in known
    ]


def _item(code: str, path: str, below: str, label: Promise) -> Item:
    address = f"/{code}/{below}"
    is_page = path == address
    return Item(address, str(label), is_page or (bool(below) and path.startswith(address)), is_page)


def is_home(path: str, code: str) -> bool:
    """Whether `path` is the home page of the language `code`."""
    return path == f"/{code}/"
