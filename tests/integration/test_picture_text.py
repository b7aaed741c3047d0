"""Words in pictures: none leaves the picture, and none of a heat map or of rows lies on another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import combinations
from math import cos, hypot, radians, sin
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from fontTools.ttLib import TTFont

from layouts.figures.labels import text_width
from web.resvg import _FILE, _PACKAGE

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = ("16x9", "1x1", "9x16")
PICTURES = {
    "heat map": ("/ministries", "pillars", "?view=pillars"),
    "dumbbells": ("/findings/3", "chart-F131", ""),
    "dumbbells of two rows": ("/findings", "chart-overall", ""),
    "bars": ("/findings/2", "chart-F047", ""),
    "wholes": ("/findings/2", "chart-F055", ""),
    "one whole": ("/findings/1", "chart-F018", ""),
    "one whole without a name": ("/findings", "chart-F253", ""),
    "many rows": ("/agencies", "types-office", "?view=types"),
    "rows with spreads": ("/agencies/dbd", "pillars-dots", ""),
    "strip": ("/ministries/mof", "spread", ""),
    "strip of provinces": ("/provinces", "strip", ""),
    "radar": ("/agencies/dbd", "pillars-radar", ""),
    "long name": ("/agencies/otep", "pillars-dots", ""),
    "long name without a joint": ("/agencies/wisdomking", "pillars-radar", ""),
    "map": ("/provinces", "map", "?measure=change"),
    "map with many firsts": ("/provinces", "map", "?measure=coverage"),
    "quadrant": ("/ministries", "quadrant", "?band=2&arrows=yes"),
}
LOOSE = {
    "strip",
    "strip of provinces",
    "map",
    "map with many firsts",
    "radar",
    "rows with spreads",
    "long name",
    "long name without a joint",
}
ROWS = sorted(set(PICTURES) - LOOSE)
"""Pictures in which no word may touch another; in the others lines are known to run close."""

Matrix = tuple[float, float, float, float, float, float]
_HALF = 0.36  # of the size of a letter, over and under the middle of its line


@dataclass(frozen=True)
class Words:
    """A line of text and the corners around it, in the units of the picture."""

    text: str
    corners: tuple[tuple[float, float], ...]

    def within(self, width: float, height: float) -> bool:
        return all(0 <= x <= width and 0 <= y <= height for x, y in self.corners)

    def on(self, other: Words) -> bool:
        """Whether two lie on each other by more than a pixel, seen along the edges of both."""
        for x, y in (*self.edges(), *other.edges()):
            mine = [x * a + y * b for a, b in self.corners]
            others = [x * a + y * b for a, b in other.corners]
            if min(max(mine), max(others)) - max(min(mine), min(others)) <= 1:
                return False
        return True

    def edges(self) -> Iterator[tuple[float, float]]:
        """Directions of the edges, of length one."""
        (x0, y0), *others = self.corners
        for x, y in (others[0], others[1]):
            long = hypot(x - x0, y - y0)
            yield (x - x0) / long, (y - y0) / long


def times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1],
        a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3],
        a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5],
    )  # fmt: skip


def moved(transform: str) -> Matrix:
    made: Matrix = (1, 0, 0, 1, 0, 0)
    for name, given in re.findall(r"(\w+)\(([^)]*)\)", transform):
        n = [float(part) for part in re.split(r"[ ,]+", given.strip())]
        if name == "translate":
            step: Matrix = (1, 0, 0, 1, n[0], n[1])
        elif name == "scale":
            step = (n[0], 0, 0, n[0], 0, 0)
        else:
            turn = radians(n[0])
            step = (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)
        made = times(made, step)
    return made


def lines(element: ElementTree.Element, at: Matrix = (1, 0, 0, 1, 0, 0)) -> Iterator[Words]:
    at = times(at, moved(element.get("transform", "")))
    if element.tag == f"{SVG}text":
        yield from _lines(element, at)
        return
    for child in element:
        yield from lines(child, at)


def _lines(element: ElementTree.Element, at: Matrix) -> Iterator[Words]:
    size, bold = float(element.get("font-size", "14")), element.get("font-weight") == "600"
    anchor = element.get("text-anchor", "start")
    for part in [element, *element.findall(f"{SVG}tspan")]:
        words = (part.text or "").strip()
        if not words:
            continue
        x = float(part.get("x") or element.get("x") or 0)
        y = float(part.get("y") or element.get("y") or 0) - size * _HALF
        wide = text_width(words, size=size, bold=bold)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        corners = tuple(
            (at[0] * a + at[2] * b + at[4], at[1] * a + at[3] * b + at[5])
            for a in (left, left + wide)
            for b in (y - size * _HALF, y + size * _HALF)
        )
        yield Words(words, corners)


def drawn(
    client: FlaskClient, kind: str, shape: str, lang: str
) -> tuple[float, float, list[Words]]:
    path, chart, query = PICTURES[kind]
    prefix = "" if lang == "th" else "/en"
    answer = client.get(f"/picture{prefix}{path}/{chart}.{shape}.svg{query}")
    assert answer.status_code == 200
    root = ElementTree.fromstring(answer.get_data(as_text=True))
    _, _, width, height = map(float, root.get("viewBox", "").split())
    found = list(lines(root))
    assert len(found) > 8
    return width, height, found


@pytest.fixture(scope="module")
def letters() -> frozenset[int]:
    """The letters that the font of the pictures has."""
    with as_file(files(_PACKAGE) / "files" / _FILE) as font:
        return frozenset(TTFont(font).getBestCmap())


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("kind", PICTURES)
def test_every_letter_is_in_the_font(
    client: FlaskClient, kind: str, lang: str, letters: frozenset[int]
) -> None:
    """What it lacks would be a box: no font of the system is read."""
    _, _, found = drawn(client, kind, SHAPES[0], lang)
    assert {
        letter for words in found for letter in words.text if ord(letter) not in letters
    } == set()


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", PICTURES)
def test_no_word_leaves_the_picture(client: FlaskClient, kind: str, shape: str, lang: str) -> None:
    width, height, found = drawn(client, kind, shape, lang)
    outside = [words for words in found if not words.within(width, height)]
    assert outside == []


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", ROWS)
def test_no_word_lies_on_another(client: FlaskClient, kind: str, shape: str, lang: str) -> None:
    _, _, found = drawn(client, kind, shape, lang)
    assert [(a, b) for a, b in combinations(found, 2) if a.on(b)] == []
