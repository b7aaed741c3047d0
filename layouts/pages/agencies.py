"""Every agency that can be named: filters, table, pages, all in the address."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from data.codes import Level, Measure
from data.model import AgencyFilter, AgencyPage, FacetCount
from layouts import format as fmt
from layouts.components.numbers import band_chip, figure, rank_cell_text, value
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent, rejected
from layouts.markup import Node, Tag
from layouts.routes import Page

PAGE_SIZE = 50
SORTS = {
    "score": (Measure.OVERALL, False),
    "change": (Measure.CHANGE, False),
    "name": (None, True),
}


def page(ctx: Context) -> PageContent:
    """The list of agencies under the filters of the address."""
    repo = ctx.repo
    level = ctx.choose("level", options=[Level.DEPARTMENT, Level.OFFICE], default="")
    ministry = ctx.choose("ministry", options=[m.id for m in repo.ministries()], default="")
    kind = ctx.choose("type", options=[t.id for t in repo.agency_types()], default="")
    province = ctx.choose("province", options=[p.id for p in repo.provinces()], default="")
    sort = ctx.choose("sort", options=list(SORTS), default="score")
    year = ctx.year()
    number = ctx.address.query.get("page", "1")
    usable = number.isdecimal() and number.isascii() and 1 <= int(number[:6]) <= 10_000
    measure, ascending = SORTS[sort.value]
    found = repo.agencies(
        year=int(year.value),
        where=AgencyFilter(
            level=_one(level.value),
            ministry=_one(ministry.value),
            agency_type=_one(kind.value),
            province=_one(province.value),
        ),
        sort=measure,
        ascending=ascending,
        page=int(number[:6]) if usable else 1,
        page_size=PAGE_SIZE,
    )
    notices = rejected(
        level=level, ministry=ministry, type=kind, province=province, sort=sort, year=year
    )
    if not usable:
        notices["page"] = number
    return PageContent(
        title=ctx.t("page.agencies.title"),
        description=ctx.t("page.agencies.description"),
        notices=notices,
        body=[
            html.H1(ctx.t("agencies.title")),
            html.P(ctx.t("agencies.lead"), className="lead"),
            _filters(
                ctx,
                found,
                chosen={
                    "level": level.value,
                    "ministry": ministry.value,
                    "type": kind.value,
                    "province": province.value,
                    "sort": sort.value,
                    "year": year.value,
                },
            ),
            html.P(
                ctx.t("agencies.count", count=fmt.integer(found.total)),
                className="result-count",
                role="status",
            ),
            _table(ctx, found, sort=sort.value),
            _pages(ctx, found),
        ],
    )


def _one(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def _filters(ctx: Context, found: AgencyPage, *, chosen: dict[str, str]) -> Node:
    repo = ctx.repo
    fields: list[tuple[str, Sequence[FacetCount], dict[str, str]]] = [
        (
            "level",
            found.facets["level"],
            {str(v): ctx.t(f"level.{v}.many") for v in (Level.DEPARTMENT, Level.OFFICE)},
        ),
        (
            "ministry",
            found.facets["ministry"],
            {m.id: ctx.name(m.name) for m in repo.ministries()},
        ),
        (
            "type",
            found.facets["agency_type"],
            {t.id: ctx.name(t.name) for t in repo.agency_types()},
        ),
        (
            "province",
            found.facets["province"],
            {p.id: ctx.name(p.name) for p in repo.provinces()},
        ),
    ]
    return html.Form(
        [
            *(
                _select(ctx, name, counts=counts, words=words, chosen=chosen[name])
                for name, counts, words in fields
            ),
            Tag("input", {"type": "hidden", "name": "sort", "value": chosen["sort"]})
            if chosen["sort"] != "score"
            else None,
            Tag("input", {"type": "hidden", "name": "year", "value": chosen["year"]})
            if "year" in ctx.address.query
            else None,
            html.Button(ctx.t("agencies.filter"), type="submit", className="button"),
            html.A(ctx.t("agencies.clear"), href=ctx.url(Page.AGENCIES)),
        ],
        method="get",
        className="controls",
    )


def _select(
    ctx: Context, name: str, *, counts: Sequence[FacetCount], words: dict[str, str], chosen: str
) -> Node:
    known = {item.value: item.count for item in counts}
    return html.Div(
        [
            html.Label(ctx.t(f"agencies.field.{name}"), htmlFor=f"filter-{name}"),
            Tag(
                "select",
                {"name": name, "id": f"filter-{name}"},
                [
                    Tag("option", {"value": ""}, ctx.t("agencies.any")),
                    *(
                        Tag(
                            "option",
                            {"value": code, "selected": code == chosen},
                            f"{label} ({fmt.integer(known.get(code, 0))})",
                        )
                        for code, label in words.items()
                        if known.get(code) or code == chosen
                    ),
                ],
            ),
        ],
        className="control",
    )


def _table(ctx: Context, found: AgencyPage, *, sort: str) -> Node:
    def column(label: str, name: str, **more: object) -> Column:
        return Column(
            label=label,
            sort=ctx.address.href(sort=None if name == "score" else name, page=None),
            sorted_as=("ascending" if SORTS[name][1] else "descending") if sort == name else None,
            **more,  # type: ignore[arg-type]
        )

    columns = (
        column(ctx.t("agencies.name"), "name"),
        Column(label=ctx.t("agencies.field.ministry"), priority=3),
        column(ctx.t("measure.overall.label"), "score", numeric=True),
        Column(label=ctx.t("band.label"), priority=2),
        Column(label=ctx.t("agencies.rank"), numeric=True, priority=2),
        column(ctx.t("measure.change.short"), "change", numeric=True, priority=2),
    )
    ministries = {m.id: ctx.name(m.name) for m in ctx.repo.ministries()}
    rows = [
        row(
            columns,
            [
                html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
                ministries.get(item.entity.ministry_id or "", ctx.t("agency.independent")),
                value(ctx, item.values[Measure.OVERALL]),
                band_chip(ctx, item.band),
                figure(rank_cell_text(item.rank, lang=ctx.lang), provenance=ctx.score_provenance)
                if item.rank
                else None,
                value(ctx, item.values[Measure.CHANGE], measure=Measure.CHANGE)
                if item.values[Measure.CHANGE].number is not None
                else None,
            ],
        )
        for item in found.rows
    ]
    return table(
        ctx,
        caption=ctx.t("agencies.caption"),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
    )


def _pages(ctx: Context, found: AgencyPage) -> Node:
    if found.pages < 2:
        return None

    def link(number: int, label: str, **attributes: str) -> Node:
        href = ctx.address.href(page=None if number == 1 else str(number))
        return html.Li(html.A(label, href=href, **attributes))

    items = []
    if found.page > 1:
        items.append(link(found.page - 1, ctx.t("agencies.previous"), rel="prev"))
    items.append(
        html.Li(ctx.t("agencies.page", page=found.page, pages=found.pages), className="page-now")
    )
    if found.page < found.pages:
        items.append(link(found.page + 1, ctx.t("agencies.next"), rel="next"))
    return html.Nav(
        html.Ul(items, className="plain"),
        className="pages",
        **{"aria-label": ctx.t("agencies.pages")},
    )
