"""Measures, wraps and places the text of figures, Thai and Latin, without a font at hand.

Widths are per character in em: the greater of Noto Sans and Arial for Latin, and of Noto Sans Thai
and the mean of three Thai faces for Thai, so that estimates err on the wide side.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from unicodedata import category

BREAK: Final = "\u200b"  # where a word ends in text that has no spaces
_ELLIPSIS: Final = "…"
_JOINTS: Final = re.compile("(?=และ|จังหวัด|กระทรวง|คณะกรรมการ|ของ|เพื่อ|ความ|ประเทศ)")
_SYLLABLES: Final = re.compile("(?<=[ก-๎])(?=[เแโใไ])")  # a vowel written first begins one
_BOLD: Final = 1.06
_UNKNOWN: Final = 1.0

_BY_WIDTH: Final[Mapping[float, str]] = MappingProxyType(
    {
        0.24: "'‘’",
        0.29: " !,.:;ijl·\u00a0",
        0.34: "()-I[]`fเ",
        0.38: "/\\t{}“”",
        0.42: '"rโใไๅ',
        0.48: "ะาำ",
        0.52: "Jcsvyzร",
        0.56: "*?L_aekx|งจฐวฯ–≥≤",
        0.58: "$+0123456789<=>^~ธอฮ\u2212±×",
        0.6: "oยลสแๆ๏๐๑๖",
        0.62: "FTZbdghnpquกชถบปฤ฿๓๙",
        0.65: "#ขฃคฅฉซฎฏดตทนผฝมฦศห๒๔๕๘",
        0.68: "ABEKPSVXYภษ",
        0.72: "CRฆพฟฬ๗",
        0.76: "&DHNUฑ",
        0.8: "GOQw๚",
        0.92: "%Mฌญฒณ",
        1.0: "Wm—…→",
        1.1: "@๛",
    }
)
_WIDTHS: Final[Mapping[str, float]] = MappingProxyType(
    {char: width for width, chars in _BY_WIDTH.items() for char in chars}
)

# Sixteen directions clockwise from the right, each with how unwelcome it is as a label's place.
_DIRECTIONS: Final = tuple(
    (math.cos(math.pi * step / 8), math.sin(math.pi * step / 8), cost)
    for step, cost in enumerate((0, 1, 3, 4, 6, 5, 5, 3, 2, 2, 4, 4, 5, 3, 2, 1))
)
_GAPS: Final = (3.0, 8.0, 15.0, 24.0, 36.0, 50.0, 68.0, 90.0, 116.0, 150.0, 190.0)
_LEADER_FROM: Final = 8.0  # a label nearer than this needs no line to its point
_DOUBT: Final = 6.0  # a mark that is not this much farther from a label might be meant by it
_SWEEPS: Final = 12


def plain(text: str) -> str:
    """Return the text as printed, without its break marks."""
    return text.replace(BREAK, "")


def said(*names: str, value: str) -> str:
    """Return what a mark says when it is pointed at: whose it is, of what, and its value."""
    return f"{', '.join(plain(name) for name in names if name)}: {value}"


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Return the estimated width of a text in pixels; combining marks have none."""
    return _ems(text) * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=2048)
def _ems(text: str) -> float:
    """The width in em; what stands around figures is the same on many pages."""
    return sum(
        _WIDTHS.get(char, 0.0 if category(char) in {"Mn", "Me", "Cf"} else _UNKNOWN)
        for char in text
    )


def wrap(text: str, *, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break a text into as few lines as fit, about equally long, at spaces and break marks.

    A piece that is wider than the line by itself is broken where a Thai word is likely to begin; if
    it has no such place, it stands on a line of its own.
    """
    pieces = [
        part for piece in _pieces(text) for part in _parts(piece, width=width, size=size, bold=bold)
    ]
    lines = _fill(pieces, width=width, size=size, bold=bold)
    low, high = width / max(1, len(lines)), width
    while len(lines) > 1 and high - low > 1:
        middle = (low + high) / 2
        trial = _fill(pieces, width=middle, size=size, bold=bold)
        if len(trial) > len(lines):
            low = middle
        else:
            lines, high = trial, middle
    return tuple(lines)


def _fill(pieces: Sequence[str], *, width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and text_width((line + piece).rstrip(), size=size, bold=bold) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _parts(piece: str, *, width: float, size: float, bold: bool) -> list[str]:
    """Break a piece that is too wide, before words that join others, else before any syllable."""
    parts = [piece]
    for place in (_JOINTS, _SYLLABLES):
        parts = [
            part
            for one in parts
            for part in (
                place.split(one)
                if text_width(one.rstrip(), size=size, bold=bold) > width
                else [one]
            )
        ]
    return [part for part in parts if part]


def shortened(text: str, *, width: float, size: float) -> str:
    """Return the text, or as much of its beginning as fits with an ellipsis, in whole letters."""
    whole = plain(text)
    if text_width(whole, size=size) <= width:
        return whole
    for end in range(len(whole) - 1, 0, -1):
        cut = whole[:end].rstrip() + _ELLIPSIS
        if not _hangs(whole[end]) and text_width(cut, size=size) <= width:
            return cut
    return _ELLIPSIS


def _hangs(char: str) -> bool:
    """Whether a sign belongs to the letter before it."""
    return category(char) in {"Mn", "Me", "Cf"} or char in "ะาำ"


def widest_piece(text: str, *, size: float, bold: bool = False) -> float:
    """Return the width below which the text cannot be wrapped."""
    return max(text_width(p.strip(), size=size, bold=bold) for p in _pieces(text) or [""])


def widest(lines: Iterable[str], *, size: float, bold: bool = False) -> float:
    """Return the width of the widest of several lines."""
    return max((text_width(line, size=size, bold=bold) for line in lines), default=0.0)


def _pieces(text: str) -> list[str]:
    return [word for part in text.split(BREAK) for word in _words(part)]


def _words(part: str) -> list[str]:
    words = part.split(" ")
    return [word + " " for word in words[:-1]] + ([words[-1]] if words[-1] else [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of the drawing in pixels, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        """Whether the box lies wholly inside another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box nearest to a given one."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point that wants a label: its place, the radius of its mark, the size of its label."""

    id: str
    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a label stands, and the line to its point where it stands apart from it."""

    id: str
    box: Box
    leader: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: float
    placement: Placement


@lru_cache(maxsize=256)
def place(
    spots: tuple[Spot, ...], *, frame: Box, obstacles: tuple[Box, ...] = ()
) -> tuple[Placement, ...]:
    """Find a place for every label, touching no mark, obstacle or other label.

    Deterministic: greedy in fixed orders, the most crowded first, then sweeps that move labels
    which found none or stand far off. A label without any free place is left out.

    Args:
        spots: Points with their label sizes; points with a label of no width only stand in the way.
        frame: What no label may leave.
        obstacles: Boxes no label may touch; lines are thin boxes.
    """
    named = tuple(spot for spot in spots if spot.width > 0)
    best: dict[str, _Candidate] = {}
    # Where clear labels leave no room for all, all are better than clear ones.
    for doubt in (_DOUBT, None):
        found = _all(named, spots, frame=frame, obstacles=obstacles, doubt=doubt)
        if doubt is not None or len(found) > len(best):
            best = found
        if len(best) == len(named):
            break
    return tuple(best[spot.id].placement for spot in named if spot.id in best)


def _all(
    named: Sequence[Spot],
    spots: Sequence[Spot],
    *,
    frame: Box,
    obstacles: Sequence[Box],
    doubt: float | None,
) -> dict[str, _Candidate]:
    """Place the labels in several orders and keep the best of the results."""
    choices = {
        spot.id: _candidates(spot, spots, frame=frame, obstacles=obstacles, doubt=doubt)
        for spot in named
    }
    by_freedom = sorted(named, key=lambda s: (len(choices[s.id]), s.id))
    orders = (
        by_freedom,
        sorted(named, key=lambda s: (-_neighbours(s, named), s.id)),
        sorted(named, key=lambda s: (s.x, s.id)),
        sorted(named, key=lambda s: (s.y, s.id)),
    )
    return min(
        (_settle([spot.id for spot in order], choices) for order in orders),
        key=lambda found: (len(named) - len(found), sum(c.cost for c in found.values())),
    )


def _neighbours(spot: Spot, others: Sequence[Spot]) -> int:
    reach = spot.width
    return sum(abs(o.x - spot.x) < reach and abs(o.y - spot.y) < 3 * spot.height for o in others)


def _settle(
    order: Sequence[str], choices: Mapping[str, Sequence[_Candidate]]
) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    for _ in range(_SWEEPS):
        moved = False
        for name in order:
            before = found.pop(name, None)
            rest = [other.placement for other in found.values()]
            now = next((c for c in choices[name] if _free(c.placement, rest)), None)
            if now is not None:
                found[name] = now
            moved = moved or now != before
        if not moved:
            break
    return found


def _candidates(
    spot: Spot,
    spots: Sequence[Spot],
    *,
    frame: Box,
    obstacles: Sequence[Box],
    doubt: float | None,
) -> tuple[_Candidate, ...]:
    found = []
    others = [other for other in spots if other.id != spot.id]
    for gap in _GAPS:
        for cos, sin, unwelcome in _DIRECTIONS:
            box = _box(spot, reach=spot.radius + gap, cos=cos, sin=sin)
            if not box.within(frame) or any(box.overlaps(o) for o in obstacles):
                continue
            leader = _leader(spot, box)
            if any(_touches(other, box, leader) for other in others):
                continue
            crossed = 0 if leader is None else sum(_crosses_box(leader, o) for o in obstacles)
            doubtful = doubt is not None and leader is None and _doubtful(spot, box, others, doubt)
            cost = gap + unwelcome + (8 if leader else 0) + 40 * doubtful + 120 * crossed
            found.append(_Candidate(cost, Placement(id=spot.id, box=box, leader=leader)))
    return tuple(sorted(found, key=lambda c: c.cost))


def _box(spot: Spot, *, reach: float, cos: float, sin: float) -> Box:
    x = spot.x + reach * cos + spot.width / 2 * max(-1.0, min(1.0, 1.8 * cos))
    y = spot.y + reach * sin + spot.height / 2 * max(-1.0, min(1.0, 1.8 * sin))
    return Box(
        left=x - spot.width / 2,
        top=y - spot.height / 2,
        right=x + spot.width / 2,
        bottom=y + spot.height / 2,
    )


def _leader(spot: Spot, box: Box) -> tuple[float, float, float, float] | None:
    x, y = box.nearest(spot.x, spot.y)
    distance = math.hypot(x - spot.x, y - spot.y)
    if distance - spot.radius < _LEADER_FROM:
        return None
    start = (spot.radius + 1) / distance
    return spot.x + (x - spot.x) * start, spot.y + (y - spot.y) * start, x, y


def _doubtful(spot: Spot, box: Box, others: Sequence[Spot], doubt: float) -> bool:
    """Whether a label without a line could be read as that of another mark about as near."""
    own = _apart(spot, box)
    return any(_apart(other, box) < own + doubt for other in others)


def _apart(spot: Spot, box: Box) -> float:
    x, y = box.nearest(spot.x, spot.y)
    return math.hypot(x - spot.x, y - spot.y) - spot.radius


def _touches(other: Spot, box: Box, leader: tuple[float, float, float, float] | None) -> bool:
    x, y = box.nearest(other.x, other.y)
    clear = other.radius + 1.5
    if math.hypot(x - other.x, y - other.y) < clear:
        return True
    return leader is not None and _distance(other.x, other.y, leader) < clear


def _free(placement: Placement, others: Sequence[Placement]) -> bool:
    for other in others:
        if placement.box.overlaps(other.box):
            return False
        if placement.leader and _crosses_box(placement.leader, other.box):
            return False
        if other.leader and _crosses_box(other.leader, placement.box):
            return False
        if placement.leader and other.leader and _cross(placement.leader, other.leader):
            return False
    return True


def _distance(x: float, y: float, line: tuple[float, float, float, float]) -> float:
    x1, y1, x2, y2 = line
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length))
    return math.hypot(x - x1 - along * dx, y - y1 - along * dy)


def _crosses_box(line: tuple[float, float, float, float], box: Box) -> bool:
    """Liang-Barsky: whether any part of the line lies inside the box."""
    x1, y1, x2, y2 = line
    enter, leave = 0.0, 1.0
    for delta, near, far in (
        (x2 - x1, box.left - x1, box.right - x1),
        (y2 - y1, box.top - y1, box.bottom - y1),
    ):
        if delta == 0:
            if near >= 0 or far <= 0:
                return False
            continue
        low, high = sorted((near / delta, far / delta))
        enter, leave = max(enter, low), min(leave, high)
    return enter < leave


def _cross(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    def side(line: tuple[float, float, float, float], x: float, y: float) -> float:
        x1, y1, x2, y2 = line
        return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)

    return (
        side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0
        and side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0
    )
