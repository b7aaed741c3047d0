"""The tables that hold figures and words: scores, published figures, findings, advice, awards."""

from __future__ import annotations

from data.codes import PILLARS as PILLAR_CODES
from data.codes import Level, Missing, Provenance, Response
from data.contract_entities import NOTE, SOURCE_HEADING, SOURCE_LINE, YES_NO
from data.schema import (
    Table,
    identifier,
    integer,
    printed,
    reference,
    score,
    text,
    year,
)

NATIONAL = "national"
COMPARABILITY = "comparable_with_previous"
"""Measure of published.csv: `yes` where a year is fully comparable with the one before."""
CONFIDENCE = ("high", "medium", "low")

SCORES = Table(
    name="scores",
    title_en="Scores: one row for every agency and year",
    title_th="คะแนน หนึ่งแถวต่อหน่วยงานต่อปี",
    key=("agency_id", "year"),
    columns=(
        reference("agencies.agency_id", "agency", "หน่วยงาน"),
        year(),
        text(
            "status",
            "whether it answered and, if it has no score, why",
            "ตอบแบบสำรวจหรือไม่ และเหตุที่ไม่มีคะแนน",
            codes=tuple(Response),
        ),
        text(
            "provenance",
            "kind of score, the same in the whole data set",
            "ชนิดของคะแนน เหมือนกันทั้งชุดข้อมูล",
            codes=(Provenance.SIMULATED, Provenance.OFFICIAL),
        ),
        score("overall", "overall readiness score", "คะแนนรวม"),
        *(
            score(pillar, f"score of pillar {pillar[1:]}", f"คะแนนตัวชี้วัดหลักที่ {pillar[1:]}")
            for pillar in PILLAR_CODES
        ),
    ),
    extra=score(
        r"i_[0-9]{1,2}_[0-9]{1,2}", "score of the indicator of that code", "คะแนนตัวชี้วัดย่อยตามรหัส"
    ),
)

SOURCES = Table(
    name="sources",
    title_en="Where published figures come from",
    title_th="แหล่งข้อมูลของตัวเลขที่เผยแพร่",
    key=("source_id",),
    columns=(
        identifier("source_id", "code of the source", "รหัสแหล่งข้อมูล"),
        text("title_th", "title or description in Thai", "ชื่อหรือคำอธิบายภาษาไทย"),
        text("title_en", "title or description in English", "ชื่อหรือคำอธิบายภาษาอังกฤษ"),
        text("publisher_th", "publisher in Thai", "ผู้เผยแพร่"),
        text("publisher_en", "publisher in English", "ผู้เผยแพร่ภาษาอังกฤษ"),
        text(
            "published",
            "date or year of publication, CE; empty where not known",
            "วันที่หรือปีที่เผยแพร่ (ค.ศ.)",
            required=False,
            pattern=r"[0-9]{4}(?:-[0-9]{2}){0,2}",
        ),
        text("url", "address", "ที่อยู่เว็บ", required=False, pattern=r"https?://\S+"),
        text("vintage", "edition of the figures", "ฉบับที่เผยแพร่", required=False),
        NOTE,
    ),
)

PUBLISHED = Table(
    name="published",
    title_en="Published aggregates, each with its source",
    title_th="ตัวเลขรวมที่เผยแพร่ พร้อมแหล่งข้อมูล",
    key=("figure_id",),
    columns=(
        identifier("figure_id", "code of the figure", "รหัสตัวเลข"),
        year(),
        text(
            "level",
            "population of the figure",
            "ระดับของตัวเลข",
            codes=(NATIONAL, *Level, "person", "classification"),
        ),
        text(
            "entity_id",
            "agency, ministry or province; empty = the whole level",
            "หน่วยงาน กระทรวง หรือจังหวัด เว้นว่าง = ทั้งระดับ",
            required=False,
        ),
        text("measure", "what was measured", "สิ่งที่วัด", pattern=r"[a-z][a-z0-9_]*"),
        printed("value", "the figure, with the digits printed", "ตัวเลขตามทศนิยมในเอกสาร"),
        text("text_value", "the value where it is not a number", "ค่าที่ไม่ใช่ตัวเลข", required=False),
        text("unit", "unit", "หน่วย", required=False),
        text("vintage", "edition of the figures it belongs to", "ฉบับที่เผยแพร่", required=False),
        text("used", "whether Phrom uses it as the value", "ใช้เป็นค่าหลักหรือไม่", codes=YES_NO),
        text(
            "provenance",
            "published or derived",
            "เผยแพร่หรือคำนวณจากค่าที่เผยแพร่",
            codes=(Provenance.PUBLISHED, Provenance.DERIVED),
        ),
        text("confidence", "how certain the reading is", "ความเชื่อมั่นในการอ่าน", codes=CONFIDENCE),
        reference("sources.source_id", "source", "แหล่งข้อมูล"),
        SOURCE_HEADING,
        SOURCE_LINE,
        NOTE,
    ),
)

FINDINGS = Table(
    name="findings",
    title_en="Every figure of the results presentation, and what it showed only as a picture",
    title_th="ตัวเลขทุกค่าในเอกสารนำเสนอผล และสิ่งที่แสดงเป็นภาพเท่านั้น",
    key=("finding_id",),
    columns=(
        identifier("finding_id", "code of the finding", "รหัสผลสำรวจ", pattern=r"F[0-9]{3}"),
        reference("pillars.pillar_id", "pillar", "ตัวชี้วัดหลัก", required=False),
        reference("indicators.indicator_id", "indicator", "ตัวชี้วัดย่อย", required=False),
        text(
            "level",
            "level it is about",
            "ระดับหน่วยงาน",
            codes=(NATIONAL, Level.DEPARTMENT, Level.OFFICE),
        ),
        text("question_th", "question or topic in Thai", "คำถามหรือหัวข้อ"),
        text("question_en", "question or topic in English", "คำถามหรือหัวข้อภาษาอังกฤษ"),
        text("option_th", "answer in Thai", "คำตอบ", required=False),
        text("option_en", "answer in English", "คำตอบภาษาอังกฤษ", required=False),
        printed("value", "the figure, with the digits printed", "ตัวเลขตามทศนิยมในเอกสาร"),
        text("unit", "unit", "หน่วย"),
        integer(
            "n_respondents",
            "agencies that answered the question (base)",
            "จำนวนผู้ตอบ (n)",
            required=False,
            unit="agencies",
        ),
        text(
            "value_type",
            "result, base (n), scale, or missing (shown as a picture only)",
            "ผล จำนวนผู้ตอบ คะแนนเต็มของมาตรวัด หรือไม่มีค่า (เผยแพร่เป็นภาพเท่านั้น)",
            codes=("result", "base", "scale", "missing"),
        ),
        text(
            "missing_kind",
            "why there is no value",
            "เหตุที่ไม่มีค่า",
            required=False,
            codes=tuple(Missing),
        ),
        text(
            "not_asked_level",
            "level of agency that was not asked this question",
            "ระดับหน่วยงานที่ไม่ได้ถาม",
            required=False,
            codes=(Level.DEPARTMENT, Level.OFFICE),
        ),
        text(
            "provenance",
            "published or derived",
            "เผยแพร่หรือคำนวณจากค่าที่เผยแพร่",
            codes=(Provenance.PUBLISHED, Provenance.DERIVED),
        ),
        SOURCE_HEADING,
        SOURCE_LINE,
        NOTE,
    ),
)

RECOMMENDATIONS = Table(
    name="recommendations",
    title_en="The survey's recommendations, summarised in our own words",
    title_th="ข้อเสนอแนะจากการสำรวจ เรียบเรียงใหม่โดยสรุป",
    key=("rec_id",),
    columns=(
        identifier(
            "rec_id",
            "code of the recommendation",
            "รหัสข้อเสนอแนะ",
            pattern=r"[SLN][0-9]{2}(?:\.[0-9])?",
        ),
        text(
            "form",
            "short list, long list or remark on a slide",
            "ฉบับย่อ ฉบับเต็ม หรือข้อความบนสไลด์",
            codes=("short", "long", "slide"),
        ),
        reference("pillars.pillar_id", "pillar", "ตัวชี้วัดหลัก", required=False),
        text("topic_id", "code of the topic", "รหัสหัวข้อ"),
        text("topic_th", "topic in Thai", "หัวข้อ"),
        text("topic_en", "topic in English", "หัวข้อภาษาอังกฤษ"),
        text(
            "addressee",
            "who should act",
            "ผู้รับข้อเสนอแนะ",
            codes=("government", "all_agencies", "central_agencies", "not_stated"),
        ),
        text("summary_th", "summary in Thai, our words", "ข้อความสรุปด้วยถ้อยคำของเรา"),
        text("summary_en", "summary in English, our words", "ข้อความสรุปภาษาอังกฤษด้วยถ้อยคำของเรา"),
        reference(
            "recommendations.rec_id",
            "recommendation that this is a point of",
            "ข้อเสนอแนะหลัก",
            name="parent_rec_id",
            required=False,
        ),
        reference(
            "recommendations.rec_id",
            "the same recommendation in the long list",
            "ข้อเสนอแนะเดียวกันในฉบับเต็ม",
            name="long_form_rec_id",
            required=False,
        ),
        SOURCE_HEADING,
        SOURCE_LINE,
        NOTE,
    ),
)

AWARDS = Table(
    name="awards",
    title_en="Award winners, in printed order, not ranked",
    title_th="หน่วยงานและจังหวัดที่ได้รับรางวัล ตามลำดับในเอกสาร ไม่ใช่อันดับ",
    key=("award_id",),
    columns=(
        identifier("award_id", "code of the award", "รหัสรางวัล", pattern=r"A[0-9]{2,}"),
        year(),
        text(
            "level",
            "department or province",
            "ระดับกรมหรือจังหวัด",
            codes=(Level.DEPARTMENT, Level.PROVINCE),
        ),
        integer("order_in_source", "place in the printed list", "ลำดับในเอกสาร", minimum=1),
        text("name_th_source", "name as printed", "ชื่อตามเอกสาร"),
        reference("agencies.agency_id", "department", "หน่วยงาน", required=False),
        reference("provinces.province_id", "province", "จังหวัด", required=False),
        SOURCE_HEADING,
        SOURCE_LINE,
        NOTE,
    ),
)

GLOSSARY = Table(
    name="glossary",
    title_en="Terms in both languages",
    title_th="อภิธานศัพท์สองภาษา",
    key=("term_id",),
    columns=(
        identifier("term_id", "code of the term", "รหัสคำ"),
        text("term_th", "term in Thai", "คำภาษาไทย"),
        text("term_en", "term in English", "คำภาษาอังกฤษ"),
        text("abbrev", "abbreviation", "คำย่อ", required=False),
        text("definition_th", "definition in Thai", "ความหมาย"),
        text("definition_en", "definition in English", "ความหมายภาษาอังกฤษ"),
        text(
            "source_line",
            "line of the presentation, or `general`",
            "บรรทัดในเอกสาร หรือ general",
            required=False,
            pattern=r"general|[0-9]+(?:[-;][0-9]+)*",
        ),
    ),
)

SOURCE_CHECKS = Table(
    name="source_checks",
    title_en="Checks of the source's own arithmetic",
    title_th="การตรวจสอบตัวเลขในเอกสารนำเสนอ",
    key=("check_id",),
    columns=(
        identifier("check_id", "code of the check", "รหัสการตรวจสอบ", pattern=r"C[0-9]{2}"),
        text(
            "result",
            "how the check came out",
            "ผลการตรวจสอบ",
            codes=("ok", "mismatch", "unexplained", "ambiguous"),
        ),
        text("statement_th", "what was checked, in Thai", "สิ่งที่ตรวจสอบ"),
        text("statement_en", "what was checked, in English", "สิ่งที่ตรวจสอบภาษาอังกฤษ"),
        text(
            "remark_th", "computed value or remark in Thai", "ค่าที่คำนวณได้หรือหมายเหตุ", required=False
        ),
        text(
            "remark_en",
            "computed value or remark in English",
            "ค่าที่คำนวณได้หรือหมายเหตุภาษาอังกฤษ",
            required=False,
        ),
        text(
            "source_lines",
            "lines of the presentation",
            "บรรทัดในเอกสารนำเสนอ",
            required=False,
            pattern=r"[0-9]+(?:[-;][0-9]+)*",
        ),
        text(
            "finding_ids",
            "findings concerned",
            "ผลสำรวจที่เกี่ยวข้อง",
            required=False,
            to="findings.finding_id",
            is_list=True,
        ),
        text("external_source", "other source used", "แหล่งข้อมูลอื่นที่ใช้", required=False),
    ),
)
