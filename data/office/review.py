"""The review file: which names were recognised how, and what a person decided about the others."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.messages import Message
from data.office.cells import clean
from data.office.grids import FileTroubleError
from data.office.register import Proposal, Register

YES = frozenset({"yes", "y", "ใช่", "ใช้", "ok", "1", "true"})
NO = frozenset({"no", "n", "ไม่", "ไม่ใช่", "skip", "ข้าม", "0", "false"})
COLUMNS = (
    "name",
    "where",
    "rows",
    "proposal",
    "proposal_name",
    "how",
    "score",
    "decision",
    "others",
)
_WIDTHS = (46, 34, 7, 24, 46, 13, 8, 24, 60)
_MARK = PatternFill("solid", fgColor="FFF2CC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A name that nobody but a person can place, or that was placed with certainty.

    Attributes:
        name: the name as the file shows it; decisions go by it.
        where: the first place.
        rows: how many rows have it.
        proposals: who may be meant, the likeliest first.
        certain: whether the first of them is sure.
    """

    name: str
    where: str
    rows: int
    proposals: tuple[Proposal, ...]
    certain: bool


def write_review(path: Path, *, questions: Sequence[Question], register: Register) -> None:
    """Write the review file: what is to be decided on the first sheet, the rest on the second."""
    book = Workbook()
    first = book.active
    if not isinstance(first, Worksheet):
        raise TypeError("a new workbook has a sheet")
    first.title = "decide - ตัดสินใจ"
    second = book.create_sheet("recognised - จับคู่แล้ว")
    _fill(first, [item for item in questions if not item.certain], register=register)
    _fill(second, [item for item in questions if item.certain], register=register)
    choices = DataValidation(type="list", formula1='"yes,no"', allow_blank=True)
    choices.showErrorMessage = False
    first.add_data_validation(choices)
    choices.add(f"H2:H{max(2, first.max_row)}")
    for row in range(2, first.max_row + 1):
        first.cell(row, COLUMNS.index("decision") + 1).fill = _MARK
    book.save(path)


def read_decisions(path: Path) -> Mapping[str, str]:
    """Read what was decided: name -> an agency's id, or empty for a row to leave out.

    An empty decision is none.

    Raises:
        FileTroubleError: The file is no workbook any more.
    """
    if not path.exists():
        return {}
    try:
        sheet = load_workbook(path).worksheets[0]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise FileTroubleError(Message("import.broken_review", file=path)) from error
    found: dict[str, str] = {}
    for cells in sheet.iter_rows(min_row=2, values_only=True):
        row = dict(zip(COLUMNS, (clean(str(cell or "")) for cell in cells), strict=False))
        decision = row.get("decision", "")
        if not decision or not row.get("name"):
            continue
        if decision.casefold() in NO:
            found[row["name"]] = ""
        elif decision.casefold() in YES:
            found[row["name"]] = row["proposal"]
        else:
            found[row["name"]] = decision
    return found


def _fill(sheet: Worksheet, questions: Sequence[Question], *, register: Register) -> None:
    for number, name in enumerate(COLUMNS, start=1):
        said = Message(f"review.{name}")
        cell = sheet.cell(1, number, f"{said.text('th')}\n{said.text('en')}")
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS[number - 1]
    sheet.freeze_panes = "A2"
    for item in questions:
        best, *others = item.proposals or (None,)
        sheet.append(
            [
                item.name,
                item.where,
                item.rows,
                best.agency_id if best else "",
                register.name(best.agency_id) if best else "",
                str(best.how) if best else "none",
                best.score if best else "",
                "",
                "; ".join(
                    f"{other.agency_id} {register.name(other.agency_id)} ({other.score:g})"
                    for other in others
                    if other is not None
                ),
            ]
        )
