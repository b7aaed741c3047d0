"""Taking a chart away: its pictures, its permanent link, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from dash.development.base_component import Component

from layouts import routes
from layouts.context import Context
from layouts.figures import describe as d
from layouts.format import BUDDHIST_ERA
from layouts.islands import Island
from layouts.markup import Node, Raw, Tag, html

PICTURES = "/picture"
"""Before the address of a page: `/picture/ministries/quadrant.16x9.png`."""

SHAPES = {"16x9": "16:9", "1x1": "1:1", "9x16": "9:16"}
"""Shape in an address -> shape in words."""
CARD = "card"
"""Id and shape of the picture that stands for a page where a link to it is shown."""
FORMS = ("png", "svg")


@dataclass(frozen=True, slots=True)
class Taken(Tag):
    """The element that offers a chart's pictures; it carries the chart itself."""

    chart: d.AnyChart | None = None


def take_away(ctx: Context, chart: d.AnyChart) -> Node:
    """Pictures in three shapes, the permanent link and citations, folded up."""
    return Taken(
        "details",
        {"className": "take"},
        [
            html.Summary(ctx.t("pictures.summary")),
            *(_links(ctx, chart, form) for form in FORMS),
            html.P([ctx.t("pictures.link"), " ", _address(ctx, ctx.permanent)]),
            html.Dl(
                [
                    html.Div([html.Dt(ctx.t(f"pictures.cite.{style}")), html.Dd(cited)])
                    for style, cited in _citations(ctx, chart).items()
                ],
                className="citations",
                **{"data-explains": "citation"},
            ),
        ],
        chart,
    )


def picture_url(ctx: Context, chart_id: str, *, shape: str, form: str) -> str:
    """The address of one picture; its query is that of the page."""
    path, _, query = ctx.address.href().partition("?")
    stem = f"{PICTURES}{path.rstrip('/')}/{chart_id}.{shape}.{form}"
    return f"{stem}?{query}" if query else stem


def card_url(ctx: Context) -> str:
    """The address of the preview card; new data get a new one, as others keep what they saw."""
    return (
        picture_url(ctx, CARD, shape=CARD, form="png").partition("?")[0]
        + f"?{routes.ASOF}={ctx.repo.version}"
    )


def taken(tree: Node) -> Iterator[d.AnyChart]:
    """Every chart of a page that can be taken away, in the order of the page."""
    if isinstance(tree, (list, tuple)):
        for child in tree:
            yield from taken(child)
    elif isinstance(tree, Taken):
        if tree.chart is not None:
            yield tree.chart
    elif isinstance(tree, Tag):
        yield from taken(tree.children)
    elif isinstance(tree, Component):
        if isinstance(tree, Island):
            yield from taken(tree.stand_in)
        yield from taken(getattr(tree, "children", None))


def _links(ctx: Context, chart: d.AnyChart, form: str) -> Node:
    links: list[Any] = []
    for shape, words in SHAPES.items():
        links += [
            " · " if links else " ",
            html.A(
                words,
                href=picture_url(ctx, chart.id, shape=shape, form=form),
                rel="nofollow",
                **{"aria-label": f"{form.upper()} {words}: {chart.title}", "data-follows": "href"},
            ),
        ]
    return html.P([form.upper(), *links])


def _address(ctx: Context, address: str) -> Node:
    return html.A(address, href=address, **{"data-follows": "text"})


def _citations(ctx: Context, chart: d.AnyChart) -> dict[str, Node]:
    author = ctx.settings.operator_name or ctx.t("site.name")
    issued = int(ctx.repo.issued[:4])
    given = {
        "author": author,
        "title": chart.title,
        "year": issued + BUDDHIST_ERA if ctx.lang == "th" else issued,
        "status": chart.status.word,
        "version": ctx.repo.version,
    }
    return {
        "thai": [ctx.t("pictures.cite_thai", **given), " ", _address(ctx, ctx.permanent)],
        "apa": [
            ctx.t("pictures.cite_apa", **{**given, "year": issued}),
            " ",
            _address(ctx, ctx.permanent),
        ],
        "bibtex": _bibtex(ctx, chart, author=author, year=issued),
    }


def _bibtex(ctx: Context, chart: d.AnyChart, *, author: str, year: int) -> Node:
    """An entry of the kind misc; braces are written as entities, so that none looks unfilled."""
    note = ctx.t("pictures.cite_note", status=chart.status.word, version=ctx.repo.version)
    address = escape(ctx.permanent)
    link = f'<a href="{address}" data-follows="text">{address}</a>'
    lines = [
        f"@misc{{phrom-{ctx.address.page}-{chart.id}-{ctx.repo.version},",
        f"  author = {{{{{escape(author)}}}}},",
        f"  title = {{{escape(chart.title)}}},",
        f"  year = {{{year}}},",
        f"  note = {{{escape(note)}}},",
        f"  url = {{{link}}}",
        "}",
    ]
    text = "\n".join(lines).replace("{", "&#123;").replace("}", "&#125;")
    return Raw(f"<pre>{text}</pre>")
