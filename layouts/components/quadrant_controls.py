"""Choices of the ministries page: views as links, selects that act at once or as a plain form."""

from __future__ import annotations

from collections.abc import Sequence

from data.codes import Level
from data.model import AgencyFilter, FacetCount
from layouts import format as fmt
from layouts import ids
from layouts.context import Context
from layouts.islands import Choice
from layouts.markup import Node, Tag, html
from layouts.quadrantview import ARROWS, BANDS, VIEWS, Choices
from layouts.routes import Page

Options = Sequence[tuple[str, str]]


def views(ctx: Context, chosen: Choices) -> Node:
    """The views of the page as links, so that they work without scripts."""
    kept = _year(ctx, chosen)
    return html.Nav(
        [
            html.A(
                ctx.t(f"ministries.view.{view}"),
                href=ctx.url(
                    Page.MINISTRIES, **({} if view == VIEWS[0] else {"view": view}), **kept
                ),
                **({"aria-current": "true"} if view == chosen.view.value else {}),
            )
            for view in VIEWS
        ],
        className="faces years",
        **{"aria-label": ctx.t("ministries.views")},
    )


def quadrant_form(ctx: Context, chosen: Choices, *, year: int) -> Node:
    """Borderline band and arrows."""
    bands: Options = [
        (code, ctx.t("ministries.band.points", points=code) if code != "0" else _off(ctx))
        for code in BANDS
    ]
    previous = ctx.repo.previous(year)
    arrows: Options = [(code, ctx.t(f"ministries.arrows.{code}")) for code in ARROWS]
    context = {"lang": ctx.lang, "version": ctx.repo.version, "year": year}
    fields = [
        _field(
            ctx.t("ministries.band.label"),
            Choice(
                id=ids.QUADRANT_BAND,
                name="band",
                value=chosen.band.value,
                context=context,
                stand_in=_select("band", bands, chosen.band.value),
            ),
            name="band",
        )
    ]
    if previous is not None:
        fields.append(
            _field(
                ctx.t("ministries.arrows.label", year=fmt.year(previous, lang=ctx.lang)),
                Choice(
                    id=ids.QUADRANT_ARROWS,
                    name="arrows",
                    value=chosen.arrows.value,
                    context=context,
                    stand_in=_select("arrows", arrows, chosen.arrows.value),
                ),
                name="arrows",
            )
        )
    return html.Form(
        [
            *fields,
            _kept(ctx, "sort"),
            _kept(ctx, "year"),
            Tag("noscript", {}, html.Button(ctx.t("shell.apply"), type="submit")),
        ],
        method="get",
        className="controls",
    )


def departments_form(ctx: Context, chosen: Choices, *, year: int) -> Node:
    """Ministry and type of the departments shown, with how many of each there are."""
    facets = ctx.repo.agencies(
        year=year, where=AgencyFilter(level=(Level.DEPARTMENT,)), page_size=1
    ).facets
    fields: list[tuple[str, str, Options, str]] = [
        (
            "ministry",
            ctx.t("ministries.filter.ministry"),
            _counted(
                ctx, facets["ministry"], {m.id: ctx.name(m.name) for m in ctx.repo.ministries()}
            ),
            chosen.ministry.value,
        ),
        (
            "type",
            ctx.t("ministries.filter.type"),
            _counted(
                ctx,
                facets["agency_type"],
                {t.id: ctx.name(t.name) for t in ctx.repo.agency_types()},
            ),
            chosen.kind.value,
        ),
    ]
    return html.Form(
        [
            Tag("input", {"type": "hidden", "name": "view", "value": "departments"}),
            *(
                _field(label, _select(name, options, value), name=name)
                for name, label, options, value in fields
            ),
            _kept(ctx, "sort"),
            _kept(ctx, "year"),
            html.Button(ctx.t("ministries.filter.apply"), type="submit", className="button"),
            html.A(
                ctx.t("ministries.filter.clear"),
                href=ctx.url(Page.MINISTRIES, view="departments", **_year(ctx, chosen)),
            ),
        ],
        method="get",
        className="controls",
    )


def _year(ctx: Context, chosen: Choices) -> dict[str, str]:
    """The year for links to other views; none where it is the latest."""
    year = chosen.year.value
    return {} if year == str(ctx.repo.latest) else {"year": year}


def _off(ctx: Context) -> str:
    return ctx.t("ministries.band.off")


def _counted(ctx: Context, facets: Sequence[FacetCount], words: dict[str, str]) -> Options:
    counts = {item.value: item.count for item in facets}
    return [
        ("", ctx.t("ministries.filter.all")),
        *(
            (code, f"{label} ({fmt.integer(counts[code])})")
            for code, label in words.items()
            if counts.get(code)
        ),
    ]


def _field(label: str, control: Node, *, name: str) -> Node:
    return html.Div([html.Label(label, htmlFor=f"choose-{name}"), control], className="control")


def _select(name: str, options: Options, chosen: str) -> Node:
    return Tag(
        "select",
        {"name": name, "id": f"choose-{name}", "autocomplete": "off"},
        [
            Tag("option", {"value": code, "selected": code == chosen}, words)
            for code, words in options
        ],
    )


def _kept(ctx: Context, name: str) -> Node:
    value = ctx.address.query.get(name)
    return Tag("input", {"type": "hidden", "name": name, "value": value}) if value else None
