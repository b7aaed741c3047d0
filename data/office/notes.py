"""What an import has to tell: one note at one place, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.messages import Message


class Weight(StrEnum):
    """An error stops the import, a question waits for a decision, a remark is only told."""

    ERROR = "error"
    QUESTION = "question"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing to tell.

    Attributes:
        file, sheet, place: where; a place is a cell, a row, or empty.
        value: what was found there.
    """

    weight: Weight
    file: str
    sheet: str = ""
    place: str = ""
    value: str = ""
    said: Message

    def line(self, lang: str) -> str:
        """Write the note on one line."""
        where = ":".join(part for part in (self.file, self.sheet, self.place) if part)
        found = f' "{self.value}"' if self.value else ""
        weight = Message(f"import.{self.weight}").text(lang)
        return f"{where}: {weight}:{found} {self.said.text(lang)}"
