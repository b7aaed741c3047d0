"""Questions about populations: who belongs, who ranks where, how values are distributed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

from data import records
from data.codes import DataStatus, Level, Measure, Missing, Provenance, Scope
from data.connections import Row
from data.facts import FactRepository
from data.manifest import Manifest
from data.model import (
    Coverage,
    Entity,
    Members,
    NoSuchPopulation,
    Ranking,
    RankingRow,
    Summary,
    UnknownEntity,
    Unranked,
    Value,
)

AGENCY_LEVELS = (Level.DEPARTMENT, Level.OFFICE, Level.LOCAL)
MEMBERS: Mapping[Level, tuple[Level, Scope]] = MappingProxyType(
    {
        Level.MINISTRY: (Level.DEPARTMENT, Scope.MINISTRY),
        Level.PROVINCE: (Level.OFFICE, Scope.PROVINCE),
    }
)
"""Roll-up level -> level of its members and the population that they form."""

_SCOPE_COLUMNS: Mapping[Scope, str] = MappingProxyType(
    {
        Scope.MINISTRY: "ministry_id",
        Scope.TYPE: "agency_type_id",
        Scope.KIND: "office_kind_id",
        Scope.PROVINCE: "province_id",
        Scope.REGION: "region_id",
    }
)

Made = TypeVar("Made")
REMEMBERED = 16
"""How many shared parts of pages are kept."""

CACHED = 24
"""How many answers of a kind are kept; they are frozen."""


class PopulationRepository(FactRepository):
    """Entities, rankings, members and summaries of one version of the data."""

    def __init__(self, *, manifest: Manifest, database: Path) -> None:
        """Keep what the manifest says and read the entities."""
        super().__init__(database)
        self.version = manifest.version
        self.status = DataStatus(manifest.status)
        self.title = manifest.title
        self.issued = manifest.issued
        self.years = manifest.years
        self.latest = manifest.years[-1]
        self._entities: Mapping[int, Entity] = {
            row["entity"]: records.entity(row) for row in self._rows("SELECT * FROM entities")
        }
        self._numbers = {(item.level, item.id): n for n, item in self._entities.items()}
        self._levels: Mapping[Level, tuple[Entity, ...]] = {
            level: tuple(item for item in self._entities.values() if item.level is level)
            for level in Level
        }
        successors: dict[tuple[Level, str], tuple[Entity, ...]] = {}
        for item in self._entities.values():
            if item.predecessor_id:
                key = (item.level, item.predecessor_id)
                successors[key] = (*successors.get(key, ()), item)
        self._successors: Mapping[tuple[Level, str], tuple[Entity, ...]] = successors
        self._ranking = lru_cache(maxsize=CACHED)(self._read_ranking)
        self._overalls = lru_cache(maxsize=CACHED)(self._read_overalls)
        self._remembered: dict[Hashable, object] = {}

    def remembered(self, key: Hashable, *, make: Callable[[], Made]) -> Made:
        """Return what was made under `key` before, else make it: parts that many pages share.

        The last few are kept, and they go with this version of the data. Two threads may both
        make one, with equal results.
        """
        made = self._remembered.get(key)
        if made is None:
            made = make()
            while len(self._remembered) >= REMEMBERED:
                self._remembered.pop(next(iter(self._remembered), None), None)
            self._remembered[key] = made
        return cast(Made, made)

    def previous(self, year: int) -> int | None:
        """Return the last year with scores before `year`, or None."""
        return max((item for item in self.years if item < year), default=None)

    def entity(self, *, level: Level, id: str) -> Entity:
        """Return one entity.

        Raises:
            UnknownEntity: There is none of this level and id.
        """
        return self._entities[self._number(level, id)]

    def entities(self, *, level: Level) -> tuple[Entity, ...]:
        """Return all entities of a level in Thai alphabetical order."""
        return self._levels.get(level, ())

    def successors(self, entity: Entity) -> tuple[Entity, ...]:
        """Return what replaced an entity, in Thai alphabetical order; nothing for most."""
        return self._successors.get((entity.level, entity.id), ())

    def agency(self, id: str) -> Entity:
        """Return an agency of whatever level.

        Raises:
            UnknownEntity: No agency has this id.
        """
        for level in AGENCY_LEVELS:
            number = self._numbers.get((level, id))
            if number is not None:
                return self._entities[number]
        raise UnknownEntity(id)

    def ranking(
        self,
        *,
        level: Level,
        measure: Measure,
        year: int,
        scope: Scope = Scope.LEVEL,
        scope_id: str | None = None,
    ) -> Ranking:
        """Rank a level, or a part of it, by one measure.

        `level=PROVINCE, scope=KIND` ranks the provinces by their one office of that kind. Of
        provinces all are there: one without such an office, or that is none in this year, is not
        applicable.

        Raises:
            NoSuchPopulation: Nobody is ranked so.
        """
        large = level is Level.OFFICE and scope in (Scope.LEVEL, Scope.REGION)
        read = self._read_ranking if large else self._ranking
        return read(level, measure, year, scope, scope_id or "")

    def members(self, *, level: Level, id: str, year: int) -> Members:
        """Return the departments of a ministry or the offices of a province.

        Raises:
            UnknownEntity: There is no ministry or province of this id.
        """
        number = self._number(level, id)
        if level not in MEMBERS:
            raise UnknownEntity(f"{level} {id} has no members")
        member_level, scope = MEMBERS[level]
        found = self._rows(
            "SELECT scores.*, ranks.position FROM peers JOIN ranks USING (peers)"
            " JOIN scores ON scores.year = peers.year AND scores.level = peers.level"
            " AND scores.entity = ranks.entity"
            " WHERE peers.year = ? AND peers.level = ? AND peers.scope = ? AND peers.scope_id = ?"
            " AND peers.measure = 'overall' ORDER BY ranks.position",
            year, member_level, scope, id,
        )  # fmt: skip
        without: dict[Missing, list[Entity]] = defaultdict(list)
        rows = []
        for row in found:
            entity = self._entities[row["entity"]]
            missing = records.value_of(row, Measure.OVERALL).missing
            if missing is None:
                rows.append(records.agency_row(row, entity=entity))
            else:
                without[missing].append(entity)
        own = self._score_row(year, level, number)
        coverage = records.coverage_of(own) if own else None
        return Members(
            rows=tuple(rows),
            without=MappingProxyType({kind: tuple(items) for kind, items in without.items()}),
            coverage=coverage or Coverage(answered=0, surveyed=0),
        )

    def summary(
        self,
        *,
        level: Level,
        measure: Measure | str,
        year: int,
        scope: Scope = Scope.LEVEL,
        scope_id: str | None = None,
    ) -> Summary:
        """Describe how a measure or an indicator is distributed in a population.

        Raises:
            NoSuchPopulation: There is no such population or measure.
        """
        rows = self._rows(
            "SELECT * FROM peers"
            " WHERE year = ? AND level = ? AND scope = ? AND scope_id = ? AND measure = ?",
            year, level, scope, scope_id or "", measure,
        )  # fmt: skip
        if not rows:
            raise NoSuchPopulation(f"{level} {measure} {year} {scope} {scope_id or ''}")
        return records.summary(rows[0])

    def summaries(
        self, *, level: Level, year: int, scope: Scope = Scope.LEVEL, scope_id: str | None = None
    ) -> Mapping[str, Summary]:
        """Return the distributions of all measures and indicators of a population.

        Raises:
            NoSuchPopulation: There is no such population.
        """
        rows = self._rows(
            "SELECT * FROM peers WHERE year = ? AND level = ? AND scope = ? AND scope_id = ?",
            year, level, scope, scope_id or "",
        )  # fmt: skip
        if not rows:
            raise NoSuchPopulation(f"{level} {year} {scope} {scope_id or ''}")
        return MappingProxyType({row["measure"]: records.summary(row) for row in rows})

    def others(
        self,
        *,
        level: Level,
        id: str,
        year: int,
        scope: Scope = Scope.LEVEL,
        scope_id: str | None = None,
    ) -> tuple[float, ...]:
        """Return the overall scores of all others that are ranked in a population, highest first.

        Raises:
            UnknownEntity: There is none of this level and id.
            NoSuchPopulation: This part of a level has no column of its own.
        """
        number = self._number(level, id)
        if scope is not Scope.LEVEL and scope not in _SCOPE_COLUMNS:
            raise NoSuchPopulation(f"{level} {year} {scope}")
        column = _SCOPE_COLUMNS.get(scope, "level")
        group = level if scope is Scope.LEVEL else scope_id
        every = self._overalls(year, level, column, group)
        own = self._score_row(year, level, number)
        if own is None or own["level_place"] is None or own[column] != group:
            return every
        at = every.index(own["overall"])
        return every[:at] + every[at + 1 :]

    def _read_overalls(
        self, year: int, level: Level, column: str, group: str | None
    ) -> tuple[float, ...]:
        """Return the overall scores of all that are ranked in a population, highest first."""
        rows = self._rows(
            "SELECT overall FROM scores WHERE year = ? AND level = ?"  # noqa: S608 -- a column
            f" AND {column} = ? AND level_place IS NOT NULL ORDER BY overall DESC",
            year,
            level,
            group,
        )
        return tuple(row["overall"] for row in rows)

    def _number(self, level: Level, id: str) -> int:
        try:
            return self._numbers[level, id]
        except KeyError:
            raise UnknownEntity(f"{level} {id}") from None

    def _score_row(self, year: int, level: Level, number: int) -> Row | None:
        rows = self._rows(
            "SELECT * FROM scores WHERE year = ? AND level = ? AND entity = ?", year, level, number
        )
        return rows[0] if rows else None

    def _read_ranking(
        self, level: Level, measure: Measure, year: int, scope: Scope, scope_id: str
    ) -> Ranking:
        by_office = level is Level.PROVINCE and scope is Scope.KIND
        ranked_level = Level.OFFICE if by_office else level
        head = self._rows(
            "SELECT peers, ranked, provenance FROM peers WHERE year = ? AND level = ?"
            " AND scope = ? AND scope_id = ? AND measure = ?",
            year,
            ranked_level,
            scope,
            scope_id,
            measure,
        )
        if not head:
            raise NoSuchPopulation(f"{level} {measure} {year} {scope} {scope_id}")
        rows = self._rows(
            f"SELECT {records.RANKING_COLUMNS}, {measure} FROM ranks"  # noqa: S608 -- columns
            " JOIN scores ON scores.year = ? AND scores.level = ? AND scores.entity = ranks.entity"
            " WHERE peers = ? ORDER BY position",
            year,
            ranked_level,
            head[0]["peers"],
        )
        of = head[0]["ranked"]
        found = [
            records.ranking_row(
                row, measure=measure, entity=self._shown(row["entity"], by_office=by_office), of=of
            )
            for row in rows
        ]
        if level is Level.PROVINCE and scope in (Scope.LEVEL, Scope.KIND):
            found.extend(self._outside({row.entity.id for row in found}))
        return Ranking(
            level=level,
            measure=measure,
            year=year,
            scope=scope,
            scope_id=scope_id or None,
            ranked=tuple(row for row in found if row.rank),
            unranked=tuple(row for row in found if not row.rank),
            of=of,
            provenance=Provenance(head[0]["provenance"]),
        )

    def _shown(self, number: int, *, by_office: bool) -> Entity:
        entity = self._entities[number]
        if not by_office:
            return entity
        return self.entity(level=Level.PROVINCE, id=entity.province_id or "")

    def _outside(self, shown: set[str]) -> Iterator[RankingRow]:
        """Provinces without such an office, or that are none in this year: maps draw them all."""
        nothing = self._nothing(Missing.NOT_APPLICABLE)
        for entity in self.entities(level=Level.PROVINCE):
            if entity.id not in shown:
                yield RankingRow(
                    entity=entity,
                    value=nothing,
                    rank=None,
                    band=None,
                    coverage=None,
                    change=nothing,
                    quadrant=None,
                    unranked=Unranked.NOT_APPLICABLE,
                )

    def _nothing(self, missing: Missing) -> Value:
        """Return an absent value with the provenance that this data set would give to one."""
        simulated = self.status is DataStatus.SIMULATED
        provenance = Provenance.SIMULATED if simulated else Provenance.OFFICIAL
        return Value(number=None, provenance=provenance, missing=missing)
