"""Reads single cells as people write them: Thai digits, commas, percent, B.E. and C.E. years."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from data.codes import Response

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
ERA = 543
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
# Sara am typed as two characters, with or without a tone mark between them, and sara ae as two e.
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_SARA_AM_TONE = re.compile("([\u0e48-\u0e4b])\u0e4d\u0e32")
_MARK_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e39])")
_UNIT = re.compile(r"^['’]|\s*(?:คะแนน|points?|pts?\.?|score)$", flags=re.IGNORECASE)
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?")
_COMMA = re.compile(r"[-+]?\d+,\d{1,2}|[-+]?\d{1,3},\d{4,}")
_CONTINENTAL = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d+")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")

NO_ANSWER = frozenset(
    {
        "ไม่ตอบ",
        "ไม่ได้ตอบ",
        "ไม่ตอบแบบสำรวจ",
        "ไม่ได้ตอบแบบสำรวจ",
        "ไม่ส่งข้อมูล",
        "ไม่ได้ส่งข้อมูล",
        "no answer",
        "no response",
        "did not answer",
        "not answered",
        "no_answer",
    }
)
NOT_ASKED = frozenset(
    {
        "ไม่ได้สำรวจ",
        "ไม่ถูกสำรวจ",
        "ไม่อยู่ในกลุ่มเป้าหมาย",
        "ไม่ได้ถาม",
        "not asked",
        "not surveyed",
        "not_asked",
    }
)
ANSWERED = frozenset({"ตอบ", "ตอบแล้ว", "ตอบแบบสำรวจ", "answered", "yes", "responded"})
NOTHING = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "−",
        "--",
        ".",
        "n/a",
        "na",
        "n.a.",
        "#n/a",
        "ไม่มีข้อมูล",
        "ไม่มี",
        "nil",
        "null",
    }
)


class UnreadableError(ValueError):
    """A cell is not what its column holds."""


def clean(text: str) -> str:
    """Bring a text into one form: composed, without invisible characters and stray spaces."""
    shown = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    shown = _SARA_AM_TONE.sub("\\1\u0e33", shown)
    shown = _SARA_AM.sub("\\1\u0e33", shown)
    shown = shown.replace("\u0e40\u0e40", "\u0e41")
    shown = _MARK_BEFORE_VOWEL.sub(r"\2\1", shown)
    return _SPACES.sub(" ", shown).strip()


def number(text: str) -> Decimal | None:
    """Read a number; None where the cell says that there is none.

    A comma is a decimal comma before one or two digits and a thousands separator before three.

    Raises:
        UnreadableError: It is no number.
    """
    shown = clean(text).translate(THAI_DIGITS).replace("\u2212", "-").replace("\u066b", ".")
    if shown.casefold() in NOTHING:
        return None
    shown = _UNIT.sub("", _UNIT.sub("", shown)).strip()
    shown = shown.removesuffix("%").removesuffix("％").removesuffix("ร้อยละ")
    shown = shown.removeprefix("ร้อยละ").strip()
    if _PLAIN.fullmatch(shown):
        return Decimal(shown)
    if _THOUSANDS.fullmatch(shown):
        return Decimal(re.sub("[,' ]", "", shown))
    if _COMMA.fullmatch(shown):
        return Decimal(shown.replace(",", "."))
    if _CONTINENTAL.fullmatch(shown):
        return Decimal(shown.replace(".", "").replace(",", "."))
    raise UnreadableError(text)


def score(value: Decimal) -> Decimal:
    """Round to the two decimals with which scores are stored, halves up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def response(text: str) -> Response | None:
    """Read what a cell says instead of a score; None where it says nothing of the kind."""
    shown = clean(text).casefold()
    if shown in NO_ANSWER:
        return Response.NO_ANSWER
    if shown in NOT_ASKED:
        return Response.NOT_ASKED
    return Response.ANSWERED if shown in ANSWERED else None


def year(text: str) -> int | None:
    """Find the one year that a text names, as B.E.; None where it names none or several."""
    shown = clean(text).translate(THAI_DIGITS)
    found = {_buddhist(int(item)) for item in _YEAR.findall(shown)} - {None}
    return found.pop() if len(found) == 1 else None


def _buddhist(value: int) -> int | None:
    if 2500 <= value <= 2700:
        return value
    return value + ERA if 1957 <= value <= 2157 else None
