"""The one matcher: candidates by beginning and by trigrams, scored from exact to similar."""

from __future__ import annotations

import json
import math
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.connections import Connections
from data.model import Match
from data.search.grams import grams
from data.search.reading import Reading, Readings, read

BY_BEGINNING = (60, 30)
"""How many items are looked at because a name begins like the text, by tier."""

BY_GRAMS = 80
"""How many items are looked at because they share trigrams with the text."""

POSTINGS = 8_000
"""How many entries of the trigram table are counted at most, the rarest trigrams first."""

CANDIDATES = 2 * (sum(BY_BEGINNING) + BY_GRAMS) * 2
"""An upper bound of the items that one search scores: two layouts, full and bare forms."""

_GOOD = 0.85
"""From here on a text is taken as rightly typed: nothing similar is looked for."""

_LEAST = 0.55
_BEHIND = 0.25
"""What is shown: at least so good, and not so far behind the best."""

_OTHER_LAYOUT = 0.75
"""What is similar on the other layout must be so good: nonsense resembles something easily."""

_FUZZY_LENGTH = 4
_FUZZY_RATIO = 0.62
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item that a text finds, how, and how well (0 to 1)."""

    item: int
    match: Match
    score: float


@dataclass(frozen=True, slots=True)
class _Key:
    item: int
    letters: str
    sounds: str
    weight: float


class Matcher:
    """Finds items of one artefact; keeps nothing in memory, so it costs nothing until asked."""

    def __init__(self, database: Connections) -> None:
        """Remember the database."""
        self._database = database

    def find(self, text: str, *, limit: int) -> tuple[Found, ...]:
        """Return the items that `text` finds, best first; equal ones in their order.

        What stands first does not depend on `limit`. An empty text finds nothing.
        """
        readings = read(text)
        best = self._typed_right(readings)
        if max((item.score for item in best.values()), default=0.0) < _GOOD:
            for given, least in ((readings.given, _LEAST), (readings.other, _OTHER_LAYOUT)):
                if given is not None:
                    near = self._scored(given, similar=True)
                    _merge(best, (item for item in near if item.score >= least), factor=1.0)
        top = max((item.score for item in best.values()), default=0.0)
        least = max(_LEAST, top - _BEHIND)
        shown = [item for item in best.values() if item.score >= least]
        shown.sort(key=lambda item: (-round(item.score, 2), item.item))
        return tuple(shown[: max(0, limit)])

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
        return tuple(item.item for item in self.find(text, limit=CANDIDATES))

    def candidates(self, reading: Reading) -> frozenset[int]:
        """Return the items worth scoring for a reading, at most CANDIDATES / 2 of them."""
        found: set[int] = set()
        for form in reading.lookups[:2]:
            found |= self._beginning(form)
            found.update(self._sharing(form))
        return frozenset(found)

    def _typed_right(self, readings: Readings) -> dict[int, Found]:
        best: dict[int, Found] = {}
        if readings.given is not None:
            _merge(best, self._scored(readings.given, similar=False), factor=1.0)
        if readings.other is not None:
            # A name that fits to the letter; the given text must have less to say for itself.
            exact = [
                item
                for item in self._scored(readings.other, similar=False, exact=True)
                if item.match is Match.EXACT
            ]
            _merge(best, exact, factor=0.97 if readings.punctuated else 0.91)
        return best

    def _scored(
        self, reading: Reading, *, similar: bool, exact: bool = False
    ) -> Iterable[Found]:
        if exact:
            items = frozenset(
                item for form in reading.forms for item in self._beginning(form)
            )
        else:
            items = self.candidates(reading)
        best: dict[int, Found] = {}
        for key in self._keys(items):
            score, match = _tier(reading, key)
            if similar and score < _GOOD:
                other = _similarity(reading, key)
                score, match = max((score, match), (other, Match.SIMILAR))
            score *= key.weight
            held = best.get(key.item)
            if score and (held is None or score > held.score):
                best[key.item] = Found(item=key.item, match=match, score=score)
        return best.values()

    def _beginning(self, form: str) -> set[int]:
        found: set[int] = set()
        for tier, limit in enumerate(BY_BEGINNING):
            rows = self._database.rows(
                "SELECT item FROM search_keys WHERE tier = ? AND sounds >= ? AND sounds < ?"
                " ORDER BY sounds LIMIT ?",
                (tier, form, form + _LAST, limit),
            )
            found.update(row["item"] for row in rows)
        return found

    def _sharing(self, form: str) -> list[int]:
        wanted = json.dumps(sorted(grams(form)))
        rows = self._database.rows(
            "SELECT gram, length(items) / 4 AS number FROM search_grams"
            " WHERE gram IN (SELECT value FROM json_each(?)) ORDER BY number, gram",
            (wanted,),
        )
        taken, room = [], POSTINGS
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

    def _keys(self, items: Iterable[int]) -> Iterable[_Key]:
        for row in self._database.rows(
            "SELECT item, plain, sounds, weight FROM search_keys"
            " WHERE item IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(items)),),
        ):
            yield _key(row)


def _key(row: Mapping[str, object]) -> _Key:
    text = str(row["plain"])
    return _Key(
        item=int(str(row["item"])),
        letters=text.replace(" ", ""),
        sounds=str(row["sounds"]),
        weight=int(str(row["weight"])) / 100,
    )


def _merge(best: dict[int, Found], found: Iterable[Found], *, factor: float) -> None:
    for item in found:
        score = item.score * factor
        held = best.get(item.item)
        if held is None or score > held.score:
            best[item.item] = Found(item=item.item, match=item.match, score=score)


def _tier(reading: Reading, key: _Key) -> tuple[float, Match]:
    """Score a name that holds the text as it is, or as it sounds; 0 where it does not."""
    letters, name = reading.letters, key.sounds
    share = 0.05 * min(1.0, len(letters) / len(key.letters))
    if key.letters == letters:
        return 1.0, Match.EXACT
    if reading.sounding and name in reading.forms:
        return 0.97, Match.EXACT
    if name in reading.bare:
        return 0.95, Match.EXACT
    if key.letters.startswith(letters):
        return 0.90 + share, Match.PREFIX
    if reading.sounding and name.startswith(reading.forms):
        return 0.87 + share, Match.PREFIX
    if letters in key.letters:
        return 0.80 + share, Match.CONTAINS
    if any(len(form) >= _FUZZY_LENGTH and form in name for form in reading.lookups):
        return 0.78 + share, Match.CONTAINS
    if len(reading.words) > 1 and all(word in name for word in reading.words):
        return 0.76 + share, Match.CONTAINS
    return 0.0, Match.SIMILAR


def _similarity(reading: Reading, key: _Key) -> float:
    """Score a name that resembles the text as a whole, or holds something like its words."""
    name, best = key.sounds, 0.0
    for form in reading.lookups:
        if len(form) >= _FUZZY_LENGTH:
            ratio = fuzz.ratio(form, name, score_cutoff=100 * _FUZZY_RATIO) / 100
            best = max(best, 0.9 * ratio)
    total = sum(map(len, reading.words))
    if best < 0.8 and _FUZZY_LENGTH <= total < len(name):
        held = sum(len(word) * _within(word, name) for word in reading.words) / total
        if held >= 0.75:
            best = max(best, 0.76 * held + 0.04 * total / len(name))
    return best


def _within(word: str, name: str) -> float:
    if word in name:
        return 1.0
    if len(word) < _FUZZY_LENGTH:
        return 0.0
    return fuzz.partial_ratio(word, name, score_cutoff=60) / 100
