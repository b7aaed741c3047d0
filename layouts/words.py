"""Names that are put together from data and text: measures, levels, places."""

from __future__ import annotations

import re

from dash import html

from data.codes import PILLARS, Measure
from layouts.context import Context
from layouts.markup import Node

_THAI = re.compile(r"([\u0e01-\u0e5b](?:[\u0e01-\u0e5b\u200b .]*[\u0e01-\u0e5b.])?)")


def quoting(text: str, *, lang: str) -> Node:
    """A text with the Thai words that an English one quotes marked as Thai, for the voice."""
    if lang == "th" or not _THAI.search(text):
        return text
    return [
        html.Span(part, lang="th") if number % 2 else part
        for number, part in enumerate(_THAI.split(text))
    ]


def measure_label(ctx: Context, measure: Measure) -> str:
    """A measure's name: a text for ours, the pillar's own name for a pillar."""
    if measure in PILLARS:
        pillar = next(p for p in ctx.repo.pillars() if p.measure is measure)
        return ctx.t("measure.pillar", number=pillar.number, name=ctx.name(pillar.name))
    return ctx.t(f"measure.{measure}.label")
