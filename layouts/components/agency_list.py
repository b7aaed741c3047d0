"""The list of agencies: filters with counts, the table, its pages; all plain links and one form."""

from __future__ import annotations

from collections.abc import Mapping

from data.codes import PILLARS, Level, Measure, Missing, Response
from data.model import AgencyPage, AgencyRow, Value
from layouts import agencylist as lists
from layouts import format as fmt
from layouts.agencylist import ALWAYS, FIELDS, NONE, SORTS, Asked
from layouts.components.numbers import (
    band_chip,
    dash,
    figure,
    missing_label,
    rank_cell_text,
    value,
)
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.markup import Node, Tag, html
from layouts.words import measure_label


def filters(ctx: Context, found: AgencyPage, *, asked: Asked) -> Node:
    """The form of all filters; each value says how many it would show."""
    selects = {name: _select(ctx, name, found=found, chosen=asked.filters[name]) for name in FIELDS}
    further = [name for name in FIELDS if name not in ALWAYS]
    return html.Form(
        [
            _text(ctx, asked.text),
            *(selects[name] for name in ALWAYS),
            _sorts(ctx, asked.sort),
            _kept(ctx, "year"),
            html.Button(ctx.t("agencies.filter"), type="submit", className="button"),
            html.A(ctx.t("agencies.clear"), href=ctx.url(ctx.address.page)),
            html.Details(
                [
                    html.Summary(ctx.t("agencies.more_filters")),
                    html.Div([selects[name] for name in further], className="controls"),
                ],
                className="more-filters",
                open=any(asked.filters[name] for name in further),
            ),
        ],
        method="get",
        role="search",
        className="controls agency-filters",
        **{"aria-label": ctx.t("agencies.filters")},
    )


def _text(ctx: Context, text: str) -> Node:
    return html.Div(
        [
            html.Label(ctx.t("agencies.text"), htmlFor="filter-q"),
            Tag(
                "input",
                {
                    "type": "search",
                    "name": "q",
                    "id": "filter-q",
                    "value": text or None,
                    "maxlength": str(lists.LONGEST_TEXT),
                    "autocomplete": "off",
                },
            ),
        ],
        className="control",
    )


def _select(ctx: Context, name: str, *, found: AgencyPage, chosen: str) -> Node:
    known = {item.value: item.count for item in found.facets[FIELDS[name]]}
    known[NONE] = known.get("", 0)
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
                        for code, label in lists.options(ctx, name).items()
                        if known.get(code) or code == chosen
                    ),
                ],
            ),
        ],
        className="control",
    )


def _sorts(ctx: Context, chosen: str) -> Node:
    words = {
        name: ctx.t(f"agencies.sort.{name}")
        if measure not in PILLARS
        else measure_label(ctx, Measure(name))
        for name, (measure, _) in SORTS.items()
    }
    return html.Div(
        [
            html.Label(ctx.t("agencies.sort.label"), htmlFor="filter-sort"),
            Tag(
                "select",
                {"name": "sort", "id": "filter-sort"},
                [
                    Tag(
                        "option",
                        {"value": "" if code == "score" else code, "selected": code == chosen},
                        label,
                    )
                    for code, label in words.items()
                ],
            ),
        ],
        className="control",
    )


def _kept(ctx: Context, name: str) -> Node:
    given = ctx.address.query.get(name)
    return Tag("input", {"type": "hidden", "name": name, "value": given}) if given else None


def result_line(ctx: Context, found: AgencyPage, *, asked: Asked) -> Node:
    """How many there are, and how many of them have no score, by kind of missing."""
    counts = {item.value: item.count for item in found.facets["response"]}
    parts: list[Node] = []
    for response in Response:
        number = counts.get(response, 0)
        if not number:
            continue
        words = (
            ctx.t("agencies.answered")
            if response is Response.ANSWERED
            else ctx.t(f"missing.{Missing(response)}.label")
        )
        here = asked.filters["answered"] == response
        parts.append(
            html.A(
                f"{words} {fmt.integer(number)}",
                href=ctx.address.href(answered=None if here else str(response), page=None),
                className=f"missing-{response}" if response is not Response.ANSWERED else "",
                **({"aria-current": "true"} if here else {}),
            )
        )
    total = ctx.t("agencies.count", count=fmt.integer(found.total))
    return html.Div(
        [
            html.P(html.Strong(total), role="status"),
            html.Ul([html.Li(part) for part in parts], className="plain chips"),
        ],
        className="result-count",
    )


def agency_table(ctx: Context, found: AgencyPage, *, asked: Asked) -> Node:
    """The rows of a page; headings sort by link."""
    measure = SORTS[asked.sort][0]
    pillar = measure if measure in PILLARS else None
    columns = _columns(ctx, asked, pillar=pillar)
    places = {p.id: ctx.name(p.name) for p in ctx.repo.provinces()}
    ministries = {m.id: ctx.name(m.name) for m in ctx.repo.ministries()}
    return table(
        ctx,
        caption=ctx.t("agencies.caption", year=fmt.full_year(asked.year, lang=ctx.lang)),
        columns=columns,
        rows=[
            row(
                columns,
                _cells(ctx, item, year=asked.year, of=(ministries, places), pillar=pillar),
            )
            for item in found.rows
        ],
        provenance=ctx.score_provenance,
    )


def _columns(ctx: Context, asked: Asked, *, pillar: Measure | None) -> tuple[Column, ...]:
    sort = asked.sort

    def column(label: str, name: str, *, priority: int = 1) -> Column:
        # A second choice of the score turns it round: the lowest first.
        target = "lowest" if name == sort == "score" else name
        by_it = sort == name or (sort, name) == ("lowest", "score")
        way = "ascending" if SORTS[sort][1] else "descending"
        return Column(
            label=label,
            numeric=name != "name",
            priority=priority,
            sort=ctx.address.href(sort=None if target == "score" else target, page=None),
            sorted_as=way if by_it else None,
        )

    return (
        column(ctx.t("agencies.name"), "name"),
        Column(label=ctx.t("agencies.belongs"), priority=3),
        column(ctx.t("measure.overall.label"), "score"),
        *([column(measure_label(ctx, pillar), str(pillar))] if pillar else []),
        Column(label=ctx.t("band.label"), priority=2),
        Column(label=ctx.t("agencies.rank"), numeric=True, wraps=True),
        # The first year has nothing before it, and so no such column.
        *(
            [column(ctx.t("measure.change.short"), "change", priority=2)]
            if ctx.repo.previous(asked.year) is not None
            else []
        ),
    )


def _cells(
    ctx: Context,
    item: AgencyRow,
    *,
    year: int,
    of: tuple[Mapping[str, str], Mapping[str, str]],
    pillar: Measure | None,
) -> list[Node]:
    ministries, places = of
    entity = item.entity
    change = item.values[Measure.CHANGE]
    query = {} if year == ctx.repo.latest else {"year": str(year)}
    belongs = (
        places.get(entity.province_id or "", "")
        if entity.level is Level.OFFICE
        else ministries.get(entity.ministry_id or "", ctx.t("agency.independent"))
    )
    return [
        html.A(ctx.name(entity.name), href=ctx.profile_url(entity, **query)),
        belongs,
        value(ctx, item.values[Measure.OVERALL]),
        *([value(ctx, item.values[pillar], measure=pillar)] if pillar else []),
        band_chip(ctx, item.band) or _short(ctx, item.values[Measure.OVERALL]),
        figure(rank_cell_text(item.rank, lang=ctx.lang), provenance=ctx.score_provenance)
        if item.rank
        else _short(ctx, item.values[Measure.OVERALL]),
        *(
            [value(ctx, change, measure=Measure.CHANGE) if item.rank else _short(ctx, change)]
            if ctx.repo.previous(year) is not None
            else []
        ),
    ]


def _short(ctx: Context, item: Value) -> Node:
    """A missing value beside a score that says the same in words."""
    return dash(missing_label(ctx, item.missing)) if item.missing else None


def pages(ctx: Context, found: AgencyPage) -> Node:
    """Links to the pages before and after."""
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
