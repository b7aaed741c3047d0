"""How well a name fits a typed text: by letters, by sound, or by likeness (RapidFuzz)."""

from __future__ import annotations

from rapidfuzz import fuzz

from data.model import Match
from data.search.reading import Reading

GOOD = 0.85
"""From here on a text is taken as rightly typed."""

LEAST = 0.55
"""Less is not shown."""

_LENGTH = 4
"""Shorter words are held by too many names, and resemble too many."""

_RATIO, _HELD = 62, 0.75
"""Least likeness of whole names in percent, and of words within a name."""

_SHARE = 0.05
"""What a name gains when little of it stands beside the text."""


def tier(reading: Reading, *, letters: str, sounds: str) -> tuple[float, Match]:
    """Score a name that holds the text as it is, or as it sounds; 0 where it does not.

    Args:
        reading: The text.
        letters: Plain form of the name without spaces.
        sounds: How it sounds.
    """
    typed = reading.letters
    if letters == reading.dotted:
        return 1.02, Match.EXACT
    if letters == typed:
        return 1.0, Match.EXACT
    if reading.sounding and sounds in reading.forms:
        return 0.97, Match.EXACT
    if sounds in reading.bare:
        return 0.95, Match.EXACT
    share = _SHARE * min(1.0, len(typed) / len(letters))
    if letters.startswith(typed):
        return 0.90 + share, Match.PREFIX
    if reading.sounding and sounds.startswith(reading.forms):
        return 0.87 + share, Match.PREFIX
    held = _holding(reading, letters=letters, sounds=sounds)
    return (held + share, Match.CONTAINS) if held else (0.0, Match.SIMILAR)


def _holding(reading: Reading, *, letters: str, sounds: str) -> float:
    if reading.letters in letters:
        return 0.80
    for form in reading.forms + reading.bare:
        if len(form) >= _LENGTH and form in sounds:
            return 0.78
    several = len(reading.words) > 1 and reading.telling
    return 0.76 if several and all(map(sounds.__contains__, reading.words)) else 0.0


def similarity(reading: Reading, *, sounds: str) -> float:
    """Score a name that resembles the text as a whole, or holds something like each word."""
    if not reading.telling:
        return 0.0
    best = 0.0
    for form in reading.forms + reading.bare:
        if len(form) >= _LENGTH:
            best = max(best, 0.009 * fuzz.ratio(form, sounds, score_cutoff=_RATIO))
    total = sum(map(len, reading.words))
    if best < 0.8 and _LENGTH <= total < len(sounds):
        held = sum(len(word) * _within(word, sounds) for word in reading.words) / total
        if held >= _HELD:
            best = max(best, 0.76 * held + 0.04 * total / len(sounds))
    return best


def _within(word: str, sounds: str) -> float:
    if word in sounds:
        return 1.0
    if len(word) < _LENGTH:
        return 0.0
    return fuzz.partial_ratio(word, sounds, score_cutoff=60) / 100
