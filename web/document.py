"""The HTML document around a page: head, data for the islands, scripts. It knows no page."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dash._utils import to_json

from layouts.islands import Island
from layouts.islands import Page as Root
from layouts.markup import script_place
from layouts.text import translate
from web.bundle import Bundle
from web.purge import used


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says about itself outside its body.

    Attributes:
        canonical: the address of the page for search engines.
        address: the one for readers who share it, with every choice in it.
        alternates: (language, address) of the same page in each language.
        inline: names of the inline scripts that the page needs from first paint.
        image: address of the preview card, 1200 by 630 pixels; empty where there is none.
    """

    lang: str
    title: str
    description: str
    canonical: str
    address: str
    alternates: Sequence[tuple[str, str]]
    indexed: bool
    site_name: str
    inline: Sequence[str] = ()
    image: str = ""


BROUGHT = ' class="chart-live trouble num missing missing- band band- near none"'
"""Names that a live page may have later: of the islands' script, and of what callbacks send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DashState:
    """What dash-renderer asks for at its start; served with the page, so it asks nothing."""

    config: dict[str, Any]
    callbacks: Sequence[Any]


def document(
    *, head: Head, body: str, islands: Sequence[Island], bundle: Bundle, dash: DashState
) -> str:
    """A complete document. Without islands and inline scripts it holds no script at all."""
    body, scripts = _inline(body, head, bundle)
    css = used(bundle.css, body + scripts + (BROUGHT if islands else ""))
    return (
        f'<!doctype html><html lang="{head.lang}"><head>{_head(head, bundle, css=css)}</head>'
        f"<body>{body}{_live(islands, head, bundle, dash) if islands else ''}"
        f"{scripts}</body></html>"
    )


def _head(head: Head, bundle: Bundle, *, css: str) -> str:
    def meta(name: str, content: str, *, key: str = "name") -> str:
        return f'<meta {key}="{name}" content="{escape(content)}">'

    tags = [
        '<meta charset="utf-8">',
        meta("viewport", "width=device-width,initial-scale=1"),
        f"<title>{escape(head.title)}</title>",
        meta("description", head.description),
        meta("color-scheme", "light dark"),
        "" if head.indexed else meta("robots", "noindex"),
        f'<link rel="canonical" href="{escape(head.canonical)}">',
        *(
            f'<link rel="alternate" hreflang="{lang}" href="{escape(address)}">'
            for lang, address in head.alternates
        ),
        meta("og:type", "website", key="property"),
        meta("og:site_name", head.site_name, key="property"),
        meta("og:title", head.title, key="property"),
        meta("og:description", head.description, key="property"),
        meta("og:url", head.address, key="property"),
        meta("og:locale", "th_TH" if head.lang == "th" else "en_GB", key="property"),
        *_card(head, meta),
        f'<link rel="icon" type="image/svg+xml" href="{bundle.icon}">',
        f"<style>{css}</style>",
    ]
    return "".join(tags)


def _card(head: Head, meta: Callable[..., str]) -> list[str]:
    """What LINE and social sites show of a link."""
    if not head.image:
        return [meta("twitter:card", "summary")]
    return [
        meta("og:image", head.image, key="property"),
        meta("og:image:type", "image/png", key="property"),
        meta("og:image:width", "1200", key="property"),
        meta("og:image:height", "630", key="property"),
        meta("og:image:alt", head.title, key="property"),
        meta("twitter:card", "summary_large_image"),
        meta("twitter:image", head.image),
    ]


def _inline(body: str, head: Head, bundle: Bundle) -> tuple[str, str]:
    """The body with the scripts that have a place in it, and the others."""
    others = []
    for name in head.inline:
        script, place = f"<script>{bundle.inline[name].source}</script>", script_place(name).html
        if place in body:
            body = body.replace(place, script, 1)
        else:
            others.append(script)
    return body, "".join(others)


def _live(islands: Sequence[Island], head: Head, bundle: Bundle, dash: DashState) -> str:
    first = {"layout": Root(children=list(islands)), "dependencies": list(dash.callbacks)}
    trouble, close = (
        escape(translate(key, lang=head.lang)) for key in ("failure.callback", "failure.dismiss")
    )
    config = json.dumps(dash.config, sort_keys=True, separators=(",", ":"))
    return (
        '<div id="react-entry-point" hidden></div>'
        f'<script id="_dash-config" type="application/json">{_safe(config)}</script>'
        f'<script id="phrom-first" type="application/json" data-plotly="{bundle.plotly_url}"'
        f' data-trouble="{trouble}" data-close="{close}">'
        f"{_safe(to_json(first))}</script>"
        f'<script src="{bundle.vendor_url}" defer></script>'
    )


def _safe(text: str) -> str:
    """JSON that cannot end its script element."""
    return text.replace("<", "\\u003c")
