"""From a sentence of the Arabic report to the row of data behind it, and back to every page that uses that row."""

import io
import re
import unicodedata

import pypdfium2
import pytest

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def window(chromium):
    with chromium.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False) as context:
        yield context.new_page()


def plain(text):
    """Words without marks of direction, presentation forms or spacing, as a PDF and a page share them."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^\w]", "", re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", folded))


def stands_in(page, word):
    """Whether a word stands on a page of paper; pdfium gives some words of Arabic backwards and doubles vowel marks."""
    is_marked = any(unicodedata.combining(sign) for sign in word)
    return is_marked or plain(word) in page or plain(word)[::-1] in page


def test_a_sentence_of_the_arabic_report_opens_to_its_rows_and_the_rows_lead_back(window, site):
    window.goto(f"{site}/ar/report/")
    trace = window.locator("main a[href*='/report/north-africa/ar/'][href$='/trace/']").first
    document = window.locator("main a[href*='north-africa/ar'][href$='.pdf']").first.get_attribute("href")
    pdf = pypdfium2.PdfDocument(io.BytesIO(window.request.get(f"{site}{document}").body()))
    on_paper = [plain(page.get_textpage().get_text_range()) for page in pdf]

    # The sentence: a numbered paragraph that takes a number from the deaths at sea.
    trace.click()
    window.locator("main .traced-chapters h2 a").first.click()
    value = window.locator("a.traced__value[href*='/evidence/deaths-at-sea/']").first
    number = value.inner_text().strip()
    paragraph = window.locator(".traced__paragraph", has=window.locator("a.traced__value")).filter(has=value).first
    stands = paragraph.get_attribute("id").removeprefix("p")
    assert plain(number) in plain(paragraph.inner_text())
    sentence = paragraph.locator("p").first.inner_text().split()
    assert len(sentence) > 8
    assert any(all(stands_in(page, word) for word in sentence) for page in on_paper)

    # Down: to the figure with its parameters, to the rows it is computed over.
    value.click()
    assert "/ar/evidence/deaths-at-sea/" in window.url
    figure = window.url
    window.locator("main a[href*='/rows/']").first.click()
    assert window.locator("main table tbody tr").count() > 0
    assert "missing-migrants" in window.url

    # Back: from the rows to the figure, the vintage, and from these to the findings and the paragraphs that use them.
    assert window.locator(f"main a[href*='{figure.split('?')[0].removeprefix(site)}']").count() > 0
    window.locator("main a[href*='/ar/data/missing-migrants/']").first.click()
    assert window.locator("main a[href*='/ar/evidence/deaths-at-sea/']").count() > 0
    assert window.locator("main a[href*='/evidence/findings/north-africa/']").count() > 0
    window.locator("main a[href*='/report/uses/?vintage=']").click()
    back = window.locator(f"main a[href*='/trace/p{stands}/']")
    assert back.count() > 0
    back.first.click()
    assert window.locator(f"#p{stands}").is_visible()


def test_a_recommendation_opens_to_its_finding_and_the_finding_leads_back(window, site):
    window.goto(f"{site}/fr/recommendations/fictional-example/R-1/")
    window.locator("main a[href*='/fr/evidence/findings/fictional-example/']").first.click()
    assert window.locator(".statement").inner_text()
    back = window.locator("main a[href='/fr/recommendations/fictional-example/R-1/']")
    assert back.count() == 1
    back.click()
    assert window.locator("#answers").is_visible()
    window.goto(f"{site}/fr/commitments/")
    window.locator("main a[href*='/fr/commitments/fictional-example/C-']").first.click()
    assert window.locator("main a[href*='/fr/recommendations/fictional-example/R-']").count() > 0


@pytest.mark.parametrize(
    ("code", "asked", "found"),
    [
        ("ar", "العيادات", ["evidence/findings", "recommendations", "study", "register", "meetings"]),
        ("en", "clinics", ["evidence/findings", "recommendations", "study", "register", "meetings"]),
        ("fr", "dispensaires", ["recommendations", "commitments", "register"]),
    ],
)
def test_search_finds_every_kind_of_thing_of_the_chain(window, site, code, asked, found):
    window.goto(f"{site}/{code}/search/?q={asked}")
    links = " ".join(window.locator("main a").evaluate_all("all => all.map(one => one.getAttribute('href'))"))
    assert [below for below in found if f"{below}/fictional-example/" not in links] == []
