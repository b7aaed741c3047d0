"""The page in place of one that could not be made; it asks no data, which may be the fault."""

from __future__ import annotations

from layouts import routes
from layouts.markup import Node, html
from layouts.routes import NAVIGATION, Page
from layouts.settings import Settings
from layouts.shell import mark
from layouts.text import rich, translate


def failure(*, lang: str, path: str, reference: str, settings: Settings) -> Node:
    """The body of the page.

    Args:
        lang: language of the reader.
        path: path that was asked for, to try it again.
        reference: id under which the log tells what happened.
        settings: whom to tell.
    """

    def text(key: str, **values: object) -> str:
        return translate(key, lang=lang, **values)

    contact = settings.contact
    return [
        html.Header(
            html.Div(
                html.A(
                    html.Span(mark(lang), className="brand-mark"),
                    href=routes.url(Page.OVERVIEW, lang=lang),
                    className="brand",
                ),
                className="container header-in",
            ),
            className="header",
        ),
        html.Main(
            html.Div(
                [
                    html.H1(text("failure.title")),
                    html.P(text("failure.text"), className="lead"),
                    html.P(html.A(text("failure.again"), href=path)),
                    html.P(text("failure.reference", id=reference), className="note"),
                    html.P(
                        rich(
                            "failure.contact",
                            lang=lang,
                            contact=html.A(contact, href=f"mailto:{contact}"),
                        )
                    )
                    if contact
                    else None,
                    html.Nav(
                        html.Ul(
                            [
                                html.Li(
                                    html.A(
                                        text(f"page.{page}.nav"), href=routes.url(page, lang=lang)
                                    )
                                )
                                for page in NAVIGATION
                            ],
                            className="plain chips",
                        ),
                        **{"aria-label": text("shell.navigation")},
                    ),
                ],
                className="container",
            ),
            id="main",
        ),
    ]
