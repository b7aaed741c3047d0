"""What the three kinds of profile share: headline facts, the six pillars, lists of relatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.codes import Level, Measure, Missing, Scope
from data.model import AgencyRow, Entity, Profile, Similar
from layouts import format as fmt
from layouts import ids
from layouts.comparison import Against, comparison
from layouts.components import charts
from layouts.components.numbers import (
    band_chip,
    coverage,
    figure,
    missing,
    rank_cell_text,
    rank_of_text,
    rank_range_text,
    tag,
    unranked,
    unranked_text,
    value,
)
from layouts.components.tables import Column, row, table
from layouts.components.years import membership_note
from layouts.context import Context
from layouts.islands import Choice, Fragment
from layouts.markup import Node, Tag, html
from layouts.routes import Page
from layouts.words import caveat

RANK_SCOPES = (Scope.LEVEL, Scope.MINISTRY, Scope.TYPE, Scope.KIND, Scope.PROVINCE, Scope.REGION)


def breadcrumb(ctx: Context, *, parents: Sequence[tuple[str, str]], here: str) -> Node:
    """The way back up."""
    items = [html.Li(html.A(label, href=href)) for label, href in parents]
    return html.Nav(
        html.Ol([*items, html.Li(here, **{"aria-current": "page"})]),
        className="crumbs",
        **{"aria-label": ctx.t("shell.breadcrumb")},
    )


def year_switch(ctx: Context, *, year: int) -> Node:
    """Links to the same view in the other years."""
    return html.Nav(
        [
            html.A(
                fmt.year(item, lang=ctx.lang),
                href=ctx.address.href(year=None if item == ctx.repo.latest else str(item)),
                **({"aria-current": "true"} if item == year else {}),
            )
            for item in reversed(ctx.repo.years)
        ],
        className="years",
        **{"aria-label": ctx.t("measure.year")},
    )


def facts(ctx: Context, profile: Profile) -> Node:
    """The score in large, its band, ranks, coverage and change, under one tag."""
    overall = profile.scores[Measure.OVERALL]
    cells: list[Node] = [
        _fact(
            [ctx.t("measure.overall.label"), " ", tag(ctx, ctx.score_provenance)],
            [html.Span(value(ctx, overall), className="big"), band_chip(ctx, profile.band)],
            ctx.t("measure.overall.unit"),
        )
    ]
    for scope in RANK_SCOPES:
        rank = profile.rank(scope=scope)
        if rank is None or rank.of < 2:
            continue
        cells.append(
            _fact(
                ctx.t(f"profile.rank.{profile.entity.level}.{scope}"),
                figure(rank_of_text(rank, lang=ctx.lang), provenance=ctx.score_provenance),
                _notes(ctx, profile, scope, rank_range_text(ctx, rank)),
            )
        )
    if profile.unranked and overall.number is not None:
        cells.append(_fact(ctx.t("rank.label"), unranked_text(ctx, profile.unranked), None))
    if profile.coverage and profile.coverage.surveyed:
        cells.append(
            _fact(
                ctx.t(f"profile.coverage.{profile.entity.level}"),
                coverage(ctx, profile.coverage, provenance=ctx.score_provenance),
                ctx.t("profile.coverage.note"),
            )
        )
    if profile.previous_year and profile.change.number is not None:
        cells.append(
            _fact(
                ctx.t("profile.change", year=fmt.year(profile.previous_year, lang=ctx.lang)),
                value(ctx, profile.change, measure=Measure.CHANGE),
                caveat(ctx, profile.year, form="short"),
            )
        )
    return html.Section(
        [
            html.H2(ctx.t("profile.facts"), className="visually-hidden"),
            html.Dl(cells, className="facts"),
        ],
        **{"data-tagged": str(ctx.score_provenance)},
    )


def _fact(label: Node, content: Node, note: Node) -> Node:
    return html.Div(
        [html.Dt(label), html.Dd(content), html.Dd(note, className="note") if note else None],
        className="fact",
    )


def _notes(ctx: Context, profile: Profile, scope: Scope, ranges: str) -> Node:
    """The ranges of a rank, and whether its population is of another year."""
    marked = Tag("span", {"data-provenance": str(ctx.score_provenance)}, ranges) if ranges else None
    note = group_note(ctx, profile, scope)
    return [marked, html.Br() if marked else None, note] if note else marked


def group_note(ctx: Context, profile: Profile, scope: Scope) -> str:
    """What to say of a rank within a ministry that did not exist yet; mostly nothing."""
    if scope is not Scope.MINISTRY or not profile.entity.ministry_id:
        return ""
    ministry = ctx.repo.entity(level=Level.MINISTRY, id=profile.entity.ministry_id)
    return membership_note(ctx, ministry, year=profile.year)


def award_badge(ctx: Context, profile: Profile) -> Node:
    """An award as a badge, never a rank."""
    if not profile.awards:
        return None
    award = profile.awards[0]
    return html.P(
        html.A(
            ctx.t("profile.award", year=fmt.full_year(award.year, lang=ctx.lang)),
            href=ctx.url(Page.AWARDS),
        ),
        className="award",
    )


def pillars(ctx: Context, profile: Profile, *, options: Sequence[Against], chosen: Against) -> Node:
    """The six pillars: dot plot first, radar second, a table with the same numbers."""
    shown = comparison(ctx.repo, profile=profile, against=chosen, lang=ctx.lang)
    stills = charts.pillar_charts(ctx, profile=profile, shown=shown)
    return html.Section(
        [
            html.Div(
                [
                    html.H2(ctx.t("profile.pillars.title"), id="pillars"),
                    against_form(ctx, profile, options=options, chosen=chosen),
                ],
                className="section-head",
            ),
            html.Div(
                [
                    charts.figure_box(ctx, stills.dots, island_id=ids.PILLAR_DOTS),
                    charts.figure_box(ctx, stills.radar, island_id=ids.PILLAR_RADAR),
                ],
                className="two",
            ),
            Fragment(
                id=ids.PILLAR_TABLE, stand_in=pillar_table(ctx, profile=profile, chosen=chosen)
            ),
        ],
        className="section",
        **{"data-tagged": str(ctx.score_provenance)},
    )


def against_form(
    ctx: Context, profile: Profile, *, options: Sequence[Against], chosen: Against
) -> Node:
    """What to compare with: a select that works by itself and without scripts as a form."""
    select = Tag(
        "select",
        {"name": "against", "id": "against"},
        [
            Tag(
                "option",
                {"value": option.code, "selected": option.code == chosen.code},
                option.label,
            )
            for option in options
        ],
    )
    return html.Form(
        [
            html.Label(ctx.t("profile.against"), htmlFor="against"),
            Choice(
                id=ids.PILLAR_AGAINST,
                name="against",
                value=chosen.code,
                context={
                    "version": ctx.repo.version,
                    "level": str(profile.entity.level),
                    "id": profile.entity.id,
                    "year": profile.year,
                    "lang": ctx.lang,
                },
                stand_in=select,
            ),
            Tag("noscript", {}, html.Button(ctx.t("shell.apply"), type="submit")),
            _kept(ctx),
        ],
        method="get",
        className="against",
    )


def _kept(ctx: Context) -> Node:
    year = ctx.address.query.get("year")
    return Tag("input", {"type": "hidden", "name": "year", "value": year}) if year else None


def pillar_table(ctx: Context, *, profile: Profile, chosen: Against) -> Node:
    """The numbers of both charts, with the rank in each pillar."""
    shown = comparison(ctx.repo, profile=profile, against=chosen, lang=ctx.lang)
    columns = (
        Column(label=ctx.t("profile.pillars.pillar")),
        Column(label=ctx.name(profile.entity.name), numeric=True),
        Column(label=shown.label, numeric=True),
        Column(label=ctx.t("profile.pillars.middle"), numeric=True, priority=2),
        Column(label=ctx.t("rank.label"), numeric=True, wraps=True),
    )
    names = {pillar.measure: pillar for pillar in ctx.repo.pillars(year=profile.year)}
    rows = []
    for measure in names:
        summary = shown.peers[measure]
        rank = profile.rank(scope=Scope.LEVEL, measure=measure)
        middle = (
            None
            if summary.q1 is None or summary.q3 is None
            else figure(
                f"{fmt.number(summary.q1)}–{fmt.number(summary.q3)}",
                provenance=summary.provenance,
            )
        )
        rows.append(
            row(
                columns,
                [
                    f"{names[measure].number}. {ctx.name(names[measure].name)}",
                    value(ctx, profile.scores[measure], measure=measure),
                    value(ctx, shown.values[measure], measure=measure),
                    middle,
                    figure(rank_cell_text(rank, lang=ctx.lang), provenance=ctx.score_provenance)
                    if rank
                    else unranked(ctx, profile.unranked),
                ],
            )
        )
    return table(
        ctx,
        caption=ctx.t("profile.pillars.caption", name=ctx.name(profile.entity.name)),
        columns=columns,
        rows=rows,
        provenance=ctx.score_provenance,
    )


MEMBER_SORTS = ("score", "name", "change")
"""Orders of a table of members; score is how they come."""


def members_table(
    ctx: Context,
    rows: Sequence[AgencyRow],
    *,
    caption: str,
    of_level: Level,
    sort: str = MEMBER_SORTS[0],
) -> Node:
    """Agencies of a roll-up with score, band, rank in their level and change, sortable by link."""

    def column(name: str, label: str, **more: object) -> Column:
        return Column(
            label=label,
            sort=ctx.address.href(sort=None if name == MEMBER_SORTS[0] else name),
            sorted_as=("ascending" if name == "name" else "descending") if sort == name else None,
            **more,  # type: ignore[arg-type]
        )

    columns = (
        column("name", ctx.t(f"level.{of_level}.one")),
        column("score", ctx.t("measure.overall.label"), numeric=True),
        Column(label=ctx.t("band.label"), priority=2),
        Column(label=ctx.t(f"profile.rank.{of_level}.level"), numeric=True, wraps=True),
        column("change", ctx.t("measure.change.short"), numeric=True, priority=2),
    )
    return table(
        ctx,
        caption=caption,
        columns=columns,
        rows=[
            row(
                columns,
                [
                    html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
                    value(ctx, item.values[Measure.OVERALL]),
                    band_chip(ctx, item.band),
                    figure(
                        rank_cell_text(item.rank, lang=ctx.lang), provenance=ctx.score_provenance
                    )
                    if item.rank
                    else None,
                    value(ctx, item.values[Measure.CHANGE], measure=Measure.CHANGE),
                ],
            )
            for item in _sorted(ctx, rows, sort=sort)
        ],
        provenance=ctx.score_provenance,
    )


def _sorted(ctx: Context, rows: Sequence[AgencyRow], *, sort: str) -> list[AgencyRow]:
    """Members in the asked order; those without a change come last."""
    if sort == "change":
        known = [row for row in rows if row.values[Measure.CHANGE].number is not None]
        unknown = [row for row in rows if row.values[Measure.CHANGE].number is None]
        return sorted(known, key=lambda r: -(r.values[Measure.CHANGE].number or 0.0)) + unknown
    if sort == "name":
        if ctx.lang == "en":
            return sorted(rows, key=lambda r: r.entity.name.en)
        level = rows[0].entity.level if rows else Level.OFFICE
        order = {entity.id: n for n, entity in enumerate(ctx.repo.entities(level=level))}
        return sorted(rows, key=lambda r: order[r.entity.id])
    return list(rows)


def without_score(ctx: Context, groups: Mapping[Missing, Sequence[Entity]]) -> Node:
    """Members without a score, by kind of missing."""
    return [
        html.Div(
            [
                html.H3([missing(ctx, kind), f" ({len(entities)})"]),
                html.P(ctx.t(f"missing.{kind}.meaning"), className="note"),
                html.Ul(
                    [
                        html.Li(html.A(ctx.name(item.name), href=ctx.profile_url(item)))
                        for item in entities
                    ],
                    className="plain columns",
                ),
            ],
            className="without",
        )
        for kind, entities in groups.items()
        if entities
    ]


def similar_list(ctx: Context, items: Sequence[Similar], *, title: str) -> Node:
    """The most similar entities with their distance."""
    if not items:
        return None
    columns = (
        Column(label=ctx.t("profile.similar.name")),
        Column(label=ctx.t("measure.overall.label"), numeric=True),
        Column(label=ctx.t("profile.similar.distance"), numeric=True),
    )
    return html.Section(
        [
            html.H2(title),
            table(
                ctx,
                caption=ctx.t("profile.similar.caption"),
                columns=columns,
                rows=[
                    row(
                        columns,
                        [
                            html.A(ctx.name(item.entity.name), href=ctx.profile_url(item.entity)),
                            value(ctx, item.overall),
                            figure(fmt.number(item.distance), provenance=ctx.score_provenance),
                        ],
                    )
                    for item in items
                ],
                provenance=ctx.score_provenance,
            ),
        ],
        className="section",
    )


def link_list(ctx: Context, entities: Sequence[Entity]) -> Node:
    """Plain links to profiles, side by side."""
    return html.Ul(
        [html.Li(html.A(ctx.name(item.name), href=ctx.profile_url(item))) for item in entities],
        className="plain chips",
    )
