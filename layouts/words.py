"""Names that are put together from data and text: measures, levels, places."""

from __future__ import annotations

import re

from data.codes import PILLARS, Level, Measure
from data.model import Entity
from layouts.components.sources import survey_year
from layouts.context import Context
from layouts.markup import Node, html

_THAI = re.compile(r"([\u0e01-\u0e5b](?:[\u0e01-\u0e5b\u200b .]*[\u0e01-\u0e5b.])?)")

# English names that take no article: companies, schools, hospitals, and those after a person.
_BARE = re.compile(r"^(?!The ).*\b(?:Limited|University|School|Hospital)\b|^\w+ \w+['\u2019]s ")
_ARTICLE = "The "

CAPITAL = "TH-10"
"""Bangkok, which stands among the provinces but is not called one."""


def quoting(text: str, *, lang: str) -> Node:
    """A text with the Thai words that an English one quotes marked as Thai, for the voice."""
    if lang == "th" or not _THAI.search(text):
        return text
    return [
        html.Span(part, lang="th") if number % 2 else part
        for number, part in enumerate(_THAI.split(text))
    ]


def in_sentence(ctx: Context, entity: Entity) -> str:
    """An entity's name inside a sentence.

    English puts an article before most offices of state. Thai says that a province is one, since
    many of their names are everyday words too, and leaves a space after a bracket.
    """
    if ctx.lang == "th":
        name = place_name(ctx, entity)
        return f"{name} " if name.endswith(")") else name
    name = ctx.name(entity.name)
    bare = entity.level is Level.PROVINCE or _BARE.search(name) or _THAI.search(name)
    return name if bare else ctx.t("name.with_article", name=name.removeprefix(_ARTICLE))


def place_name(ctx: Context, entity: Entity) -> str:
    """An entity's name as a heading: Thai has a word before provinces, but not before Bangkok."""
    name = ctx.name(entity.name)
    if entity.level is not Level.PROVINCE or entity.id == CAPITAL:
        return name
    return ctx.t("province.heading", name=name)


def caveat(ctx: Context, year: int, *, form: str = "years") -> str:
    """What to say beside changes of scores up to a year; nothing where there can be none.

    Args:
        form: "years" for a whole note, "short", or "clause" within a sentence.
    """
    return "" if ctx.repo.previous(year) is None else comparability(ctx, year, form=form)


def comparability(ctx: Context, year: int, *, form: str = "years") -> str:
    """How far a year can be set against the one before; nothing where it fully can."""
    if ctx.repo.comparable(year=year):
        return ""
    sourced = form != "years" or year == survey_year(ctx)
    return ctx.t(f"caveat.{form}" if sourced else "caveat.years_unsourced")


def measure_label(ctx: Context, measure: Measure) -> str:
    """A measure's name: a text for ours, the pillar's own name for a pillar."""
    if measure in PILLARS:
        pillar = next(p for p in ctx.repo.pillars() if p.measure is measure)
        return ctx.t("measure.pillar", number=pillar.number, name=ctx.name(pillar.name))
    return ctx.t(f"measure.{measure}.label")
