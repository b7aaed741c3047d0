"""What a profile shows of its sheet: links on the screen, and the foot that only print has."""

from __future__ import annotations

import segno

from layouts.context import Context
from layouts.markup import Node, Raw, html
from layouts.routes import LANGUAGES
from layouts.sheet import address, data_line, method_lines, pdf_path, report_link


def tools(ctx: Context) -> Node:
    """One page to print, in either language, and a way to report an error."""
    links = [
        html.Li(
            html.A(
                ctx.t(f"sheet.pdf_{lang}"),
                href=pdf_path(ctx, lang=lang),
                hrefLang=lang,
                rel="nofollow",
            )
        )
        for lang in sorted(LANGUAGES, key=lambda lang: lang != ctx.lang)
    ]
    report = report_link(ctx)
    if report:
        links.append(html.Li(html.A(ctx.t("sheet.report"), href=report)))
    return html.Nav(
        [html.Span(ctx.t("sheet.tools"), id="sheet-tools"), html.Ul(links, className="plain")],
        className="sheet-tools",
        **{"aria-labelledby": "sheet-tools"},
    )


def foot(ctx: Context) -> Node:
    """The foot of the printed page: method, date of the data, address and QR code."""
    here = address(ctx)
    return html.Div(
        [
            html.Div(
                [
                    *(html.P(line) for line in method_lines(ctx, year=int(ctx.year().value))),
                    html.P(data_line(ctx)),
                    html.P([ctx.t("sheet.address"), " ", html.Strong(here)]),
                ]
            ),
            Raw(qr_svg(here)) if ctx.settings.public_url else None,
        ],
        className="sheet",
    )


def qr_svg(text: str) -> str:
    """A QR code as inline SVG."""
    code = segno.make(text, error="m", micro=False)
    return code.svg_inline(scale=1, border=2, omitsize=True, svgclass="qr", lineclass=None)
