"""What the survey published: its aims, the answers of each pillar, and what belongs to none."""

from __future__ import annotations

from collections.abc import Sequence

from data.codes import Level, Measure, Provenance
from data.model import Finding, Pillar
from layouts import format as fmt
from layouts.components.downloads import view_links
from layouts.components.finding_charts import figure_of, frame, level_label
from layouts.components.finding_pictures import pictures
from layouts.components.findings import Title, block, finding_title
from layouts.components.numbers import tag
from layouts.components.profile import breadcrumb
from layouts.components.sources import cited, source_by_id, source_link
from layouts.context import Context, NotFound, PageContent
from layouts.figures import describe as d
from layouts.markup import Node, html
from layouts.pages import response
from layouts.questions import Question, contrasts, questions, reading
from layouts.routes import Page
from layouts.words import comparability

AIM_SOURCE = "dga-news-18173"
"""The source that states the aims of the survey."""

RESPONSE = "response"
"""Path of the page on who answered, beside the numbers of the pillars."""


def index(ctx: Context) -> PageContent:
    """Aims, framework and pillars of the survey, and the findings that belong to no pillar."""
    every = ctx.repo.findings()
    other = questions([item for item in every if item.pillar_id is None])
    return PageContent(
        title=ctx.t("page.findings.title"),
        description=ctx.t("page.findings.description"),
        published=True,
        body=[
            html.H1(ctx.t("findings.title")),
            html.P(ctx.t("findings.lead"), className="lead"),
            html.P(_counts(ctx, every, key="findings.counts.all"), className="note"),
            _aims(ctx),
            html.Section(
                [
                    html.H2(ctx.t("findings.framework.title")),
                    html.P(_framework(ctx)),
                    html.Ul(
                        [_card(ctx, pillar) for pillar in ctx.repo.pillars()],
                        className="cards plain",
                    ),
                ],
                className="section",
            ),
            _others(ctx, other),
            view_links(ctx, words="download.findings"),
        ],
    )


def _aims(ctx: Context) -> Node:
    source = source_link(ctx, source_by_id(ctx, AIM_SOURCE))
    return html.Section(
        [
            html.H2(ctx.t("findings.aim.title")),
            html.P(ctx.t("findings.aim.text")),
            html.P(
                [
                    *ctx.rich("findings.aim.source", source=source),
                    " · ",
                    ctx.t("findings.aim.open"),
                ],
                className="note",
            ),
        ],
        className="section prose",
    )


def _framework(ctx: Context) -> Node:
    indicators = ctx.repo.indicators()
    named = sum(item.named for item in indicators)
    return [
        ctx.t("findings.framework.text", named=named, unnamed=len(indicators) - named),
        " ",
        html.A(ctx.t("findings.framework.more"), href=f"{ctx.url(Page.METHOD)}#framework"),
    ]


def _counts(ctx: Context, items: Sequence[Finding], *, key: str) -> str:
    kinds = [item.value_type for item in items]
    return ctx.t(
        key,
        all=len(items),
        results=kinds.count("result"),
        bases=kinds.count("base"),
        scales=kinds.count("scale"),
        pictures=kinds.count("missing"),
    )


def _card(ctx: Context, pillar: Pillar) -> Node:
    """A pillar with its counts and the widest gap between the two levels, if it has any number."""
    found = ctx.repo.findings(pillar_id=pillar.id)
    striking = _striking(ctx, questions(found))
    return html.Li(
        [
            html.H3(
                html.A(
                    f"{pillar.number}. {ctx.name(pillar.name)}",
                    href=ctx.url(Page.FINDING, id=str(pillar.number)),
                )
            ),
            html.P(striking.nodes if striking else ctx.t("findings.card.only_pictures")),
            html.P(_counts(ctx, found, key="findings.counts.pillar"), className="note"),
        ],
        className="card",
    )


def _striking(ctx: Context, asked: Sequence[Question]) -> Title | None:
    """The widest gap between the two levels, else the first finding that has words."""
    wide = contrasts(asked)
    answered = [question for question in asked if question.answered]
    if not answered:
        return None
    chosen = next((q for q in answered if wide and wide[0].option in q.options), answered[0])
    return finding_title(ctx, chosen, reading(chosen), linked=True)


def _others(ctx: Context, asked: Sequence[Question]) -> list[Node]:
    """Response, overall scores, grouping and awards: each with its way on."""
    parts: list[tuple[str, list[Question], Node]] = [
        ("response", [], _more(ctx, "response", ctx.url(Page.FINDING, id=RESPONSE))),
        ("overall", [], None),
        ("grouping", [], _more(ctx, "grouping", ctx.url(Page.MINISTRIES))),
        ("awards", [], _more(ctx, "awards", ctx.url(Page.AWARDS))),
    ]
    rooms = {name: items for name, items, _ in parts}
    for question in asked:
        rooms[_room(question)].append(question)
    return [
        html.Section(
            [
                html.H2(ctx.t(f"findings.{name}.title"), id=name),
                _overall(ctx) if name == "overall" else None,
                [block(ctx, question) for question in items if question.answered],
                _unseen(ctx, tuple(q for q in items if not q.answered)),
                html.P(more) if more else None,
            ],
            className="section",
        )
        for name, items, more in parts
    ]


def _unseen(ctx: Context, asked: tuple[Question, ...]) -> Node:
    if not asked:
        return None
    return [html.H3(ctx.t("findings.pictures.title")), pictures(ctx, asked)]


def _room(question: Question) -> str:
    units = {item.unit for item in question.findings}
    if "awards" in units:
        return "awards"
    if "ministries" in units:
        return "grouping"
    return "overall" if units == {"score"} else "response"


def _more(ctx: Context, name: str, href: str) -> Node:
    return html.A(ctx.t(f"findings.{name}.more"), href=href)


def _overall(ctx: Context) -> Node:
    """Both levels side by side, in the last two years that have published means of both."""
    levels = (str(Level.DEPARTMENT), str(Level.OFFICE))
    found = {
        (f.level, f.year): f
        for f in ctx.repo.published_all()
        if f.measure == Measure.OVERALL and f.level in levels and f.used and f.entity_id is None
    }
    known = {year for _, year in found if all((level, year) in found for level in levels)}
    years = sorted(known, reverse=True)[:2]
    if not years:
        return None
    year = years[0]
    roles: tuple[d.Role, ...] = ("subject", "peer")
    latest = {level: found[level, year] for level in levels}
    title = ctx.t(
        "findings.overall.finding", **{level: item.printed for level, item in latest.items()}
    )
    marked = ctx.rich(
        "findings.overall.finding",
        **{level: cited(ctx, item) for level, item in latest.items()},
    )
    read_in: list[Node] = []
    for item in (found[level, y] for level in levels for y in years):
        when = fmt.year(item.year, lang=ctx.lang)
        name = level_label(ctx, item.level)
        read_in += [" · " if read_in else "", f"{name} {when}: ", cited(ctx, item)]
    first = latest[levels[0]]
    chart = d.DotPlot(
        **frame(
            ctx,
            id="chart-overall",
            title=title,
            subtitle=ctx.t("findings.subtitle.score"),
            heading=first.source_heading,
            source_id=first.source_id,
        ),
        axis=d.Axis(
            label="",
            low=0,
            high=100,
            ticks=tuple(d.Tick(at=at, text=str(at)) for at in range(0, 101, 20)),
        ),
        series=tuple(
            d.Series(id=str(y), label=fmt.full_year(y, lang=ctx.lang), role=role)
            for y, role in zip(years, roles, strict=False)
        ),
        rows=tuple(
            d.DotRow(
                id=level,
                label=level_label(ctx, level),
                values=tuple(
                    d.Value(number=found[level, y].value, text=str(found[level, y].printed))
                    for y in years
                ),
            )
            for level in levels
        ),
    )
    return html.Div(
        [
            html.P([marked, " ", tag(ctx, Provenance.PUBLISHED)], className="chart-title"),
            figure_of(ctx, chart, source=read_in),
            html.P(words, className="note")
            if len(years) > 1 and (words := comparability(ctx, year))
            else None,
        ],
        className="prose",
        **{"data-tagged": str(Provenance.PUBLISHED)},
    )


def pillar(ctx: Context) -> PageContent:
    """Every figure of one pillar, each with its own n; or who answered.

    Raises:
        NotFound: when there is no such pillar.
    """
    if ctx.address.id == RESPONSE:
        return response.page(ctx)
    every = ctx.repo.pillars()
    found = next((p for p in every if str(p.number) == ctx.address.id), None)
    if found is None:
        raise NotFound(ctx.address.id)
    asked = questions(ctx.repo.findings(pillar_id=found.id))
    name = f"{found.number}. {ctx.name(found.name)}"
    striking = _striking(ctx, asked)
    return PageContent(
        title=name,
        description=striking.plain if striking else ctx.t("findings.card.only_pictures"),
        published=True,
        body=[
            breadcrumb(
                ctx, parents=[(ctx.t("page.findings.nav"), ctx.url(Page.FINDINGS))], here=name
            ),
            html.H1(name),
            html.P(ctx.t("findings.pillar_lead"), className="lead"),
            html.P(_summary(ctx, found, asked), className="note"),
            [block(ctx, question, heading=html.H2) for question in asked if question.answered],
            _pictures(ctx, asked),
            html.P(
                html.A(
                    ctx.t("findings.advice"),
                    href=f"{ctx.url(Page.RECOMMENDATIONS)}#{found.id}",
                ),
                className="section",
            ),
            view_links(ctx),
            _neighbours(ctx, every, found),
        ],
    )


def _summary(ctx: Context, found: Pillar, asked: Sequence[Question]) -> list[Node]:
    counts = _counts(ctx, ctx.repo.findings(pillar_id=found.id), key="findings.counts.pillar")
    partly = sum(bool(question.not_asked) for question in asked)
    if not partly:
        return [counts]
    key = "findings.counts.not_asked_one" if partly == 1 else "findings.counts.not_asked"
    return [counts, " · ", ctx.t(key, count=partly)]


def _pictures(ctx: Context, asked: Sequence[Question]) -> Node:
    unseen = tuple(question for question in asked if not question.answered)
    if not unseen:
        return None
    values = sum(len(question.pictures) for question in unseen)
    return html.Section(
        [
            html.H2(ctx.t("findings.pictures.title")),
            html.P(
                ctx.t("findings.pictures.only")
                if len(unseen) == len(asked)
                else ctx.t("findings.pictures.text", values=values, questions=len(unseen))
            ),
            pictures(ctx, unseen),
        ],
        className="section",
        id="pictures",
    )


def _neighbours(ctx: Context, every: Sequence[Pillar], found: Pillar) -> Node:
    place = every.index(found)
    links = [
        html.Li(
            html.A(
                ctx.t(f"findings.{key}", name=ctx.name(every[at].name)),
                href=ctx.url(Page.FINDING, id=str(every[at].number)),
                rel=rel,
            )
        )
        for key, rel, at in (("previous", "prev", place - 1), ("next", "next", place + 1))
        if 0 <= at < len(every)
    ]
    return html.Nav(
        html.Ul(links, className="plain"),
        className="pages",
        **{"aria-label": ctx.t("findings.nav")},
    )
