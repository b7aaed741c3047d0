"""Says in words, and as plain data, what differs between two versions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data import scoring
from data.messages import Message
from data.model import Entity
from data.publishing.diff import Diff, Move, YearDiff

NAMED = 20
"""How many entities of a kind are named; the others are only counted."""


def diff_lines(found: Diff, *, lang: str) -> Iterator[str]:
    """Yield the lines for people."""
    if found.empty:
        yield Message("diff.same").text(lang)
        return
    if found.status[0] != found.status[1]:
        yield Message("diff.status", before=found.status[0], after=found.status[1]).text(lang)
    for code, years in (("years_added", found.years_added), ("years_removed", found.years_removed)):
        if years:
            yield Message(f"diff.{code}", years=", ".join(map(str, years))).text(lang)
    for code, entities in (("agencies_added", found.added), ("agencies_removed", found.removed)):
        if entities:
            yield Message(f"diff.{code}", count=len(entities)).text(lang)
            yield from (f"  {_named(item, lang=lang)}" for item in entities[:NAMED])
    if found.renamed:
        yield Message("diff.renamed", count=len(found.renamed)).text(lang)
        for old, new in found.renamed[:NAMED]:
            yield f"  {new.id}: {old.name.get(lang)} → {new.name.get(lang)}"
    for year in found.years:
        yield from _year_lines(year, lang=lang)


def diff_tree(found: Diff) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "status": list(found.status),
        "years_added": list(found.years_added),
        "years_removed": list(found.years_removed),
        "added": [_key(item) for item in found.added],
        "removed": [_key(item) for item in found.removed],
        "renamed": [_key(new) for _, new in found.renamed],
        "years": [_year_tree(year) for year in found.years],
    }


def _year_lines(year: YearDiff, *, lang: str) -> Iterator[str]:
    yield Message("diff.year", year=year.year).text(lang)
    scores = Message(
        "diff.scores",
        changed=year.changed,
        total=year.total,
        gained=len(year.gained),
        lost=len(year.lost),
    )
    yield f"  {scores.text(lang)}"
    yield f"  {Message('diff.ranks', count=year.places).text(lang)}"
    if year.quadrants:
        yield f"  {Message('diff.quadrants').text(lang)}"
        for item in year.quadrants:
            change = f"{item.before or '–'} → {item.after or '–'}"
            yield f"    {_named(item.entity, lang=lang)}: {change}"
    if year.largest:
        yield f"  {Message('diff.moves').text(lang)}"
        for move in year.largest:
            yield f"    {_move_line(move, lang=lang)}"


def _move_line(move: Move, *, lang: str) -> str:
    before, after = scoring.printed(move.before), scoring.printed(move.after)
    points = scoring.printed(move.points)
    places = f"  #{move.place_before or '–'} → #{move.place_after or '–'}"
    return f"{points:+} {before} → {after}{places}  {_named(move.entity, lang=lang)}"


def _named(entity: Entity, *, lang: str) -> str:
    return f"{entity.name.get(lang)} ({entity.level} {entity.id})"


def _key(entity: Entity) -> dict[str, str]:
    return {"level": str(entity.level), "id": entity.id, "name_th": entity.name.th}


def _year_tree(year: YearDiff) -> dict[str, Any]:
    return {
        "year": year.year,
        "total": year.total,
        "changed": year.changed,
        "gained": [_key(item) for item in year.gained],
        "lost": [_key(item) for item in year.lost],
        "places": year.places,
        "quadrants": [
            _key(item.entity) | {"before": item.before, "after": item.after}
            for item in year.quadrants
        ],
        "largest": [
            _key(move.entity)
            | {
                "before": move.before,
                "after": move.after,
                "place_before": move.place_before,
                "place_after": move.place_after,
            }
            for move in year.largest
        ],
    }
