"""The working behind an overall score: overall from pillars, pillars from indicators, by weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.codes import PILLARS, Measure, Missing
from data.model import Profile, Value, Weight
from layouts import format as fmt
from layouts.components.numbers import figure, missing
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.markup import Node, html

STORED = 2
"""Decimals of a stored score, from which the printed one is rounded."""

PRODUCT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One line of a weighted mean."""

    name: str
    value: Value
    weight: float


def working(ctx: Context, profile: Profile) -> Node:
    """The arithmetic to the printed digit, or why it cannot be shown; closed until asked for."""
    weights = ctx.repo.weights(year=profile.year)
    pillars = ctx.repo.pillars(year=profile.year)
    weighted = [p for p in pillars if p.id in weights]
    body: list[Node]
    if not weighted:
        body = [html.P(ctx.t("working.off"), className="prose")]
    else:
        parts = [
            Part(
                name=f"{p.number}. {ctx.name(p.name)}",
                value=profile.scores[p.measure],
                weight=weights[p.id].weight,
            )
            for p in weighted
        ]
        body = [
            html.P(
                ctx.t("working.lead_simulated" if ctx.simulated else "working.lead"),
                className="prose",
            ),
            _sum(
                ctx,
                parts,
                result=profile.scores[Measure.OVERALL],
                caption=ctx.t("working.overall"),
                total=ctx.t("measure.overall.label"),
            ),
            *_pillars(ctx, profile, weights=weights),
        ]
    return html.Details(
        [html.Summary(ctx.t("working.title")), *body],
        className="section working",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _pillars(ctx: Context, profile: Profile, *, weights: Mapping[str, Weight]) -> list[Node]:
    if not profile.indicators:
        return [html.P(ctx.t("working.ends"), className="note prose")]
    found: list[Node] = []
    for pillar in ctx.repo.pillars(year=profile.year):
        if pillar.measure not in PILLARS:
            continue
        parts = [
            Part(
                name=f"{item.number} {ctx.name(item.name)}".strip(),
                value=profile.indicators[item.id],
                weight=weights[item.id].weight,
            )
            for item in ctx.repo.indicators(year=profile.year, pillar_id=pillar.id)
            if item.id in profile.indicators and item.id in weights
        ]
        if parts:
            name = f"{pillar.number}. {ctx.name(pillar.name)}"
            found.append(
                _sum(
                    ctx,
                    parts,
                    result=profile.scores[pillar.measure],
                    caption=ctx.t("working.pillar", pillar=name),
                    total=name,
                )
            )
    return found or [html.P(ctx.t("working.indicators_off"), className="note prose")]


def _sum(ctx: Context, parts: Sequence[Part], *, result: Value, caption: str, total: str) -> Node:
    columns = (
        Column(label=ctx.t("working.part")),
        Column(label=ctx.t("working.score"), numeric=True),
        Column(label=ctx.t("working.weight"), numeric=True),
        Column(label=ctx.t("working.product"), numeric=True),
    )

    def number(value: float, decimals: int) -> Node:
        text = fmt.number(value, decimals=decimals)
        return figure(text, provenance=result.provenance)

    rows = [
        row(
            columns,
            [
                part.name,
                missing(ctx, part.value.missing or Missing.NOT_AVAILABLE)
                if part.value.number is None
                else number(part.value.number, STORED),
                f"{part.weight:g}",
                None
                if part.value.number is None
                else number(part.value.number * part.weight, PRODUCT),
            ],
        )
        for part in parts
    ]
    known = [part for part in parts if part.value.number is not None]
    summed = sum((part.value.number or 0.0) * part.weight for part in known)
    weight = sum(part.weight for part in known)
    rows.append(
        row(
            columns,
            [ctx.t("working.sum"), None, f"{weight:g}", number(summed, PRODUCT)],
            className="total",
        )
    )
    ends: list[Node] = []
    if weight and result.number is not None:
        ends = ctx.rich(
            "working.result",
            total=total,
            sum=number(summed, PRODUCT),
            weight=f"{weight:g}",
            quotient=number(result.number, STORED),
            printed=html.Strong(number(result.number, 1)),
        )
    return [
        table(ctx, caption=caption, columns=columns, rows=rows, provenance=result.provenance),
        html.P(ends, className="prose") if ends else None,
    ]
