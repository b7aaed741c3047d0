"""Lays out a data set, and what was worked out of it, as tables of the artefact (build time)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from data import scoring
from data.artefact import Cell, Relation
from data.codes import SCORES, Level, Measure, Quadrant, Scope
from data.collation import collation_key
from data.contract import TABLES, ColumnType
from data.listing import as_printed
from data.model import Entity
from data.peers import Peers, Ranked
from data.search.index import search_relations
from data.standings import Standing
from data.tables import Dataset

_MEASURES = frozenset(Measure)
_COPIED = tuple(name for name in TABLES if name not in {"agencies", "scores"})
_SQL_TYPES = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.NUMBER: "REAL",
    # As text, because 64.60 must not come back as 64.6.
    ColumnType.PRINTED: "TEXT",
}


def relations(
    dataset: Dataset,
    *,
    entities: Sequence[Entity],
    standings: Mapping[tuple[Level, int], Sequence[Standing]],
    peers: Iterable[Peers],
    cuts: Mapping[int, tuple[float, float]],
) -> Iterator[Relation]:
    """Lay out a data set and all that was worked out of it as tables.

    Args:
        dataset: The checked data set; its tables are copied but for agencies and scores.
        entities: Every entity; the index is its number.
        standings: Level and year -> standings.
        peers: Ranks and distributions of every population; taken one by one, never kept.
        cuts: Year -> published cut lines (performance, growth) of the quadrants.
    """
    for name in _COPIED:
        table = TABLES[name]
        yield Relation(
            name=name,
            columns=tuple(f"{item.name} {_SQL_TYPES[item.type]}" for item in table.columns),
            rows=([_cell(row[column]) for column in table.column_names] for row in dataset[name]),
        )
    yield _entities(entities)
    yield from search_relations(dataset, entities=entities)
    yield Relation(
        name="cuts",
        columns=("year INTEGER PRIMARY KEY", "performance REAL", "growth REAL"),
        rows=[(year, *cut) for year, cut in sorted(cuts.items())],
    )
    alphabets = {lang: _alphabet(entities, lang=lang) for lang in ("th", "en")}
    seen = _Seen()
    yield Relation(
        name="ranks",
        columns=(
            "peers INTEGER",
            "position INTEGER",
            "entity INTEGER",
            "place INTEGER",
            "ties INTEGER",
            "span_low INTEGER",
            "span_high INTEGER",
            "span_p5 INTEGER",
            "span_p95 INTEGER",
            "reason TEXT",
        ),
        rows=(
            (number, position, *_ranks_row(row))
            for number, item in enumerate(seen.each(peers))
            for position, row in enumerate(item.rows)
        ),
        key="peers, position",
        indices=("ranks_entity ON ranks (entity, peers)",),
    )
    yield _scores(dataset, standings=standings, seen=seen, cuts=cuts, alphabets=alphabets)
    yield Relation(
        name="peers",
        columns=(
            "peers INTEGER PRIMARY KEY",
            "year INTEGER",
            "level TEXT",
            "scope TEXT",
            "scope_id TEXT",
            "measure TEXT",
            "provenance TEXT",
            "ranked INTEGER",
            "n INTEGER",
            "mean REAL",
            "low REAL",
            "q1 REAL",
            "median REAL",
            "q3 REAL",
            "high REAL",
        ),
        rows=seen.rows,
        indices=("UNIQUE peers_question ON peers (year, level, scope, scope_id, measure)",),
    )


class _Seen:
    """What other tables need of the populations, gathered while their ranks are written.

    Attributes:
        rows: The rows of the table of populations.
        places: Year and entity -> its rank within its level, overall.
        ranked: Year and level -> how many are ranked, overall.
    """

    def __init__(self) -> None:
        self.rows: list[Sequence[Cell]] = []
        self.places: dict[tuple[int, int], Ranked] = {}
        self.ranked: dict[tuple[int, Level], int] = {}

    def each(self, peers: Iterable[Peers]) -> Iterator[Peers]:
        """Hand on one population after the other."""
        for number, item in enumerate(peers):
            self.rows.append(_peers_row(number, item))
            if item.scope is Scope.LEVEL and item.measure == Measure.OVERALL:
                self.places |= {(item.year, row.number): row for row in item.rows}
                count = sum(row.placing is not None for row in item.rows)
                self.ranked[item.year, item.level] = count
            yield item


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no cell can hold {value!r}")


def _entities(entities: Sequence[Entity]) -> Relation:
    return Relation(
        name="entities",
        columns=(
            "entity INTEGER PRIMARY KEY",
            "level TEXT",
            "id TEXT",
            "name_th TEXT",
            "name_en TEXT",
            "abbrev_th TEXT",
            "abbrev_en TEXT",
            "ministry_id TEXT",
            "province_id TEXT",
            "region_id TEXT",
            "agency_type_id TEXT",
            "office_kind_id TEXT",
            "predecessor_id TEXT",
            "note TEXT",
            "since INTEGER",
            "until INTEGER",
            "award INTEGER",
        ),
        rows=(
            (
                number,
                item.level.value,
                item.id,
                item.name.th,
                item.name.en,
                item.abbrev.th,
                item.abbrev.en,
                item.ministry_id,
                item.province_id,
                item.region_id,
                item.agency_type_id,
                item.office_kind_id,
                item.predecessor_id,
                item.note,
                item.since,
                item.until,
                int(item.award),
            )
            for number, item in enumerate(entities)
        ),
    )


def _alphabet(entities: Sequence[Entity], *, lang: str) -> dict[int, int]:
    """Return entity number -> place in the alphabet of all entities, whatever their level."""
    numbers = sorted(
        range(len(entities)),
        key=lambda number: (collation_key(entities[number].name.get(lang)), number),
    )
    return {number: place for place, number in enumerate(numbers)}


def _scores(
    dataset: Dataset,
    *,
    standings: Mapping[tuple[Level, int], Sequence[Standing]],
    seen: _Seen,
    cuts: Mapping[int, tuple[float, float]],
    alphabets: Mapping[str, Mapping[int, int]],
) -> Relation:
    quadrants = {
        (row["year"], row["ministry_id"]): str(row["quadrant"]) for row in dataset["quadrants"]
    }

    def rows() -> Iterator[Sequence[Cell]]:
        for (level, year), group in sorted(
            standings.items(), key=lambda entry: (entry[0][1], entry[0][0])
        ):
            for item in group:
                place = seen.places[year, item.number]
                yield (
                    *_scores_row(item, of=seen.ranked[year, level], place=place),
                    None
                    if level is Level.OFFICE
                    else quadrants.get((year, item.entity.ministry_id)),
                    _placed(item, cut=cuts.get(year)) if level is Level.MINISTRY else None,
                    alphabets["th"][item.number],
                    alphabets["en"][item.number],
                )

    return Relation(
        name="scores",
        columns=(
            "year INTEGER",
            "level TEXT",
            "entity INTEGER",
            "ministry_id TEXT",
            "agency_type_id TEXT",
            "office_kind_id TEXT",
            "province_id TEXT",
            "region_id TEXT",
            "response TEXT",
            "missing TEXT",
            "provenance TEXT",
            *(f"{measure} REAL" for measure in SCORES),
            "change REAL",
            "change_missing TEXT",
            "change_provenance TEXT",
            "coverage REAL",
            "answered INTEGER",
            "surveyed INTEGER",
            "answered_both INTEGER",
            "band INTEGER",
            "level_place INTEGER",
            "level_ties INTEGER",
            "level_span_low INTEGER",
            "level_span_high INTEGER",
            "level_span_p5 INTEGER",
            "level_span_p95 INTEGER",
            "level_reason TEXT",
            "level_ranked INTEGER",
            "indicators TEXT",
            "quadrant TEXT",
            "placed TEXT",
            "order_th INTEGER",
            "order_en INTEGER",
        ),
        rows=rows(),
        key="year, level, entity",
        # The list of agencies as it opens: best first, as printed, then by the alphabet.
        indices=(
            "scores_listed ON scores (year, overall IS NULL,"
            f" {as_printed(Measure.OVERALL)} DESC, order_th) WHERE response IS NOT NULL",
        ),
    )


def _scores_row(item: Standing, *, of: int, place: Ranked) -> tuple[Cell, ...]:
    entity = item.entity
    overall = item.values.get(Measure.OVERALL)
    indicators = {
        name: value for name, value in sorted(item.values.items()) if name not in _MEASURES
    }
    return (
        item.year,
        entity.level.value,
        item.number,
        entity.ministry_id,
        entity.agency_type_id,
        entity.office_kind_id,
        entity.province_id,
        entity.region_id,
        item.response.value if item.response else None,
        item.missing.value if item.missing else None,
        item.provenance.value,
        *(item.values.get(measure) for measure in SCORES),
        item.values.get(Measure.CHANGE),
        item.change_missing.value if item.change_missing else None,
        item.change_provenance.value,
        item.values.get(Measure.COVERAGE),
        item.answered,
        item.surveyed,
        item.answered_both,
        None if overall is None else int(scoring.band(overall)),
        *_ranks_row(place)[1:],
        of,
        json.dumps(indicators, separators=(",", ":")) if indicators else None,
    )


def _placed(item: Standing, *, cut: tuple[float, float] | None) -> str | None:
    performance, growth = item.values.get(Measure.OVERALL), item.values.get(Measure.CHANGE)
    if cut is None or performance is None or growth is None:
        return None
    placed: Quadrant = scoring.quadrant_of(
        performance=performance, growth=growth, cut_performance=cut[0], cut_growth=cut[1]
    )
    return placed.value


def _peers_row(number: int, item: Peers) -> tuple[Cell, ...]:
    spread = item.distribution
    return (
        number,
        item.year,
        item.level.value,
        item.scope.value,
        item.scope_id,
        str(item.measure),
        item.provenance.value,
        sum(row.placing is not None for row in item.rows),
        *(
            (0, None, None, None, None, None, None)
            if spread is None
            else (
                spread.n,
                spread.mean,
                spread.low,
                spread.q1,
                spread.median,
                spread.q3,
                spread.high,
            )
        ),
    )


def _ranks_row(row: Ranked) -> tuple[Cell, ...]:
    placing, span = row.placing, row.span
    return (
        row.number,
        *((placing.place, placing.ties) if placing else (None, None)),
        *((span.low, span.high, span.p5, span.p95) if span else (None, None, None, None)),
        row.reason.value if row.reason else None,
    )
