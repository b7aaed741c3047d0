"""Where a line of Thai may break: Thai has no spaces between words, PDF breaks nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from pythainlp.tokenize import word_tokenize

CLOSING = frozenset(".,:;!?)]}”’»ๆฯ%")
OPENING = frozenset("([{“‘«")


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
