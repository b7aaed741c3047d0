"""Names that are put together from data and text: measures, levels, places."""

from __future__ import annotations

from data.codes import PILLARS, Measure
from layouts.context import Context


def measure_label(ctx: Context, measure: Measure) -> str:
    """A measure's name: a text for ours, the pillar's own name for a pillar."""
    if measure in PILLARS:
        pillar = next(p for p in ctx.repo.pillars() if p.measure is measure)
        return ctx.t("measure.pillar", number=pillar.number, name=ctx.name(pillar.name))
    return ctx.t(f"measure.{measure}.label")
