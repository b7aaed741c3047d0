"""The one matcher: candidates by beginning and by trigrams, scored from exact to similar."""

from __future__ import annotations

import json
import math
import struct
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from data.connections import Connections, Row
from data.model import Match
from data.search.grams import grams
from data.search.reading import Reading, read
from data.search.scores import GOOD, LEAST, similarity, tier

BY_BEGINNING = (60, 30)
"""How many names are looked at because they begin like the text, by tier."""

BY_GRAMS = 80
"""How many items are looked at because they share trigrams with the text."""

POSTINGS = 8_000
"""How many entries of the trigram table are counted at most, the rarest trigrams first."""

CANDIDATES = 2 * (sum(BY_BEGINNING) + BY_GRAMS)
"""The most items that are scored for one reading: its full and its bare form bring so many each."""

_BEHIND = 0.25
"""What is shown is not so far behind the best."""

_OTHER_LAYOUT = 0.75
"""What is similar on the other layout must be so good: nonsense resembles something easily."""

_EXACT_OTHER, _EXACT_OTHER_PUNCTUATED = 0.91, 0.97
"""What an exact name on the other layout counts: less than a beginning of a name as typed, but
more than that where the text holds signs that no name has."""

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item that a text finds, how, and how well (0 to 1)."""

    item: int
    match: Match
    score: float


class Matcher:
    """Finds items of one artefact; keeps nothing in memory, so it costs nothing until asked."""

    def __init__(self, database: Connections) -> None:
        """Remember the database."""
        self._database = database

    def find(self, text: str, *, limit: int) -> tuple[Found, ...]:
        """Return the items that `text` finds, best first; equal ones in their order.

        What stands first does not depend on `limit`. An empty text finds nothing. Similar names
        are looked for only where nothing fits, in the text as typed and on the other layout.
        """
        readings = read(text)
        best = _Best()
        names: list[Row] = []
        if readings.given is not None:
            names = self._names(self.candidates(readings.given))
            best.add_fitting(readings.given, names)
        if readings.other is not None:
            near = {item for form in readings.other.forms for item in self._beginning(form)}
            factor = _EXACT_OTHER_PUNCTUATED if readings.punctuated else _EXACT_OTHER
            best.add_fitting(readings.other, self._names(near), factor=factor, only_exact=True)
        if best.top < GOOD:
            if readings.given is not None:
                best.add_similar(readings.given, names, least=LEAST)
            if readings.other is not None:
                names = self._names(self.candidates(readings.other))
                best.add_fitting(readings.other, names)
                best.add_similar(readings.other, names, least=_OTHER_LAYOUT)
        return best.ordered()[: max(0, limit)]

    def every(self, text: str) -> tuple[int, ...]:
        """Return all items that a list shows for `text`, in no particular order.

        These are the items with all its words in one of their names, however many; where there is
        none, what `find` gives.
        """
        given = read(text).given
        if given is None:
            return ()
        condition = " AND ".join("instr(sounds, ?)" for _ in given.words)
        rows = self._database.rows(
            f"SELECT DISTINCT item FROM search_keys WHERE {condition}",  # noqa: S608
            given.words,
        )
        if rows:
            return tuple(row["item"] for row in rows)
        return tuple(item.item for item in self.find(text, limit=2 * CANDIDATES))

    def candidates(self, reading: Reading) -> frozenset[int]:
        """Return the items worth scoring for a reading, at most CANDIDATES of them."""
        found: set[int] = set()
        for form in (*reading.forms[:1], *reading.bare[:1]):
            found.update(self._beginning(form))
            found.update(self._sharing(form))
        return frozenset(found)

    def _beginning(self, form: str) -> list[int]:
        found: list[int] = []
        for level, limit in enumerate(BY_BEGINNING):
            rows = self._database.rows(
                "SELECT item FROM search_keys WHERE tier = ? AND sounds >= ? AND sounds < ?"
                " ORDER BY sounds LIMIT ?",
                (level, form, form + _LAST, limit),
            )
            found.extend(row["item"] for row in rows)
        return found

    def _sharing(self, form: str) -> list[int]:
        rows = self._database.rows(
            "SELECT gram, length(items) / 4 AS number FROM search_grams"
            " WHERE gram IN (SELECT value FROM json_each(?)) ORDER BY number, gram",
            (json.dumps(sorted(grams(form))),),
        )
        taken: list[str] = []
        room = POSTINGS
        for row in rows:
            room -= row["number"]
            if room < 0 and taken:
                break
            taken.append(row["gram"])
        weights: dict[int, float] = defaultdict(float)
        for row in self._database.rows(
            "SELECT items FROM search_grams WHERE gram IN (SELECT value FROM json_each(?))",
            (json.dumps(taken),),
        ):
            number = len(row["items"]) // 4
            weight = 1 / math.log2(2 + number)
            for item in struct.unpack(f"<{number}I", row["items"]):
                weights[item] += weight
        return sorted(weights, key=lambda item: (-round(weights[item], 6), item))[:BY_GRAMS]

    def _names(self, items: Iterable[int]) -> list[Row]:
        return self._database.rows(
            "SELECT item, letters, sounds, weight FROM search_keys"
            " WHERE item IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(items)),),
        )


class _Best:
    """The best score of each item so far."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[float, Match]] = {}

    @property
    def top(self) -> float:
        return max((score for score, _ in self._held.values()), default=0.0)

    def add_fitting(
        self,
        reading: Reading,
        names: Iterable[Row],
        *,
        factor: float = 1.0,
        only_exact: bool = False,
    ) -> None:
        """Add names that hold the text."""
        for row in names:
            score, match = tier(reading, letters=row["letters"], sounds=row["sounds"])
            if score and (match is Match.EXACT or not only_exact):
                self._offer(row, score * factor, match)

    def add_similar(self, reading: Reading, names: Iterable[Row], *, least: float) -> None:
        """Add names that resemble the text, none that resembles it less than `least`."""
        for row in names:
            score = similarity(reading, sounds=row["sounds"])
            if score >= least:
                self._offer(row, score, Match.SIMILAR)

    def ordered(self) -> tuple[Found, ...]:
        """Return what is good enough to show, best first."""
        least = max(LEAST, self.top - _BEHIND)
        shown = [
            Found(item=item, match=match, score=score)
            for item, (score, match) in self._held.items()
            if score >= least
        ]
        return tuple(sorted(shown, key=lambda found: (-round(found.score, 2), found.item)))

    def _offer(self, row: Row, score: float, match: Match) -> None:
        score *= row["weight"] / 100
        held = self._held.get(row["item"])
        if held is None or score > held[0]:
            self._held[row["item"]] = score, match
