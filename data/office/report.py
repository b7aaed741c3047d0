"""The faults of a check as a web page, and as a workbook in which the bad cells are marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.faults import Fault, Severity, groups
from data.messages import LANGUAGES, Message, text_of
from data.tables import FileError, RawTable, read_raw

HTML_FILE, XLSX_FILE = "check.html", "check.xlsx"
_COLUMNS = ("severity", "file", "row", "column", "value", "expected")
_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="F8CBAD"),
    Severity.WARNING: PatternFill("solid", fgColor="FFE699"),
}
_WIDTH = 24
_STYLE = (
    "body{font:16px/1.6 system-ui,'Noto Sans Thai',Tahoma,sans-serif;margin:2rem auto;"
    "max-width:72rem;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;"
    "font-weight:700;padding:.3rem 0}th,td{border-bottom:1px solid #ccc;padding:.35rem .6rem;"
    "text-align:left;vertical-align:top;overflow-wrap:anywhere}.error{background:#fbe3d6}"
    ".warning{background:#fff3cd}"
)


def write_report(
    directory: Path, *, dataset: Path, faults: Sequence[Fault], lang: str
) -> tuple[Path, Path]:
    """Write check.html and check.xlsx into a directory, which is made if need be.

    Raises:
        OSError: They cannot be written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    page, book = directory / HTML_FILE, directory / XLSX_FILE
    page.write_text(html_report(dataset, faults=faults, lang=lang), encoding="utf-8")
    _workbook(dataset, faults=faults).save(book)
    return page, book


def html_report(dataset: Path, *, faults: Sequence[Fault], lang: str) -> str:
    """The page: a count of every kind, then every fault; it needs no other file."""
    title = escape(Message("report.title", directory=dataset.name).text(lang))
    parts = [
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1><p>{escape(summary(dataset, faults=faults).text(lang))}</p>"
        f"<p>{escape(Message('report.errors_stop').text(lang))}</p>"
    ]
    for (severity, file, column, code), items in groups(faults).items():
        head = f"{Message(f'fault.{severity}').text(lang)} · {file} {column} · {len(items)}"
        parts.append(
            f'<table id="{escape(f"{file}-{column}-{code}")}"><caption>{escape(head)}</caption>'
            + _row((_word(name, lang) for name in _COLUMNS[2:]), cell="th")
            + "".join(_row(_cells(item, lang)[2:], severity=severity) for item in items)
            + "</table>"
        )
    return "".join([*parts, "</main></body></html>"])


def summary(dataset: Path, *, faults: Sequence[Fault]) -> Message:
    """How many faults there are of each severity."""
    counts = Counter(fault.severity for fault in faults)
    if not faults:
        return Message("fault.no_faults", directory=dataset)
    return Message(
        "fault.one" if len(faults) == 1 else "fault.many",
        directory=dataset,
        count=len(faults),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
    )


def _workbook(dataset: Path, *, faults: Sequence[Fault]) -> Workbook:
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError("a new workbook has a sheet")
    first.title = "faults - รายการ"
    first.append([f"{_word(name, 'th')} / {_word(name, 'en')}" for name in _COLUMNS])
    for fault in sorted(faults, key=lambda item: item.severity is not Severity.ERROR):
        cells = _cells(fault, "th")
        expected = " / ".join(text_of(fault.expected, lang=lang) for lang in LANGUAGES)
        first.append([*map(_plain, cells[:-1]), _plain(expected)])
        first.cell(first.max_row, 1).fill = _FILLS[fault.severity]
    _dress(first)
    by_file: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_file[fault.file].append(fault)
    for file, items in by_file.items():
        try:
            raw = read_raw(dataset / file)
        except FileError:
            continue
        _mark(book.create_sheet(Path(file).stem[:31]), raw=raw, faults=items)
    return book


def _mark(sheet: Worksheet, *, raw: RawTable, faults: Sequence[Fault]) -> None:
    """A file as it is, with a colour and a note on every bad cell."""
    sheet.append([_plain(cell) for cell in raw.header])
    rows = {1: 1}
    for number, row in enumerate(raw.rows, start=2):
        sheet.append([_plain(cell) for cell in row.cells])
        rows[row.line] = number
    columns = {name: number for number, name in enumerate(raw.header, start=1)}
    for fault in faults:
        if fault.row not in rows:
            continue
        cell = sheet.cell(rows[fault.row], columns.get(fault.column, 1))
        cell.fill = _FILLS[fault.severity]
        said = "\n".join(text_of(fault.expected, lang=lang) for lang in LANGUAGES)
        cell.comment = Comment(said, "Phrom")
    _dress(sheet)


def _dress(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    for number in range(1, sheet.max_column + 1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH


def _plain(text: str) -> str:
    """A text that a spreadsheet can hold and takes for no formula."""
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@")) else shown


def _cells(fault: Fault, lang: str) -> list[str]:
    return [
        Message(f"fault.{fault.severity}").text(lang),
        fault.file,
        str(fault.row or ""),
        fault.column,
        fault.value.encode("utf-8", "backslashreplace").decode("utf-8"),
        text_of(fault.expected, lang=lang),
    ]


def _row(cells: Iterator[str] | Sequence[str], *, cell: str = "td", severity: str = "") -> str:
    inside = "".join(f"<{cell}>{escape(text)}</{cell}>" for text in cells)
    return f'<tr class="{severity}">{inside}</tr>' if severity else f"<tr>{inside}</tr>"


def _word(name: str, lang: str) -> str:
    return Message(f"report.{name}").text(lang)
