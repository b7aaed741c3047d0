"""Pieces of three letters, by which candidates are found among all names."""

from __future__ import annotations

EDGE = "^"
SIZE = 3


def grams(form: str) -> frozenset[str]:
    """Return the trigrams of a `sounds` form, its edges marked; empty only for an empty form."""
    if not form:
        return frozenset()
    marked = f"{EDGE}{form}{EDGE}"
    return frozenset(marked[place : place + SIZE] for place in range(len(marked) - SIZE + 1))
