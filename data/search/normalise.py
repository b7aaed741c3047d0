"""The forms in which names and typed texts are compared; standard library only.

Two forms of everything: `plain` undoes what typing and encoding add (case, invisible characters,
split vowels, dots, digits of the other script), `sounds` also undoes what people confuse (tone
marks, karan, letters that sound alike, ways to romanise). Both are total: any text gives a form.
"""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 100
"""Characters of a typed text that are looked at; it bounds the work of a search."""

_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}")
_SPLIT_AM = re.compile("\u0e4d\u0e32")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# "จ.ร้อยเอ็ด" and "สนง." are written short in every office.
_PROVINCE = re.compile(r"(?:^|(?<=\s))จ\.\s*(?=[ก-ฮเ-ไ][^.\s]{2})")
_OFFICE = re.compile(r"(?<![ก-๎])สนง\.?")
_SIGNS = re.compile("['’`´ฯๆ\"“”]")
_DOTS = re.compile(r"(?<!\d)\.|\.(?!\d)")
_SEPARATORS = re.compile(r"[^\w\u0e00-\u0e7f.]+|_")

_KARAN = re.compile("[ก-ฮ][\u0e34\u0e38]?\u0e4c")
_SILENT = re.compile("[\u0e3a\u0e47-\u0e4e]")
_SILENT_RO = re.compile("(?<=[กขคตปผพ])[รล](?=ะ)")
_DOUBLE_RO = re.compile("รร(?=[ก-ฮ])")
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("ซศษ", "ส"),
        **dict.fromkeys("ร", "ล"),
        "ฬ": "ล",
        "ฤ": "ล",
        "ฦ": "ล",
        "ณ": "น",
        "ญ": "ย",
        "ฎ": "ด",
        "ฏ": "ต",
        **dict.fromkeys("ฐฑฒถธ", "ท"),
        **dict.fromkeys("ภผ", "พ"),
        **dict.fromkeys("ขฃฅฆ", "ค"),
        **dict.fromkeys("ฉฌ", "ช"),
        "ฝ": "ฟ",
        "ใ": "ไ",
        "ๅ": "า",
        "ี": "ิ",
        "ื": "ึ",
        "ู": "ุ",
        "ำ": "ัม",
        "ะ": None,
    }
)
_ROMAN = (
    (re.compile("(?<=[bcdgkpt])h"), ""),
    (re.compile("sh|z"), "s"),
    (re.compile(r"\bs[rl](?=i)"), "s"),
    (re.compile("o[rl](?=n)"), "o"),
    (re.compile("ee"), "i"),
    (re.compile("oo|ou"), "u"),
    (re.compile("ck|q"), "k"),
)
_ROMAN_LETTERS = str.maketrans({"j": "c", "v": "w", "r": "l", "b": "p", "d": "t", "g": "k"})
_DOUBLED = re.compile("([a-z])\\1+")
_LATIN = re.compile("[a-z]")


def plain(text: str) -> str:
    """Return `text` as compared to the letter: single spaces, no case, no dots, Arabic digits.

    Sara am is one letter, marks stand once and in the order of the script, two sara e are sara ae,
    the short forms of "province" and "office" are written out. Idempotent.
    """
    composed = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).casefold()
    shown = "".join(_visible(character) for character in unicodedata.normalize("NFKC", composed))
    whole = _OFFICE.sub("สำนักงาน", _PROVINCE.sub("จังหวัด", _SIGNS.sub("", shown)))
    words = _SEPARATORS.sub(" ", _DOTS.sub("", whole.translate(_DIGITS))).split()
    ordered = _MARKS.sub(_in_order, " ".join(words)).replace("เเ", "แ")
    return _SPLIT_AM.sub("\u0e33", ordered)[:MAX_LENGTH].rstrip(" .")


def dotted(text: str) -> str:
    """Return an abbreviation with its dots, or "" for a text without: ก.พ.ร. is not กพร."""
    form = "".join(text[:MAX_LENGTH].casefold().split())
    return form if "." in form else ""


def sounds(text: str, *, karan_silent: bool = True) -> str:
    """Return a `plain` text as it sounds, roughly, without spaces.

    Args:
        text: What `plain` returned.
        karan_silent: Whether a letter under karan falls away with it. Who leaves out karan leaves
            out the mark alone or the letter too, so both forms of a name are worth keeping.
    """
    found = _KARAN.sub("", text) if karan_silent else text
    found = _SILENT_RO.sub("", _SILENT.sub("", found)).replace("ทร", "ซ")
    found = _DOUBLE_RO.sub("ั", found).replace("รร", "ัน").replace("ไทย", "ไท")
    found = found.translate(_LETTERS)
    if _LATIN.search(found):
        for pattern, replacement in _ROMAN:
            found = pattern.sub(replacement, found)
        found = _DOUBLED.sub("\\1", found.translate(_ROMAN_LETTERS))
    return found.replace(" ", "")


def both_sounds(text: str) -> tuple[str, ...]:
    """Return the forms of a `plain` text with letters under karan left out and kept."""
    return tuple(dict.fromkeys(sounds(text, karan_silent=silent) for silent in (True, False)))


def _visible(character: str) -> str:
    """Return a character without accents of Latin letters, nothing for invisible ones."""
    kind = unicodedata.category(character)
    if kind in {"Cf", "Cs", "Co", "Cn"}:
        return ""
    if kind.startswith(("C", "Z")):
        return " "
    if "À" <= character <= "ɏ":
        return unicodedata.normalize("NFKD", character)[0]
    return character


def _in_order(marks: re.Match[str]) -> str:
    """Vowels before tone marks, each once; the order of their code points is that of the script."""
    return "".join(sorted(set(marks[0])))
