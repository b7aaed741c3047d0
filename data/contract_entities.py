"""The tables that say who and what there is: framework, ministries, provinces, agencies."""

from __future__ import annotations

from data.codes import Level, Provenance, Quadrant
from data.schema import (
    PROVINCE_PATTERN,
    Column,
    Table,
    identifier,
    integer,
    number,
    reference,
    text,
    year,
)

YES_NO = ("yes", "no")
NAME_TH = text("name_th", "name in Thai", "ชื่อภาษาไทย")
NAME_EN = text("name_en", "name in English", "ชื่อภาษาอังกฤษ")
NOTE = text("note", "remark of the compiler", "หมายเหตุของผู้รวบรวม", required=False)
SOURCE_HEADING = text(
    "source_heading", "slide heading, as printed", "หัวข้อสไลด์ตามเอกสาร", required=False
)
SOURCE_LINE = text(
    "source_line",
    "line or lines in the text of the presentation",
    "บรรทัดในข้อความของเอกสารนำเสนอ",
    required=False,
    pattern=r"[0-9]+(?:[-;][0-9]+)*",
)
VALIDITY: tuple[Column, ...] = (
    integer(
        "since",
        "first year in which it exists; empty = since before the surveys",
        "ปีแรกที่มีอยู่ เว้นว่าง = มีมาก่อนการสำรวจ",
        required=False,
        minimum=2500,
        maximum=2700,
        unit="B.E.",
    ),
    integer(
        "until",
        "last year in which it exists; empty = still exists",
        "ปีสุดท้ายที่มีอยู่ เว้นว่าง = ยังมีอยู่",
        required=False,
        minimum=2500,
        maximum=2700,
        unit="B.E.",
    ),
)


def predecessor(table: str, column: str) -> Column:
    """The entry that this one replaced, in the same table."""
    return reference(
        f"{table}.{column}",
        "the entry it replaced",
        "รายการเดิมก่อนเปลี่ยน",
        name="predecessor_id",
        required=False,
    )


PILLARS = Table(
    name="pillars",
    title_en="The pillars (main indicators) of the survey",
    title_th="ตัวชี้วัดหลักของการสำรวจ",
    key=("pillar_id",),
    columns=(
        identifier("pillar_id", "code of the pillar", "รหัสตัวชี้วัดหลัก", pattern=r"p[1-9][0-9]?"),
        integer("number", "number in the source", "เลขที่ในเอกสารนำเสนอ", minimum=1),
        NAME_TH,
        NAME_EN,
        text(
            "short_th",
            "short Thai label for charts; a zero-width space marks a possible line break",
            "ชื่อย่อภาษาไทยสำหรับแผนภาพ",
        ),
        text("short_en", "short English label for charts", "ชื่อย่อภาษาอังกฤษสำหรับแผนภาพ"),
        *VALIDITY,
    ),
)

INDICATORS = Table(
    name="indicators",
    title_en="The indicators under each pillar",
    title_th="ตัวชี้วัดย่อยในแต่ละตัวชี้วัดหลัก",
    key=("indicator_id",),
    columns=(
        identifier(
            "indicator_id",
            "code of the indicator; also the name of its column in scores.csv",
            "รหัสตัวชี้วัดย่อย ใช้เป็นชื่อคอลัมน์ใน scores.csv ด้วย",
            pattern=r"i_[0-9]{1,2}_(?:[0-9]{1,2}|x)",
        ),
        reference("pillars.pillar_id", "pillar it belongs to", "ตัวชี้วัดหลักที่สังกัด"),
        text(
            "number", "number in the source", "เลขที่ในเอกสารนำเสนอ", pattern=r"[0-9]+\.(?:[0-9]+|x)"
        ),
        text("name_th", "name in Thai; empty where unknown", "ชื่อภาษาไทย", required=False),
        text("name_en", "name in English; empty where unknown", "ชื่อภาษาอังกฤษ", required=False),
        text(
            "name_th_origin",
            "who made the Thai name",
            "ที่มาของชื่อภาษาไทย",
            codes=("source", "compiler", "none"),
        ),
        text("named", "whether the source names it", "เอกสารนำเสนอระบุชื่อหรือไม่", codes=YES_NO),
        *VALIDITY,
        NOTE,
    ),
)

WEIGHTS = Table(
    name="weights",
    title_en="Weights of pillars and indicators; an official set may have none",
    title_th="น้ำหนักของตัวชี้วัดหลักและตัวชี้วัดย่อย ชุดข้อมูลทางการอาจไม่มี",
    key=("year", "item_id"),
    columns=(
        year(),
        text("item_id", "pillar or indicator", "ตัวชี้วัดหลักหรือตัวชี้วัดย่อย"),
        number(
            "weight",
            "share of the item in its parent; the shares of a parent add up to 1",
            "สัดส่วนของรายการนี้ในกลุ่มเดียวกัน ทั้งกลุ่มรวมกันได้ 1",
            minimum=0,
            maximum=1,
            decimals=6,
            unit="share",
        ),
        text("provenance", "where it comes from", "ที่มาของค่า", codes=tuple(Provenance)),
    ),
)

MINISTRIES = Table(
    name="ministries",
    title_en="Ministries",
    title_th="กระทรวง",
    key=("ministry_id",),
    columns=(
        identifier("ministry_id", "code of the ministry", "รหัสกระทรวง"),
        NAME_TH,
        NAME_EN,
        text("abbrev_th", "Thai abbreviation", "อักษรย่อ", required=False),
        *VALIDITY,
        predecessor("ministries", "ministry_id"),
    ),
)

QUADRANTS = Table(
    name="quadrants",
    title_en="The quadrant in which each ministry was published",
    title_th="กลุ่มของแต่ละกระทรวงตามที่เผยแพร่",
    key=("year", "ministry_id"),
    columns=(
        year(),
        reference("ministries.ministry_id", "ministry", "กระทรวง"),
        text("quadrant", "published group", "กลุ่มที่เผยแพร่", codes=tuple(Quadrant)),
        text("provenance", "where it comes from", "ที่มาของค่า", codes=tuple(Provenance)),
        reference("sources.source_id", "source", "แหล่งข้อมูล"),
        SOURCE_HEADING,
        SOURCE_LINE,
    ),
)

REGIONS = Table(
    name="regions",
    title_en="The six regions",
    title_th="ภาคทั้งหก",
    key=("region_id",),
    columns=(
        identifier("region_id", "code of the region", "รหัสภาค"),
        integer("number", "order in lists", "ลำดับการแสดง", minimum=1),
        NAME_TH,
        NAME_EN,
    ),
)

PROVINCES = Table(
    name="provinces",
    title_en="Provinces and Bangkok",
    title_th="จังหวัดและกรุงเทพมหานคร",
    key=("province_id",),
    columns=(
        identifier("province_id", "ISO 3166-2 code", "รหัส ISO 3166-2", pattern=PROVINCE_PATTERN),
        text("tis_code", "TIS 1099 code", "รหัส มอก. 1099", pattern=r"[0-9]{2}"),
        NAME_TH,
        NAME_EN,
        text("abbrev_th", "Thai abbreviation", "อักษรย่อภาษาไทย"),
        text("abbrev_en", "English abbreviation", "อักษรย่อภาษาอังกฤษ"),
        reference("regions.region_id", "region of the six-region scheme", "ภาคตามการแบ่งหกภาค"),
        text("cluster_id", "provincial cluster", "กลุ่มจังหวัด", required=False),
        text("cluster_name_th", "cluster in Thai", "ชื่อกลุ่มจังหวัด", required=False),
        text("cluster_name_en", "cluster in English", "ชื่อกลุ่มจังหวัดภาษาอังกฤษ", required=False),
        integer(
            "population",
            "registered population; empty where not certain",
            "จำนวนราษฎรตามทะเบียน เว้นว่างเมื่อไม่แน่ชัด",
            required=False,
            unit="people",
        ),
        year("population_year", required=False),
        text("population_source", "source of the population", "ที่มาของจำนวนราษฎร", required=False),
        number("lat", "latitude of the centroid", "ละติจูด", minimum=5, maximum=21, unit="degrees"),
        number(
            "lon", "longitude of the centroid", "ลองจิจูด", minimum=97, maximum=106, unit="degrees"
        ),
        *VALIDITY,
        predecessor("provinces", "province_id"),
    ),
)

AGENCY_TYPES = Table(
    name="agency_types",
    title_en="Types of agency, by legal form",
    title_th="ประเภทหน่วยงาน",
    key=("agency_type_id",),
    columns=(
        identifier("agency_type_id", "code of the type", "รหัสประเภท"),
        NAME_TH,
        NAME_EN,
    ),
)

OFFICE_KINDS = Table(
    name="office_kinds",
    title_en="Kinds of provincial office",
    title_th="ชนิดสำนักงานของหน่วยงานระดับจังหวัด",
    key=("office_kind_id",),
    columns=(
        identifier("office_kind_id", "code of the kind", "รหัสชนิดสำนักงาน"),
        NAME_TH,
        NAME_EN,
        reference(
            "agencies.agency_id",
            "agency it belongs to",
            "หน่วยงานต้นสังกัด",
            name="parent_agency_id",
            required=False,
        ),
        reference(
            "ministries.ministry_id",
            "ministry; empty = outside the ministries",
            "กระทรวง เว้นว่าง = ไม่สังกัดกระทรวง",
            required=False,
        ),
        text(
            "surveyed",
            "whether it was surveyed: confirmed by the source, assumed here, or not",
            "สำรวจหรือไม่: ยืนยันตามแหล่งข้อมูล สมมุติ หรือไม่สำรวจ",
            codes=("confirmed", "assumed", "no"),
        ),
        text("source", "what the source says about it", "สิ่งที่แหล่งข้อมูลระบุ"),
        *VALIDITY,
        NOTE,
    ),
)

AGENCIES = Table(
    name="agencies",
    title_en="Agencies that can be named",
    title_th="หน่วยงานที่ระบุชื่อได้",
    key=("agency_id",),
    columns=(
        identifier("agency_id", "code of the agency", "รหัสหน่วยงาน"),
        NAME_TH,
        NAME_EN,
        text("abbrev_th", "Thai abbreviation", "อักษรย่อภาษาไทย", required=False),
        text("abbrev_en", "English abbreviation", "อักษรย่อภาษาอังกฤษ", required=False),
        text(
            "level",
            "level at which it is surveyed",
            "ระดับหน่วยงาน",
            codes=(Level.DEPARTMENT, Level.OFFICE, Level.LOCAL),
        ),
        reference("agency_types.agency_type_id", "type of agency", "ประเภทหน่วยงาน"),
        reference(
            "ministries.ministry_id",
            "ministry; empty = outside the ministries",
            "กระทรวง เว้นว่าง = ไม่สังกัดกระทรวง",
            required=False,
        ),
        reference(
            "provinces.province_id",
            "province of an office",
            "จังหวัดของหน่วยงานระดับจังหวัด",
            required=False,
        ),
        reference("office_kinds.office_kind_id", "kind of an office", "ชนิดสำนักงาน", required=False),
        *VALIDITY,
        predecessor("agencies", "agency_id"),
        NOTE,
    ),
)
