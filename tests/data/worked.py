"""A data set small enough that every number in it can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data.codes import PILLARS, SCORES, DataStatus
from data.contract import TABLES
from data.descriptor import make_descriptor
from data.tables import Dataset, Row, write_dataset

YEARS = (2561, 2562)

# Agency -> (2561, 2562); None = did not answer. All pillars equal the overall score but for b1.
SCORES_BY_AGENCY: Mapping[str, tuple[float | None, float | None]] = {
    "a1": (60.04, 70.04),
    "a2": (None, 69.95),
    "a3": (55.0, 50.0),
    "a4": (50.0, None),
    "b1": (79.0, 80.0),
    "b2": (None, None),
    "c1": (None, 60.0),
    "health-45": (45.0, 50.0),
    "culture-45": (45.0, 50.1),
    "health-46": (None, 50.1),
    "culture-46": (None, None),
    "health-47": (40.0, 50.1),
    "culture-47": (40.0, 50.1),
}
DEPARTMENTS = {
    "a1": ("กรมเกษตร", "Department of Apples", "alpha"),
    "a2": ("กรมข้าว", "Department of Bread", "alpha"),
    "a3": ("กรมไข่", "Department of Cheese", "alpha"),
    "a4": ("กรมคลัง", "Department of Dates", "alpha"),
    "b1": ("กรมงาน", "Department of Eggs", "beta"),
    "b2": ("กรมจราจร", "Department of Figs", "beta"),
    "c1": ("สำนักงานอิสระ", "Office of Grapes", None),
}
PROVINCES = {
    "10": ("กรุงเทพมหานคร", "Bangkok", "central"),
    "45": ("ร้อยเอ็ด", "Roi Et", "northeast"),
    "46": ("กาฬสินธุ์", "Kalasin", "northeast"),
    "47": ("สกลนคร", "Sakon Nakhon", "northeast"),
}
KINDS = {"health": "สำนักงานสาธารณสุข", "culture": "สำนักงานวัฒนธรรม"}
MINISTRIES = {
    "alpha": ("กระทรวงหนึ่ง", "Ministry of One"),
    "beta": ("กระทรวงสอง", "Ministry of Two"),
    "gamma": ("กระทรวงเก่า", "Ministry of Old"),
}


def write_worked(
    directory: Path,
    *,
    status: DataStatus = DataStatus.SIMULATED,
    weighted: bool = True,
    change: Mapping[str, list[Row]] | None = None,
) -> Path:
    """Write the data set, with whole tables replaced by `change`."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    _add_framework(tables, weighted=weighted, status=status)
    _add_entities(tables)
    _add_scores(tables, status=status)
    _add_facts(tables)
    tables |= change or {}
    full = {
        name: tuple({**dict.fromkeys(TABLES[name].column_names), **row} for row in tables[name])
        for name in TABLES
    }
    descriptor = make_descriptor(
        name="worked",
        title_en="Worked",
        title_th="เล็ก",
        status=status,
        issued=date(2026, 1, 2),
        years=YEARS,
        sources=full["sources"],
        indicator_columns=("i_1_1",),
    )
    directory.mkdir(parents=True, exist_ok=True)
    write_dataset(directory, dataset=Dataset(descriptor=descriptor, tables=full))
    return directory


def _named(th: str, en: str) -> dict[str, Any]:
    return {"name_th": th, "name_en": en}


def _add_framework(
    tables: dict[str, list[dict[str, Any]]], *, weighted: bool, status: DataStatus
) -> None:
    for number, pillar in enumerate(PILLARS, start=1):
        tables["pillars"].append(
            {
                "pillar_id": str(pillar),
                "number": number,
                "short_th": f"ด้าน{number}",
                "short_en": f"P{number}",
                **_named(f"ด้านที่ {number}", f"Pillar {number}"),
            }
        )
    tables["indicators"].append(
        {
            "indicator_id": "i_1_1",
            "pillar_id": "p1",
            "number": "1.1",
            "name_th_origin": "source",
            "named": "yes",
            **_named("ตัวชี้วัด", "Indicator"),
        }
    )
    if weighted:
        tables["weights"] = [
            {"year": year, "item_id": str(pillar), "weight": 0.166667, "provenance": str(status)}
            for year in YEARS
            for pillar in PILLARS
        ]


def _add_entities(tables: dict[str, list[dict[str, Any]]]) -> None:
    tables["ministries"] = [
        {"ministry_id": key, "until": 2561 if key == "gamma" else None, **_named(*names)}
        for key, names in MINISTRIES.items()
    ]
    tables["regions"] = [
        {"region_id": "central", "number": 1, **_named("กลาง", "Central")},
        {"region_id": "northeast", "number": 2, **_named("อีสาน", "Northeast")},
    ]
    tables["agency_types"] = [
        {"agency_type_id": "department", **_named("ส่วนราชการ", "Department")},
        {"agency_type_id": "provincial_office", **_named("สำนักงานจังหวัด", "Provincial office")},
    ]
    for code, (th, en, region) in PROVINCES.items():
        tables["provinces"].append(
            {
                "province_id": f"TH-{code}",
                "tis_code": code,
                "abbrev_th": th[:2],
                "abbrev_en": en[:3].upper(),
                "region_id": region,
                "lat": 15.0,
                "lon": 100.0,
                **_named(th, en),
            }
        )
    for kind, th in KINDS.items():
        tables["office_kinds"].append(
            {
                "office_kind_id": kind,
                "ministry_id": "beta",
                "surveyed": "assumed",
                "source": "none",
                **_named(th, kind.title()),
            }
        )
    for key, (th, en, ministry) in DEPARTMENTS.items():
        tables["agencies"].append(
            {
                "agency_id": key,
                "level": "department",
                "agency_type_id": "department",
                "ministry_id": ministry,
                "abbrev_en": key.upper() if key == "a1" else None,
                **_named(th, en),
            }
        )
    for key in SCORES_BY_AGENCY:
        kind, _, code = key.partition("-")
        if code:
            tables["agencies"].append(
                {
                    "agency_id": key,
                    "level": "office",
                    "agency_type_id": "provincial_office",
                    "ministry_id": "beta",
                    "province_id": f"TH-{code}",
                    "office_kind_id": kind,
                    **_named(KINDS[kind] + PROVINCES[code][0], f"{PROVINCES[code][1]} {kind}"),
                }
            )


def _add_scores(tables: dict[str, list[dict[str, Any]]], *, status: DataStatus) -> None:
    silent = "not_in_simulation" if status is DataStatus.SIMULATED else "no_answer"
    for key, scores in SCORES_BY_AGENCY.items():
        for year, score in zip(YEARS, scores, strict=True):
            values = dict.fromkeys(map(str, SCORES), score)
            if key == "b1" and year == 2562:
                values |= {"p1": 100.0, "p2": 60.0}
            tables["scores"].append(
                {
                    "agency_id": key,
                    "year": year,
                    "status": silent if score is None else "answered",
                    "provenance": str(status),
                    **values,
                    "i_1_1": None if score is None else values["p1"],
                }
            )


def _add_facts(tables: dict[str, list[dict[str, Any]]]) -> None:
    tables["sources"] = [
        {
            "source_id": "deck",
            "title_th": "เอกสาร",
            "title_en": "Deck",
            "publisher_th": "สพร.",
            "publisher_en": "DGA",
        }
    ]
    tables["quadrants"] = [
        {"year": 2562, "ministry_id": key, "quadrant": group, "provenance": "published",
         "source_id": "deck"}
        for key, group in (("alpha", "rising_star"), ("beta", "developed"))
    ]  # fmt: skip
    published = (
        ("mean", "department", "overall", "64.60", "yes"),
        ("mean-old", "department", "overall", "61.00", "no"),
        ("cut-x", "ministry", "cut_performance", "65", "yes"),
        ("cut-y", "ministry", "cut_growth", "2.00", "yes"),
    )
    tables["published"] = [
        {"figure_id": key, "year": 2562, "level": level, "measure": measure, "value": value,
         "used": used, "provenance": "published", "confidence": "high", "source_id": "deck"}
        for key, level, measure, value, used in published
    ]  # fmt: skip
    finding = {
        "finding_id": "F001", "pillar_id": "p1", "level": "department", "question_th": "ถาม",
        "question_en": "Asked", "value": "58.40", "unit": "percent", "value_type": "result",
        "provenance": "published",
    }  # fmt: skip
    picture = {
        **finding, "finding_id": "F002", "pillar_id": "p5", "value": None,
        "value_type": "missing", "missing_kind": "not_available",
    }  # fmt: skip
    tables["findings"] = [finding, picture]
    tables["awards"] = [
        {"award_id": "A01", "year": 2562, "level": "department", "order_in_source": 1,
         "name_th_source": "กรมงาน", "agency_id": "b1"},
        {"award_id": "A02", "year": 2562, "level": "province", "order_in_source": 1,
         "name_th_source": "ร้อยเอ็ด", "province_id": "TH-45"},
    ]  # fmt: skip
    tables["source_checks"] = [
        {"check_id": "C01", "result": "ok", "statement_th": "ครบ", "statement_en": "Complete",
         "finding_ids": "F001;F002"}
    ]  # fmt: skip
