"""Whom a name means: by id, exactly, in normal form, or as a proposal with a score."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process

from data.office.cells import THAI_DIGITS, clean
from data.tables import Row

PROPOSED = 3
LEAST_SCORE = 75.0
_NOISE = re.compile(r"[^0-9a-z\u0e01-\u0e4e]+")
_TONES = re.compile("[\u0e47-\u0e4e]")
_SHORT = (
    ("สนง.", "สำนักงาน"),
    ("สำนักงานฯ", "สำนักงาน"),
    ("สป.", "สำนักงานปลัด"),
    ("จว.", "จังหวัด"),
    ("จ.", "จังหวัด"),
    ("บมจ.", "บริษัท"),
    ("บจก.", "บริษัท"),
    ("รพ.", "โรงพยาบาล"),
    ("ม.", "มหาวิทยาลัย"),
    ("ก.", "กระทรวง"),
)
_ENDS = re.compile(
    r"จำกัด|\(มหาชน\)|\(องค์การมหาชน\)|public company limited|\(public organization\)|^the "
)


class How(StrEnum):
    """How a name was recognised; the first three are certain, the others are only proposals."""

    ID = "id"
    EXACT = "exact"
    NORMAL = "normalised"
    SUCCESSOR = "successor"
    AMBIGUOUS = "ambiguous"
    FUZZY = "fuzzy"
    NONE = "none"


CERTAIN = (How.ID, How.EXACT, How.NORMAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name as found, with what stands beside it."""

    id: str = ""
    name: str = ""
    name_en: str = ""
    ministry: str = ""
    province: str = ""

    @property
    def shown(self) -> str:
        """What the operator would call it."""
        return " · ".join(
            part for part in (self.id, self.name or self.name_en, self.province) if part
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One agency that a name may mean; `score` is 0 to 100."""

    agency_id: str
    how: How
    score: float


class Register:
    """The agencies that can be named, and the ways of finding one."""

    def __init__(self, tables: Mapping[str, tuple[Row, ...]]) -> None:
        """Index the agencies of a data set."""
        self.agencies: dict[str, Mapping[str, Any]] = {
            str(row["agency_id"]): row for row in tables["agencies"]
        }
        self._ministries = _index(tables["ministries"], "ministry_id")
        self._provinces = _index(tables["provinces"], "province_id")
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._normal: dict[str, set[str]] = defaultdict(set)
        for key, row in self.agencies.items():
            for name in ("name_th", "name_en", "abbrev_th", "abbrev_en"):
                if row[name]:
                    self._exact[clean(str(row[name]))].add(key)
                    self._normal[normal(str(row[name]))].add(key)
        self._choices = list(self._normal)
        self._successors = {
            str(row["predecessor_id"]): key
            for key, row in self.agencies.items()
            if row["predecessor_id"]
        }

    def find(self, named: Named, *, year: int | None) -> tuple[Proposal, ...]:
        """Return who may be meant, the most likely first.

        A certain answer stands alone; everything else is for a person to decide.
        """
        key = clean(named.id).casefold()
        if key in self.agencies:
            return (self._in_force(key, how=How.ID, year=year),)
        for index, how, form in (
            (self._exact, How.EXACT, clean),
            (self._normal, How.NORMAL, normal),
        ):
            found = self._lookup(named, index=index, form=form)
            if len(found) == 1:
                return (self._in_force(found.pop(), how=how, year=year),)
            if found:
                narrowed = self._narrowed(found, named=named)
                if len(narrowed) == 1:
                    return (self._in_force(narrowed.pop(), how=how, year=year),)
                return tuple(
                    Proposal(agency_id=item, how=How.AMBIGUOUS, score=100)
                    for item in sorted(narrowed or found)[:PROPOSED]
                )
        return self._alike(named)

    def is_ministry(self, text: str) -> bool:
        """Whether a text is the name of a ministry."""
        return bool(self.ministry(text))

    def ministry(self, text: str) -> str:
        """The id of the ministry that a text names; empty where it names none."""
        return self._ministries.get(normal(text), "")

    def province(self, text: str) -> str:
        """The id of the province that a text names; empty where it names none."""
        return self._provinces.get(normal(text)) or self._provinces.get(_bare(text), "")

    def name(self, agency_id: str) -> str:
        """The Thai name of an agency."""
        return str(self.agencies[agency_id]["name_th"])

    def _lookup(self, named: Named, *, index: Mapping[str, set[str]], form: Any) -> set[str]:
        for text in _texts(named):
            if found := index.get(form(text)):
                return set(found)
        return set()

    def _narrowed(self, found: Iterable[str], *, named: Named) -> set[str]:
        ministry = self._ministries.get(normal(named.ministry), "")
        province = self._provinces.get(_bare(named.province), "")
        return {
            item
            for item in found
            if (not ministry or self.agencies[item]["ministry_id"] == ministry)
            and (not province or self.agencies[item]["province_id"] == province)
        }

    def _in_force(self, key: str, *, how: How, year: int | None) -> Proposal:
        """The agency itself, or its successor as a proposal where it had ceased by then."""
        until = self.agencies[key]["until"]
        if year is not None and isinstance(until, int) and until < year:
            successor = self._successors.get(key, key)
            return Proposal(agency_id=successor, how=How.SUCCESSOR, score=100)
        return Proposal(agency_id=key, how=how, score=100)

    def _alike(self, named: Named) -> tuple[Proposal, ...]:
        best: dict[str, float] = {}
        for text in _texts(named):
            for choice, score, _ in process.extract(
                normal(text), self._choices, scorer=fuzz.ratio, limit=8, score_cutoff=LEAST_SCORE
            ):
                for key in self._normal[choice]:
                    best[key] = max(best.get(key, 0.0), score)
        inside = self._narrowed(best, named=named) or set(best)
        ordered = sorted(inside, key=lambda key: (-best[key], key))[:PROPOSED]
        return tuple(
            Proposal(agency_id=key, how=How.FUZZY, score=round(best[key], 1)) for key in ordered
        )


def normal(text: str) -> str:
    """A name without abbreviations, legal endings, spaces, punctuation and tone marks."""
    shown = clean(text).translate(THAI_DIGITS).casefold()
    for short, long in _SHORT:
        shown = re.sub(rf"(?:^|(?<=[\s(])){re.escape(short)}\s*", long, shown)
    shown = _ENDS.sub("", shown).replace("&", "and")
    return _TONES.sub("", _NOISE.sub("", shown))


def _texts(named: Named) -> list[str]:
    """The ways of reading a name: alone, and with the province that stands beside it."""
    names = [text for text in (named.name, named.name_en) if clean(text)]
    province = clean(named.province).removeprefix("จังหวัด").removeprefix("จ.").strip()
    if not province:
        return names
    joined = [
        form
        for name in names
        for form in (f"{name}{province}", f"{name}จังหวัด{province}", f"{province} {name}")
    ]
    return joined + names


def _bare(province: str) -> str:
    return normal(clean(province).removeprefix("จังหวัด").removeprefix("จ.").removesuffix("Province"))


def _index(rows: Iterable[Row], key: str) -> dict[str, str]:
    return {
        normal(str(row[name])): str(row[key])
        for row in rows
        for name in ("name_th", "name_en", "abbrev_th", key)
        if row.get(name)
    }
