"""What the province map shows: the reader's choices, one ranking, and its classes. No markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.codes import Level, Measure, Missing, Scope
from data.model import Ranking, RankingRow
from data.scoring import fifth_ranges, fifths, printed
from layouts import format as fmt
from layouts.components.numbers import (
    band_name,
    missing_label,
    rank_of_text,
    unranked_text,
    value_text,
)
from layouts.context import Choice, Context
from layouts.theme import BAND_SCALE, Scale, map_class, map_scale
from layouts.words import in_sentence, measure_label

FACES = ("map", "tiles", "table")
CLASSINGS = ("fixed", "fifths")
NAMED = 2
"""So many provinces that share an end are named in a sentence; more are counted."""

EVERYWHERE = "all"
ALL_OFFICES = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The reader's choices as the address has them, each with what could not be used."""

    measure: Choice
    year: Choice
    view: Choice
    region: Choice
    kind: Choice
    classes: Choice

    def rejected(self) -> dict[str, str]:
        """Parameters that could not be used, with what was given."""
        return {
            name: choice.rejected
            for name in ("measure", "year", "view", "region", "kind", "classes")
            if (choice := getattr(self, name)).rejected is not None
        }


def choices(ctx: Context) -> Choices:
    """Read and check the address; a change needs a year that has one before it."""
    kind = ctx.choose(
        "kind",
        options=[ALL_OFFICES, *(k.id for k in surveyed_kinds(ctx))],
        default=ALL_OFFICES,
    )
    by_kind = kind.value != ALL_OFFICES
    measure = ctx.choose("measure", options=measures(by_kind=by_kind), default=Measure.OVERALL)
    year = ctx.year()
    if measure.value == Measure.CHANGE and ctx.repo.previous(int(year.value)) is None:
        year = Choice(value=str(ctx.repo.latest), rejected=year.value)
    return Choices(
        measure=measure,
        year=year,
        view=ctx.choose("view", options=FACES, default="map"),
        region=ctx.choose(
            "region",
            options=[EVERYWHERE, *(r.id for r in ctx.repo.regions())],
            default=EVERYWHERE,
        ),
        kind=kind,
        classes=ctx.choose("classes", options=CLASSINGS, default="fixed"),
    )


def measures(*, by_kind: bool) -> list[Measure]:
    """The measures of the map; a single office has no coverage."""
    return [m for m in Measure if not (by_kind and m is Measure.COVERAGE)]


def surveyed_kinds(ctx: Context) -> list:
    """The kinds of provincial office that the data set holds."""
    return [k for k in ctx.repo.office_kinds() if k.surveyed != "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """One ranking of the provinces and how it is classed.

    Attributes:
        fifth: for each province id its fifth, 0 the lowest; empty where fixed classes paint.
    """

    ranking: Ranking
    scale: Scale
    classes: str
    kind_id: str | None
    fifth: Mapping[str, int]

    @property
    def rows(self) -> tuple[RankingRow, ...]:
        """Every province, ranked ones first."""
        return self.ranking.rows

    @property
    def measure(self) -> Measure:
        """What is ranked."""
        return self.ranking.measure

    def paint(self, row: RankingRow) -> str:
        """The CSS class of a province: its class, its fifth, or its kind of missing."""
        if row.value.number is None:
            return f"m-{row.value.missing}"
        if self.classes == "fifths":
            return f"{BAND_SCALE.name}{self.fifth[row.entity.id]}"
        return f"{self.scale.name}{map_class(row.value.number, scale=self.scale)}"

    def counts(self, *, region: str | None = None) -> Counter[str]:
        """How many provinces each CSS class paints, of all or of one region."""
        return Counter(self.paint(row) for row in self.rows if within(row, region))


def within(row: RankingRow, region: str | None) -> bool:
    """Whether a province lies in the region, if one is chosen."""
    return region is None or row.entity.region_id == region


def map_view(
    ctx: Context,
    *,
    measure: Measure,
    year: int,
    kind_id: str | None = None,
    classes: str = "fixed",
) -> MapView:
    """The view of a measure in a year, of all offices or of one kind."""
    ranking = ctx.repo.ranking(
        level=Level.PROVINCE,
        measure=measure,
        year=year,
        scope=Scope.KIND if kind_id else Scope.LEVEL,
        scope_id=kind_id,
    )
    scale = map_scale(measure)
    fifth: dict[str, int] = {}
    if classes == "fifths":
        known = [row for row in ranking.rows if row.value.number is not None]
        numbers = [row.value.number or 0.0 for row in known]
        groups = fifths(numbers, decimals=scale.decimals)
        fifth = {row.entity.id: group for row, group in zip(known, groups, strict=True)}
    return MapView(ranking=ranking, scale=scale, classes=classes, kind_id=kind_id, fifth=fifth)


def title(ctx: Context, view: MapView) -> str:
    """What the map shows, in one line."""
    year = fmt.full_year(view.ranking.year, lang=ctx.lang)
    label = measure_label(ctx, view.measure)
    if view.kind_id is None:
        return ctx.t("map.title", measure=label, year=year)
    kind = next(k for k in ctx.repo.office_kinds() if k.id == view.kind_id)
    return ctx.t("map.title_kind", measure=label, year=year, kind=ctx.name(kind.name))


def subtitle(ctx: Context, view: MapView) -> str:
    """What the map shows and how many of the provinces surveyed have a rank in it."""
    return ctx.t(
        "map.subtitle",
        title=title(ctx, view),
        ranked=fmt.integer(len(view.ranking.ranked)),
        all=fmt.integer(sum(r.value.missing is not Missing.NOT_APPLICABLE for r in view.rows)),
    )


def region_title(ctx: Context, view: MapView, *, region: str) -> str:
    """What a map shows that is drawn for one region; what all provinces tell is not told there."""
    name = next(r.name for r in ctx.repo.regions() if r.id == region)
    return ctx.t("map.title_region", title=title(ctx, view), region=ctx.name(name))


def finding(ctx: Context, view: MapView) -> str:
    """What the map tells, in one sentence: its ends, or how many rose, or where all answered.

    Only provinces with a rank count, values are those printed; where all are equal there is
    nothing to tell but what the map shows.
    """
    ranked = [
        (row, value_text(row.value, measure=view.measure, lang=ctx.lang))
        for row in view.ranking.ranked
    ]
    if not ranked or ranked[0][1] == ranked[-1][1]:
        return title(ctx, view)
    low, high = ranked[-1][1], ranked[0][1]
    lowest, highest = (
        _at(ctx, [row for row, text in ranked if text == end]) for end in (low, high)
    )
    words = {"low": low, "high": high, "lowest": lowest, "highest": highest}
    counted = {
        Measure.CHANGE: sum(printed(row.value.number or 0.0) > 0 for row, _ in ranked),
        Measure.COVERAGE: sum(_whole(row) for row, _ in ranked),
    }.get(view.measure, 0)
    if not counted:
        return ctx.t(f"map.finding.{view.scale.name}", **words)
    everyone = fmt.integer(len(ranked))
    return ctx.t(f"map.finding.{view.measure}", count=fmt.integer(counted), all=everyone, **words)


def _whole(row: RankingRow) -> bool:
    return row.coverage is not None and row.coverage.answered == row.coverage.surveyed


def _at(ctx: Context, rows: Sequence[RankingRow]) -> str:
    """Where: one province, two, or how many."""
    if len(rows) > NAMED:
        return ctx.t("map.finding.at_many", count=fmt.integer(len(rows)))
    names = [in_sentence(ctx, row.entity) for row in rows]
    return ctx.t(f"map.finding.at_{len(names)}", first=names[0], last=names[-1])


def speech(ctx: Context, view: MapView, row: RankingRow) -> str:
    """A province in one breath: name, value, band, rank with ties, or why there is none.

    The short form that its tile shows is part of the name, for those who say what they see.
    """
    name = f"{ctx.name(row.entity.name)}, {ctx.name(row.entity.abbrev)}"
    if row.value.missing is not None:
        return ctx.t(
            "map.speech",
            name=name,
            rest=missing_label(ctx, row.value.missing, level=Level.PROVINCE),
        )
    parts = [value_text(row.value, measure=view.measure, lang=ctx.lang)]
    if row.band is not None:
        parts.append(band_name(ctx, row.band))
    if row.rank:
        parts.append(rank_of_text(row.rank, lang=ctx.lang))
    elif row.unranked:
        parts.append(unranked_text(ctx, row.unranked))
    return ctx.t("map.speech", name=name, rest=", ".join(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendItem:
    """One line of the legend."""

    css: str
    label: str
    count: int


def legend_items(ctx: Context, view: MapView, *, region: str | None = None) -> list[LegendItem]:
    """Classes, lowest first, then the kinds of missing that occur; counted in the region if any."""
    kinds_of_all, counts = view.counts(), view.counts(region=region)
    if view.classes == "fifths":
        labels = _fifth_labels(ctx, view)
        named = [(f"{BAND_SCALE.name}{n}", label) for n, label in enumerate(labels)]
    else:
        labels = class_labels(ctx, view.scale)
        named = [(f"{view.scale.name}{n}", label) for n, label in enumerate(labels)]
    kinds = [
        (f"m-{kind}", missing_label(ctx, kind, level=Level.PROVINCE))
        for kind in Missing
        if kinds_of_all[f"m-{kind}"]
    ]
    return [LegendItem(css=css, label=label, count=counts[css]) for css, label in [*named, *kinds]]


def class_labels(ctx: Context, scale: Scale) -> list[str]:
    """The fixed classes in words: under 30, 30 to under 35, …, 65 and over."""
    edges = [
        fmt.signed(edge, decimals=0) if scale.diverging else fmt.number(edge, decimals=0)
        for edge in scale.thresholds
    ]
    return [
        ctx.t("map.under", edge=edges[0]),
        *(ctx.t("map.between", low=low, high=high) for low, high in pairwise(edges)),
        ctx.t("map.over", edge=edges[-1]),
    ]


def _fifth_labels(ctx: Context, view: MapView) -> list[str]:
    numbers = [row.value.number for row in view.rows if row.value.number is not None]
    ranges = fifth_ranges(numbers, decimals=view.scale.decimals) if numbers else (None,) * 5
    labels = []
    for place, item in enumerate(ranges):
        word = ctx.t(f"map.fifth.{place + 1}")
        if item is None:
            labels.append(ctx.t("map.fifth_none", fifth=word))
            continue
        low, high = (_printed(value, view=view) for value in (item.low, item.high))
        labels.append(ctx.t("map.fifth_range", fifth=word, low=low, high=high))
    return labels


def _printed(value: float, *, view: MapView) -> str:
    if view.scale.diverging:
        return fmt.signed(value)
    return fmt.number(value, decimals=view.scale.decimals)
