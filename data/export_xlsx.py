"""Writes workbooks row by row: a table of any length takes the memory of one row (build time).

Equal content gives equal bytes; nothing of the day of writing stands in a file.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from data.tables import Value

MOMENT = (1980, 1, 1, 0, 0, 0)
"""Time stamp of everything inside archives, so that equal content is equal bytes."""

LONGEST = 1_048_576
"""Rows of a sheet, its heading included; what does not fit goes on in a further sheet."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML has no way to write."""

_LARGE = 2**31
_BYTES_OF_A_CELL = 64
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORMATS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2"'
    ' activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table of a workbook.

    Attributes:
        name: at most 31 characters.
        heading: names of the columns; they are bold and stay in sight.
        rows: the cells below; a text stays a text even where it begins like a formula.
        length: how many rows there are.
    """

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Value]]
    length: int


def write_book(path: Path, *, title: str, description: str, sheets: Sequence[Sheet]) -> None:
    """Write a workbook; the rows are taken one after the other and only once."""
    names = [name for sheet in sheets for name in _names(sheet)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in _frame(names, title=title, description=description):
            archive.writestr(entry(part), text)
        number = 0
        for sheet in sheets:
            rows = iter(sheet.rows)
            for _ in _names(sheet):
                number += 1
                large = sheet.length * len(sheet.heading) * _BYTES_OF_A_CELL > _LARGE
                place = entry(f"xl/worksheets/sheet{number}.xml")
                with archive.open(place, "w", force_zip64=large) as stream:
                    _write(stream, heading=sheet.heading, rows=islice(rows, LONGEST - 1))


def entry(name: str) -> zipfile.ZipInfo:
    """A file of an archive, always of the same moment."""
    info = zipfile.ZipInfo(name, date_time=MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _names(sheet: Sheet) -> list[str]:
    parts = max(1, -(-sheet.length // (LONGEST - 1)))
    return [sheet.name, *(f"{sheet.name[:27]} {number}" for number in range(2, parts + 1))]


def _frame(names: Sequence[str], *, title: str, description: str) -> Iterator[tuple[str, str]]:
    """Everything of a workbook but its cells."""
    numbers = range(1, len(names) + 1)
    overrides = {
        "/xl/workbook.xml": f"{_FORMATS}.sheet.main+xml",
        "/xl/styles.xml": f"{_FORMATS}.styles+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/xl/worksheets/sheet{n}.xml": f"{_FORMATS}.worksheet+xml" for n in numbers},
    }
    types = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
    )
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    yield (
        "_rels/.rels",
        _relations([(f"{_OFFICE}/officeDocument", "xl/workbook.xml"), (core, "docProps/core.xml")]),
    )
    yield (
        "docProps/core.xml",
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title>"
        f"<dc:description>{escape(description)}</dc:description></cp:coreProperties>",
    )
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
        "</workbook>",
    )
    targets = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*targets, (f"{_OFFICE}/styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _write(stream: IO[bytes], *, heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    letters = [_letters(number) for number in range(len(heading))]
    begin = f'{_HEAD}<worksheet xmlns="{_MAIN}">{_FROZEN}<sheetData>'
    stream.write(begin.encode() + _row(1, letters, heading, style=' s="1"'))
    for number, row in enumerate(rows, start=2):
        stream.write(_row(number, letters, row))
    stream.write(b"</sheetData></worksheet>")


def _row(number: int, letters: Sequence[str], values: Sequence[Value], *, style: str = "") -> bytes:
    cells = []
    for letter, value in zip(letters, values, strict=True):
        if value is None:
            continue
        if isinstance(value, str):
            text = escape(_ILLEGAL.sub("\ufffd", value))
            inside = f'<is><t xml:space="preserve">{text}</t></is>'
            cells.append(f'<c r="{letter}{number}" t="inlineStr"{style}>{inside}</c>')
        else:
            shown = float(value) if isinstance(value, Decimal) else value
            cells.append(f'<c r="{letter}{number}"{style}><v>{shown!r}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()


def _letters(number: int) -> str:
    """The name of a column counted from 0: A, Z, AA."""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)
