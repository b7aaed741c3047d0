"""What is possible and yet unlikely in official scores: told as warnings, for a person to judge."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from data.codes import Level, Measure, Response
from data.contract import TABLES
from data.faults import Fault, Severity
from data.messages import Message
from data.rules_scores import in_force
from data.sheets import Record, Sheet, Sheets
from data.tables import DataError, read_table

JUMP = 40.0
"""Points between two years; two in a thousand agencies of the survey's spread move so far."""

COVERAGE = 60
"""Percent of the surveyed."""

MEAN_GAP = 0.5
"""Points between a mean and the published one; the survey counts agencies that no list names."""

REGISTER = Path(__file__).parent / "sets" / "simulated" / TABLES["agencies"].file
_LEVELS = (Level.DEPARTMENT, Level.OFFICE)

_ByYear = Mapping[int, Mapping[str, Record]]


def check_plausible(sheets: Sheets, *, years: Sequence[int]) -> Iterator[Fault]:
    """Run every rule of this module on an official set.

    Args:
        sheets: all tables.
        years: years of the set; empty when datapackage.json does not say.
    """
    rules: tuple[Callable[..., Iterator[Fault]], ...] = (
        _check_given,
        _check_jumps,
        _check_gone,
        _check_coverage,
        _check_published,
    )
    scores = _by_year(sheets["scores"])
    for rule in rules:
        for fault in rule(sheets, scores=scores, years=years):
            yield replace(fault, severity=Severity.WARNING)
    for fault in _check_names(sheets):
        yield replace(fault, severity=Severity.WARNING)


def _by_year(sheet: Sheet) -> _ByYear:
    found: dict[int, dict[str, Record]] = defaultdict(dict)
    for record in sheet.rows("agency_id", "year", "status"):
        year = record.values["year"]
        if isinstance(year, int):
            found[year][record.text("agency_id")] = record
    return found


def _check_given(sheets: Sheets, *, scores: _ByYear, years: Sequence[int]) -> Iterator[Fault]:
    """Without weights nothing can be recomputed; said once."""
    sheet = sheets["weights"]
    without = [str(year) for year in years if year not in sheet.values("year")]
    if sheet.readable and without:
        said = Message("check.no_weights", years=", ".join(without))
        yield Fault(file=sheet.table.file, expected=said)


def _check_jumps(sheets: Sheets, *, scores: _ByYear, years: Sequence[int]) -> Iterator[Fault]:
    for before, after in pairwise(years):
        for agency, record in scores.get(after, {}).items():
            earlier = scores.get(before, {}).get(agency)
            then = earlier.values.get(Measure.OVERALL) if earlier else None
            now = record.values.get(Measure.OVERALL)
            if isinstance(then, float) and isinstance(now, float) and abs(now - then) > JUMP:
                said = Message("check.jump", limit=f"{JUMP:g}", year=before, before=f"{then:.2f}")
                yield sheets["scores"].fault(record, column=Measure.OVERALL, expected=said)


def _check_gone(sheets: Sheets, *, scores: _ByYear, years: Sequence[int]) -> Iterator[Fault]:
    """Agencies that were surveyed last year, still exist, and were not asked this year."""
    agencies = sheets["agencies"].by("agency_id")
    for before, after in pairwise(years):
        gone = [
            (agency, record)
            for agency, record in scores.get(after, {}).items()
            if record.values["status"] == Response.NOT_ASKED
            and agency in scores.get(before, {})
            and scores[before][agency].values["status"] != Response.NOT_ASKED
            and agency in agencies
            and agencies[agency].good("since", "until")
            and in_force(agencies[agency], year=after)
        ]
        for _, record in gone:
            said = Message("check.gone", year=after, before=before, count=len(gone))
            yield sheets["scores"].fault(record, column="status", expected=said)


def _levels(sheets: Sheets) -> Mapping[str, Level]:
    return {
        record.text("agency_id"): Level(record.text("level"))
        for record in sheets["agencies"].rows("agency_id", "level")
    }


def _check_coverage(sheets: Sheets, *, scores: _ByYear, years: Sequence[int]) -> Iterator[Fault]:
    levels = _levels(sheets)
    for year in years:
        surveyed: Counter[Level] = Counter()
        answered: Counter[Level] = Counter()
        for agency, record in scores.get(year, {}).items():
            if agency in levels and record.values["status"] != Response.NOT_ASKED:
                surveyed[levels[agency]] += 1
                answered[levels[agency]] += record.values["status"] == Response.ANSWERED
        for level, count in surveyed.items():
            if answered[level] * 100 < count * COVERAGE:
                said = Message("check.coverage", limit=COVERAGE, level=level, year=year)
                value = f"{answered[level]} / {count}"
                yield Fault(file=sheets["scores"].table.file, value=value, expected=said)


def _check_published(sheets: Sheets, *, scores: _ByYear, years: Sequence[int]) -> Iterator[Fault]:
    """The mean of a level, and how many answered, against what was published."""
    levels = _levels(sheets)
    figures = _figures(sheets)
    for year in years:
        values: dict[Level, list[float]] = defaultdict(list)
        for agency, record in scores.get(year, {}).items():
            value = record.values.get(Measure.OVERALL)
            if agency in levels and isinstance(value, float):
                values[levels[agency]].append(value)
        for level in _LEVELS:
            found = values.get(level, [])
            file = sheets["scores"].table.file
            mean = figures.get((year, level, "overall"))
            if found and mean is not None and abs(sum(found) / len(found) - mean) > MEAN_GAP:
                said = Message("check.published_mean", published=mean, level=level, year=year)
                yield Fault(file=file, value=f"{sum(found) / len(found):.2f}", expected=said)
            count = figures.get((year, level, "agencies_responded"))
            if found and count is not None and len(found) > count:
                said = Message(
                    "check.published_count", published=f"{count:g}", level=level, year=year
                )
                yield Fault(file=file, value=str(len(found)), expected=said)


def _figures(sheets: Sheets) -> Mapping[tuple[int, Level, str], float]:
    found: dict[tuple[int, Level, str], float] = {}
    for record in sheets["published"].rows(
        "year", "level", "entity_id", "measure", "value", "used"
    ):
        year, value = record.values["year"], record.values["value"]
        whole = record.values["entity_id"] is None and record.values["used"] == "yes"
        if (
            whole
            and isinstance(year, int)
            and value is not None
            and record.text("level") in _LEVELS
        ):
            key = (year, Level(record.text("level")), record.text("measure"))
            found[key] = float(value)
    return found


def _check_names(sheets: Sheets) -> Iterator[Fault]:
    """Names that differ from those of the register that comes with the project."""
    try:
        known = {
            row["agency_id"]: str(row["name_th"])
            for row in read_table(REGISTER, table=TABLES["agencies"])
        }
    except DataError:
        return
    sheet = sheets["agencies"]
    for record in sheet.rows("agency_id", "name_th"):
        name = known.get(record.values["agency_id"], record.text("name_th"))
        if name != record.text("name_th"):
            said = Message("check.name_of_register", name=name)
            yield sheet.fault(record, column="name_th", expected=said)
