"""The what-if of a profile, "What would raise our rank?": a form that the server computes.

A script keeps it up to date. Its numbers stand in a frame of their own, under the
words "what if": they are no data.
"""

from __future__ import annotations

import json
from itertools import pairwise

from data import scoring
from data.codes import PILLARS, Measure
from data.model import Profile, Rank
from data.scoring import Band, Placing
from layouts import format as fmt
from layouts.components.numbers import band_name, figure, rank_of_text, tag
from layouts.context import Context
from layouts.markup import Node, Raw, Tag, html
from layouts.whatif import Population, Target, WhatIf, query_of

SCRIPT = "simulator"
SECTION = "what-if"
MILLION = 1_000_000


def simulator(ctx: Context, profile: Profile, what: WhatIf) -> Node:
    """The whole section, with the data that the script needs."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2(ctx.t("whatif.title")),
                    html.Span(ctx.t("whatif.mark"), className="whatif-mark"),
                    tag(ctx, what.provenance),
                ],
                className="whatif-head",
            ),
            html.P(ctx.t("whatif.lead"), className="prose"),
            html.P(
                ctx.t("whatif.caveat_simulated" if ctx.simulated else "whatif.caveat"),
                className="note prose",
            ),
            html.Div(
                [_form(ctx, profile, what), _result(ctx, profile, what)], className="whatif-body"
            ),
            _targets(ctx, what),
            Raw(_data(ctx, what)),
        ],
        id=SECTION,
        className="section whatif",
        **{"data-tagged": str(what.provenance)},
    )


def switched_off(ctx: Context) -> Node:
    """What stands in its place where a data set carries no weights."""
    return html.Section(
        [html.H2(ctx.t("whatif.title")), html.P(ctx.t("whatif.off"), className="panel")],
        id=SECTION,
        className="section",
    )


def _form(ctx: Context, profile: Profile, what: WhatIf) -> Node:
    names = {p.measure: f"{p.number}. {ctx.name(p.name)}" for p in ctx.repo.pillars()}
    keep = [
        Tag("input", {"type": "hidden", "name": name, "value": given})
        for name in ("year", "against")
        if (given := ctx.address.query.get(name))
    ]
    return html.Form(
        [
            *keep,
            *(_row(ctx, p, what, name=names[p]) for p in PILLARS if p in what.own),
            html.P(
                [
                    html.Button(ctx.t("whatif.compute"), type="submit", className="button"),
                    " ",
                    html.A(
                        ctx.t("whatif.reset"),
                        href=_here(ctx, {}),
                        rel="nofollow",
                        **{"data-reset": "true"},
                    ),
                ],
            ),
        ],
        id="whatif-form",
        method="get",
        action=f"#{SECTION}",
    )


def _row(ctx: Context, pillar: Measure, what: WhatIf, *, name: str) -> Node:
    own = fmt.number(what.own[pillar])
    shown = fmt.number(what.wanted.get(pillar, what.own[pillar]))
    field = f"whatif-{pillar}"
    limits = {"min": "0", "max": "100", "step": "any", "value": shown}
    return html.Div(
        [
            html.Label(name, htmlFor=field, id=f"{field}-label"),
            html.Span(
                ctx.rich("whatif.now", score=figure(own, provenance=what.provenance)),
                className="note",
            ),
            Tag("input", {"type": "number", "id": field, "name": str(pillar), **limits}),
            Tag(
                "input",
                {
                    "type": "range",
                    "id": f"{field}-slider",
                    "hidden": True,
                    "aria-labelledby": f"{field}-label",
                    **limits,
                },
            ),
        ],
        className="whatif-row is-changed" if pillar in what.wanted else "whatif-row",
    )


def _result(ctx: Context, profile: Profile, what: WhatIf) -> Node:
    ranks = [
        html.Div(
            [
                html.Dt(ctx.t(f"profile.rank.{profile.entity.level}.{population.scope}")),
                html.Dd(
                    [
                        figure(_place(ctx, before), provenance=what.provenance),
                        " → ",
                        html.Strong(
                            figure(_place(ctx, after), provenance=what.provenance),
                            className="whatif-rank",
                        ),
                    ]
                ),
            ],
        )
        for population, before, after in zip(
            what.populations, what.now.placings, what.then.placings, strict=True
        )
    ]
    return html.Div(
        [
            html.P(ctx.t("whatif.result"), className="card-label"),
            html.P(
                [
                    figure(fmt.number(what.now.overall), provenance=what.provenance),
                    " → ",
                    html.Strong(
                        figure(fmt.number(what.then.overall), provenance=what.provenance),
                        className="whatif-score big",
                    ),
                    " ",
                    html.Span(
                        band_name(ctx, what.then.band),
                        className=f"whatif-band band band-{int(what.then.band)}",
                    ),
                ]
            ),
            html.Dl(ranks),
        ],
        id="whatif-result",
        className="whatif-result",
    )


def _place(ctx: Context, placing: Placing) -> str:
    return rank_of_text(Rank(place=placing.place, ties=placing.ties, of=placing.of), lang=ctx.lang)


def _targets(ctx: Context, what: WhatIf) -> Node:
    if not what.targets:
        return html.P(ctx.t("whatif.top"), className="prose")
    equal = len(set(what.weights.values())) == 1
    return html.Div(
        [
            html.H3(ctx.t("whatif.least")),
            html.Ul(
                [html.Li(_target(ctx, what, item)) for item in what.targets],
                className="whatif-targets",
            ),
            html.P(ctx.t("whatif.least_equal" if equal else "whatif.least_note"), className="note"),
        ]
    )


def _target(ctx: Context, what: WhatIf, item: Target) -> Node:
    score = figure(fmt.number(float(item.score)), provenance=what.provenance)
    band = _band_from(item)
    head = ctx.rich(
        f"whatif.target.{item.code}",
        score=score,
        **({"band": band_name(ctx, band)} if band else {}),
    )
    if item.change is None:
        return [html.Strong(head), " ", ctx.t("whatif.unreachable")]
    names = {p.measure: ctx.name(p.name) for p in ctx.repo.pillars()}
    steps: list[Node] = []
    for pillar, value in item.change.pillars.items():
        steps += [
            ", " if steps else "",
            *ctx.rich(
                "whatif.step",
                pillar=names[pillar],
                low=figure(fmt.number(what.own[pillar]), provenance=what.provenance),
                high=figure(fmt.number(value), provenance=what.provenance),
            ),
        ]
    points = figure(fmt.signed(float(item.change.points)), provenance=what.provenance)
    return [
        html.Strong(head),
        " ",
        *ctx.rich("whatif.points", points=points),
        " ",
        *steps,
        " ",
        html.A(
            ctx.t("whatif.try"),
            href=_here(ctx, query_of(item.change)),
            rel="nofollow",
            **{"aria-label": ctx.t("whatif.try_this", target=_plain(ctx, item))},
        ),
        *_each(ctx, what, item),
    ]


def _each(ctx: Context, what: WhatIf, item: Target) -> list[Node]:
    if item.each is None:
        return []
    points = figure(fmt.signed(float(item.each)), provenance=what.provenance)
    return [" ", html.Span(ctx.rich("whatif.each", points=points), className="note")]


def _plain(ctx: Context, item: Target) -> str:
    band = _band_from(item)
    return ctx.t(
        f"whatif.target.{item.code}",
        score=fmt.number(float(item.score)),
        band=band_name(ctx, band) if band else "",
    )


def _band_from(item: Target) -> Band | None:
    return scoring.band(float(item.score)) if item.code == "band" else None


def _here(ctx: Context, pillars: dict[str, str]) -> str:
    cleared: dict[str, str | None] = {str(p): None for p in PILLARS}
    return ctx.address.href(**{**cleared, **pillars}) + f"#{SECTION}"


def _data(ctx: Context, what: WhatIf) -> str:
    """Everything the script computes with: whole numbers, others as steps downward."""
    pillars = [p for p in PILLARS if p in what.own]
    data = {
        "lang": ctx.lang,
        "pillars": [str(p) for p in pillars],
        "own": [round(what.own[p] * 100) for p in pillars],
        "weights": [round(what.weights.get(p, 0.0) * MILLION) for p in pillars],
        "others": [steps(population) for population in what.populations],
        "bands": [band_name(ctx, band) for band in Band],
        "sole": _words(ctx, "rank.sole"),
        "joint": _words(ctx, "rank.joint"),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="whatif-data">{text}</script>'


def _words(ctx: Context, key: str) -> str:
    """A rank in words whose place and number the script fills in."""
    return ctx.t("rank.of", rank=ctx.t(key), of="{of}")


def steps(population: Population) -> list[int]:
    """Printed scores in tenths: the highest, then how far each lies below the one before."""
    tenths = [int(scoring.printed(score) * 10) for score in population.others]
    return tenths[:1] + [above - below for above, below in pairwise(tenths)]
