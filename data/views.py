"""Exports of what a page shows: the same rows in the same order, with full and printed values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.codes import PILLARS, SCORES, Measure, Quadrant, Response
from data.export import PROVENANCE_COLUMN, STATUS_COLUMN, Export
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
from data.schema import Column, integer, number, text, year
from data.scoring import printed

_WHO = (
    text("id", "code", "รหัส"),
    text("name_th", "name, Thai", "ชื่อภาษาไทย"),
    text("name_en", "name, English", "ชื่อภาษาอังกฤษ"),
)
_VALUE = (
    text("measure", "what is measured", "สิ่งที่วัด"),
    number("value", "value, not rounded", "ค่าก่อนปัดเศษ", required=False),
    number("value_printed", "value as the site prints it", "ค่าตามที่เว็บไซต์แสดง", required=False,
           decimals=1),
    text("missing_kind", "why there is no value", "เหตุที่ไม่มีค่า", required=False),
)  # fmt: skip
_RANK = (
    integer("rank", "place; equal printed values share it", "อันดับ ค่าที่แสดงเท่ากันได้อันดับร่วม", required=False),
    integer("rank_ties", "how many share the place", "จำนวนที่ได้อันดับเดียวกัน", required=False),
    integer("rank_of", "how many are ranked", "จำนวนทั้งหมดที่จัดอันดับ", required=False),
    integer("rank_low", "best place when one pillar is left out", "อันดับดีที่สุดเมื่อตัดออกทีละด้าน", required=False),
    integer("rank_high", "worst place when one pillar is left out", "อันดับต่ำที่สุดเมื่อตัดออกทีละด้าน", required=False),
    integer("rank_p5", "5th percentile of the place under random weights", "เปอร์เซ็นไทล์ที่ 5 ของอันดับเมื่อสุ่มน้ำหนัก", required=False),
    integer("rank_p95", "95th percentile of the place under random weights", "เปอร์เซ็นไทล์ที่ 95 ของอันดับเมื่อสุ่มน้ำหนัก", required=False),
    text("unranked", "why there is no rank", "เหตุที่ไม่จัดอันดับ", required=False),
)  # fmt: skip
_COVERAGE = (
    integer("answered", "members with a score", "จำนวนหน่วยงานที่มีคะแนน", required=False),
    integer("surveyed", "members surveyed that can be named", "จำนวนหน่วยงานที่สำรวจและระบุชื่อได้", required=False),
)  # fmt: skip
_BAND = integer("band", "band, 1 to 5, named by Phrom", "ระดับ 1 ถึง 5 กำหนดโดยพร้อม", required=False)
_END = (PROVENANCE_COLUMN, STATUS_COLUMN)


def _points(measure: Measure, name_en: str, name_th: str) -> Column:
    return number(str(measure), name_en, name_th, required=False, decimals=2)


_SCORES = (
    _points(Measure.OVERALL, "overall score", "คะแนนรวม"),
    *(_points(m, f"score of pillar {m[1:]}", f"คะแนนด้านที่ {m[1:]}") for m in PILLARS),
    _points(Measure.CHANGE, "change of the overall score, points", "การเปลี่ยนแปลงของคะแนนรวม"),
)


def provinces(
    repo: ScoreRepository, rows: Iterable[RankingRow], *, measure: Measure, of_year: int
) -> Export:
    """Provinces by one measure, as ranked."""
    return _export(
        repo,
        name="provinces-view",
        titles=("จังหวัดตามตัววัดที่เลือก", "Provinces by the chosen measure"),
        columns=(*_WHO, year(), *_VALUE, _BAND, *_RANK, *_COVERAGE, *_END),
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
        columns=(
            *_WHO,
            year(),
            number("performance", "overall score", "คะแนนรวม", required=False),
            number(
                "growth", "change since the year before, points", "การเติบโตจากปีก่อน", required=False
            ),
            number("previous", "overall score of the year before", "คะแนนรวมปีก่อน", required=False),
            text(
                "quadrant_published",
                "group as published",
                "กลุ่มตามที่เผยแพร่",
                required=False,
                codes=Quadrant,
            ),
            text(
                "quadrant_placed",
                "group in which the point lies",
                "กลุ่มตามตำแหน่งของจุด",
                required=False,
                codes=Quadrant,
            ),
            *_RANK[:-1],
            *_COVERAGE,
            integer(
                "answered_both", "departments with a score in both years", "หน่วยงานที่มีคะแนนทั้งสองปี"
            ),
            *_END,
        ),  # fmt: skip
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
        columns=(
            *_WHO,
            text("level", "level", "ระดับหน่วยงาน"),
            text("ministry_id", "ministry", "รหัสกระทรวง", required=False),
            text("province_id", "province", "รหัสจังหวัด", required=False),
            text("agency_type_id", "type", "รหัสประเภทหน่วยงาน", required=False),
            year(),
            text(
                "status",
                "whether there are scores and, if not, why",
                "มีคะแนนหรือไม่ และเหตุ",
                codes=Response,
            ),
            *_SCORES,
            _BAND,
            *_RANK[:3],
            *_END,
        ),  # fmt: skip
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
    spread = ("mean", "low", "q1", "median", "q3", "high")
    return _export(
        repo,
        name=f"{found.entity.id.lower()}-view",
        titles=(
            "คะแนนของหน่วยที่เลือกเทียบกับทุกหน่วยในระดับเดียวกัน",
            "Scores of one entity beside all of its level",
        ),
        columns=(
            *_WHO,
            year(),
            *_VALUE,
            *(
                number(
                    f"peers_{name}", f"{name} of the level", f"{name} ของระดับเดียวกัน", required=False
                )
                for name in spread
            ),
            integer(
                "peers_n",
                "entities of the level with a value",
                "จำนวนในระดับเดียวกันที่มีค่า",
                required=False,
            ),
            *_END,
        ),  # fmt: skip
        rows=[
            {
                **_who(found.entity),
                "year": found.year,
                **_value(found.scores[measure], measure=measure),
                **{f"peers_{name}": getattr(peers.get(measure), name, None) for name in spread},
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
        columns=(
            text("finding_id", "code of the finding", "รหัสผลสำรวจ"),
            text("pillar_id", "pillar", "ด้าน", required=False),
            text("indicator_id", "indicator", "ตัวชี้วัด", required=False),
            text("level", "who was asked", "กลุ่มที่ถาม"),
            text("question_th", "question, Thai", "คำถามภาษาไทย"),
            text("question_en", "question, English", "คำถามภาษาอังกฤษ"),
            text("option_th", "answer, Thai", "คำตอบภาษาไทย", required=False),
            text("option_en", "answer, English", "คำตอบภาษาอังกฤษ", required=False),
            text("value", "value with the digits of the source", "ค่าตามที่พิมพ์", required=False),
            text("unit", "unit", "หน่วย", required=False),
            integer("n_respondents", "number of respondents", "จำนวนผู้ตอบ", required=False),
            text("value_type", "result, base, scale or missing", "ชนิดของค่า"),
            text("missing_kind", "why there is no value", "เหตุที่ไม่มีค่า", required=False),
            text("not_asked_level", "level that was not asked", "กลุ่มที่ไม่ได้ถาม", required=False),
            text("source_heading", "heading of the slide", "หัวข้อสไลด์"),
            *_END,
        ),
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
