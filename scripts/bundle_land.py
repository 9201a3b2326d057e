"""Geometry for the land outline of the bundle: TopoJSON without borders, and a point for each country."""

from itertools import pairwise
from typing import Any

Point = tuple[float, float]


def land_only(topology: dict[str, Any]) -> dict[str, Any]:
    """The topology with its `land` only; arcs that are not coast are gone, so that no border can be drawn from it."""
    renumbered: dict[int, int] = {}
    arcs: list[Any] = []

    def keep(index: int) -> int:
        # A negative index is an arc read backwards: ~index.
        arc = ~index if index < 0 else index
        if arc not in renumbered:
            renumbered[arc] = len(arcs)
            arcs.append(topology["arcs"][arc])
        return ~renumbered[arc] if index < 0 else renumbered[arc]

    def walk(item: Any) -> Any:
        return keep(item) if isinstance(item, int) else [walk(part) for part in item]

    land = topology["objects"]["land"]
    geometries = [
        {"type": geometry["type"], "arcs": walk(geometry["arcs"])} for geometry in land.get("geometries", [land])
    ]
    return {
        "type": "Topology",
        "bbox": topology["bbox"],
        "transform": topology["transform"],
        "objects": {"land": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }


def country_points(topology: dict[str, Any], codes: dict[str, str]) -> dict[str, Point]:
    """The centre of area of each country's largest part, in degrees to one decimal; `codes` maps ISO numbers."""
    decoded = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    points = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(geometry.get("id", ""))
        if code is None:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [_ring(polygon[0], decoded) for polygon in polygons]
        area, longitude, latitude = max((_centre(ring) for ring in rings), key=lambda found: abs(found[0]))
        if area:
            points[code] = (round((longitude + 180) % 360 - 180, 1) + 0.0, round(latitude, 1) + 0.0)
    return points


def _decode(arc: list[list[int]], transform: dict[str, Any]) -> list[Point]:
    across = along = 0
    points = []
    for step in arc:
        across, along = across + step[0], along + step[1]
        points.append(
            (
                across * transform["scale"][0] + transform["translate"][0],
                along * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for index in indices:
        points = arcs[~index][::-1] if index < 0 else arcs[index]
        ring.extend(points if not ring else points[1:])
    return _unwrapped(ring)


def _unwrapped(ring: list[Point]) -> list[Point]:
    """A ring across the 180th meridian goes on beyond 180 degrees instead of jumping around the earth."""
    turn = 0.0
    unwrapped = ring[:1]
    for (before, _), (longitude, latitude) in pairwise(ring):
        if abs(longitude - before) > 180:
            turn += -360.0 if longitude > before else 360.0
        unwrapped.append((longitude + turn, latitude))
    return unwrapped


def _centre(ring: list[Point]) -> tuple[float, float, float]:
    """Signed area and centre of area of a closed ring (shoelace formula, on the plane of longitude and latitude)."""
    double = across = along = 0.0
    for (x0, y0), (x1, y1) in pairwise(ring):
        cross = x0 * y1 - x1 * y0
        double += cross
        across += (x0 + x1) * cross
        along += (y0 + y1) * cross
    return (double / 2, across / (3 * double), along / (3 * double)) if double else (0.0, 0.0, 0.0)
