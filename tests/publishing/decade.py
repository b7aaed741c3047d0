"""Official data sets of many years in which nearly everything that can change does change.

Numbers are made from those of the simulated set by arithmetic alone, so a set is always the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.codes import PILLARS, DataStatus, Level, Provenance, Quadrant, Response
from data.contract_figures import COMPARABILITY, NATIONAL
from data.descriptor import make_descriptor
from data.simulate import DEFAULT_DIRECTORY
from data.tables import Dataset, Row, read_dataset, write_dataset
from tests.publishing.official import ISSUED

DECADE = tuple(range(2561, 2571))
GAP = (2561, 2562, 2565)
"""A survey that skipped two years."""

PROVINCES = ("TH-38", "TH-45", "TH-51", "TH-10")
KINDS = ("provincial-office", "public-health", "finance")
MERGED, SUCCESSOR = "mots", "mcts"
"""The ministry that vanishes, and the one that takes its place and that of its departments."""
NEW_PROVINCE = "TH-38"
NEW_INDICATOR = "i_2_5"
OLD_NAME, NEW_NAME = "dbd", "dbd-new"
"""An agency that is renamed: the new entry names the old one as its predecessor."""
LATE, GONE = "drt", "efai"
"""An agency that appears in 2562, and one that is gone after it."""
SOURCE = "results-later"
"""Where the figures of the years after 2562 come from."""
_INDICATORS = ("i_1_1", "i_1_3", "i_1_4", "i_2_1", "i_2_2", "i_5_1", "i_5_2")
_EQUAL = 1 / len(PILLARS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a set holds beside agencies and scores.

    Attributes:
        years: the years with scores.
        indicators: whether scores carry indicators; one of them begins with the last year.
        events: whether ministries, provinces and agencies come and go in the last year.
        pillar_since: first year of pillar 6; None where it is as old as the survey.
        comparable: the years that a source calls fully comparable with the one before.
        whole: whether all provinces and kinds of office are kept.
    """

    years: tuple[int, ...]
    indicators: bool = False
    events: bool = False
    pillar_since: int | None = None
    comparable: tuple[int, ...] = ()
    whole: bool = False

    @property
    def turn(self) -> int:
        """The year in which things change: the last one."""
        return self.years[-1]

    def pillars(self, year: int) -> tuple[str, ...]:
        """The pillars of a year."""
        late = self.pillar_since is not None and year < self.pillar_since
        return tuple(PILLARS[:-1] if late else PILLARS)

    def indicators_of(self, pillar: str, year: int) -> tuple[str, ...]:
        """The indicators that a pillar has scores for in a year."""
        if not self.indicators:
            return ()
        known = (*_INDICATORS, *((NEW_INDICATOR,) if year >= self.turn else ()))
        return tuple(item for item in known if item.startswith(f"i_{pillar[1:]}_"))

    def weights(self, year: int) -> dict[str, float]:
        """The weights of a year: equal in even years, tilted towards the first pillar in others."""
        pillars = self.pillars(year)
        tilt = 0.1 if year % 2 else 0.0
        share = (1 - tilt) / len(pillars)
        found = {p: share + (tilt if n == 0 else 0.0) for n, p in enumerate(pillars)}
        for pillar in pillars:
            items = self.indicators_of(pillar, year)
            found |= {item: 1 / len(items) for item in items}
        return found


def decade(plan: Plan, *, source: Dataset | None = None) -> Dataset:
    """Make a data set after a plan."""
    full = source or read_dataset(DEFAULT_DIRECTORY)
    tables: dict[str, tuple[Row, ...]] = dict(full.tables)
    if not plan.whole:
        tables = _fewer_offices(tables)
    base = {str(row["agency_id"]): row for row in tables["scores"] if row["year"] == full.years[-1]}
    if plan.events:
        tables = _events(tables, plan=plan)
        origin = {
            str(row["agency_id"]): str(row["predecessor_id"])
            for row in tables["agencies"]
            if row["predecessor_id"]
        }
        base |= {new: base[old] for new, old in origin.items() if old in base}
    tables["pillars"] = tuple(
        {**row, "since": plan.pillar_since} if row["pillar_id"] == PILLARS[-1] else row
        for row in tables["pillars"]
    )
    if plan.indicators:
        tables["indicators"] += (_new_indicator(tables["indicators"], since=plan.turn),)
    tables["scores"] = tuple(
        _scores(agency, base=base.get(str(agency["agency_id"])), year=year, plan=plan)
        for agency in tables["agencies"]
        for year in plan.years
    )
    tables["weights"] = tuple(
        {"year": year, "item_id": item, "weight": weight, "provenance": Provenance.OFFICIAL}
        for year in plan.years
        for item, weight in plan.weights(year).items()
    )
    if plan.turn != 2562:
        tables["sources"] += (_source(tables["sources"]),)
    tables["published"] += (*_cuts(plan), *_comparable(plan))
    tables["quadrants"] += _quadrants(tables, plan=plan)
    descriptor = make_descriptor(
        name="phrom-official",
        title_en="Digital Government Readiness Survey of Thailand",
        title_th="การสำรวจระดับความพร้อมรัฐบาลดิจิทัล",
        status=DataStatus.OFFICIAL,
        issued=ISSUED,
        years=plan.years,
        sources=tables["sources"],
        indicator_columns=(*_INDICATORS, NEW_INDICATOR) if plan.indicators else (),
    )
    return Dataset(descriptor=descriptor, tables=tables)


def write_decade(directory: Path, plan: Plan, *, source: Dataset | None = None) -> Path:
    """Write a data set after a plan, and return where it lies."""
    directory.mkdir(parents=True, exist_ok=True)
    write_dataset(directory, dataset=decade(plan, source=source))
    return directory


def _fewer_offices(tables: dict[str, tuple[Row, ...]]) -> dict[str, tuple[Row, ...]]:
    kept = tuple(
        row
        for row in tables["agencies"]
        if row["level"] != Level.OFFICE
        or (row["province_id"] in PROVINCES and row["office_kind_id"] in KINDS)
    )
    known = {row["agency_id"] for row in kept}
    return tables | {
        "agencies": kept,
        "scores": tuple(row for row in tables["scores"] if row["agency_id"] in known),
    }


def _events(tables: dict[str, tuple[Row, ...]], *, plan: Plan) -> dict[str, tuple[Row, ...]]:
    """Merge a ministry into a new one, rename an agency, let a province appear."""
    until = plan.turn - 1
    changed = dict(tables)
    old = _row(tables["ministries"], "ministry_id", MERGED)
    new_ministry = {
        **old,
        "ministry_id": SUCCESSOR,
        "name_th": "กระทรวงวัฒนธรรม การท่องเที่ยว และกีฬา",
        "name_en": "Ministry of Culture, Tourism and Sports",
        "abbrev_th": None,
        "since": plan.turn,
        "predecessor_id": MERGED,
    }
    changed["ministries"] = (
        *_until(tables["ministries"], "ministry_id", {MERGED}, until),
        new_ministry,
    )
    moved = {
        str(row["agency_id"])
        for row in tables["agencies"]
        if row["ministry_id"] == MERGED and row["level"] == Level.DEPARTMENT
    }
    successors = tuple(
        {
            **row,
            "agency_id": NEW_NAME if row["agency_id"] == OLD_NAME else f"{row['agency_id']}-new",
            "name_th": f"{row['name_th']} (ใหม่)",
            "name_en": f"{row['name_en']} (new)",
            "ministry_id": SUCCESSOR if row["agency_id"] in moved else row["ministry_id"],
            "since": plan.turn,
            "predecessor_id": row["agency_id"],
        }
        for row in tables["agencies"]
        if row["agency_id"] in moved | {OLD_NAME}
    )
    ended = _until(tables["agencies"], "agency_id", moved | {OLD_NAME}, until)
    changed["agencies"] = (
        *(
            {**row, "since": plan.turn} if row["province_id"] == NEW_PROVINCE else row
            for row in ended
        ),
        *successors,
    )
    changed["provinces"] = tuple(
        {**row, "since": plan.turn} if row["province_id"] == NEW_PROVINCE else row
        for row in tables["provinces"]
    )
    return changed


def _until(rows: Sequence[Row], key: str, ended: set[str], year: int) -> tuple[Row, ...]:
    return tuple({**row, "until": year} if row[key] in ended else row for row in rows)


def _row(rows: Sequence[Row], key: str, value: str) -> Row:
    return next(row for row in rows if row[key] == value)


def _new_indicator(rows: Sequence[Row], *, since: int) -> Row:
    number = NEW_INDICATOR.removeprefix("i_").replace("_", ".")
    return {
        **_row(rows, "indicator_id", "i_2_4"),
        "indicator_id": NEW_INDICATOR,
        "number": number,
        "name_th": "ความเข้าใจปัญญาประดิษฐ์",
        "name_en": "AI Literacy",
        "since": since,
        "note": None,
    }


def _scores(agency: Row, *, base: Row | None, year: int, plan: Plan) -> Row:
    """A row of scores: those of the base year, moved by up to five points and a slow rise."""
    since, until = agency["since"], agency["until"]
    identity = str(agency["agency_id"])
    row: dict[str, Any] = {
        "agency_id": identity,
        "year": year,
        "status": Response.ANSWERED,
        "provenance": Provenance.OFFICIAL,
        "overall": None,
        **dict.fromkeys(PILLARS),
    }
    if plan.indicators:
        row |= dict.fromkeys((*_INDICATORS, NEW_INDICATOR))
    if not (_number(since, year) <= year <= _number(until, year)):
        return {**row, "status": Response.NOT_ASKED}
    if base is None or base["overall"] is None or _draw(identity, year, "answer") > 0.96:
        return {**row, "status": Response.NO_ANSWER}
    weights = plan.weights(year)
    for pillar in plan.pillars(year):
        rise = (year - plan.years[0]) * 1.2 - 4
        middle = float(str(base[pillar])) + rise
        items = plan.indicators_of(pillar, year)
        for item in items:
            row[item] = _within(middle + 10 * _draw(identity, year, item) - 5)
        own = _within(middle + 10 * _draw(identity, year, pillar) - 5)
        row[pillar] = round(sum(weights[i] * row[i] for i in items), 2) if items else own
    row["overall"] = round(sum(weights[p] * row[p] for p in plan.pillars(year)), 2)
    return row


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) else default


def _draw(*what: object) -> float:
    """A number from 0 to 1 that depends on nothing else."""
    digest = sha256(" ".join(map(str, what)).encode()).digest()
    return int.from_bytes(digest[:4]) / 2**32


def _within(score: float) -> float:
    return round(min(100.0, max(0.0, score)), 2)


def _source(rows: Sequence[Row]) -> Row:
    return {
        **_row(rows, "source_id", "presentation-2562"),
        "source_id": SOURCE,
        "title_th": "รายงานผลการสำรวจปีต่อมา",
        "title_en": "Results reports of later years",
        "published": None,
        "vintage": None,
        "note": None,
    }


def _cuts(plan: Plan) -> tuple[Row, ...]:
    """Cut lines for every year but the first and 2562, which has the published ones."""
    return tuple(
        _published(year, Level.MINISTRY, measure, value=value)
        for year in plan.years[1:]
        if year != 2562
        for measure, value in lines_of(year).items()
    )


def _comparable(plan: Plan) -> tuple[Row, ...]:
    return tuple(
        _published(year, NATIONAL, COMPARABILITY, text_value="yes") for year in plan.comparable
    )


def _published(
    year: int, level: str, measure: str, *, value: Decimal | None = None, text_value: str = ""
) -> Row:
    return {
        "figure_id": f"{year}-{level}-{measure.replace('_', '-')}",
        "year": year,
        "level": level,
        "entity_id": None,
        "measure": measure,
        "value": value,
        "text_value": text_value or None,
        "unit": "score" if value is not None else None,
        "vintage": None,
        "used": "yes",
        "provenance": Provenance.PUBLISHED,
        "confidence": "high",
        "source_id": SOURCE,
        "source_heading": None,
        "source_line": None,
        "note": None,
    }


def lines_of(year: int) -> Mapping[str, Decimal]:
    """The cut lines that the set has for a year other than 2562."""
    return {
        "cut_performance": Decimal("58.35") + (year - 2562),
        "cut_growth": Decimal("1.20"),
    }


def _quadrants(tables: Mapping[str, tuple[Row, ...]], *, plan: Plan) -> tuple[Row, ...]:
    """Groups for the last year; 2562 has the published ones."""
    if plan.turn == 2562:
        return ()
    groups = tuple(Quadrant)
    living = [row for row in tables["ministries"] if row["until"] is None]
    return tuple(
        {
            "year": plan.turn,
            "ministry_id": row["ministry_id"],
            "quadrant": groups[n % len(groups)],
            "provenance": Provenance.PUBLISHED,
            "source_id": SOURCE,
            "source_heading": None,
            "source_line": None,
        }
        for n, row in enumerate(living)
    )
