"""Pictures of figures: what is drawn, in which direction, in whose digits."""

import itertools
import math
import re
import xml.etree.ElementTree as ET

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.evidence.charts.land import equal_earth, frame_around, land
from mashura.evidence.charts.plans import plan
from mashura.evidence.charts.render import figure_chart
from mashura.evidence.charts.style import Look
from mashura.evidence.public import BundledStore, figure_names
from mashura.kit.bidi import strip_isolates
from mashura.kit.reader import Reader, use_reader
from mashura.stats.figures import run

LOOKS = [Look("ar", "western", 340), Look("fr", "western", 720), Look("ar", "arabic-indic", 720)]


def drawn(name, reader, width=720, **params):
    with use_reader(reader):
        return figure_chart(run(name, params, BundledStore()), width=width)


def texts(svg):
    return [strip_isolates("".join(node.itertext())) for node in ET.fromstring(svg).iter() if node.tag.endswith("text")]  # noqa: S314 - our own drawing


def x_of(svg, word):
    """The horizontal place of a label: the sum of the shifts around it."""

    def walk(node, shift):
        found = re.match(r"translate\(([-\d.]+)", node.get("transform", ""))
        shift += float(found[1]) if found else 0
        if node.tag.endswith("text") and word in "".join(node.itertext()):
            return shift
        return next((place for child in node if (place := walk(child, shift)) is not None), None)

    return walk(ET.fromstring(svg), 0.0)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", figure_names())
def test_every_specification_is_valid_vega_lite(name, look):
    with use_reader(Reader(look.language)):
        alt.Chart.from_dict(plan(run(name, {}, BundledStore()), look), validate=True)


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("name", figure_names())
def test_every_picture_is_as_wide_as_asked_and_light(name, width):
    svg = drawn(name, Reader("ar"), width)
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert width * 0.9 <= float(root.get("width")) <= width * 1.08
    assert len(svg) < 120_000
    assert "<script" not in svg
    assert "http" not in svg.replace("http://www.w3.org/", "")


def test_bars_run_from_the_right_in_arabic():
    arabic, french = (drawn("migrants-in", Reader(code)) for code in ("ar", "fr"))
    assert x_of(arabic, "السودان") > x_of(arabic, "48,506")
    assert x_of(french, "Soudan") < x_of(french, "48\u202f506")


def test_time_runs_from_the_left_in_every_language():
    for code in ("ar", "fr"):
        svg = drawn("deaths-at-sea", Reader(code))
        assert x_of(svg, "2017") < x_of(svg, "2023")


def test_panels_stand_in_reading_order():
    arabic, french = (drawn("refugees-hosted", Reader(code), top="6") for code in ("ar", "fr"))
    assert x_of(arabic, "العربية السورية") > x_of(arabic, "دولة فلسطين")
    assert x_of(french, "arabe syrienne") < x_of(french, "État de Palestine")


def test_digits_are_the_readers():
    egyptian = " ".join(texts(drawn("deaths-at-sea", Reader("ar", "EGY"), year=2016)))
    tunisian = " ".join(texts(drawn("deaths-at-sea", Reader("ar", "TUN"), year=2016)))
    assert "٤٬٥٧٤" in egyptian
    assert not re.search(r"[0-9]", egyptian)
    assert "4,574" in tunisian


def test_the_map_names_both_ends_and_shows_a_scale():
    words = texts(drawn("flow-map", Reader("en")))
    assert "Egypt" in words
    assert any("Sudan" in word for word in words)
    assert "country of origin" in words
    assert "country where people live" in words
    assert "100,000 people" in words


def test_a_result_without_rows_says_so():
    words = texts(drawn("migrants-in", Reader("en"), country="EGY", year=1990, top=1))
    assert words
    result = run("migrants-in", {}, BundledStore())
    result.rows.clear()
    with use_reader(Reader("en")):
        assert "holds nothing" in str(plan(result, LOOKS[1]))


def test_a_series_without_values_is_no_line_at_zero():
    words = texts(drawn("driver-poverty", Reader("en")))
    assert words.count("no value") == 1


def test_land_stays_inside_its_frame_and_draws_the_mediterranean_open():
    frame = frame_around([(-6.8, 34.0), (36.3, 33.5)], 700, tallest=500)
    shores, _seas = land(frame)
    assert shores
    assert all(-0.1 <= x <= frame.width + 0.1 and -0.1 <= y <= frame.height + 0.1 for ring in shores for x, y in ring)

    def is_land(longitude, latitude):
        x, y = frame.pixel(longitude, latitude)
        return sum(_crossings(ring, x, y) for ring in shores) % 2 == 1

    assert is_land(9.5, 34.5)  # Tunisia
    assert not is_land(18.0, 35.0)  # between Libya and Sicily


def _crossings(ring, x, y):
    pairs = itertools.pairwise(ring)
    return sum((ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax for (ax, ay), (bx, by) in pairs)


@given(st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_the_projection_keeps_every_point_on_the_map(longitude, latitude, middle):
    x, y = equal_earth(longitude, latitude, middle)
    assert math.isfinite(x)
    assert abs(x) <= 2.71
    assert abs(y) <= 1.32
