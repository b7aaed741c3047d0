"""The columns of exports of views, each described in both languages."""

from __future__ import annotations

from data.codes import PILLARS, Measure, Quadrant, Response
from data.export import PROVENANCE_COLUMN, STATUS_COLUMN
from data.schema import Column, integer, number, text, year

WHO = (
    text("id", "code", "รหัส"),
    text("name_th", "name, Thai", "ชื่อภาษาไทย"),
    text("name_en", "name, English", "ชื่อภาษาอังกฤษ"),
)
VALUE = (
    text("measure", "what is measured", "สิ่งที่วัด"),
    number("value", "value, not rounded", "ค่าก่อนปัดเศษ", required=False),
    number(
        "value_printed",
        "value as the site prints it",
        "ค่าตามที่เว็บไซต์แสดง",
        required=False,
        decimals=1,
    ),
    text("missing_kind", "why there is no value", "เหตุที่ไม่มีค่า", required=False),
)
RANK = (
    integer(
        "rank", "place; equal printed values share it", "อันดับ ค่าที่แสดงเท่ากันได้อันดับร่วม", required=False
    ),
    integer("rank_ties", "how many share the place", "จำนวนที่ได้อันดับเดียวกัน", required=False),
    integer("rank_of", "how many are ranked", "จำนวนทั้งหมดที่จัดอันดับ", required=False),
    integer(
        "rank_low",
        "best place when one pillar is left out",
        "อันดับดีที่สุดเมื่อตัดออกทีละด้าน",
        required=False,
    ),
    integer(
        "rank_high",
        "worst place when one pillar is left out",
        "อันดับต่ำที่สุดเมื่อตัดออกทีละด้าน",
        required=False,
    ),
    integer(
        "rank_p5",
        "5th percentile of the place under random weights",
        "เปอร์เซ็นไทล์ที่ 5 ของอันดับเมื่อสุ่มน้ำหนัก",
        required=False,
    ),
    integer(
        "rank_p95",
        "95th percentile of the place under random weights",
        "เปอร์เซ็นไทล์ที่ 95 ของอันดับเมื่อสุ่มน้ำหนัก",
        required=False,
    ),
    text("unranked", "why there is no rank", "เหตุที่ไม่จัดอันดับ", required=False),
)
COVERAGE = (
    integer("answered", "members with a score", "จำนวนหน่วยงานที่มีคะแนน", required=False),
    integer(
        "surveyed",
        "members surveyed that can be named",
        "จำนวนหน่วยงานที่สำรวจและระบุชื่อได้",
        required=False,
    ),
)
BAND = integer(
    "band", "band, 1 to 5, named by Phrom", "ระดับความพร้อม 1 ถึง 5 เว็บไซต์นี้กำหนดเอง", required=False
)
END = (PROVENANCE_COLUMN, STATUS_COLUMN)


def points(measure: Measure, name_en: str, name_th: str) -> Column:
    """A score, or a change, in points."""
    return number(str(measure), name_en, name_th, required=False, decimals=2)


SCORES = (
    points(Measure.OVERALL, "overall score", "คะแนนรวม"),
    *(points(m, f"score of pillar {m[1:]}", f"คะแนนด้านที่ {m[1:]}") for m in PILLARS),
    points(Measure.CHANGE, "change of the overall score, points", "การเปลี่ยนแปลงของคะแนนรวม"),
)

PROVINCE = (*WHO, year(), *VALUE, BAND, *RANK, *COVERAGE, *END)

MINISTRY = (
    *WHO,
    year(),
    number("performance", "overall score", "คะแนนรวม", required=False),
    number("growth", "change since the year before, points", "การเติบโตจากปีก่อน", required=False),
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
    *RANK[:-1],
    *COVERAGE,
    integer("answered_both", "departments with a score in both years", "หน่วยงานที่มีคะแนนทั้งสองปี"),
    *END,
)

AGENCY = (
    *WHO,
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
    *SCORES,
    BAND,
    *RANK[:3],
    *END,
)

FINDING = (
    text("finding_id", "code of the finding", "รหัสผลสำรวจ"),
    text("pillar_id", "pillar", "ตัวชี้วัดหลัก", required=False),
    text("indicator_id", "indicator", "ตัวชี้วัดย่อย", required=False),
    text("level", "who was asked", "กลุ่มที่ถาม"),
    text("question_th", "question, Thai", "คำถามภาษาไทย"),
    text("question_en", "question, English", "คำถามภาษาอังกฤษ"),
    text("option_th", "answer, Thai", "คำตอบภาษาไทย", required=False),
    text("option_en", "answer, English", "คำตอบภาษาอังกฤษ", required=False),
    text("value", "value with the digits of the source", "ค่าตามเอกสาร", required=False),
    text("unit", "unit", "หน่วย", required=False),
    integer("n_respondents", "number of respondents", "จำนวนผู้ตอบ", required=False),
    text("value_type", "result, base, scale or missing", "ชนิดของค่า"),
    text("missing_kind", "why there is no value", "เหตุที่ไม่มีค่า", required=False),
    text("not_asked_level", "level that was not asked", "กลุ่มที่ไม่ได้ถาม", required=False),
    text("source_heading", "heading of the slide", "หัวข้อสไลด์"),
    *END,
)

SPREAD = ("mean", "low", "q1", "median", "q3", "high")
PROFILE = (
    *WHO,
    year(),
    *VALUE,
    *(
        number(f"peers_{name}", f"{name} of the level", f"{name} ของระดับเดียวกัน", required=False)
        for name in SPREAD
    ),
    integer(
        "peers_n",
        "entities of the level with a value",
        "จำนวนในระดับเดียวกันที่มีค่า",
        required=False,
    ),
    *END,
)
