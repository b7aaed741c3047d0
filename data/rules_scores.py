"""The rules that tie scores to agencies, weights, years and the status of the data set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from data.codes import PILLARS, DataStatus, Measure, Response
from data.faults import Fault
from data.messages import Message
from data.sheets import Record, Sheet, Sheets
from data.tables import Value

# Overall and pillars are each rounded to two decimals, so their sums may differ by one hundredth.
ROUNDING = 0.01 + 1e-6
WEIGHT_SUM = 1e-4
_FORBIDDEN = {
    DataStatus.SIMULATED: Response.NO_ANSWER,
    DataStatus.OFFICIAL: Response.NOT_IN_SIMULATION,
}

Weights = Mapping[int, Mapping[str, float]]


def check_scores(
    sheets: Sheets, *, status: DataStatus | None, years: Sequence[int]
) -> Iterator[Fault]:
    """Check scores.csv against the rest of the data set.

    Args:
        sheets: all tables.
        status: status of the set; None when datapackage.json does not say.
        years: years of the set; empty when datapackage.json does not say.
    """
    weight_faults = list(_check_weights(sheets, years=years))
    yield from weight_faults
    sheet = sheets["scores"]
    yield from _check_indicator_columns(sheet, sheets=sheets)
    if status is not None:
        yield from _check_status(sheet, status=status)
    if years:
        yield from _check_years(sheet, years=years)
        yield from _check_complete(sheet, sheets=sheets, years=years)
    yield from _check_presence(sheet, sheets=sheets)
    yield from _check_validity(sheet, sheets=sheets)
    # Wrong weights would make every score look wrong.
    if not weight_faults and _weights_trusted(sheets):
        yield from _check_sums(sheet, sheets=sheets)


def in_force(record: Record, *, year: int) -> bool:
    """Whether an entry exists in a year by its columns since and until."""
    since, until = record.values["since"], record.values["until"]
    started = not isinstance(since, int) or since <= year
    ended = isinstance(until, int) and until < year
    return started and not ended


def _check_status(sheet: Sheet, *, status: DataStatus) -> Iterator[Fault]:
    for record in sheet.rows("provenance"):
        if record.values["provenance"] != status:
            yield sheet.fault(
                record,
                column="provenance",
                expected=Message("check.status_of_set", status=status),
            )
    for record in sheet.rows("status"):
        if record.values["status"] == _FORBIDDEN[status]:
            yield sheet.fault(
                record, column="status", expected=Message("check.status_possible", status=status)
            )


def _check_years(sheet: Sheet, *, years: Sequence[int]) -> Iterator[Fault]:
    for record in sheet.rows("year"):
        if record.values["year"] not in years:
            yield sheet.fault(record, column="year", expected=Message("check.year_of_set"))


def _check_complete(sheet: Sheet, *, sheets: Sheets, years: Sequence[int]) -> Iterator[Fault]:
    """Every agency has one row for every year; told only when all keys are good."""
    agencies = sheets["agencies"]
    trusted = sheet.trusted("agency_id") and sheet.trusted("year")
    if not (sheet.readable and trusted and agencies.trusted("agency_id")):
        return
    found = {(record.values["agency_id"], record.values["year"]) for record in sheet.records}
    known = agencies.values("agency_id")
    if any(agency not in known or year not in years for agency, year in found):
        return
    for record in agencies.records:
        for year in years:
            if (record.values["agency_id"], year) not in found:
                yield Fault(
                    file=sheet.table.file,
                    column="agency_id",
                    value=record.text("agency_id"),
                    expected=Message("check.row_wanted", year=year),
                )


def _check_presence(sheet: Sheet, *, sheets: Sheets) -> Iterator[Fault]:
    """Numbers stand where and only where the agency answered."""
    pillars = sheets["pillars"].by("pillar_id")
    items = {**sheets["indicators"].by("indicator_id"), **pillars}
    fixed = [column.name for column in sheet.columns if column.name in tuple(Measure)]
    extra = [column.name for column in sheet.columns if column.name not in sheet.table.column_names]
    for record in sheet.rows("status", "year"):
        answered = record.values["status"] == Response.ANSWERED
        year = record.values["year"]
        for name in (*fixed, *extra):
            if not record.good(name):
                continue
            empty = record.values[name] is None
            item = items.get(name)
            exists = (
                item is None
                or not isinstance(year, int)
                or not item.good("since", "until")
                or in_force(item, year=year)
            )
            if not answered and not empty:
                status = record.text("status")
                expected = Message("check.no_score_status", status=status)
            elif answered and not empty and not exists:
                code = "check.no_score_pillar" if name in fixed else "check.no_score_indicator"
                expected = Message(code, year=year)
            elif answered and empty and exists and name in fixed:
                expected = Message("check.score_wanted")
            else:
                continue
            yield sheet.fault(record, column=name, expected=expected)


def _check_validity(sheet: Sheet, *, sheets: Sheets) -> Iterator[Fault]:
    """An agency that does not exist in a year was not asked."""
    agencies = sheets["agencies"].by("agency_id")
    for record in sheet.rows("agency_id", "year", "status"):
        agency = agencies.get(record.values["agency_id"])
        year = record.values["year"]
        if agency is None or not agency.good("since", "until") or not isinstance(year, int):
            continue
        if not in_force(agency, year=year) and record.values["status"] != Response.NOT_ASKED:
            yield sheet.fault(
                record,
                column="status",
                expected=Message("check.not_asked", status=Response.NOT_ASKED, year=year),
            )


def _check_indicator_columns(sheet: Sheet, *, sheets: Sheets) -> Iterator[Fault]:
    indicators = sheets["indicators"]
    if not indicators.trusted("indicator_id"):
        return
    known = indicators.values("indicator_id")
    for column in sheet.columns:
        if column.name not in sheet.table.column_names and column.name not in known:
            yield Fault(
                file=sheet.table.file,
                row=1,
                column=column.name,
                value=column.name,
                expected=Message("check.indicator"),
            )


def _check_weights(sheets: Sheets, *, years: Sequence[int]) -> Iterator[Fault]:
    """Weights belong to known items, and those of one parent add up to 1."""
    if not _weights_trusted(sheets):
        return
    sheet = sheets["weights"]
    parents = _parents(sheets)
    lifetimes = {
        **sheets["indicators"].by("indicator_id"),
        **sheets["pillars"].by("pillar_id"),
    }
    groups: dict[tuple[int, str], dict[str, float]] = defaultdict(dict)
    last: dict[tuple[int, str], Record] = {}
    strange = False
    for record in sheet.rows("year", "item_id", "weight"):
        year, weight = record.values["year"], record.values["weight"]
        item = record.text("item_id")
        wrong = _wrong_weight(record, years=years, lifetimes=lifetimes)
        if wrong is not None:
            strange = True
            yield sheet.fault(record, column=wrong[0], expected=wrong[1])
        elif isinstance(year, int) and isinstance(weight, float):
            groups[year, parents[item]][item] = weight
            last[year, parents[item]] = record
    if strange:
        return
    for (year, parent), weights in groups.items():
        total = sum(weights.values())
        if abs(total - 1) > WEIGHT_SUM:
            code = "check.weights_of_indicators" if parent else "check.weights_of_pillars"
            expected = Message(code, parent=parent, year=year, total=f"{total:.6g}")
            yield sheet.fault(last[year, parent], column="weight", expected=expected)
        elif not parent and (absent := _pillars_in_force(sheets, year=year) - set(weights)):
            expected = Message("check.weight_wanted", year=year, items=", ".join(sorted(absent)))
            yield sheet.fault(last[year, parent], column="item_id", expected=expected)


def _wrong_weight(
    record: Record, *, years: Sequence[int], lifetimes: Mapping[Value, Record]
) -> tuple[str, Message] | None:
    """Return column and expectation where a weight is of no year or item of the set, or None."""
    year, item = record.values["year"], lifetimes.get(record.text("item_id"))
    if years and year not in years:
        return "year", Message("check.year_of_set")
    if item is None:
        return "item_id", Message("check.item")
    if isinstance(year, int) and item.good("since", "until") and not in_force(item, year=year):
        return "item_id", Message("check.item_of_year", year=year)
    return None


def _pillars_in_force(sheets: Sheets, *, year: int) -> set[str]:
    return {
        record.text("pillar_id")
        for record in sheets["pillars"].rows("pillar_id", "since", "until")
        if record.values["pillar_id"] in PILLARS and in_force(record, year=year)
    }


def _check_sums(sheet: Sheet, *, sheets: Sheets) -> Iterator[Fault]:
    """A score that has parts is their weighted mean, where there are weights."""
    weights = _weights(sheets)
    children: dict[str, list[str]] = defaultdict(list)
    for item, parent in _parents(sheets).items():
        children[parent or Measure.OVERALL].append(item)
    for record in sheet.rows("year"):
        year = record.values["year"]
        given = weights.get(year, {}) if isinstance(year, int) else {}
        for whole, parts in children.items():
            used = [part for part in parts if part in given]
            scores = [record.values.get(name) for name in (whole, *used)]
            numbers = [score for score in scores if isinstance(score, float)]
            total = sum(given[part] for part in used)
            if not used or len(numbers) < len(scores) or total == 0:
                continue
            mean = sum(given[part] * score for part, score in zip(used, numbers[1:], strict=True))
            mean /= total
            if abs(mean - numbers[0]) > ROUNDING:
                yield sheet.fault(
                    record,
                    column=whole,
                    expected=Message(
                        "check.weighted_mean", mean=f"{mean:.2f}", items=", ".join(used)
                    ),
                )


def _weights_trusted(sheets: Sheets) -> bool:
    """Whether all cells are good that say what has which weight."""
    needed = {
        "weights": ("year", "item_id", "weight"),
        "pillars": ("pillar_id",),
        "indicators": ("indicator_id", "pillar_id"),
    }
    return all(
        sheets[name].trusted(column) for name, columns in needed.items() for column in columns
    )


def _parents(sheets: Sheets) -> dict[str, str]:
    """Items that can have a weight, with their parent; a pillar's parent is empty."""
    parents = {record.text("pillar_id"): "" for record in sheets["pillars"].rows("pillar_id")}
    for record in sheets["indicators"].rows("indicator_id", "pillar_id"):
        parents[record.text("indicator_id")] = record.text("pillar_id")
    return parents


def _weights(sheets: Sheets) -> Weights:
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for record in sheets["weights"].rows("year", "item_id", "weight"):
        year, weight = record.values["year"], record.values["weight"]
        if isinstance(year, int) and isinstance(weight, float):
            found[year][record.text("item_id")] = weight
    return found
