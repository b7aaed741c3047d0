"""Alphabetical order of Thai and Latin names, without a locale of the machine."""

from __future__ import annotations

import re

# Written before the consonant that they follow in sorting.
_LEADING = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
# Tone marks and the like decide only between names that are equal otherwise.
_MARKS = re.compile("[\u0e47-\u0e4e]")
_IGNORED = re.compile(r"[\s\u200b-\u200d\ufeff()\[\].,/\"'“”‘’–—-]+")


def collation_key(name: str) -> tuple[str, str]:
    """Return a key that sorts names as the Royal Institute dictionary does.

    A leading vowel sorts after its consonant, tone marks count last, spaces and punctuation not at
    all. Latin letters sort before Thai ones, without regard to case.
    """
    swapped = _LEADING.sub(r"\2\1", _IGNORED.sub("", name.casefold()))
    return _MARKS.sub("", swapped), swapped
