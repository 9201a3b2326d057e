"""The flow map: arrows from origin to destination on the land outline, as wide as the people they stand for.

Direction is told by the arrow's head and by its two ends (a ring where people are from, a dot where they live), never
by colour alone. No border is drawn.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mashura.evidence.charts.land import Frame, Place, Ring, frame_around, land
from mashura.evidence.charts.style import GROUND, INK, INK_SOFT, LAND, MAIN, PALETTE, WATER, Look, Spec, whole

_WIDEST: Final = 15.0
_NARROWEST: Final = 1.2
_BEND: Final = 0.18
_STEPS: Final = 18
_KEY_ROW: Final = 26
_SHORE: Final = "#c9c1ad"


@dataclass(frozen=True)
class Flow:
    """One arrow; its name is that of the country at the other end."""

    name: str
    text: str
    persons: int
    origin: Place
    destination: Place


@dataclass(frozen=True)
class Key:
    """Words of the map: the chosen country, what its signs mean, and `scale`, a template for a `number` of people."""

    country: str
    origin: str
    destination: str
    scale: str


def flow_map(flows: Sequence[Flow], key: Key, look: Look) -> Spec:
    """The map of these flows, the largest below, with a key of widths under it."""
    width = look.width - 14.0
    points = [end for flow in flows for end in (flow.origin, flow.destination)]
    frame = frame_around(points, width, tallest=width * (1.05 if look.is_narrow else 0.72))
    largest = max(flow.persons for flow in flows)
    arrows = [
        _feature(_arrow(frame.pixel(*flow.origin), frame.pixel(*flow.destination), _width(flow.persons, largest)))
        for flow in sorted(flows, key=lambda flow: -flow.persons)
    ]
    common, others = _ends(flows, frame)
    shores, seas = land(frame)
    height = frame.height + _KEY_ROW * (3.2 if look.is_narrow else 2.2)
    return whole(
        {
            "width": width,
            "height": height,
            "view": {"fill": GROUND},
            "layer": [
                _shape([_feature([_box(frame)])], WATER),
                _shape([_feature([ring]) for ring in shores], LAND, stroke=_SHORE),
                *([_shape([_feature([ring]) for ring in seas], WATER, stroke=_SHORE)] if seas else []),
                _shape(arrows, MAIN, stroke=GROUND, opacity=0.82),
                *_symbols(others, common, points_out=_is_common_origin(flows)),
                _names(_labels(flows, frame, look, key), look),
                *_key(frame, largest, key, look),
            ],
        },
        look,
    )


def _width(persons: float, largest: float) -> float:
    return max(_NARROWEST, _WIDEST * persons / largest)


def _is_common_origin(flows: Sequence[Flow]) -> bool:
    return len({flow.origin for flow in flows}) == 1 and len({flow.destination for flow in flows}) > 1


def _ends(flows: Sequence[Flow], frame: Frame) -> tuple[Place, list[Place]]:
    """The pixel of the chosen country, and those of the others."""
    if _is_common_origin(flows):
        return frame.pixel(*flows[0].origin), [frame.pixel(*flow.destination) for flow in flows]
    return frame.pixel(*flows[0].destination), [frame.pixel(*flow.origin) for flow in flows]


def _arrow(start: Place, end: Place, width: float) -> list[Ring]:
    """A band bent to one side, with a head at its end."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay) or 1.0
    bend = _BEND * length * (1 if bx >= ax else -1)
    control = ((ax + bx) / 2 + (by - ay) / length * bend, (ay + by) / 2 - (bx - ax) / length * bend)
    head = min(max(7.0, width * 1.5), length * 0.5)
    middle = [_curve(start, control, end, step / _STEPS) for step in range(_STEPS + 1)]
    body = [point for point in middle if math.hypot(bx - point[0], by - point[1]) >= head] or [start]
    tip_x, tip_y = body[-1]
    normals = [_normal(body, index, end) for index in range(len(body))]
    half = width / 2
    left = [(x + nx * half, y + ny * half) for (x, y), (nx, ny) in zip(body, normals, strict=True)]
    right = [(x - nx * half, y - ny * half) for (x, y), (nx, ny) in zip(body, normals, strict=True)]
    nx, ny = normals[-1]
    wing = max(half * 1.9, 3.6)
    tip = [(tip_x + nx * wing, tip_y + ny * wing), end, (tip_x - nx * wing, tip_y - ny * wing)]
    ring = [*left, *tip, *reversed(right)]
    return [[(round(x, 1), round(y, 1)) for x, y in [*ring, ring[0]]]]


def _curve(start: Place, control: Place, end: Place, share: float) -> Place:
    rest = 1 - share
    return (
        rest * rest * start[0] + 2 * rest * share * control[0] + share * share * end[0],
        rest * rest * start[1] + 2 * rest * share * control[1] + share * share * end[1],
    )


def _normal(points: Ring, index: int, end: Place) -> Place:
    before = points[max(index - 1, 0)]
    after = points[index + 1] if index + 1 < len(points) else end
    dx, dy = after[0] - before[0], after[1] - before[1]
    length = math.hypot(dx, dy) or 1.0
    return -dy / length, dx / length


def _box(frame: Frame) -> Ring:
    return [(0, 0), (frame.width, 0), (frame.width, frame.height), (0, frame.height), (0, 0)]


def _feature(rings: Sequence[Ring]) -> Spec:
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [list(map(list, r)) for r in rings]}}


def _shape(features: list[Spec], fill: str, *, stroke: str | None = None, opacity: float = 1) -> Spec:
    return {
        "data": {"values": features},
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "mark": {
            "type": "geoshape",
            "fill": fill,
            "fillOpacity": opacity,
            "stroke": stroke,
            "strokeWidth": 0.6,
        },
    }


def _pixels(places: Sequence[Place]) -> list[Spec]:
    return [{"x": round(x, 1), "y": round(y, 1)} for x, y in places]


_X: Final[Spec] = {"field": "x", "type": "quantitative", "scale": None, "axis": None}
_Y: Final[Spec] = {"field": "y", "type": "quantitative", "scale": None, "axis": None}


def _ring(places: Sequence[Place], size: int = 52) -> Spec:
    return {
        "data": {"values": _pixels(places)},
        "mark": {
            "type": "point",
            "filled": True,
            "fill": GROUND,
            "stroke": INK,
            "strokeWidth": 1.6,
            "size": size,
            "opacity": 1,
        },
        "encoding": {"x": _X, "y": _Y},
    }


def _dot(places: Sequence[Place], size: int = 52) -> Spec:
    return {
        "data": {"values": _pixels(places)},
        "mark": {
            "type": "point",
            "filled": True,
            "color": PALETTE[1],
            "stroke": INK,
            "strokeWidth": 1.2,
            "size": size,
            "opacity": 1,
        },
        "encoding": {"x": _X, "y": _Y},
    }


def _symbols(others: list[Place], common: Place, *, points_out: bool) -> list[Spec]:
    if points_out:
        return [_dot(others, 36), _ring([common], 90)]
    return [_ring(others, 36), _dot([common], 90)]


def _labels(flows: Sequence[Flow], frame: Frame, look: Look, key: Key) -> list[Spec]:
    """Names with their values where they fit: the chosen country, then the largest flows; no label covers another."""
    common, others = _ends(flows, frame)
    wanted = [(common, key.country, "")]
    wanted += [
        (place, flow.name, flow.text)
        for flow, place in sorted(zip(flows, others, strict=True), key=lambda pair: -pair[0].persons)
    ]
    taken: list[tuple[float, float, float, float]] = []
    blocked = [(x - 5, y - 5, x + 5, y + 5) for x, y in [common, *others]]
    shown = []
    for (x, y), name, text in wanted[: 8 if look.is_narrow else 16]:
        wide = look.text_width(name) * 1.02
        high = look.size * (2.3 if text and not look.is_narrow else 1.15)
        for side in ("right", "left", "above", "below"):
            box = _label_box(x, y, wide, high, side)
            clear = box[0] >= 2 and box[2] <= frame.width - 2 and box[1] >= 2 and box[3] <= frame.height - 2
            own = (x - 5, y - 5, x + 5, y + 5)
            if clear and not any(_touch(box, other) for other in [*taken, *(b for b in blocked if b != own)]):
                taken.append(box)
                middle = (box[0] + box[2]) / 2
                lines = [look.label(name), *([look.label(text)] if text and not look.is_narrow else [])]
                shown.append({"x": round(middle, 1), "y": round((box[1] + box[3]) / 2, 1), "lines": lines})
                break
    return shown


def _label_box(x: float, y: float, wide: float, high: float, side: str) -> tuple[float, float, float, float]:
    if side in ("right", "left"):
        left = x + 9 if side == "right" else x - 9 - wide
        return left, y - high / 2, left + wide, y + high / 2
    top = y - 9 - high if side == "above" else y + 9
    return x - wide / 2, top, x + wide / 2, top + high


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _names(labels: list[Spec], look: Look) -> Spec:
    text = {"type": "text", "align": "center", "baseline": "middle", "lineHeight": look.size * 1.15}
    return {
        "data": {"values": labels},
        "encoding": {"x": _X, "y": _Y, "text": {"field": "lines"}},
        "layer": [
            # A white edge keeps names legible over arrows.
            {"mark": {**text, "stroke": GROUND, "strokeWidth": 3.4, "strokeJoin": "round", "color": GROUND}},
            {"mark": {**text, "color": INK}},
        ],
    }


def _key(frame: Frame, largest: float, key: Key, look: Look) -> list[Spec]:
    """Two sample arrows with their values, a ring and a dot with their words."""
    samples = sorted({_round_number(largest), _round_number(largest / 4)}, reverse=True)
    top = frame.height + 16
    turn = -1 if look.is_rtl else 1
    x = frame.width - 4.0 if look.is_rtl else 4.0
    shapes, texts = [], []
    align = "right" if look.is_rtl else "left"
    for sample in samples:
        start, end = (x, top), (x + turn * 40, top)
        shapes.append(_feature(_straight(start, end, _width(sample, largest))))
        number = look.number(sample, "integer")
        words = key.scale % {"number": number} if sample == samples[0] else number
        texts.append({"x": x + turn * 48, "y": top, "lines": look.label(words)})
        x += turn * (48 + look.text_width(words) + 24)
    x = frame.width - 8.0 if look.is_rtl else 8.0
    first_sign = (x, top + _KEY_ROW)
    second_sign = (
        (x, top + 2 * _KEY_ROW)
        if look.is_narrow
        else (x + turn * (14 + look.text_width(key.origin) + 26), top + _KEY_ROW)
    )
    texts += [
        {"x": place[0] + turn * 12, "y": place[1], "lines": look.label(words)}
        for place, words in ((first_sign, key.origin), (second_sign, key.destination))
    ]
    return [
        _shape(shapes, MAIN, opacity=0.82),
        _ring([first_sign]),
        _dot([second_sign]),
        {
            "data": {"values": texts},
            "mark": {"type": "text", "align": align, "baseline": "middle", "color": INK_SOFT},
            "encoding": {"x": _X, "y": _Y, "text": {"field": "lines"}},
        },
    ]


def _straight(start: Place, end: Place, width: float) -> list[Ring]:
    (ax, y), (bx, _) = start, end
    turn = 1 if bx > ax else -1
    neck = bx - turn * max(7.0, width * 0.8)
    half, wing = width / 2, max(width * 0.95, 3.6)
    ring = [
        (ax, y - half),
        (neck, y - half),
        (neck, y - wing),
        (bx, y),
        (neck, y + wing),
        (neck, y + half),
        (ax, y + half),
        (ax, y - half),
    ]
    return [[(round(px, 1), round(py, 1)) for px, py in ring]]


def _round_number(value: float) -> int:
    """A round number at most as large: 1, 2 or 5 times a power of ten."""
    if value < 1:
        return 1
    power = 10 ** math.floor(math.log10(value))
    return int(max(step * power for step in (1, 2, 5) if step * power <= value))
