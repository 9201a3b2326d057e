"""A reader's way in Arabic: from the home page to a figure, its table, its source and the report."""

import re

import pytest

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def window(chromium):
    with chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="ar-MA", java_script_enabled=False
    ) as context:
        yield context.new_page()


def test_an_arabic_reader_without_javascript_reaches_figure_table_source_and_report(window, site):
    window.goto(f"{site}/")
    assert window.url == f"{site}/ar/"
    window.locator(".nav--menu summary").click()
    window.locator(".nav--menu a[href='/ar/evidence/']").click()
    window.locator("main a[href$='/evidence/deaths-at-sea/']").first.click()
    assert re.search(r"[\u0600-\u06ff]", window.locator("h1").inner_text())
    assert window.locator("main table tbody tr").count() > 5
    assert window.locator("main a[href$='.csv'], main a[href*='csv']").count() >= 1
    window.locator("main a[href*='/ar/data/missing-migrants']").first.click()
    window.locator("main a[href*='/ar/data/missing-migrants/']", has_text=re.compile(r"[0-9a-f]{8}")).first.click()
    assert re.search(r"[0-9a-f]{64}", window.locator("main").inner_text())
    window.locator(".nav--menu summary").click()
    window.locator(".nav--menu a[href='/ar/report/']").click()
    edition = window.locator("main a[href$='ar.pdf']").first.get_attribute("href")
    answer = window.request.get(f"{site}{edition}" if edition.startswith("/") else edition)
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")


def test_switching_language_keeps_the_page_and_what_was_asked(window, site):
    window.goto(f"{site}/ar/search/?q=%D9%85%D9%87%D8%A7%D8%AC%D8%B1")
    window.get_by_role("link", name="Français").first.click()
    assert window.url == f"{site}/fr/search/?q=%D9%85%D9%87%D8%A7%D8%AC%D8%B1"
    assert window.locator("#q").input_value() == "مهاجر"


def test_a_chosen_country_decides_the_digits(window, site):
    window.goto(f"{site}/ar/evidence/deaths-at-sea/")
    western = window.locator("main table").first.inner_text()
    assert re.search(r"[0-9]", western)
    window.goto(f"{site}/ar/preferences/")
    window.locator("input[value=EGY]").check()
    window.locator("main button[type=submit]").click()
    window.goto(f"{site}/ar/evidence/deaths-at-sea/")
    assert re.search(r"[٠-٩]", window.locator("main table").first.inner_text())


def test_the_keyboard_reaches_the_content_first(chromium, site):
    with chromium.new_context() as context:
        window = context.new_page()
        window.goto(f"{site}/fr/")
        window.keyboard.press("Tab")
        assert window.evaluate("document.activeElement.getAttribute('href')") == "#content"
        window.keyboard.press("Enter")
        assert window.evaluate("location.hash") == "#content"
