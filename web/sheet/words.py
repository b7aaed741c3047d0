"""Where a line of Thai may break: Thai has no spaces between words, PDF breaks nothing itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from pythainlp.tokenize import word_tokenize

CLOSING = frozenset(".,:;!?)]}”’»%\u0e46\u0e2f")
OPENING = frozenset("([{“‘«")


TONES = "\u0e48\u0e49\u0e4a\u0e4b"
SARA_AM = re.compile(f"([{TONES}]?)\u0e33")
NIKHAHIT, SARA_AA = "\u0e4d", "\u0e32"


def drawn(text: str) -> str:
    """Take sara am apart as fonts draw it: a ring under the tone mark, then the long vowel.

    Left whole it becomes two glyphs of one letter, of which the second would tell those who copy
    the text nothing, or something wrong.
    """
    return SARA_AM.sub(rf"{NIKHAHIT}\1{SARA_AA}", text)


@lru_cache(maxsize=512)
def pieces(text: str) -> tuple[str, ...]:
    """Divide a text into what must stay together; joined again they are the text."""
    found: list[str] = []
    for word in word_tokenize(text.replace("\u200b", ""), engine="newmm", keep_whitespace=True):
        last = found[-1] if found else ""
        glued = word[:1] in CLOSING or word.isspace() or last[-1:] in OPENING
        if found and glued:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def wrap(text: str, *, width: float, measure: Callable[[str], float]) -> Sequence[str]:
    """Break a text into lines no wider than `width`, as `measure` tells their width."""
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines
