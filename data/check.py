"""Checks a data set against the contract and collects every fault; bad input never raises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data.codes import DataStatus
from data.contract import DESCRIPTOR_FILE, TABLES
from data.faults import Fault, Severity
from data.messages import Message
from data.rules_entities import check_entities
from data.rules_plausible import check_plausible
from data.rules_scores import check_scores
from data.sheets import Sheets, check_keys, check_references, read_sheets
from data.tables import FileError, read_descriptor

__all__ = ["Fault", "Severity", "check_dataset"]

FIRST_YEAR = 2500
LAST_YEAR = 2700


def check_dataset(directory: Path) -> tuple[Fault, ...]:
    """Check a whole data set.

    Args:
        directory: where datapackage.json and the tables lie.

    Returns:
        Every fault, in the order of files and lines; nothing when the set is good.
    """
    if not directory.is_dir():
        return (Fault(file=str(directory), expected=Message("check.directory")),)
    sheets, cell_faults = read_sheets(directory)
    faults = list(cell_faults)
    descriptor, descriptor_faults = _read_descriptor(directory)
    faults += descriptor_faults
    faults += _check_resources(descriptor, sheets=sheets)
    faults += _check_strangers(directory)
    for sheet in sheets.values():
        faults += check_keys(sheet)
        faults += check_references(sheet, sheets=sheets)
    faults += check_entities(sheets)
    status, years = _status(descriptor), _years(descriptor)
    faults += check_scores(sheets, status=status, years=years)
    if status is DataStatus.OFFICIAL:
        faults += check_plausible(sheets, years=years)
    return tuple(sorted(faults, key=_place))


def has_errors(faults: tuple[Fault, ...]) -> bool:
    """Whether any fault stops a build."""
    return any(fault.severity is Severity.ERROR for fault in faults)


def _place(fault: Fault) -> tuple[int, str, int, str, str]:
    names = [DESCRIPTOR_FILE, *(table.file for table in TABLES.values())]
    order = names.index(fault.file) if fault.file in names else len(names)
    return order, fault.file, fault.row or 0, fault.column, fault.value


def _read_descriptor(directory: Path) -> tuple[Mapping[str, Any], list[Fault]]:
    try:
        descriptor = read_descriptor(directory)
    except FileError as error:
        fault = Fault(
            file=DESCRIPTOR_FILE, row=error.line, value=error.found, expected=error.expected
        )
        return {}, [fault]
    return descriptor, list(_check_descriptor(descriptor))


def _check_descriptor(descriptor: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("name", "title"):
        if not isinstance(descriptor.get(key), str) or not descriptor[key].strip():
            yield _descriptor_fault(descriptor, key=key, expected=Message("check.text"))
    if _status(descriptor) is None:
        expected = Message("check.one_of", codes=", ".join(DataStatus))
        yield _descriptor_fault(descriptor, key="status", expected=expected)
    if not _is_date(descriptor.get("issued")):
        yield _descriptor_fault(descriptor, key="issued", expected=Message("check.date"))
    if not _years(descriptor):
        yield _descriptor_fault(descriptor, key="years", expected=Message("check.years"))


def _descriptor_fault(descriptor: Mapping[str, Any], *, key: str, expected: str) -> Fault:
    value = str(descriptor[key]) if key in descriptor else ""
    return Fault(file=DESCRIPTOR_FILE, column=key, value=value, expected=expected)


def _status(descriptor: Mapping[str, Any]) -> DataStatus | None:
    value = descriptor.get("status")
    return DataStatus(value) if isinstance(value, str) and value in tuple(DataStatus) else None


def _years(descriptor: Mapping[str, Any]) -> tuple[int, ...]:
    years = descriptor.get("years")
    if not isinstance(years, list) or not years:
        return ()
    # bool is an int to Python, not to a reader of JSON.
    good = [year for year in years if type(year) is int and FIRST_YEAR <= year <= LAST_YEAR]
    return tuple(sorted(good)) if len(set(good)) == len(years) else ()


def _is_date(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _check_resources(descriptor: Mapping[str, Any], *, sheets: Sheets) -> Iterator[Fault]:
    """The descriptor lists the fields of every table in the order of its file."""
    if not descriptor:
        return
    listed = _listed_fields(descriptor.get("resources"))
    for sheet in sheets.values():
        file = sheet.table.file
        if file not in listed:
            yield Fault(
                file=DESCRIPTOR_FILE,
                column="resources",
                value=file,
                expected=Message("check.resource"),
            )
        elif sheet.has(*sheet.table.column_names) and listed[file] != [
            column.name for column in sheet.columns
        ]:
            yield Fault(
                file=DESCRIPTOR_FILE,
                column="resources",
                value=file,
                expected=Message("check.resource_fields"),
                severity=Severity.WARNING,
            )


def _listed_fields(resources: object) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for resource in resources if isinstance(resources, list) else []:
        if not isinstance(resource, dict) or not isinstance(resource.get("path"), str):
            continue
        schema = resource.get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        found[resource["path"]] = [
            field.get("name") if isinstance(field, dict) else None
            for field in (fields if isinstance(fields, list) else [])
        ]
    return found


def _check_strangers(directory: Path) -> Iterator[Fault]:
    known = {table.file for table in TABLES.values()}
    for path in sorted(directory.glob("*.csv")):
        if path.name not in known:
            yield Fault(
                file=path.name,
                expected=Message("check.stranger"),
                severity=Severity.WARNING,
            )
