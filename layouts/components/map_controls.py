"""Choices of the map page: selects that act at once, a plain form where scripts are off."""

from __future__ import annotations

from collections.abc import Sequence

from layouts import format as fmt
from layouts.components.numbers import tag
from layouts.context import Context
from layouts.mapview import (
    ALL_OFFICES,
    CLASSINGS,
    EVERYWHERE,
    FACES,
    Choices,
    measures,
    surveyed_kinds,
)
from layouts.markup import Node, Tag, html
from layouts.words import measure_label

Options = Sequence[tuple[str, str]]


def faces(ctx: Context, chosen: Choices) -> Node:
    """Map, tiles or table: links, so that they work without scripts."""
    return html.Nav(
        [
            html.A(
                ctx.t(f"map.face.{face}"),
                href=ctx.address.href(view=None if face == FACES[0] else face),
                **{
                    "data-face": face,
                    **({"aria-current": "true"} if face == chosen.view.value else {}),
                },
            )
            for face in FACES
        ],
        className="faces years",
        id="map-faces",
        **{"aria-label": ctx.t("map.faces")},
    )


def controls(ctx: Context, chosen: Choices) -> Node:
    """Measure, year, region, kind of office and class method."""
    by_kind = chosen.kind.value != ALL_OFFICES
    regions: Options = [
        (EVERYWHERE, ctx.t("map.everywhere")),
        *((r.id, ctx.name(r.name)) for r in ctx.repo.regions()),
    ]
    kinds: Options = [
        (ALL_OFFICES, ctx.t("map.all_offices")),
        *((k.id, ctx.name(k.name)) for k in surveyed_kinds(ctx)),
    ]
    years: Options = [(str(y), fmt.full_year(y, lang=ctx.lang)) for y in reversed(ctx.repo.years)]
    shown: Options = [(str(m), measure_label(ctx, m)) for m in measures(by_kind=by_kind)]
    classings: Options = [(c, ctx.t(f"map.classes.{c}")) for c in CLASSINGS]
    fields: tuple[tuple[str, str, Options, str], ...] = (
        ("measure", ctx.t("measure.choose"), shown, chosen.measure.value),
        ("year", ctx.t("measure.year"), years, chosen.year.value),
        ("kind", ctx.t("map.kind"), kinds, chosen.kind.value),
        ("region", ctx.t("map.region"), regions, chosen.region.value),
        ("classes", ctx.t("map.classing"), classings, chosen.classes.value),
    )
    view = chosen.view.value
    first, *more = [
        _select(name=name, label=label, options=options, chosen=value)
        for name, label, options, value in fields
    ]
    return html.Form(
        [
            first,
            _more(ctx, more, changed=_is_changed(ctx, chosen)),
            Tag("input", {"type": "hidden", "name": "view", "value": view})
            if view != FACES[0]
            else None,
            Tag("noscript", {}, html.Button(ctx.t("shell.apply"), type="submit")),
        ],
        method="get",
        id="map-controls",
        className="controls",
    )


def _is_changed(ctx: Context, chosen: Choices) -> bool:
    """Whether one of the folded choices is not what the page begins with."""
    begins = (str(ctx.repo.latest), ALL_OFFICES, EVERYWHERE, CLASSINGS[0])
    now = (chosen.year, chosen.kind, chosen.region, chosen.classes)
    return tuple(choice.value for choice in now) != begins


def _more(ctx: Context, fields: Sequence[Node], *, changed: bool) -> Node:
    """What fewer readers need, folded on a phone so that the map is in its first view."""
    return html.Details(
        [html.Summary(ctx.t("map.more_choices")), html.Div(fields, className="more-fields")],
        className="more",
        open=changed,
    )


def _select(*, name: str, label: str, options: Options, chosen: str) -> Node:
    return html.Div(
        [
            html.Label(label, htmlFor=f"map-{name}"),
            Tag(
                "select",
                {"name": name, "id": f"map-{name}", "autocomplete": "off"},
                [
                    Tag("option", {"value": code, "selected": code == chosen}, words)
                    for code, words in options
                ],
            ),
        ],
        className="control",
    )


def tools(ctx: Context) -> Node:
    """Zoom and location: they need the script, and appear with it."""
    return html.Div(
        [
            html.Button(ctx.t(f"map.tool.{name}"), type="button", **{"data-tool": name})
            for name in ("country", "region", "province", "locate")
        ],
        className="map-tools",
        id="map-tools",
        hidden=True,
    )


def method_note(ctx: Context, chosen: Choices) -> Node:
    """Which classes paint the map, in words; both sentences are there, one is shown."""
    return html.P(
        [
            html.Span(
                ctx.t(f"map.classes_note.{c}"),
                hidden=c != chosen.classes.value,
                **{"data-classes": c},
            )
            for c in CLASSINGS
        ],
        className="note",
        id="map-method",
        **{"data-explains": "class"},
    )


def kind_note(ctx: Context, chosen: Choices) -> Node:
    """What a single kind of office rests on: which kinds were surveyed is mostly assumed."""
    if chosen.kind.value == ALL_OFFICES:
        return None
    kind = next(k for k in surveyed_kinds(ctx) if k.id == chosen.kind.value)
    return html.P(
        [ctx.t(f"map.kind_note.{kind.surveyed}"), " ", tag(ctx, ctx.score_provenance)],
        className="note",
    )
