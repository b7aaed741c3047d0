"""Charts of every kind in both languages, for the tests and for looking at."""

from __future__ import annotations

import random
from dataclasses import replace

from layouts.figures.describe import (
    AnyChart,
    Axis,
    BarRow,
    Bars,
    Cut,
    DotPlot,
    DotRow,
    HeatMap,
    HeatRow,
    Lang,
    Outline,
    QuadrantChart,
    QuadrantNames,
    QuadrantPoint,
    Radar,
    Series,
    Spoke,
    Spread,
    SpreadWords,
    Status,
    Strip,
    StripDot,
    Tick,
    Trend,
    TrendLine,
    Value,
)
from layouts.theme import SCORES

PILLARS = {
    "th": (
        "นโยบาย\u200bและ\u200bหลักปฏิบัติ",
        "ศักยภาพ\u200bเจ้าหน้าที่\u200bภาครัฐ\u200bด้าน\u200bดิจิทัล",
        "บริการ\u200bภาครัฐ",
        "ระบบ\u200bบริหาร\u200bจัดการ\u200bภายใน",
        "โครงสร้าง\u200bพื้นฐาน\u200bที่\u200bมั่นคง\u200bปลอดภัย",
        "เทคโนโลยี\u200bดิจิทัล\u200bและ\u200bการ\u200bนำ\u200bไปใช้",
    ),
    "en": (
        "Policies and practices",
        "Digital capabilities",
        "Public services",
        "Smart back office",
        "Secure and efficient infrastructure",
        "Digital technology practices",
    ),
}
MINISTRIES = {
    "th": (
        "สำนักนายกฯ", "กลาโหม", "การคลัง", "การต่างประเทศ", "การท่องเที่ยว\u200bและกีฬา",
        "พัฒนาสังคมฯ", "การอุดมศึกษาฯ", "เกษตรฯ", "คมนาคม", "ทรัพยากรฯ", "ดิจิทัลฯ", "พลังงาน",
        "พาณิชย์", "มหาดไทย", "ยุติธรรม", "แรงงาน", "วัฒนธรรม", "ศึกษาธิการ", "สาธารณสุข",
        "อุตสาหกรรม",
    ),
    "en": (
        "Prime Minister", "Defence", "Finance", "Foreign Affairs", "Tourism and Sports",
        "Social Development", "Higher Education", "Agriculture", "Transport", "Environment",
        "Digital Economy", "Energy", "Commerce", "Interior", "Justice", "Labour", "Culture",
        "Education", "Public Health", "Industry",
    ),
}  # fmt: skip
PLACES = (
    (63.9, 7.6), (61.5, 9.2), (74.8, 8.3), (69.7, 5.9), (60.4, 1.9), (63.1, 3.2), (72.2, 6.6),
    (62.6, 2.6), (65.9, 3.9), (66.4, 6.1), (76.5, 1.2), (70.1, 3.4), (71.8, 2.3), (61.9, 3.0),
    (65.0, 6.9), (64.2, 5.6), (58.9, 0.4), (68.2, 5.2), (66.6, 5.0), (66.1, 8.4),
)  # fmt: skip
# As crowded as a calibrated set gets: three ministries within half a point of each other.
CROWDED = (
    (56.2, 5.6), (66.3, 9.0), (69.1, 5.8), (72.4, 5.9), (65.1, 2.8), (66.2, 1.5), (68.0, 6.5),
    (55.4, 0.9), (61.7, 1.1), (65.1, 8.3), (78.7, 0.7), (80.5, 2.9), (76.6, 3.0), (63.6, 1.5),
    (65.9, 7.0), (65.2, 8.0), (66.4, 1.4), (72.8, 6.2), (61.0, 6.5), (64.7, 8.5),
)  # fmt: skip
LONG_NAMES = {
    "th": {
        4: "การท่องเที่ยวและกีฬา",
        5: "การพัฒนาสังคม\u200bและความมั่นคงของมนุษย์",
        6: "การอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม",
        9: "ทรัพยากรธรรมชาติ\u200bและสิ่งแวดล้อม",
        10: "ดิจิทัล\u200bเพื่อเศรษฐกิจและสังคม",
    },
    "en": {
        5: "Social Development and Human Security",
        6: "Higher Education, Science, Research and Innovation",
        9: "Natural Resources and Environment",
        10: "Digital Economy and Society",
    },
}
COUNTS = (21, 8, 10, 4, 4, 7, 14, 15, 8, 9, 5, 6, 9, 7, 11, 6, 6, 7, 10, 7)
SCORE_TICKS = tuple(Tick(at=float(n), text=str(n)) for n in range(0, 101, 20))
STATUS = {
    "th": Status(code="simulated", word="ข้อมูลจำลอง"),
    "en": Status(code="simulated", word="Simulated data"),
}
RINGS = tuple(tick for tick in SCORE_TICKS if tick.at > 0)
MISSING = {"th": "ไม่ได้ถาม", "en": "Not asked"}


def value(number: float) -> Value:
    """A number with one decimal."""
    return Value(number=number, text=f"{number:.1f}")


def missing(lang: Lang, kind: str = "not_asked") -> Value:
    """A value that is none."""
    return Value(number=None, text=MISSING[lang], missing=kind)


def score_axis(lang: Lang, *, ticks: tuple[Tick, ...] = SCORE_TICKS) -> Axis:
    """The axis of all scores."""
    label = {"th": "คะแนน (0–100)", "en": "Score (0–100)"}[lang]
    return Axis(label=label, low=0.0, high=100.0, ticks=ticks)


def frame(lang: Lang, name: str) -> dict[str, object]:
    """What every chart carries."""
    return {
        "id": f"sample-{name}",
        "title": {
            "th": "นนทบุรีเด่นเรื่องนโยบาย แต่ยังต่ำกว่าค่าเฉลี่ยด้านบริการภาครัฐ",
            "en": "Nonthaburi leads on policy and trails the mean on public services",
        }[lang],
        "subtitle": {
            "th": "คะแนนรายด้าน พ.ศ. 2562 · ส่วนราชการระดับจังหวัด 18 จาก 20 แห่ง",
            "en": "Pillar scores, 2019 (B.E. 2562) · 18 of 20 provincial offices",
        }[lang],
        "note": {
            "th": "ปี 2561 และ 2562 เปรียบเทียบกันได้ไม่สมบูรณ์",
            "en": "2018 and 2019 are not fully comparable.",
        }[lang],
        "source": {"th": "ที่มา: ชุดข้อมูลจำลองของพร้อม", "en": "Source: Phrom, simulated set"}[lang],
        "status": STATUS[lang],
        "lang": lang,
        "alt": {"th": "สรุปภาพในหนึ่งประโยค", "en": "One sentence that says what is shown."}[lang],
        "address": "https://phrom.example/provinces/TH-12",
    }


def series(lang: Lang) -> tuple[Series, Series]:
    """An entity and a mean."""
    return (
        Series(id="TH-12", label={"th": "นนทบุรี", "en": "Nonthaburi"}[lang]),
        Series(
            id="mean",
            label={"th": "ค่าเฉลี่ยทุกจังหวัด", "en": "Mean of provinces"}[lang],
            role="reference",
        ),
    )


OWN = (71.2, 58.4, 44.9, 52.0, 63.3, 31.6)
MEAN = (55.3, 56.9, 49.7, 48.2, 57.5, 29.4)


def radar(lang: Lang, *, outlines: int = 2, gap: bool = False) -> Radar:
    """A radar with one or more outlines, on request with a missing value."""
    pair = series(lang)
    own = tuple(missing(lang) if gap and n == 2 else value(x) for n, x in enumerate(OWN))
    rows = [Outline(series=pair[0], values=own)]
    if outlines == 2:
        rows.append(Outline(series=pair[1], values=tuple(map(value, MEAN))))
    else:
        rows += [
            Outline(
                series=Series(id=f"other-{n}", label=MINISTRIES[lang][n], role="peer"),
                values=tuple(
                    value(round(x - 9 + 5 * n + (k * n) % 7, 1)) for k, x in enumerate(MEAN)
                ),
            )
            for n in range(1, outlines)
        ]
    return Radar(
        **frame(lang, f"radar{outlines}{'gap' if gap else ''}"),
        axis=score_axis(lang, ticks=RINGS),
        spokes=tuple(Spoke(id=f"p{n + 1}", label=x) for n, x in enumerate(PILLARS[lang])),
        outlines=tuple(rows),
    )


def dots(lang: Lang, *, gap: bool = True) -> DotPlot:
    """A dot plot of the six pillars with spread and reference."""
    rows = []
    for n, label in enumerate(PILLARS[lang]):
        own = missing(lang) if gap and n == 3 else value(OWN[n])
        spread = Spread(
            low=value(MEAN[n] - 20.3),
            q1=value(MEAN[n] - 5.1),
            mean=value(MEAN[n]),
            q3=value(MEAN[n] + 4.7),
            high=value(MEAN[n] + 22.8),
        )
        rows.append(
            DotRow(
                id=f"p{n + 1}",
                label=f"{n + 1}. {label}",
                values=(own, value(MEAN[n] + 2.6)),
                spread=spread,
            )
        )
    words = {
        "th": SpreadWords(extent="ต่ำสุดถึงสูงสุด", middle_half="ครึ่งกลาง", mean="ค่าเฉลี่ย"),
        "en": SpreadWords(extent="Lowest to highest", middle_half="Middle half", mean="Mean"),
    }[lang]
    region = Series(
        id="central", label={"th": "ภาคกลาง", "en": "Central region"}[lang], role="reference"
    )
    return DotPlot(
        **frame(lang, "dots"),
        axis=score_axis(lang),
        series=(series(lang)[0], region),
        rows=tuple(rows),
        words=words,
    )


def quadrant(lang: Lang, *, labels: bool = True) -> QuadrantChart:
    """Twenty ministries, or many unnamed points."""
    names = MINISTRIES[lang]
    points = []
    for n, (x, y) in enumerate(PLACES):
        code = (
            ("rising_star" if x < 67.05 else "developed")
            if y > 4.66
            else ("developing" if x < 67.05 else "maintain")
        )
        points.append(
            QuadrantPoint(
                id=f"m{n:02}",
                label=names[n] if labels else "",
                name=names[n].replace("\u200b", ""),
                x=value(x),
                y=value(y),
                quadrant=code,
                n=COUNTS[n],
                href=f"/ministries/m{n:02}",
                borderline="±1" if abs(x - 67.05) < 1 or abs(y - 4.66) < 1 else "",
            )
        )
    return QuadrantChart(
        **frame(lang, "quadrant"),
        x=Axis(
            label={"th": "คะแนนรวม 2562", "en": "Overall score, 2019"}[lang],
            low=55.0,
            high=80.0,
            ticks=tuple(Tick(at=float(n), text=str(n)) for n in range(55, 81, 5)),
        ),
        y=Axis(
            label={"th": "การเติบโตจาก 2561 (จุด)", "en": "Growth since 2018 (points)"}[lang],
            low=-2.0,
            high=12.0,
            ticks=tuple(Tick(at=float(n), text=f"{n:+d}" if n else "0") for n in range(-2, 13, 2)),
        ),
        x_cut=Cut(at=67.05, text={"th": "ค่าเฉลี่ย 67.05", "en": "Mean 67.05"}[lang]),
        y_cut=Cut(at=4.66, text={"th": "ค่าเฉลี่ย +4.66", "en": "Mean +4.66"}[lang]),
        names=QuadrantNames(
            rising_star="Rising Star", developed="Developed", developing="Developing",
            maintain="Maintain",
        ),
        points=tuple(points),
        margin=1.0,
        size_key={"th": "ขนาดตามจำนวนหน่วยงานที่ตอบ", "en": "Size: agencies that answered"}[lang],
    )  # fmt: skip


def crowded(lang: Lang) -> QuadrantChart:
    """Twenty ministries with full names, many of them close together; long quadrant names."""
    chart = quadrant(lang)
    points = tuple(
        replace(
            point,
            label=LONG_NAMES[lang].get(n, point.label),
            x=value(x),
            y=value(y),
            quadrant=("rising_star" if x < 67.05 else "developed")
            if y > 4.66
            else ("developing" if x < 67.05 else "maintain"),
            borderline="",
        )
        for n, (point, (x, y)) in enumerate(zip(chart.points, CROWDED, strict=True))
    )
    names = QuadrantNames(
        rising_star="ดาวรุ่ง (Rising Star)",
        developed="พัฒนาแล้ว (Developed)",
        developing="กำลังพัฒนา (Developing)",
        maintain="รักษาระดับ (Maintain)",
    )
    return replace(
        chart,
        id="sample-crowded",
        points=points,
        names=names if lang == "th" else chart.names,
        x=replace(
            chart.x,
            high=85.0,
            low=50.0,
            ticks=tuple(Tick(at=float(n), text=str(n)) for n in range(50, 86, 5)),
        ),
    )


def strip(lang: Lang) -> Strip:
    """Seventy-six provinces, one picked out."""
    chance = random.Random(7)  # noqa: S311
    dots_ = tuple(
        StripDot(id=f"TH-{n}", label=f"จังหวัด {n}", value=value(round(chance.gauss(51, 6), 1)))
        for n in range(10, 86)
    )
    return Strip(
        **frame(lang, "strip"),
        axis=score_axis(lang),
        dots=dots_,
        selected="TH-12",
        marks=(Cut(at=51.09, text={"th": "ค่าเฉลี่ย 51.09", "en": "Mean 51.09"}[lang]),),
    )


def bars(lang: Lang) -> Bars:
    """Single bars with n, one missing."""
    rows = [
        BarRow(
            id=f"f{n}",
            label=label,
            values=(missing(lang, "not_available") if n == 4 else value(OWN[n]),),
            after="" if n == 4 else f"n = {301 - n}",
        )
        for n, label in enumerate(PILLARS[lang])
    ]
    axis = score_axis(lang)
    return Bars(
        **frame(lang, "bars"), axis=axis, parts=(Series(id="share", label="%"),), rows=tuple(rows)
    )


def parts(lang: Lang) -> Bars:
    """Wholes divided in three."""
    words = {"th": ("มี", "กำลังทำ", "ไม่มี"), "en": ("Has one", "In progress", "None")}[lang]
    whole = [(48.2, 31.4, 20.4), (60.1, 36.5, 3.4), (22.0, 30.0, 48.0)]
    return Bars(
        **frame(lang, "parts"),
        axis=score_axis(lang),
        parts=tuple(Series(id=f"part{n}", label=word) for n, word in enumerate(words)),
        rows=tuple(
            BarRow(
                id=f"f{n}", label=PILLARS[lang][n], values=tuple(map(value, row)), after="n = 301"
            )
            for n, row in enumerate(whole)
        ),
    )


def heat(lang: Lang) -> HeatMap:
    """Eight ministries by six pillars, one cell missing."""
    chance = random.Random(3)  # noqa: S311
    rows = []
    for n, name in enumerate(MINISTRIES[lang][:8]):
        values = [value(round(chance.gauss(52, 14), 1)) for _ in range(6)]
        if n == 2:
            values[3] = missing(lang)
        rows.append(
            HeatRow(id=f"m{n:02}", label=name, values=tuple(values), href=f"/ministries/m{n:02}")
        )
    return HeatMap(
        **frame(lang, "heat"),
        columns=tuple(Spoke(id=f"p{n + 1}", label=x) for n, x in enumerate(PILLARS[lang])),
        rows=tuple(rows),
        scale=SCORES,
        classes=("<30", "30", "35", "40", "45", "50", "55", "60", "≥65"),
    )


def trend(lang: Lang) -> Trend:
    """Two years of two levels."""
    words = {"th": ("กรม", "ส่วนราชการในจังหวัด"), "en": ("Departments", "Provincial offices")}[lang]
    return Trend(
        **frame(lang, "trend"),
        axis=score_axis(lang),
        years=(Tick(at=2561.0, text="2561"), Tick(at=2562.0, text="2562")),
        lines=(
            TrendLine(
                series=Series(id="department", label=words[0]), values=(value(59.9), value(64.6))
            ),
            TrendLine(
                series=Series(id="office", label=words[1], role="peer"),
                values=(value(42.3), value(51.1)),
            ),
        ),
    )


def every(lang: Lang) -> tuple[AnyChart, ...]:
    """One of each kind and variant."""
    return (
        radar(lang),
        radar(lang, outlines=1),
        radar(lang, outlines=5),
        radar(lang, gap=True),
        dots(lang),
        quadrant(lang),
        crowded(lang),
        strip(lang),
        bars(lang),
        parts(lang),
        heat(lang),
        trend(lang),
    )
