"""Exports of what a page shows: the same rows in the same order, with full and printed values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data import view_columns as columns
from data.codes import SCORES, Measure
from data.export import Export
from data.model import (
    AgencyRow,
    Coverage,
    Entity,
    Finding,
    Profile,
    QuadrantPoint,
    Rank,
    RankingRow,
    Summary,
    Value,
)
from data.repository import ScoreRepository
from data.schema import Column
from data.scoring import printed


def provinces(
    repo: ScoreRepository, rows: Iterable[RankingRow], *, measure: Measure, of_year: int
) -> Export:
    """Provinces by one measure, as ranked."""
    return _export(
        repo,
        name="provinces-view",
        titles=("จังหวัดตามตัวชี้วัดที่เลือก", "Provinces by the chosen measure"),
        columns=columns.PROVINCE,
        rows=[
            {
                **_who(row.entity),
                "year": of_year,
                **_value(row.value, measure=measure),
                "band": _int(row.band),
                **_rank(row.rank),
                "unranked": _text(row.unranked),
                **_coverage(row.coverage),
            }
            for row in rows
        ],
    )


def ministries(
    repo: ScoreRepository,
    points: Iterable[QuadrantPoint],
    *,
    ranks: Mapping[str, Rank | None],
    of_year: int,
) -> Export:
    """Ministries with score, growth and group."""
    return _export(
        repo,
        name="ministries-view",
        titles=("กระทรวงตามคะแนนและการเติบโต", "Ministries by score and growth"),
        columns=columns.MINISTRY,
        rows=[
            {
                **_who(point.entity),
                "year": of_year,
                "performance": point.x.number,
                "growth": point.y.number,
                "previous": point.previous.number,
                "quadrant_published": _text(point.published),
                "quadrant_placed": _text(point.placed),
                **_rank(ranks.get(point.entity.id)),
                **_coverage(point.coverage),
                "answered_both": point.answered_both,
                "provenance": str(point.x.provenance),
            }
            for point in points
        ],
    )


def agencies(
    repo: ScoreRepository, rows: Iterable[AgencyRow], *, of_year: int, name: str
) -> Export:
    """Agencies with their scores: those of a list, of a ministry or of a province."""
    return _export(
        repo,
        name=name,
        titles=("หน่วยงานและคะแนน", "Agencies and their scores"),
        columns=columns.AGENCY,
        rows=[
            {
                **_who(row.entity),
                "level": str(row.entity.level),
                "ministry_id": row.entity.ministry_id,
                "province_id": row.entity.province_id,
                "agency_type_id": row.entity.agency_type_id,
                "year": of_year,
                "status": str(row.response),
                **{str(m): row.values[m].number for m in (*SCORES, Measure.CHANGE)},
                "band": _int(row.band),
                **_rank(row.rank),
                "provenance": str(row.values[Measure.OVERALL].provenance),
            }
            for row in rows
        ],
    )


def profile(repo: ScoreRepository, found: Profile, *, peers: Mapping[str, Summary]) -> Export:
    """The overall score and the pillars of one entity beside all of its level."""
    return _export(
        repo,
        name=f"{found.entity.id.lower()}-view",
        titles=(
            "คะแนนของรายการที่เลือกเทียบกับทุกรายการในระดับเดียวกัน",
            "Scores of one entity beside all of its level",
        ),
        columns=columns.PROFILE,
        rows=[
            {
                **_who(found.entity),
                "year": found.year,
                **_value(found.scores[measure], measure=measure),
                **{
                    f"peers_{name}": getattr(peers.get(measure), name, None)
                    for name in columns.SPREAD
                },
                "peers_n": getattr(peers.get(measure), "n", None),
            }
            for measure in SCORES
        ],
    )


def findings(repo: ScoreRepository, found: Iterable[Finding], *, name: str) -> Export:
    """Findings of the survey, each with its own n and where it stands in the source."""
    return _export(
        repo,
        name=name,
        titles=("ผลสำรวจที่เผยแพร่", "Published findings"),
        columns=columns.FINDING,
        rows=[
            {
                "finding_id": item.id,
                "pillar_id": item.pillar_id,
                "indicator_id": item.indicator_id,
                "level": item.level,
                "question_th": item.question.th,
                "question_en": item.question.en,
                "option_th": item.option.th,
                "option_en": item.option.en,
                "value": item.printed,
                "unit": item.unit,
                "n_respondents": item.n_respondents,
                "value_type": item.value_type,
                "missing_kind": _text(item.value.missing),
                "not_asked_level": item.not_asked_level,
                "source_heading": item.source_heading,
                "provenance": str(item.value.provenance),
            }
            for item in found
        ],
    )


def _export(
    repo: ScoreRepository,
    *,
    name: str,
    titles: tuple[str, str],
    columns: Sequence[Column],
    rows: Sequence[dict[str, Any]],
) -> Export:
    for row in rows:
        row["dataset_status"] = str(repo.status)
    return Export(
        name=name,
        title_th=titles[0],
        title_en=titles[1],
        columns=tuple(columns),
        rows=tuple(rows),
        status=repo.status,
        version=repo.version,
    )


def _who(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "name_th": entity.name.th, "name_en": entity.name.en}


def _value(item: Value, *, measure: Measure) -> dict[str, Any]:
    decimals = 0 if measure is Measure.COVERAGE else 1
    return {
        "measure": str(measure),
        "value": item.number,
        "value_printed": None if item.number is None else printed(item.number, decimals=decimals),
        "missing_kind": _text(item.missing),
        "provenance": str(item.provenance),
    }


def _rank(rank: Rank | None) -> dict[str, Any]:
    if rank is None:
        return {}
    return {
        "rank": rank.place,
        "rank_ties": rank.ties,
        "rank_of": rank.of,
        "rank_low": rank.low,
        "rank_high": rank.high,
        "rank_p5": rank.p5,
        "rank_p95": rank.p95,
    }


def _coverage(item: Coverage | None) -> dict[str, Any]:
    return {} if item is None else {"answered": item.answered, "surveyed": item.surveyed}


def _text(code: object) -> str | None:
    return None if code is None else str(code)


def _int(code: int | None) -> int | None:
    return None if code is None else int(code)
