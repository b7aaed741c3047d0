"""What was asked but published as pictures only: compact, counted, each value with its code."""

from __future__ import annotations

from data.codes import Missing, Provenance
from data.model import Finding
from layouts.components.finding_charts import level_label, option_name, sentence
from layouts.components.findings import EXPLAINS, cell, check_words, checks_of
from layouts.components.numbers import missing
from layouts.components.sources import finding_source
from layouts.components.tables import Column, row, table
from layouts.context import Context
from layouts.markup import Node, html
from layouts.questions import Question
from layouts.text import texts

LEVELS = ("department", "office")


def pictures(ctx: Context, questions: tuple[Question, ...]) -> Node:
    """A table of the questions without any number."""
    columns = (
        Column(label=ctx.t("findings.pictures.question")),
        *(Column(label=level_label(ctx, level)) for level in LEVELS),
    )
    found = table(
        ctx,
        caption=ctx.t("findings.pictures.title"),
        caption_hidden=True,
        columns=columns,
        rows=[
            row(
                columns,
                [
                    _asked(ctx, question),
                    *(_picture_cell(ctx, question, level) for level in LEVELS),
                ],
                id=f"q-{question.id}",
            )
            for question in questions
        ],
        provenance=Provenance.PUBLISHED,
    )
    return html.Div(found, className="pictured")


def _asked(ctx: Context, question: Question) -> Node:
    named = [option for option in question.options if ctx.name(option.name)]
    checks = [c for c in checks_of(ctx, question.findings) if c.result != "ok"]
    notes: list[Node] = []
    if f"finding_note.{question.id}" in texts():
        notes.append(ctx.t(f"finding_note.{question.id}"))
    notes += [check_words(ctx, check) for check in checks]
    others = [item for item in question.findings if item.level == "national"]
    return [
        html.P(ctx.name(question.name), className="asked-title"),
        html.Ul([html.Li(option_name(ctx, option)) for option in named], className="asked-options")
        if named
        else None,
        [
            html.P(
                [
                    sentence(ctx.name(item.option) or ctx.t("level.national.many")),
                    " ",
                    cell(ctx, question, item, "national"),
                ],
                className="note",
            )
            for item in others
        ],
        [html.P(note, className="note", **EXPLAINS) for note in notes],
        finding_source(ctx, question.findings),
    ]


def _picture_cell(ctx: Context, question: Question, level: str) -> Node:
    if level in question.not_asked:
        return missing(ctx, Missing.NOT_ASKED)
    items = [item for item in question.pictures if item.level == level]
    base = question.bases.get(level)
    if not items and base is None:
        return None
    count = "findings.pictures.count_one" if len(items) == 1 else "findings.pictures.count"
    return [
        html.P(["n = ", cell(ctx, question, base, level)], className="one-line") if base else None,
        html.P(
            [missing(ctx, Missing.NOT_AVAILABLE), " ", ctx.t(count, count=len(items))],
            className="one-line",
        )
        if items
        else None,
        html.P(
            [
                [
                    html.Span(
                        html.A(
                            item.id,
                            href=f"#{item.id}",
                            className="code",
                            title=ctx.name(item.option) or None,
                            **{"aria-label": _picture_name(ctx, item)},
                        ),
                        id=item.id,
                        **{"data-finding": item.value_type},
                    ),
                    " ",
                ]
                for item in items
            ],
            className="one-line codes",
        )
        if items
        else None,
    ]


def _picture_name(ctx: Context, item: Finding) -> str:
    option = ctx.name(item.option)
    link = ctx.t("findings.link", id=item.id)
    return f"{link}: {option}" if option else link
