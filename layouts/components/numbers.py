"""Numbers with their provenance: no score reaches a page except through here."""

from __future__ import annotations

from data.codes import Level, Measure, Missing, Provenance
from data.model import Coverage, Rank, Unranked, Value
from data.scoring import Band
from layouts import format as fmt
from layouts.context import Context
from layouts.markup import Node, Tag, html
from layouts.routes import Page
from layouts.text import translate


def tag(ctx: Context, provenance: Provenance) -> Node:
    """The badge that says what kind of number stands here; it leads to the explanation."""
    return html.A(
        ctx.t(f"provenance.{provenance}.label"),
        className=f"tag tag-{provenance}",
        href=ctx.url(Page.METHOD) + "#provenance",
        title=ctx.t(f"provenance.{provenance}.meaning"),
    )


def figure(text: str, *, provenance: Provenance) -> Node:
    """A printed number marked with its provenance, for machines and for the tests."""
    return Tag(
        "data", {"className": "num", "data-provenance": str(provenance), "value": text}, text
    )


def value_text(value: Value, *, measure: Measure, lang: str) -> str:
    """A value as printed: scores with one decimal, changes signed, coverage in percent."""
    if value.number is None:
        return ""
    if measure is Measure.CHANGE:
        return fmt.signed(value.number)
    if measure is Measure.COVERAGE:
        return f"{fmt.number(value.number, decimals=0)}%"
    return fmt.number(value.number)


def value(
    ctx: Context,
    item: Value,
    *,
    measure: Measure = Measure.OVERALL,
    level: Level | None = None,
) -> Node:
    """A value as it stands in a table or a sentence: its number, or its kind of missing."""
    if item.missing is not None:
        return missing(ctx, item.missing, level=level)
    return figure(value_text(item, measure=measure, lang=ctx.lang), provenance=item.provenance)


def missing(ctx: Context, kind: Missing, *, level: Level | None = None) -> Node:
    """A missing value: its word and its pattern, never a blank and never a zero."""
    return html.Span(
        missing_label(ctx, kind, level=level),
        className=f"missing missing-{kind}",
        title=ctx.t(f"missing.{_missing_key(kind, level)}.meaning"),
    )


def missing_label(ctx: Context, kind: Missing, *, level: Level | None = None) -> str:
    """The word of a kind of missing; of provinces it can say what does not apply."""
    return ctx.t(f"missing.{_missing_key(kind, level)}.label")


def _missing_key(kind: Missing, level: Level | None) -> str:
    of_province = level is Level.PROVINCE and kind is Missing.NOT_APPLICABLE
    return f"{kind}_province" if of_province else str(kind)


def band_name(ctx: Context, band: Band) -> str:
    """A band in words."""
    return ctx.t(f"band.{int(band)}")


def band_chip(ctx: Context, band: Band | None) -> Node:
    """A band as a small mark with its word."""
    if band is None:
        return None
    return html.Span(
        band_name(ctx, band), className=f"band band-{int(band)}", title=ctx.t("band.ours")
    )


def rank_text(rank: Rank, *, lang: str) -> str:
    """A place with its tie: "joint 4th" or "4th"."""
    key = "rank.joint" if rank.joint else "rank.sole"
    return translate(key, lang=lang, place=fmt.place(rank.place, lang=lang))


def rank_of_text(rank: Rank, *, lang: str) -> str:
    """A place with its tie and its denominator: "joint 4th of 301"."""
    return translate("rank.of", lang=lang, rank=rank_text(rank, lang=lang), of=fmt.integer(rank.of))


def rank_cell_text(rank: Rank, *, lang: str) -> str:
    """A place as a table prints it, under a heading that says rank."""
    return translate(
        "rank.cell_joint" if rank.joint else "rank.cell",
        lang=lang,
        place=fmt.place(rank.place, lang=lang),
        of=fmt.integer(rank.of),
    )


def rank_range_text(ctx: Context, rank: Rank) -> str:
    """Both ranges of a rank in words, or nothing where there are none."""
    if rank.low is None or rank.high is None:
        return ""
    if rank.p5 is None or rank.p95 is None:
        return ""
    if {rank.low, rank.high, rank.p5, rank.p95} == {rank.place}:
        return ctx.t("rank.firm")
    return ctx.t(
        "rank.ranges",
        omitted=place_range(rank.low, rank.high, lang=ctx.lang),
        weighted=place_range(rank.p5, rank.p95, lang=ctx.lang),
    )


def place_range(low: int, high: int, *, lang: str) -> str:
    """A range of places; one place where both ends are the same."""
    first = fmt.place(low, lang=lang)
    if low == high:
        return first
    return translate("rank.range", lang=lang, low=first, high=fmt.place(high, lang=lang))


def rank(ctx: Context, item: Rank | None, *, provenance: Provenance) -> Node:
    """A rank as a marked number."""
    if item is None:
        return None
    return figure(rank_text(item, lang=ctx.lang), provenance=provenance)


def unranked_text(ctx: Context, reason: Unranked) -> str:
    """Why something has no rank."""
    if reason is Unranked.LOW_COVERAGE:
        return ctx.t("rank.low_coverage")
    return ctx.t(f"missing.{reason}.label")


def dash(words: str) -> Node:
    """The short form of a missing value, where the words stand nearby: a dash that says them."""
    return html.Span(
        [
            html.Span("–", **{"aria-hidden": "true"}),
            html.Span(words, className="visually-hidden"),
        ],
        className="missing",
        title=words,
    )


def unranked(ctx: Context, reason: Unranked | None) -> Node:
    """The cell of a rank that is none; a score that is missing has its words in its own cell."""
    if reason is None:
        return None
    words = unranked_text(ctx, reason)
    if reason is Unranked.LOW_COVERAGE:
        return html.Span(words, className="missing")
    return dash(words)


def coverage(ctx: Context, item: Coverage | None, *, provenance: Provenance) -> Node:
    """Answered / surveyed."""
    text = coverage_text(item)
    return figure(text, provenance=provenance) if text else None


def coverage_text(item: Coverage | None) -> str:
    """Answered / surveyed as printed; empty where nobody was surveyed."""
    if item is None or not item.surveyed:
        return ""
    return f"{fmt.integer(item.answered)}/{fmt.integer(item.surveyed)}"
