"""ScoreRepository, the only door to scores at run time; it needs the standard library alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from data import listing, records, scoring
from data.codes import DataStatus, Level, Measure, Missing, Provenance, Response
from data.manifest import Manifest, read_manifest
from data.model import (
    AgencyFilter,
    AgencyPage,
    ArtefactError,
    FacetCount,
    Hit,
    HitKind,
    Name,
    Profile,
    Quadrants,
    ScopedRank,
    Similar,
    Value,
)
from data.populations import CACHED, MEMBERS, PopulationRepository
from data.scoring import Band
from data.search.match import Found, Matcher

_EVERYTHING = AgencyFilter()


class ScoreRepository(PopulationRepository):
    """Typed questions about one version of the data; answers are frozen and may be shared.

    Safe for several threads, and for processes forked after it was opened.

    Attributes:
        version: Short digest of the content.
        status: Whether the scores are simulated or official.
        title: Title of the data set.
        issued: Date of issue of the data set, ISO.
        years: All years with scores, B.E., ascending.
        latest: The latest of them.
    """

    def __init__(self, *, manifest: Manifest, database: Path) -> None:
        """Use `open`."""
        super().__init__(manifest=manifest, database=database)
        self._matcher = Matcher(self._database)
        self._facets = lru_cache(maxsize=CACHED)(self._read_facets)
        self._similar = lru_cache(maxsize=CACHED)(self._read_similar)

    @classmethod
    def open(cls, directory: Path) -> ScoreRepository:
        """Open the artefact that manifest.json in `directory` names.

        Raises:
            ArtefactError: It is absent, damaged or of another make.
        """
        return cls.of(read_manifest(directory), directory=directory)

    @classmethod
    def of(cls, manifest: Manifest, *, directory: Path) -> ScoreRepository:
        """Open the artefact of one version that `directory` holds.

        Raises:
            ArtefactError: It is absent, damaged or of another make.
        """
        database = directory / manifest.database
        try:
            whole = database.stat().st_size == manifest.bytes
            if not whole:
                raise ArtefactError(f"{database} is not whole: run `python -m data build`")
            return cls(manifest=manifest, database=database)
        except (OSError, sqlite3.Error) as error:
            raise ArtefactError(f"{database} cannot be read: {error}") from error

    def keeps_status(self) -> bool:
        """Whether all scores are simulated in a simulated version and none in an official one."""
        simulated = self.status is DataStatus.SIMULATED
        strangers = self._rows(
            "SELECT 1 FROM scores WHERE (provenance = 'simulated') != ? LIMIT 1", int(simulated)
        )
        return not strangers

    def profile(self, *, level: Level, id: str, year: int) -> Profile:
        """Return all there is about an entity in a year.

        Where the data hold nothing of it in that year, every value is missing: not asked for an
        agency, not applicable for a roll-up.

        Raises:
            UnknownEntity: There is none of this level and id.
        """
        number = self._number(level, id)
        entity = self._entities[number]
        row = self._score_row(year, level, number)
        earlier = self.previous(year)
        before = None if earlier is None else self._score_row(earlier, level, number)
        nothing = self._nothing(Missing.NOT_APPLICABLE if level in MEMBERS else Missing.NOT_ASKED)
        blank = MappingProxyType(dict.fromkeys(Measure, nothing))
        return Profile(
            entity=entity,
            year=year,
            response=Response(row["response"]) if row and row["response"] else None,
            scores=records.values_of(row, Measure) if row else blank,
            indicators=records.indicators_of(row) if row else MappingProxyType({}),
            band=Band(row["band"]) if row and row["band"] else None,
            coverage=records.coverage_of(row) if row else None,
            unranked=records.unranked_of(row, prefix="level_") if row else None,
            ranks=self._ranks(number, year),
            previous_year=earlier,
            previous=records.values_of(before, Measure) if before else blank,
            previous_coverage=records.coverage_of(before) if before else None,
            awards=tuple(
                item for item in self.awards() if id in (item.agency_id, item.province_id)
            ),
            quadrant=records.quadrant_of(row) if row else None,
        )

    def history(
        self, *, level: Level, id: str, measure: Measure = Measure.OVERALL
    ) -> Mapping[int, Value]:
        """Return one measure of an entity in every year, ascending.

        Where the data hold nothing of it in a year, the value is missing as in a profile.

        Raises:
            UnknownEntity: There is none of this level and id.
        """
        number = self._number(level, id)
        nothing = self._nothing(Missing.NOT_APPLICABLE if level in MEMBERS else Missing.NOT_ASKED)
        rows = {year: self._score_row(year, level, number) for year in self.years}
        return MappingProxyType(
            {year: records.value_of(row, measure) if row else nothing for year, row in rows.items()}
        )

    def similar(self, *, level: Level, id: str, year: int, limit: int = 5) -> tuple[Similar, ...]:
        """Return the nearest entities of the same level and year over the pillars.

        Only such as are ranked are offered. Empty where the entity itself lacks a pillar.

        Raises:
            UnknownEntity: There is none of this level and id.
        """
        return self._similar(level, self._number(level, id), year, limit)

    def _read_similar(
        self, level: Level, number: int, year: int, limit: int
    ) -> tuple[Similar, ...]:
        row = self._score_row(year, level, number)
        pillars = self.pillar_measures(year=year)
        own = records.complete_pillars(row, pillars=pillars) if row else None
        if not own:
            return ()
        parameters: dict[str, str | int | float] = dict(own.items())
        parameters |= {"year": year, "level": level, "own": number, "limit": limit}
        squares = " + ".join(f"({item} - :{item}) * ({item} - :{item})" for item in pillars)
        complete = " AND ".join(f"{item} IS NOT NULL" for item in pillars)
        rows = self._database.rows(
            "SELECT * FROM scores"  # noqa: S608 -- names of columns
            " WHERE year = :year AND level = :level AND entity != :own"
            f" AND level_place IS NOT NULL AND {complete} ORDER BY {squares}, entity LIMIT :limit",
            parameters,
        )
        return tuple(
            Similar(
                entity=self._entities[item["entity"]],
                distance=scoring.distance(own, {pillar: item[pillar] for pillar in pillars}),
                overall=records.value_of(item, Measure.OVERALL),
            )
            for item in rows
        )

    def quadrants(self, *, year: int) -> Quadrants:
        """Return the quadrant chart of a year; there are no points where there is no ministry."""
        cuts = self._rows("SELECT * FROM cuts WHERE year = ?", year)
        rows = self._rows("SELECT * FROM scores WHERE year = ? AND level = 'ministry'", year)
        earlier = self.previous(year)
        before = {
            row["entity"]: records.value_of(row, Measure.OVERALL)
            for row in self._rows(
                "SELECT * FROM scores WHERE year = ? AND level = 'ministry'", earlier
            )
        }
        nothing = self._nothing(Missing.NOT_APPLICABLE)
        return Quadrants(
            year=year,
            cut_performance=cuts[0]["performance"] if cuts else None,
            cut_growth=cuts[0]["growth"] if cuts else None,
            points=tuple(
                records.quadrant_point(
                    row,
                    entity=self._entities[row["entity"]],
                    previous=before.get(row["entity"], nothing),
                )
                for row in rows
            ),
            provenance=Provenance(rows[0]["provenance"]) if rows else nothing.provenance,
        )

    def agencies(
        self,
        *,
        year: int,
        where: AgencyFilter = _EVERYTHING,
        sort: Measure | None = Measure.OVERALL,
        ascending: bool = False,
        page: int = 1,
        page_size: int = 50,
        lang: str = "th",
    ) -> AgencyPage:
        """Return one page of the agencies that `where` lets through.

        Args:
            year: Year of the scores.
            where: Filters.
            sort: A score, the change, or None for the alphabet of `lang`.
            ascending: Whether the least comes first; agencies without a value are always last.
            page: Page from 1; brought within what there is.
            page_size: Rows a page, at least 1.
            lang: "th" or "en".

        Raises:
            ValueError: Agencies cannot be sorted by this measure, or page_size is below 1.
        """
        if page_size < 1:
            raise ValueError("a page has at least one row")
        found = listing.Listing(self._database, year=year, where=where)
        facets = self._facets(year, where)
        # Each field is counted under all the others: with its own filter that makes the total.
        total = sum(
            item.count
            for item in facets["response"]
            if not where.response or item.value in where.response
        )
        within = min(max(page, 1), max(1, -(-total // page_size)))
        rows = found.page(
            sort=sort,
            ascending=ascending,
            lang=lang,
            limit=page_size,
            offset=(within - 1) * page_size,
        )
        return AgencyPage(
            rows=tuple(
                records.agency_row(row, entity=self._entities[row["entity"]]) for row in rows
            ),
            total=total,
            page=within,
            page_size=page_size,
            facets=facets,
        )

    def search(self, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Find entities and findings by what a reader types in either language, best first.

        Forgives spelling, romanisation and the wrong keyboard layout. The first hits are the same
        whatever the limit.
        """
        return tuple(self._hit(item) for item in self._matcher.find(text, limit=limit))

    def _hit(self, found: Found) -> Hit:
        entity = self._entities.get(found.item)
        if entity is not None:
            return Hit(
                kind=HitKind(entity.level.value),
                id=entity.id,
                name=entity.name,
                note=Name(th="", en=""),
                match=found.match,
                entity=entity,
            )
        (row,) = self._rows("SELECT * FROM topics WHERE item = ?", found.item)
        return Hit(
            kind=HitKind(row["kind"]),
            id=row["id"],
            name=records.name(row),
            note=records.name(row, "note"),
            match=found.match,
            pillar_id=row["pillar_id"],
            finding_id=row["finding_id"],
        )

    def _ranks(self, number: int, year: int) -> tuple[ScopedRank, ...]:
        rows = self._rows(
            "SELECT ranks.*, measure, scope, scope_id, ranked FROM ranks JOIN peers USING (peers)"
            " WHERE entity = ? AND year = ? AND place IS NOT NULL ORDER BY peers",
            number,
            year,
        )
        return tuple(records.scoped_rank(row) for row in rows)

    def _read_facets(self, year: int, where: AgencyFilter) -> Mapping[str, tuple[FacetCount, ...]]:
        return listing.Listing(self._database, year=year, where=where).facets()
