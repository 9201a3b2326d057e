"""The land outline without borders, as pixels of one map: projected, cut to its frame, thinned to what can be seen."""

import itertools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

Place = tuple[float, float]
Ring = list[Place]

_FOLDER: Final = Path(__file__).resolve().parents[1] / "bundle" / "land-outline"
_NORTH: Final = 76.0
_NARROWEST: Final = 34.0
"""Degrees of longitude that a map shows at least."""

_FINE_BELOW: Final = 75.0
_SMALLEST_PIXELS: Final = 0.6
_SMALLEST_AREA: Final = 1.5

# Equal Earth (Šavrič, Patterson and Jenny 2018): areas are true, shapes quiet.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_ROOT3: Final = math.sqrt(3)


def equal_earth(longitude: float, latitude: float, middle: float) -> Place:
    """The projected point, x to the right and y upwards, for a map whose middle meridian is `middle` (degrees)."""
    turned = (longitude - middle + 540) % 360 - 180
    theta = math.asin(_ROOT3 / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = 2 * _ROOT3 * math.radians(turned) * math.cos(theta)
    x /= 3 * (9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1)
    return x, theta * (_A4 * sixth * square + _A3 * sixth + _A2 * square + _A1)


@dataclass(frozen=True)
class Frame:
    """A map's frame in pixels, and how degrees become pixels inside it."""

    width: float
    height: float
    middle: float
    scale: float
    left: float
    top: float
    reach: float

    def pixel(self, longitude: float, latitude: float) -> Place:
        """The pixel of a point given in degrees, from the upper left corner."""
        x, y = equal_earth(longitude, latitude, self.middle)
        return (x - self.left) * self.scale, (self.top - y) * self.scale


def frame_around(points: Sequence[Place], width: float, *, tallest: float) -> Frame:
    """The frame of `width` pixels that holds all the points (longitude, latitude in degrees) with some air around."""
    longitudes = [longitude for longitude, _ in points]
    middle = (min(longitudes) + max(longitudes)) / 2
    placed = [equal_earth(longitude, latitude, middle) for longitude, latitude in points]
    left, right = min(x for x, _ in placed), max(x for x, _ in placed)
    bottom, top = min(y for _, y in placed), max(y for _, y in placed)
    least = math.radians(_NARROWEST) * 0.85
    across = max((right - left) * 1.24, least)
    down = max((top - bottom) * 1.3, across * 0.46)
    across = max(across, down * width / tallest)
    scale = width / across
    height = min(tallest, down * scale)
    # Nothing is lost where the frame would reach past the polar seas.
    upper = min((top + bottom) / 2 + height / scale / 2, max(equal_earth(0, _NORTH, 0)[1], top * 1.02))
    return Frame(
        width=width,
        height=height,
        middle=middle,
        scale=scale,
        left=(left + right) / 2 - across / 2,
        top=upper,
        reach=math.degrees(across) / 0.85,
    )


def land(frame: Frame) -> tuple[list[Ring], list[Ring]]:
    """Rings of land inside the frame in pixels, and those of inland seas; the finer outline for a region only."""
    shores, seas = _rings("land-50m" if frame.reach < _FINE_BELOW else "land-110m")
    return _drawn(shores, frame), _drawn(seas, frame)


def _drawn(rings: Sequence[Ring], frame: Frame) -> list[Ring]:
    drawn = []
    for ring in rings:
        pixels = _cut(_thinned(_unbroken(ring, frame)), frame)
        if len(pixels) > 3 and abs(_area(pixels)) > _SMALLEST_AREA:
            drawn.append([(round(x, 1), round(y, 1)) for x, y in pixels])
    return drawn


@lru_cache(maxsize=2)
def _rings(name: str) -> tuple[list[Ring], list[Ring]]:
    """The outer and the inner rings of the bundled TopoJSON in degrees."""
    topology: dict[str, Any] = json.loads((_FOLDER / f"{name}.topojson").read_text(encoding="utf-8"))
    (across, down), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            arc.append((x * across + west, y * down + south))
        arcs.append(arc)
    shores: list[Ring] = []
    seas: list[Ring] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for outer, *inner in polygons:
            shores.append(_joined(outer, arcs))
            seas += [_joined(numbers, arcs) for numbers in inner]
    return shores, seas


def _joined(numbers: Iterable[int], arcs: Sequence[Ring]) -> Ring:
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring


def _unbroken(ring: Ring, frame: Frame) -> Ring:
    """The ring in pixels; one that the edge of the turned globe cuts is drawn on one side only, past the frame."""
    turned = 0.0
    before: float | None = None
    pixels = []
    for longitude, latitude in ring:
        x, y = equal_earth(longitude, latitude, frame.middle)
        widest = equal_earth(frame.middle + 179.999, latitude, frame.middle)[0]
        angle = x / widest * 180 if widest else 0.0
        if before is not None and abs(angle - before) > 180:
            turned += 360 if angle < before else -360
        before = angle
        pixels.append(((x + turned / 180 * widest - frame.left) * frame.scale, (frame.top - y) * frame.scale))
    return pixels


def _thinned(ring: Ring) -> Ring:
    kept = ring[:1]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _SMALLEST_PIXELS:
            kept.append((x, y))
    return kept


def _cut(ring: Ring, frame: Frame) -> Ring:
    """The part inside the frame (Sutherland and Hodgman 1974), one edge after another."""
    for axis, limit, sign in ((0, 0.0, 1), (0, frame.width, -1), (1, 0.0, 1), (1, frame.height, -1)):
        kept: Ring = []
        for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = (here[axis] - limit) * sign >= 0, (there[axis] - limit) * sign >= 0
            if inside:
                kept.append(here)
            if inside != next_inside:
                share = (limit - here[axis]) / (there[axis] - here[axis])
                kept.append((here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1])))
        ring = kept
        if not ring:
            return ring
    return [*ring, ring[0]]


def _area(ring: Ring) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in itertools.pairwise(ring)) / 2
