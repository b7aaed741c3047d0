"""What can be downloaded: tables, boundaries, the whole, views; and what every column means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from layouts.components.downloads import FORMATS, file_url, list_url, shapes_url
from layouts.components.tables import Column, row, table
from layouts.context import Context, PageContent
from layouts.markup import Node, html
from layouts.routes import Page
from layouts.views import VIEWS as VIEW_PAGES

KIB = 1024


def page(ctx: Context) -> PageContent:
    """The downloads of the version in use."""
    index = _index(ctx)
    return PageContent(
        title=ctx.t("page.data.title"),
        description=ctx.t("page.data.description"),
        body=[
            html.H1(ctx.t("page.data.title")),
            html.P(ctx.t("data.lead"), className="lead"),
            _whole(ctx, index) if index else html.P(ctx.t("data.none"), className="panel"),
            _tables(ctx, index) if index else None,
            _views(ctx),
            html.Section(
                [html.H2(ctx.t("data.use.title")), html.P(ctx.t("data.use.text"))],
                className="section prose",
            ),
            _dictionary(ctx, index) if index else None,
        ],
    )


def _index(ctx: Context) -> dict[str, Any] | None:
    """What was built for this version; None where it was not."""
    path = Path(ctx.settings.data_dir) / f"downloads-{ctx.repo.version}" / "index.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _size(ctx: Context, count: int) -> str:
    if count < KIB * KIB:
        return ctx.t("data.kilobytes", size=max(1, round(count / KIB)))
    return ctx.t("data.megabytes", size=f"{count / KIB / KIB:.1f}")


def _link(ctx: Context, file: dict[str, Any], label: str) -> Node:
    return [
        html.A(
            label,
            href=file_url(ctx, file["name"]),
            rel="nofollow",
            **{"aria-label": f"{label}: {file['name']}"},
        ),
        " ",
        html.Span(_size(ctx, file["bytes"]), className="note"),
    ]


def _whole(ctx: Context, index: dict[str, Any]) -> Node:
    words = index["dictionary"]["files"]
    outlines = _size(ctx, ctx.shapes.download.stat().st_size)
    return html.Section(
        [
            html.H2(ctx.t("data.whole.title")),
            html.Ul(
                [
                    html.Li(
                        [
                            _link(ctx, index["archive"], ctx.t("data.whole.zip")),
                            html.P(ctx.t("data.whole.zip_text"), className="note"),
                        ]
                    ),
                    html.Li(
                        [
                            html.A(
                                ctx.t("data.whole.shapes"), href=shapes_url(ctx), rel="nofollow"
                            ),
                            " ",
                            html.Span(outlines, className="note"),
                            html.P(
                                ctx.shapes.source_th if ctx.lang == "th" else ctx.shapes.source_en,
                                className="note",
                            ),
                        ]
                    ),
                    html.Li(
                        [
                            ctx.t("data.whole.dictionary"),
                            " ",
                            [
                                [_link(ctx, words[form], form.upper()), " "]
                                for form in ("csv", "json", "xlsx")
                            ],
                        ]
                    ),
                ]
            ),
        ],
        className="section prose",
    )


def _tables(ctx: Context, index: dict[str, Any]) -> Node:
    columns = (
        Column(label=ctx.t("data.table")),
        Column(label=ctx.t("data.rows"), numeric=True),
        *(Column(label=form.upper()) for form in ("csv", "json", "xlsx")),
    )
    title = "title_th" if ctx.lang == "th" else "title_en"
    return html.Section(
        [
            html.H2(ctx.t("data.tables.title")),
            html.P(
                ctx.t("data.tables.text" if ctx.simulated else "data.tables.text_official"),
                className="prose",
            ),
            table(
                ctx,
                caption=ctx.t("data.tables.title"),
                caption_hidden=True,
                columns=columns,
                rows=[
                    row(
                        columns,
                        [
                            [
                                html.A(item[title], href=f"#table-{item['name']}"),
                                " ",
                                html.Code(item["name"], className="note"),
                            ],
                            f"{item['rows']:,}",
                            *(
                                _link(ctx, item["files"][form], form.upper())
                                for form in ("csv", "json", "xlsx")
                            ),
                        ],
                    )
                    for item in index["tables"]
                ],
                provenance=None,
            ),
        ],
        className="section",
    )


def _views(ctx: Context) -> Node:
    listed = (Page.PROVINCES, Page.MINISTRIES, Page.AGENCIES, Page.FINDINGS)
    return html.Section(
        [
            html.H2(ctx.t("data.views.title")),
            html.P(ctx.t("data.views.text")),
            html.Ul(
                [
                    html.Li(
                        [
                            ctx.t(f"page.{page}.title"),
                            ": ",
                            [
                                [
                                    html.A(
                                        html.Code(list_url(ctx, page, form=form)),
                                        href=list_url(ctx, page, form=form),
                                        rel="nofollow",
                                    ),
                                    " ",
                                ]
                                for form in FORMATS
                            ],
                        ]
                    )
                    for page in listed
                    if page in VIEW_PAGES
                ]
            ),
            html.P(ctx.t("data.views.rows"), className="note"),
        ],
        className="section prose",
    )


def _dictionary(ctx: Context, index: dict[str, Any]) -> Node:
    title, meaning = ("title_th", 2) if ctx.lang == "th" else ("title_en", 3)
    return html.Section(
        [
            html.H2(ctx.t("data.dictionary.title")),
            html.P(ctx.t("data.dictionary.text")),
            [
                html.Details(
                    [
                        html.Summary([item[title], " ", html.Code(item["name"])]),
                        html.Dl(
                            [
                                html.Div([html.Dt(html.Code(field[0])), html.Dd(field[meaning])])
                                for field in item["columns"]
                            ],
                            className="columns-list",
                        ),
                    ],
                    className="dictionary",
                    id=f"table-{item['name']}",
                )
                for item in index["tables"]
            ],
        ],
        className="section",
    )
