"""Entities and their numbers in each year, roll-ups included, out of a data set (build time)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data import scoring
from data.codes import (
    PILLARS,
    SCORES,
    DataStatus,
    Level,
    Measure,
    Missing,
    Provenance,
    Response,
    Scope,
)
from data.collation import collation_key
from data.model import Entity, Name
from data.tables import Dataset, Row

LEVELS = (Level.MINISTRY, Level.PROVINCE, Level.DEPARTMENT, Level.LOCAL, Level.OFFICE)
"""Levels in the order in which entities are numbered, and so listed where nothing else decides."""

ROLL_UPS: Mapping[Level, Level] = {
    Level.MINISTRY: Level.DEPARTMENT,
    Level.PROVINCE: Level.OFFICE,
}
"""Roll-up level -> level of its members."""

_INDICATOR_PREFIX = "i_"
_MISSING: Mapping[Response, Missing] = {
    Response.NO_ANSWER: Missing.NO_ANSWER,
    Response.NOT_IN_SIMULATION: Missing.NOT_IN_SIMULATION,
    Response.NOT_ASKED: Missing.NOT_ASKED,
}


@dataclass(slots=True, kw_only=True)
class Standing:
    """One entity in one year.

    Attributes:
        number: The entity's number, alphabetical within its level.
        missing: Why there is no overall score, or None.
        values: Measure or indicator id -> number, only where there is one.
        answered, surveyed: Members of a roll-up; 0 and 0 for an agency.
        answered_both: Members of a roll-up that answered this year and the one before.
    """

    number: int
    entity: Entity
    year: int
    response: Response | None
    missing: Missing | None
    provenance: Provenance
    values: dict[str, float] = field(default_factory=dict)
    change_missing: Missing | None = None
    change_provenance: Provenance = Provenance.DERIVED
    answered: int = 0
    surveyed: int = 0
    answered_both: int = 0

    @property
    def is_roll_up(self) -> bool:
        """Whether the numbers are means over members."""
        return self.entity.level in ROLL_UPS

    def missing_for(self, measure: str) -> Missing | None:
        """Return why `measure` has no value, or None where it has one."""
        if measure in self.values:
            return None
        if measure == Measure.CHANGE:
            return self.change_missing
        if measure == Measure.COVERAGE:
            return (self.missing if self.is_roll_up else None) or Missing.NOT_APPLICABLE
        # Who answered has every score there is: the pillar is not one of this year.
        unasked = Missing.NOT_ASKED if measure in PILLARS else Missing.NOT_AVAILABLE
        return self.missing or unasked

    def provenance_for(self, measure: str) -> Provenance:
        """Return the provenance of `measure`."""
        return self.change_provenance if measure == Measure.CHANGE else self.provenance

    def rankable(self, measure: str) -> bool:
        """Whether enough members stand behind `measure` for a rank."""
        if not self.is_roll_up or measure == Measure.COVERAGE:
            return True
        answered = self.answered_both if measure == Measure.CHANGE else self.answered
        return scoring.is_rankable(answered=answered, surveyed=self.surveyed)


def entities(dataset: Dataset) -> tuple[Entity, ...]:
    """Return every entity of a data set by level and Thai alphabet; its number is its index."""
    regions = {row["province_id"]: row["region_id"] for row in dataset["provinces"]}
    awarded = {(row["level"], row["agency_id"] or row["province_id"]) for row in dataset["awards"]}

    def make(row: Row, *, level: Level, id_column: str) -> Entity:
        cells: Mapping[str, Any] = row
        identity = cells[id_column]
        province = identity if level is Level.PROVINCE else cells.get("province_id")
        return Entity(
            level=level,
            id=identity,
            name=Name(th=cells["name_th"], en=cells["name_en"] or ""),
            abbrev=Name(th=cells.get("abbrev_th") or "", en=cells.get("abbrev_en") or ""),
            ministry_id=identity if level is Level.MINISTRY else cells.get("ministry_id"),
            province_id=province,
            region_id=regions.get(province),  # type: ignore[arg-type]
            agency_type_id=cells.get("agency_type_id"),
            office_kind_id=cells.get("office_kind_id"),
            predecessor_id=cells.get("predecessor_id"),
            note=cells.get("note") or "",
            since=cells.get("since"),
            until=cells.get("until"),
            award=(level, identity) in awarded,
        )

    found = [
        *(
            make(row, level=Level.MINISTRY, id_column="ministry_id")
            for row in dataset["ministries"]
        ),
        *(make(row, level=Level.PROVINCE, id_column="province_id") for row in dataset["provinces"]),
        *(
            make(row, level=Level(str(row["level"])), id_column="agency_id")
            for row in dataset["agencies"]
        ),
    ]
    return tuple(
        sorted(
            found,
            key=lambda item: (LEVELS.index(item.level), collation_key(item.name.th), item.id),
        )
    )


def standings(
    dataset: Dataset, *, numbered: Sequence[Entity]
) -> dict[tuple[Level, int], list[Standing]]:
    """Return (level, year) -> standings by entity number, roll-ups and changes worked out."""
    by_agency = {item.id: n for n, item in enumerate(numbered) if item.level not in ROLL_UPS}
    found: dict[tuple[Level, int], list[Standing]] = defaultdict(list)
    for row in dataset["scores"]:
        standing = _agency(row, numbered=numbered, by_agency=by_agency)
        if standing.entity.exists(year=standing.year):
            found[standing.entity.level, standing.year].append(standing)
    for group in found.values():
        group.sort(key=lambda item: item.number)
    _add_changes(found, years=dataset.years)
    basis = scoring.provenance_of(
        [Provenance.SIMULATED] if dataset.status == DataStatus.SIMULATED else []
    )
    for level, members in ROLL_UPS.items():
        for year in dataset.years:
            groups = _by_parent(found.get((members, year), ()), level=level)
            found[level, year] = [
                _roll_up(
                    number,
                    entity=entity,
                    year=year,
                    members=groups.get(entity.id, ()),
                    is_first=year == dataset.years[0],
                    basis=basis,
                )
                for number, entity in enumerate(numbered)
                if entity.level is level and entity.exists(year=year)
            ]
    return dict(found)


def scopes(entity: Entity) -> tuple[tuple[Scope, str], ...]:
    """Return the populations in which an entity is ranked; the whole level has no scope id."""
    wanted: tuple[tuple[Scope, str | None], ...] = ()
    if entity.level is Level.DEPARTMENT:
        wanted = ((Scope.MINISTRY, entity.ministry_id), (Scope.TYPE, entity.agency_type_id))
    elif entity.level is Level.OFFICE:
        wanted = (
            (Scope.KIND, entity.office_kind_id),
            (Scope.PROVINCE, entity.province_id),
            (Scope.REGION, entity.region_id),
        )
    elif entity.level is Level.PROVINCE:
        wanted = ((Scope.REGION, entity.region_id),)
    return ((Scope.LEVEL, ""), *((scope, item) for scope, item in wanted if item))


def _agency(row: Row, *, numbered: Sequence[Entity], by_agency: Mapping[str, int]) -> Standing:
    cells: Mapping[str, Any] = row
    number = by_agency[cells["agency_id"]]
    response = Response(cells["status"])
    return Standing(
        number=number,
        entity=numbered[number],
        year=cells["year"],
        response=response,
        missing=_MISSING.get(response),
        provenance=Provenance(cells["provenance"]),
        values={
            name: value
            for name, value in cells.items()
            if value is not None and (name in SCORES or name.startswith(_INDICATOR_PREFIX))
        },
    )


def _add_changes(
    found: Mapping[tuple[Level, int], list[Standing]], *, years: Sequence[int]
) -> None:
    """Set the change of every agency, or why it has none."""
    earlier_year: dict[int, int] = dict(zip(years[1:], years, strict=False))
    for (level, year), group in found.items():
        before = {item.number: item for item in found.get((level, earlier_year.get(year, 0)), ())}
        for item in group:
            _set_change(item, before=before.get(item.number), is_first=year not in earlier_year)


def _set_change(item: Standing, *, before: Standing | None, is_first: bool) -> None:
    now = item.values.get(Measure.OVERALL)
    if is_first:
        item.change_missing = Missing.NOT_APPLICABLE
    elif now is None:
        item.change_missing = item.missing_for(Measure.OVERALL)
    elif before is None:
        item.change_missing = Missing.NOT_ASKED
    elif (then := before.values.get(Measure.OVERALL)) is None:
        item.change_missing = before.missing_for(Measure.OVERALL)
    else:
        item.values[Measure.CHANGE] = scoring.change(now, then)
        item.change_provenance = scoring.provenance_of((item.provenance, before.provenance))
        return
    item.change_provenance = scoring.provenance_of((item.provenance,))


def _by_parent(members: Iterable[Standing], *, level: Level) -> dict[str, list[Standing]]:
    groups: dict[str, list[Standing]] = defaultdict(list)
    for item in members:
        parent = item.entity.ministry_id if level is Level.MINISTRY else item.entity.province_id
        if parent:
            groups[parent].append(item)
    return groups


def _roll_up(
    number: int,
    *,
    entity: Entity,
    year: int,
    members: Sequence[Standing],
    is_first: bool,
    basis: Provenance,
) -> Standing:
    """Average the members that have a value, measure by measure."""
    surveyed = [item for item in members if item.response is not Response.NOT_ASKED]
    answered = [item for item in surveyed if Measure.OVERALL in item.values]
    result = Standing(
        number=number,
        entity=entity,
        year=year,
        response=None,
        missing=None,
        provenance=scoring.provenance_of([basis, *(item.provenance for item in members)]),
        answered=len(answered),
        surveyed=len(surveyed),
        answered_both=sum(Measure.CHANGE in item.values for item in members),
    )
    columns: dict[str, list[float]] = defaultdict(list)
    for item in members:
        for measure, value in item.values.items():
            columns[measure].append(value)
    for measure in sorted(columns):
        average = scoring.mean(columns[measure])
        if average is not None:
            result.values[measure] = average
    if not answered:
        result.missing = scoring.missing_of(
            [item.missing or Missing.NOT_AVAILABLE for item in members]
        )
    share = scoring.share_percent(answered=len(answered), surveyed=len(surveyed))
    if share is not None:
        result.values[Measure.COVERAGE] = share
    if Measure.CHANGE not in result.values:
        result.change_missing = _missing_change(result, members=members, is_first=is_first)
    result.change_provenance = scoring.provenance_of(
        [basis, *(item.change_provenance for item in members)]
    )
    return result


def _missing_change(result: Standing, *, members: Sequence[Standing], is_first: bool) -> Missing:
    if is_first:
        return Missing.NOT_APPLICABLE
    if result.missing:
        return result.missing
    return scoring.missing_of([item.change_missing for item in members if item.change_missing])
