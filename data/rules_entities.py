"""The rules that tie the cells of one row together, scores excepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from data.codes import PILLARS, Level
from data.contract_entities import YES_NO
from data.contract_figures import COMPARABILITY, NATIONAL
from data.faults import Fault
from data.messages import Message
from data.sheets import Record, Sheet, Sheets
from data.tables import Value

_ENTITY_TABLES = {
    Level.DEPARTMENT: ("agencies", "agency_id"),
    Level.OFFICE: ("agencies", "agency_id"),
    Level.LOCAL: ("agencies", "agency_id"),
    Level.MINISTRY: ("ministries", "ministry_id"),
    Level.PROVINCE: ("provinces", "province_id"),
}


def check_entities(sheets: Sheets) -> Iterator[Fault]:
    """Run every rule of this module."""
    rules: tuple[Callable[[Sheets], Iterator[Fault]], ...] = (
        _check_lifetimes,
        _check_pillars,
        _check_indicators,
        _check_agencies,
        _check_published,
        _check_findings,
        _check_awards,
    )
    for rule in rules:
        yield from rule(sheets)


def _check_lifetimes(sheets: Sheets) -> Iterator[Fault]:
    for sheet in sheets.values():
        for record in sheet.rows("since", "until"):
            since, until = record.values["since"], record.values["until"]
            if isinstance(since, int) and isinstance(until, int) and until < since:
                yield sheet.fault(
                    record, column="until", expected=Message("check.or_later", year=since)
                )


def _check_pillars(sheets: Sheets) -> Iterator[Fault]:
    """Only pillars that scores.csv has a column for; of these any may begin or end in a year."""
    sheet = sheets["pillars"]
    for record in sheet.rows("pillar_id"):
        if record.values["pillar_id"] not in PILLARS:
            expected = Message("check.pillar_known", pillars=", ".join(PILLARS))
            yield sheet.fault(record, column="pillar_id", expected=expected)


def _check_indicators(sheets: Sheets) -> Iterator[Fault]:
    sheet = sheets["indicators"]
    for record in sheet.rows("named", "name_en"):
        named = record.values["named"] == "yes"
        yield from _present_iff(sheet, record, column="name_en", wanted=named, reason="`named`")


def _check_agencies(sheets: Sheets) -> Iterator[Fault]:
    """Offices, and only offices, have a province and a kind; their code is made of both."""
    sheet = sheets["agencies"]
    provinces = sheets["provinces"].by("province_id")
    kinds = sheets["office_kinds"].by("office_kind_id")
    for record in sheet.rows("level", "province_id", "office_kind_id"):
        office = record.values["level"] == Level.OFFICE
        faults = [
            fault
            for column in ("province_id", "office_kind_id")
            for fault in _present_iff(
                sheet, record, column=column, wanted=office, reason="the level"
            )
        ]
        yield from faults
        if faults or not office:
            continue
        province = provinces.get(record.values["province_id"])
        kind = kinds.get(record.values["office_kind_id"])
        if kind is not None and kind.values.get("surveyed") == "no":
            yield sheet.fault(
                record, column="office_kind_id", expected=Message("check.surveyed_kind")
            )
        if province is not None and kind is not None and province.good("tis_code"):
            code = f"{record.text('office_kind_id')}-{province.text('tis_code')}"
            if record.good("agency_id") and record.values["agency_id"] != code:
                yield sheet.fault(
                    record, column="agency_id", expected=Message("check.code", code=code)
                )


def _check_published(sheets: Sheets) -> Iterator[Fault]:
    """A figure has a value, belongs to a known entity, and one vintage of it is used."""
    sheet = sheets["published"]
    used: dict[tuple[Value, ...], int] = {}
    for record in sheet.records:
        if record.good("value", "text_value"):
            yield from _check_one_value(sheet, record)
        if record.good("measure", "level", "text_value"):
            yield from _check_comparability(sheet, record)
        if record.good("level", "entity_id"):
            yield from _check_entity(sheet, record, sheets=sheets)
        key = ("year", "level", "entity_id", "measure", "text_value")
        if not record.good(*key, "used", "value"):
            continue
        if record.values["used"] == "yes" and record.values["value"] is not None:
            figure = tuple(record.values[name] for name in key)
            first = used.setdefault(figure, record.line)
            if first != record.line:
                yield sheet.fault(
                    record,
                    column="used",
                    expected=Message("check.used_once", line=first),
                )


def _check_comparability(sheet: Sheet, record: Record) -> Iterator[Fault]:
    """Whether a year can be set against the one before is yes or no, for the whole survey."""
    if record.values["measure"] != COMPARABILITY:
        return
    for column, known in (("text_value", YES_NO), ("level", (NATIONAL,))):
        if record.values[column] not in known:
            expected = Message("check.one_of", codes=", ".join(known))
            yield sheet.fault(record, column=column, expected=expected)


def _check_one_value(sheet: Sheet, record: Record) -> Iterator[Fault]:
    if record.values["value"] is None and record.values["text_value"] is None:
        yield sheet.fault(record, column="value", expected=Message("check.value_or_text"))


def _check_entity(sheet: Sheet, record: Record, *, sheets: Sheets) -> Iterator[Fault]:
    entity = record.values["entity_id"]
    level = str(record.values["level"])
    if entity is None:
        return
    if level not in tuple(Level):
        yield sheet.fault(
            record, column="entity_id", expected=Message("check.no_entity", level=level)
        )
        return
    table, column = _ENTITY_TABLES[Level(level)]
    target = sheets[table]
    if target.readable and target.trusted(column) and entity not in target.values(column):
        yield sheet.fault(
            record,
            column="entity_id",
            expected=Message("check.reference", column=column, file=target.table.file),
        )


def _check_findings(sheets: Sheets) -> Iterator[Fault]:
    """A finding has either a value or a reason for having none."""
    sheet = sheets["findings"]
    indicators = sheets["indicators"].by("indicator_id")
    known = {None, *sheets["pillars"].values("pillar_id")}
    for record in sheet.rows("value_type"):
        missing = record.values["value_type"] == "missing"
        for column, wanted in (("value", not missing), ("missing_kind", missing)):
            if record.good(column):
                yield from _present_iff(
                    sheet, record, column=column, wanted=wanted, reason="value_type"
                )
        if not record.good("pillar_id", "indicator_id"):
            continue
        indicator = indicators.get(record.values["indicator_id"])
        if indicator is None or not indicator.good("pillar_id"):
            continue
        if not known.issuperset((record.values["pillar_id"], indicator.values["pillar_id"])):
            continue  # told as a broken reference
        if indicator.values["pillar_id"] != record.values["pillar_id"]:
            yield sheet.fault(
                record,
                column="pillar_id",
                expected=Message("check.pillar_of_indicator", pillar=indicator.text("pillar_id")),
            )


def _check_awards(sheets: Sheets) -> Iterator[Fault]:
    sheet = sheets["awards"]
    for record in sheet.rows("level"):
        department = record.values["level"] == Level.DEPARTMENT
        for column, wanted in (("agency_id", department), ("province_id", not department)):
            if record.good(column):
                yield from _present_iff(
                    sheet, record, column=column, wanted=wanted, reason="the level"
                )


def _present_iff(
    sheet: Sheet, record: Record, *, column: str, wanted: bool, reason: str
) -> Iterator[Fault]:
    if (record.values[column] is not None) is not wanted:
        code = "check.value_by" if wanted else "check.empty_by"
        yield sheet.fault(record, column=column, expected=Message(code, reason=reason))
