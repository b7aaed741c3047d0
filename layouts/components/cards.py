"""The charts that stand for a page where a link to it is pasted: with a title that says it all."""

from __future__ import annotations

from dataclasses import replace

from data.codes import Measure, Missing, Scope
from data.model import Profile
from layouts import format as fmt
from layouts.comparison import against_options, comparison
from layouts.components.charts import pillar_charts
from layouts.components.map_picture import map_chart
from layouts.components.numbers import band_name, missing_label, rank_of_text
from layouts.context import Context
from layouts.figures.describe import AnyChart
from layouts.mapview import map_view


def overview_card(ctx: Context) -> AnyChart:
    """The map of the latest year."""
    return map_chart(ctx, map_view(ctx, measure=Measure.OVERALL, year=ctx.repo.latest))


def province_card(ctx: Context, profile: Profile) -> AnyChart:
    """Its pillars among all provinces; where it has no score, its place on the map."""
    if profile.scores[Measure.OVERALL].number is None:
        view = map_view(ctx, measure=Measure.OVERALL, year=profile.year)
        chart: AnyChart = map_chart(ctx, view, selected=profile.entity.id)
        return replace(chart, title=card_title(ctx, profile))
    options = against_options(ctx.repo, profile=profile, lang=ctx.lang)
    shown = comparison(ctx.repo, profile=profile, against=options[0], lang=ctx.lang)
    dots = pillar_charts(ctx, profile=profile, shown=shown).dots
    return replace(dots, title=card_title(ctx, profile))


def titled(ctx: Context, profile: Profile, chart: AnyChart | None) -> AnyChart | None:
    """A chart under the words about a profile."""
    return chart and replace(chart, title=card_title(ctx, profile))


def card_title(ctx: Context, profile: Profile) -> str:
    """Name, score, band and rank in one line, or why there is no score."""
    name = ctx.name(profile.entity.name)
    overall = profile.scores[Measure.OVERALL]
    if overall.number is None:
        kind = overall.missing or Missing.NOT_AVAILABLE
        why = missing_label(ctx, kind, level=profile.entity.level)
        return ctx.t("pictures.card.none", name=name, why=why)
    rank = profile.rank(scope=Scope.LEVEL)
    words = [ctx.t("pictures.card.score", score=fmt.number(overall.number))]
    if profile.band:
        words.append(band_name(ctx, profile.band))
    if rank:
        words.append(rank_of_text(rank, lang=ctx.lang))
    return ctx.t("pictures.card.title", name=name, words=" · ".join(words))
