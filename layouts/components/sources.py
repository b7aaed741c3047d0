"""Where published numbers come from: one click from each of them to document, slide and phrase."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html

from data.model import Finding, PublishedFigure, Source
from layouts.context import Context
from layouts.markup import Node
from layouts.routes import Page

PRESENTATION = "presentation-2562"
"""The document that all findings, recommendations and awards were read from."""

GUESSED = ("read from the order", "level not printed", "names no level")


def source_by_id(ctx: Context, source_id: str) -> Source:
    """One of the works that figures are cited from.

    Raises:
        LookupError: there is none of this id.
    """
    for item in ctx.repo.sources():
        if item.id == source_id:
            return item
    raise LookupError(source_id)


def survey_year(ctx: Context) -> int:
    """The year that the presentation reports on."""
    return max(f.year for f in ctx.repo.published_all() if f.source_id == PRESENTATION)


def source_link(ctx: Context, source: Source) -> Node:
    """A work's title, leading to it where its address is known, else to its entry here."""
    href = source.url or f"{ctx.url(Page.SOURCES)}#source-{source.id}"
    outside = {"rel": "external"} if source.url else {}
    return html.A(ctx.name(source.title), href=href, **outside)


def cite(ctx: Context, item: PublishedFigure, content: Node = None) -> Node:
    """A link from a published figure to the entry that says where it was read."""
    return html.A(
        content or ctx.t("source.label"),
        href=f"{ctx.url(Page.SOURCES)}#{item.id}",
        className="cite",
        title=ctx.name(source_by_id(ctx, item.source_id).title),
    )


def confidence(ctx: Context, findings: Sequence[Finding]) -> str:
    """How surely a question's numbers were read: high, medium, or picture where there are none.

    Medium where the table of published figures says so of one of them, or where a note says that
    level or column follow from the order of the text.
    """
    if all(item.printed is None for item in findings):
        return "picture"
    known = _known(ctx)
    for item in findings:
        if known.get((item.source_line, item.level, str(item.printed))) == "medium":
            return "medium"
        if any(words in item.note for words in GUESSED):
            return "medium"
    return "high"


def _known(ctx: Context) -> Mapping[tuple[str, str, str], str]:
    return {
        (item.source_line, item.level, str(item.printed)): item.confidence
        for item in ctx.repo.published_all()
        if item.source_id == PRESENTATION
    }


def finding_source(ctx: Context, findings: Sequence[Finding]) -> Node:
    """Document, slide heading, phrase and confidence of a question, opened by one click."""
    source = source_by_id(ctx, PRESENTATION)
    headings = dict.fromkeys(item.source_heading for item in findings)
    phrase = findings[0].question.th
    quoted = not phrase.startswith("(")
    options = dict.fromkeys(i.option.th for i in findings if i.option.th and i.value_type != "base")
    rows: list[tuple[str, Node]] = [
        ("document", [ctx.name(source.publisher), ", ", source_link(ctx, source)]),
        ("heading", [_quoted(text) for text in headings]),
        ("quote", _quoted(phrase) if quoted else ctx.t("source.no_phrase")),
    ]
    if options:
        rows.append(("options", [[_quoted(text), " "] for text in options]))
    rows += [
        ("vintage", source.vintage),
        ("confidence", ctx.t(f"source.{confidence(ctx, findings)}")),
    ]
    return html.Details(
        [
            html.Summary(ctx.t("source.label")),
            html.Dl(
                [
                    html.Div([html.Dt(ctx.t(f"source.{name}")), html.Dd(content)])
                    for name, content in rows
                ],
                className="source-list",
            ),
        ],
        className="source",
        **{"data-source": " ".join(item.id for item in findings), "data-explains": "source"},
    )


def _quoted(text: str) -> Node:
    return html.Q(text, lang="th")


def finding_url(ctx: Context, item: Finding) -> str:
    """The lasting address of a finding."""
    numbers = {pillar.id: str(pillar.number) for pillar in ctx.repo.pillars()}
    if item.pillar_id is None:
        return f"{ctx.url(Page.FINDINGS)}#{item.id}"
    return f"{ctx.url(Page.FINDING, id=numbers[item.pillar_id])}#{item.id}"
