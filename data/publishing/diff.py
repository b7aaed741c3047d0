"""What a new version changes for readers: entities in and out, scores, ranks, quadrants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data import scoring
from data.codes import Level, Measure, Quadrant, Scope
from data.model import Entity, NoSuchPopulation, RankingRow
from data.repository import ScoreRepository

LARGEST = 10
_Key = tuple[Level, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The overall score of an entity before and after, with its places at its level."""

    entity: Entity
    before: float
    after: float
    place_before: int | None
    place_after: int | None

    @property
    def points(self) -> float:
        """How far it moves, in points."""
        return scoring.change(self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantMove:
    """A ministry that changes its published quadrant; None = it has none."""

    entity: Entity
    before: Quadrant | None
    after: Quadrant | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDiff:
    """What changes in a year that both versions have.

    Attributes:
        total: Entities with an overall score before or after.
        changed: Those whose score differs as printed.
        gained, lost: Those that have a score only after, or only before.
        places: Those that change their place.
        largest: The largest moves, the largest first.
    """

    year: int
    total: int
    changed: int
    gained: tuple[Entity, ...]
    lost: tuple[Entity, ...]
    places: int
    quadrants: tuple[QuadrantMove, ...]
    largest: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """All that differs between two versions."""

    status: tuple[str, str]
    years_added: tuple[int, ...]
    years_removed: tuple[int, ...]
    added: tuple[Entity, ...]
    removed: tuple[Entity, ...]
    renamed: tuple[tuple[Entity, Entity], ...]
    years: tuple[YearDiff, ...]

    @property
    def empty(self) -> bool:
        """Whether a reader would see no difference in what is compared."""
        moved = any(
            year.changed or year.gained or year.lost or year.places or year.quadrants
            for year in self.years
        )
        outside = (self.years_added, self.years_removed, self.added, self.removed, self.renamed)
        return not moved and not any(outside) and self.status[0] == self.status[1]


def difference(before: ScoreRepository, after: ScoreRepository) -> Diff:
    """Compare two versions at the precision that is printed."""
    old, new = _entities(before), _entities(after)
    return Diff(
        status=(before.status, after.status),
        years_added=tuple(year for year in after.years if year not in before.years),
        years_removed=tuple(year for year in before.years if year not in after.years),
        added=tuple(item for key, item in new.items() if key not in old),
        removed=tuple(item for key, item in old.items() if key not in new),
        renamed=tuple(
            (old[key], item)
            for key, item in new.items()
            if key in old and old[key].name != item.name
        ),
        years=tuple(
            _year(before, after, year=year) for year in after.years if year in before.years
        ),
    )


def _entities(repo: ScoreRepository) -> dict[_Key, Entity]:
    return {(level, item.id): item for level in Level for item in repo.entities(level=level)}


def _year(before: ScoreRepository, after: ScoreRepository, *, year: int) -> YearDiff:
    old, new = dict(_rows(before, year=year)), dict(_rows(after, year=year))
    both = [key for key in new if key in old]
    moves = [_move(old[key], new[key]) for key in both]
    changed = [
        move for move in moves if scoring.printed(move.before) != scoring.printed(move.after)
    ]
    changed.sort(key=lambda move: (-abs(move.points), move.entity.level, move.entity.id))
    return YearDiff(
        year=year,
        total=len(old.keys() | new.keys()),
        changed=len(changed),
        gained=tuple(new[key].entity for key in new if key not in old),
        lost=tuple(old[key].entity for key in old if key not in new),
        places=sum(move.place_before != move.place_after for move in moves),
        quadrants=tuple(_quadrants(before, after, year=year)),
        largest=tuple(changed[:LARGEST]),
    )


def _rows(repo: ScoreRepository, *, year: int) -> Iterator[tuple[_Key, RankingRow]]:
    """Yield every entity that has an overall score in a year."""
    for level in Level:
        try:
            ranking = repo.ranking(
                level=level, measure=Measure.OVERALL, year=year, scope=Scope.LEVEL
            )
        except NoSuchPopulation:
            continue
        for row in ranking.rows:
            if row.value.number is not None:
                yield (level, row.entity.id), row


def _move(old: RankingRow, new: RankingRow) -> Move:
    return Move(
        entity=new.entity,
        before=old.value.number or 0.0,
        after=new.value.number or 0.0,
        place_before=old.rank.place if old.rank else None,
        place_after=new.rank.place if new.rank else None,
    )


def _quadrants(
    before: ScoreRepository, after: ScoreRepository, *, year: int
) -> Iterator[QuadrantMove]:
    old, new = _published(before, year=year), _published(after, year=year)
    for entity in after.entities(level=Level.MINISTRY):
        was, now = old.get(entity.id), new.get(entity.id)
        if was != now:
            yield QuadrantMove(entity=entity, before=was, after=now)


def _published(repo: ScoreRepository, *, year: int) -> Mapping[str, Quadrant]:
    return {item.id: item.quadrants[year] for item in repo.ministries() if year in item.quadrants}
