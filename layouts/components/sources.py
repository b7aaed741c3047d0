"""Where published numbers come from: one click from each of them to document, slide and phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias, TypeVar

from data.model import Finding, NoSuchFigure, PublishedFigure, Source
from layouts.components.numbers import figure
from layouts.context import Context
from layouts.markup import Node, html
from layouts.routes import Page
from layouts.text import texts

Printed = TypeVar("Printed", Finding, PublishedFigure)
Line: TypeAlias = tuple[str, str, Decimal | None]
"""Line of the source, level, number as printed."""

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
    """The year that the presentation reports on; the latest where nothing is cited from it."""
    years = (f.year for f in ctx.repo.published_all() if f.source_id == PRESENTATION)
    return max(years, default=ctx.repo.latest)


def source_link(ctx: Context, source: Source) -> Node:
    """A work's title, leading to it where its address is known, else to its entry here."""
    href = source.url or f"{ctx.url(Page.SOURCES)}#source-{source.id}"
    outside = {"rel": "external"} if source.url else {}
    return html.A(ctx.name(source.title), href=href, **outside)


def entry_url(ctx: Context, entry_id: str) -> str:
    """Address of the entry that says where a figure was read."""
    return f"{ctx.url(Page.SOURCES)}#{entry_id}"


def cite(ctx: Context, item: PublishedFigure, content: Node) -> Node:
    """A link from a published figure to the entry that says where it was read."""
    return _cite(ctx, item.id, content, source_id=item.source_id)


def cite_finding(ctx: Context, item: Finding, content: Node) -> Node:
    """A link from a number of a finding to the entry that says where it was read."""
    known = figure_of(ctx, item)
    return _cite(ctx, known.id if known else item.id, content, source_id=PRESENTATION)


def _cite(ctx: Context, entry_id: str, content: Node, *, source_id: str) -> Node:
    return html.A(
        content,
        href=entry_url(ctx, entry_id),
        className="cite",
        title=ctx.t("source.read_in", title=ctx.name(source_by_id(ctx, source_id).title)),
    )


def known_figure(
    ctx: Context, *, measure: str, level: str, year: int | None = None
) -> PublishedFigure | None:
    """The published figure in use of a year, by default the latest that has one; None without."""
    years = [year] if year else sorted({f.year for f in ctx.repo.published_all()}, reverse=True)
    for at in years:
        try:
            return ctx.repo.published(measure=measure, level=level, year=at)
        except NoSuchFigure:
            continue
    return None


def cited(ctx: Context, item: PublishedFigure, *, suffix: str = "") -> Node:
    """A published number with the digits of its source; it leads to where it was read."""
    printed = "" if item.printed is None else f"{item.printed:,}"
    return cite(ctx, item, figure(printed + suffix, provenance=item.provenance))


def told(
    ctx: Context, key: str, *, figures: Mapping[str, PublishedFigure | None], **words: object
) -> list[Node] | None:
    """A text whose numbers are published and lead to their sources; None where one is lacking."""
    found = {name: item for name, item in figures.items() if item is not None}
    if len(found) < len(figures):
        return None
    return ctx.rich(key, **words, **{name: cited(ctx, item) for name, item in found.items()})


def figure_of(ctx: Context, item: Finding) -> PublishedFigure | None:
    """The published figure that is the same number of the same line as a finding."""
    figures = ctx.repo.remembered(
        "figures by line",
        make=lambda: _by_line(f for f in ctx.repo.published_all() if f.source_id == PRESENTATION),
    )
    return None if item.printed is None else figures.get(_line(item))


def finding_of(ctx: Context, item: PublishedFigure) -> Finding | None:
    """The finding that is the same number of the same line as a published figure."""
    findings = ctx.repo.remembered("findings by line", make=lambda: _by_line(ctx.repo.findings()))
    is_of_it = item.source_id == PRESENTATION and item.printed is not None
    return findings.get(_line(item)) if is_of_it else None


def _by_line(items: Iterable[Printed]) -> Mapping[Line, Printed]:
    """The first of each number of each line."""
    found: dict[Line, Printed] = {}
    for item in items:
        found.setdefault(_line(item), item)
    return found


def _line(item: Finding | PublishedFigure) -> Line:
    return item.source_line, item.level, item.printed


def measured(ctx: Context, item: PublishedFigure) -> str:
    """What a figure measures; one that only later sources have is named by its code."""
    key = f"published.{item.measure}"
    return ctx.t(key) if key in texts() else item.measure.replace("_", " ")


def phrase(ctx: Context, item: PublishedFigure) -> str:
    """Words that stand beside a figure in the presentation, as printed; empty for other works.

    A ministry's group is quoted by its name, an award by the name of its winner, any other figure
    by the answer or the question of its line.
    """
    if item.source_id != PRESENTATION:
        return ""
    for award in ctx.repo.awards():
        if item.measure == "award" and award.source_line == item.source_line:
            return award.name_th_source
    every = ctx.repo.findings()
    if item.text_value:
        key = f"sources.text.{item.text_value}"
        word = ctx.t(key) if key in texts() else item.text_value
        every = tuple(f for f in every if f.option.th == word)
        return every[0].option.th if every else ""
    beside = [f for f in every if f.source_line == item.source_line]
    beside.sort(key=lambda f: (f.printed != item.printed, f.level != item.level))
    return finding_phrase(beside[0]) if beside else ""


def finding_phrase(item: Finding) -> str:
    """The answer that a finding stands for as printed, else its question."""
    words = item.option.th if item.value_type != "base" and item.option.th else item.question.th
    return "" if words.startswith("(") else words


def vintage(ctx: Context, code: str) -> str:
    """Which publication of a number this is, in words where there are words for it."""
    key = f"source.vintages.{code or 'only'}"
    return ctx.t(key) if key in texts() else code


def confidence(ctx: Context, findings: Sequence[Finding]) -> str:
    """How surely a question's numbers were read: high, medium, or picture where there are none.

    Medium where the table of published figures says so of one of them, or where a note says that
    level or column follow from the order of the text.
    """
    if all(item.printed is None for item in findings):
        return "picture"
    known = ctx.repo.remembered("confidence by line", make=lambda: _known(ctx))
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
        ("vintage", vintage(ctx, source.vintage)),
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
