"""Up to five entities of one level side by side; the address holds which."""

from __future__ import annotations

from collections.abc import Sequence

from data.codes import Level
from data.model import Hit
from layouts import ids
from layouts.comparing import LIMIT, MEAN, Chosen, Refused, choose, code_of, join
from layouts.components.charts import figure_box
from layouts.components.comparison import (
    Member,
    charts,
    contrast,
    differences,
    members,
    with_query,
)
from layouts.components.hits import MAX_TEXT, find, hit_kind
from layouts.components.profile import year_switch
from layouts.context import Context, PageContent, rejected
from layouts.markup import Node, Tag, html
from layouts.routes import Page

WIDTH = 620.0
"""Pixels of each of the two charts on a wide screen."""
HITS = 12
LOOKED_AT = 60
"""Hits looked at for those of the right level."""


def page(ctx: Context) -> PageContent:
    """What is compared, how to add to it, and the comparison once there are two."""
    year = ctx.year()
    chosen = choose(ctx.repo, ctx.address.query.get("with", ""))
    shown = members(ctx, chosen, year=int(year.value))
    names = ctx.t("compare.and").join(member.label for member in shown)
    return PageContent(
        title=ctx.t("compare.title", names=names) if shown else ctx.t("page.compare.title"),
        description=contrast(ctx, shown, year=int(year.value)).plain
        if len(shown) > 1
        else ctx.t("page.compare.description"),
        notices=rejected(year=year),
        body=[
            html.Div(
                [
                    html.H1(ctx.t("page.compare.title")),
                    year_switch(ctx, year=int(year.value)) if shown else None,
                ],
                className="title-row",
            ),
            _refusals(ctx, chosen),
            _now(ctx, chosen, shown),
            _add(ctx, chosen),
            _comparison(ctx, shown, year=int(year.value)) if len(shown) > 1 else None,
        ],
    )


def _refusals(ctx: Context, chosen: Chosen) -> Node:
    if not chosen.refused:
        return None
    return html.Div(
        [html.P(_refusal(ctx, item, chosen)) for item in chosen.refused],
        className="notice",
        role="status",
    )


def _refusal(ctx: Context, item: Refused, chosen: Chosen) -> str:
    name = ctx.name(item.entity.name) if item.entity else item.code[:60]
    if item.code == MEAN:
        name = ctx.t("compare.mean")
    return ctx.t(
        f"compare.refused.{item.reason}",
        name=name,
        limit=LIMIT,
        own=ctx.t(f"level.{item.entity.level}.one") if item.entity else "",
        level=ctx.t(f"level.{chosen.level}.one") if chosen.level else "",
    )


def _now(ctx: Context, chosen: Chosen, shown: Sequence[Member]) -> Node:
    """Those compared, each with a link to its profile and one that takes it out."""
    if not shown:
        return [
            html.P(ctx.t("compare.lead"), className="lead"),
            html.Ul(
                [
                    html.Li(html.A(ctx.t(f"page.{target}.nav"), href=ctx.url(target)))
                    for target in (Page.PROVINCES, Page.MINISTRIES, Page.AGENCIES)
                ],
                className="plain chips",
            ),
        ]
    codes = chosen.codes
    items = []
    for code, member in zip(codes, shown, strict=True):
        rest = [c for c in codes if c != code]
        name = (
            html.A(member.label, href=ctx.profile_url(member.entity, **with_query(codes)))
            if member.entity
            else member.label
        )
        items.append(
            html.Li(
                [
                    html.Span(name, className="compared"),
                    html.A(
                        ctx.t("compare.remove"),
                        href=ctx.address.href(**{"with": join(rest), "q": None}),
                        className="remove",
                        **{"aria-label": ctx.t("compare.remove_name", name=member.label)},
                    ),
                ]
            )
        )
    return html.Ul(items, className="plain compare-now", **{"aria-label": ctx.t("compare.now")})


def _add(ctx: Context, chosen: Chosen) -> Node:
    """Search for more of the level; nothing where no more fit."""
    codes = chosen.codes
    if len(codes) >= LIMIT:
        return html.P(ctx.t("compare.full", limit=LIMIT), className="note")
    words = ctx.address.query.get("q", "").strip()[:MAX_TEXT]
    level = chosen.level
    label = ctx.t(f"compare.add.{level}") if level else ctx.t("compare.add.any")
    hidden = {name: ctx.address.query.get(name) for name in ("year",)} | {
        "with": join(codes) or None
    }
    form = html.Form(
        [
            html.Label(label, htmlFor="compare-search"),
            html.Div(
                [
                    Tag(
                        "input",
                        {
                            "type": "search",
                            "name": "q",
                            "id": "compare-search",
                            "value": words or None,
                            "autocomplete": "off",
                            "maxlength": str(MAX_TEXT),
                        },
                    ),
                    html.Button(ctx.t("search.button"), type="submit"),
                ],
                className="search-row",
            ),
            *(
                Tag("input", {"type": "hidden", "name": name, "value": value})
                for name, value in hidden.items()
                if value
            ),
        ],
        action=ctx.url(Page.COMPARE),
        method="get",
        className="search",
    )
    return html.Div([form, _found(ctx, codes, words, level), _shortcuts(ctx, chosen)])


def _found(ctx: Context, codes: Sequence[str], words: str, level: Level | None) -> Node:
    if not words:
        return None
    hits = [
        hit
        for hit in find(ctx, words, limit=LOOKED_AT)
        if hit.entity is not None
        and (level is None or hit.entity.level is level)
        and code_of(hit.entity) not in codes
    ][:HITS]
    if not hits:
        return html.P(ctx.t("compare.nothing", words=words), role="status")
    return html.Ul([html.Li(_hit(ctx, hit, codes)) for hit in hits], className="plain results")


def _hit(ctx: Context, hit: Hit, codes: Sequence[str]) -> Node:
    code = code_of(hit.entity)
    return [
        html.A(
            ctx.t("compare.add_name", name=ctx.name(hit.name)),
            href=ctx.address.href(**{"with": join([*codes, code]), "q": None}),
        ),
        html.Span(hit_kind(ctx, hit), className="note"),
    ]


def _shortcuts(ctx: Context, chosen: Chosen) -> Node:
    """The mean of the level and the likes of the first, one click away."""
    first = next((member for member in chosen.members if member), None)
    if first is None:
        return None
    codes = chosen.codes
    options = [] if MEAN in codes else [(MEAN, ctx.t(f"profile.mean.{first.level}"))]
    similar = ctx.repo.similar(level=first.level, id=first.id, year=ctx.repo.latest)
    options += [
        (code_of(item.entity), ctx.name(item.entity.name))
        for item in similar
        if code_of(item.entity) not in codes
    ]
    return html.P(
        [
            ctx.t("compare.suggested", name=ctx.name(first.name)),
            html.Span(
                [
                    html.A(name, href=ctx.address.href(**{"with": join([*codes, code]), "q": None}))
                    for code, name in options
                ],
                className="chips",
            ),
        ],
        className="suggested",
    )


def _comparison(ctx: Context, shown: Sequence[Member], *, year: int) -> Node:
    dots, radar = charts(ctx, shown, year=year)
    return [
        html.P(contrast(ctx, shown, year=year).nodes, className="lead"),
        html.Div(
            [
                figure_box(ctx, dots, island_id=ids.COMPARE_DOTS, width=WIDTH),
                figure_box(ctx, radar, island_id=ids.COMPARE_RADAR, width=WIDTH),
            ],
            className="two section",
            **{"data-tagged": str(ctx.score_provenance)},
        ),
        html.Section(
            [
                html.H2(ctx.t("compare.table.title")),
                differences(ctx, shown, year=year),
                html.P(ctx.t("compare.table.note"), className="note"),
            ],
            className="section",
        ),
    ]
