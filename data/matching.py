"""How a typed text finds an entity; it knows the table `names` of the artefact and nothing else."""

from __future__ import annotations

import re
import unicodedata

from data.connections import Connections
from data.model import Match

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
# Nikhahit and sara aa typed apart, with or without a tone mark between, are sara am.
_SPLIT_AM = re.compile("(\u0e4d)([\u0e48-\u0e4b]?)\u0e32")


def normalise(text: str) -> str:
    """Return `text` in the form in which names are compared.

    NFC, sara am in one piece, no invisible characters, no case, single spaces.
    """
    composed = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    composed = _SPLIT_AM.sub("\\2\u0e33", composed)
    return " ".join(composed.casefold().split())


def find(database: Connections, *, text: str, limit: int) -> tuple[tuple[int, Match], ...]:
    """Return (entity number, how it matched) for `text`: exact first, then prefix, then contains.

    Within a kind of match ministries come first, then provinces, departments and offices, each
    alphabetically. Every entity comes once, by its best match. Nothing matches an empty text.
    """
    wanted = normalise(text)
    if not wanted or limit < 1:
        return ()
    rows = database.rows(
        "SELECT entity, MIN(CASE WHEN text = :t THEN 0 WHEN substr(text, 1, :n) = :t THEN 1"
        " ELSE 2 END) AS kind FROM names WHERE instr(text, :t)"
        " GROUP BY entity ORDER BY kind, entity LIMIT :limit",
        {"t": wanted, "n": len(wanted), "limit": limit},
    )
    order = (Match.EXACT, Match.PREFIX, Match.CONTAINS)
    return tuple((row["entity"], order[row["kind"]]) for row in rows)


def containing(database: Connections, *, text: str) -> tuple[int, ...]:
    """Return the numbers of all entities that `text` finds, in no particular order."""
    rows = database.rows(
        "SELECT DISTINCT entity FROM names WHERE instr(text, ?)", (normalise(text),)
    )
    return tuple(row["entity"] for row in rows)
