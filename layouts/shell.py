"""What stands around every page: skip link, header, data-status bar, footer."""

from __future__ import annotations

from http import HTTPStatus

from data.codes import Provenance
from layouts import format as fmt
from layouts.components.downloads import rows_of
from layouts.components.glossary import with_terms
from layouts.components.numbers import tag
from layouts.context import Context, PageContent
from layouts.markup import Node, Tag, html
from layouts.routes import ASOF, DEFAULT_LANGUAGE, LANGUAGES, NAVIGATION, Page
from layouts.text import translate

SEARCH_SCRIPT = "search"
"""Name of the inline script that brings suggestions; pages without any script go without it."""


def shell(ctx: Context, content: PageContent) -> Node:
    """The whole body of a page."""
    return [
        html.A(ctx.t("shell.skip"), href="#main", className="skip"),
        header(ctx),
        status_bar(ctx),
        html.Main(
            html.Div(
                [
                    notices(ctx, content),
                    with_terms(ctx, content.body),
                    rows_of(ctx) if content.rows and content.status == HTTPStatus.OK else None,
                ],
                className="container",
            ),
            id="main",
            tabIndex=-1,
        ),
        footer(ctx),
    ]


def header(ctx: Context) -> Node:
    """Name, destinations, search and the other language."""
    return html.Header(
        html.Div(
            [
                html.A(
                    [
                        html.Span(mark(ctx.lang), className="brand-mark"),
                        html.Span(ctx.t("site.tagline"), className="brand-line"),
                    ],
                    href=ctx.url(Page.OVERVIEW),
                    className="brand",
                ),
                html.Nav(
                    html.Ul([html.Li(_destination(ctx, page)) for page in NAVIGATION]),
                    className="nav",
                    **{"aria-label": ctx.t("shell.navigation")},
                ),
                search_form(ctx, field_id="site-search"),
                language_switch(ctx),
            ],
            className="container header-in",
        ),
        className="header",
    )


def mark(lang: str) -> Node:
    """The site's name; in English beside the Thai word that it is."""
    own, thai = (translate("site.name", lang=one) for one in (lang, DEFAULT_LANGUAGE))
    return own if lang == DEFAULT_LANGUAGE else [own, " ", html.Span(thai, lang=DEFAULT_LANGUAGE)]


def _destination(ctx: Context, page: Page) -> Node:
    here = ctx.address.page is page
    inside = SECTIONS.get(ctx.address.page) is page
    current = {"aria-current": "page" if here else "true"} if here or inside else {}
    return html.A(ctx.t(f"page.{page}.nav"), href=ctx.url(page), **current)


SECTIONS = {
    Page.PROVINCE: Page.PROVINCES,
    Page.MINISTRY: Page.MINISTRIES,
    Page.AGENCY: Page.AGENCIES,
    Page.FINDING: Page.FINDINGS,
    Page.RECOMMENDATIONS: Page.FINDINGS,
    Page.AWARDS: Page.FINDINGS,
    Page.SOURCES: Page.METHOD,
}
"""Which destination a page belongs to."""


def search_form(ctx: Context, *, field_id: str, value: str = "", label: str = "") -> Node:
    """The site's search: a plain form that works everywhere."""
    return html.Form(
        [
            html.Label(
                label or ctx.t("search.label"),
                htmlFor=field_id,
                className="" if label else "visually-hidden",
            ),
            html.Div(
                [
                    Tag(
                        "input",
                        {
                            "type": "search",
                            "name": "q",
                            "id": field_id,
                            "value": value or None,
                            "placeholder": ctx.t("search.placeholder"),
                            "autocomplete": "off",
                            "maxlength": "100",
                        },
                    ),
                    html.Button(ctx.t("search.button"), type="submit"),
                ],
                className="search-row",
            ),
        ],
        action=ctx.url(Page.SEARCH),
        method="get",
        role="search",
        className="search",
        **({} if label else {"aria-label": ctx.t("search.label")}),
    )


def language_switch(ctx: Context) -> Node:
    """A link to this very view in the other language."""
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    return html.A(
        ctx.t("shell.other_language"),
        href=ctx.address.href(lang=other),
        lang=other,
        hrefLang=other,
        className="language",
        **{"data-language": "true"},
    )


def status_bar(ctx: Context) -> Node:
    """What kind of scores these are, on every page; official scores need no warning."""
    if not ctx.simulated:
        return None
    return html.Section(
        html.Div(
            [
                tag(ctx, Provenance.SIMULATED),
                html.Span(ctx.t("status.simulated"), className="status-text"),
                html.A(ctx.t("status.more"), href=ctx.url(Page.METHOD) + "#simulated"),
            ],
            className="container status-in",
        ),
        className="status",
        **{"aria-label": ctx.t("status.label")},
    )


def notices(ctx: Context, content: PageContent) -> Node:
    """Says that the version is an old one, and which parameters could not be used."""
    if not content.notices and not ctx.superseded:
        return None
    return html.Div(
        [
            _superseded(ctx) if ctx.superseded else None,
            *(
                html.P(
                    ctx.t("shell.unknown_version", given=given[:60])
                    if name == ASOF
                    else ctx.t("shell.unknown_parameter", name=name, given=given[:60])
                )
                for name, given in content.notices.items()
            ),
        ],
        className="notice",
        role="status",
    )


def _superseded(ctx: Context) -> Node:
    issued = fmt.date(ctx.repo.issued, lang=ctx.lang)
    return html.P(
        [
            ctx.t("shell.superseded", version=ctx.repo.version, issued=issued),
            " ",
            html.A(ctx.t("shell.superseded_current"), href=ctx.address.href(asof=None)),
        ]
    )


def footer(ctx: Context) -> Node:
    """Source, data date, ways to method and accessibility, and who runs this."""
    settings = ctx.settings
    operator = (
        ctx.t("footer.operator", name=settings.operator_name)
        if settings.operator_name
        else ctx.t("footer.operator_unset")
    )
    links = (
        Page.DATA,
        Page.RECOMMENDATIONS,
        Page.AWARDS,
        Page.COMPARE,
        Page.GLOSSARY,
        Page.ACCESSIBILITY,
    )
    return html.Footer(
        html.Div(
            [
                html.Div(
                    [
                        html.P(ctx.t("footer.independent")),
                        html.P(ctx.t("footer.source")),
                    ],
                    className="footer-text",
                ),
                html.Nav(
                    html.Ul(
                        [
                            html.Li(html.A(ctx.t(f"page.{page}.nav"), href=ctx.url(page)))
                            for page in links
                        ]
                    ),
                    **{"aria-label": ctx.t("footer.navigation")},
                ),
                html.Div(
                    [
                        html.P(operator),
                        html.P(
                            html.A(settings.contact, href=f"mailto:{settings.contact}")
                            if settings.contact
                            else ctx.t("footer.contact_unset")
                        ),
                        html.P(
                            ctx.t(
                                "footer.version",
                                version=ctx.repo.version,
                                issued=fmt.date(ctx.repo.issued, lang=ctx.lang),
                            )
                        ),
                    ],
                    className="footer-text",
                ),
            ],
            className="container footer-in",
        ),
        className="footer",
    )
