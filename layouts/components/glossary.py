"""Explains the survey's terms where a page first uses them: on hover, on focus, and on tap.

The term is a button that opens its meaning as a popover, which every recent browser does without
a script; pointing at it or moving the focus to it shows the meaning by style alone.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import Any

from dash.development.base_component import Component

from data.model import Term
from layouts.context import Context
from layouts.islands import Island
from layouts.markup import Node, Tag, html
from layouts.routes import Page
from layouts.words import quoting

PROSE = (html.P, html.Li, html.Dd)
"""Elements whose text may hold a term."""

CLOSED = (html.A, html.Button, html.Summary, html.Q, html.Code, html.Nav, html.Form, html.Figure)
"""Elements in which nothing is looked for: what can be pressed already, quotations, charts."""

COMMON = frozenset(
    {
        "department-level",
        "province-level",
        "pillar",
        "digital-government",
        "readiness-survey",
        "respondents",
        "performance",
        "growth",
        "be",
        "developed",
        "developing",
        "maintain",
        "rising-star",
        "provincial-cluster",
    }
)
"""Terms that the pages explain themselves, or whose words are too common to mark."""


THAI = "\u0e01-\u0e4e"
"""Letters and vowels of Thai, as a range of a pattern."""

CLOSED_TAGS = frozenset({"math", "svg", "select", "button", "data"})


class Place(Enum):
    """What a kind of node means for the text inside it."""

    PROSE = "prose"
    OPEN = "open"
    CLOSED = "closed"


@lru_cache(maxsize=256)
def _place(kind: Any) -> Place:
    """Where a term may stand; asked once for each kind, for a page has thousands of nodes."""
    if not issubclass(kind, Component) or issubclass(kind, (Island, *CLOSED)):
        return Place.CLOSED
    return Place.PROSE if issubclass(kind, PROSE) else Place.OPEN


def with_terms(ctx: Context, tree: Node) -> Node:
    """The tree of a page with each term marked where it first stands in running text."""
    if ctx.address.page is Page.GLOSSARY:
        return tree
    terms = {word: term for term in _terms(ctx) for word in _words(term, lang=ctx.lang)}
    if terms:
        _Marker(ctx, terms).walk(tree, prose=False)
    return tree


def _terms(ctx: Context) -> Iterator[Term]:
    return (term for term in ctx.repo.glossary() if term.id not in COMMON)


def _words(term: Term, *, lang: str) -> Iterator[str]:
    """The forms under which a term is found: its name without brackets, and short forms."""
    for part in term.term.get(lang).split(" / "):
        yield _plain(part)
    for short in term.abbrev.split(" / "):
        if len(short) > 1:
            yield short


def _plain(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name).strip()


@lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...], lang: str) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    choice = "|".join(_whole(word) for word in longest)
    # Thai has no spaces between words; Latin words must stand alone.
    alone = rf"(?<![A-Za-z0-9])(?:{choice})(?![A-Za-z0-9])"
    return re.compile(alone, re.IGNORECASE if lang == "en" else 0)


def _whole(word: str) -> str:
    """A pattern of a word; of a Thai abbreviation, which may be the first part of a longer one."""
    pattern = re.escape(word)
    return rf"(?<!\.){pattern}(?![{THAI}])" if word.endswith(".") else pattern


class _Marker:
    """Walks a tree once and marks the first use of each term."""

    def __init__(self, ctx: Context, terms: Mapping[str, Term]) -> None:
        self._ctx = ctx
        self._terms = {word.casefold(): term for word, term in terms.items()}
        self._find = _pattern(tuple(terms), ctx.lang)
        self._seen: set[str] = set()

    def walk(self, node: Any, *, prose: bool) -> Any:
        """Return the node with terms marked; components are changed in place."""
        kind: Any = type(node)
        if kind is str:
            return self._mark(node) if prose else node
        if kind is list or kind is tuple:
            walked = [
                child if type(child) is str and not prose else self.walk(child, prose=prose)
                for child in node
            ]
            same = all(map(operator.is_, walked, node))
            return node if same else walked
        if isinstance(node, Tag):
            inner = node.children
            if inner is not None and node.name not in CLOSED_TAGS:
                inner = self.walk(inner, prose=prose)
            return node if inner is node.children else replace(node, children=inner)
        place = _place(kind)
        if place is Place.PROSE and vars(node).get("role") == "status":
            # It repeats what the reader typed, which is no running text of ours.
            return node
        inner = None if place is Place.CLOSED else vars(node).get("children")
        if inner is not None and (prose or place is Place.PROSE or type(inner) is not str):
            node.children = self.walk(inner, prose=prose or place is Place.PROSE)
        return node

    def _mark(self, text: str) -> Any:
        parts: list[Any] = []
        rest = 0
        for found in self._find.finditer(text):
            term = self._terms[found[0].casefold()]
            if term.id in self._seen:
                continue
            self._seen.add(term.id)
            parts += [text[rest : found.start()], tip(self._ctx, term, words=found[0])]
            rest = found.end()
        return [*parts, text[rest:]] if parts else text


def tip(ctx: Context, term: Term, *, words: str) -> Node:
    """A term with its meaning."""
    place = f"term-{term.id}"
    return html.Span(
        [
            Tag(
                "button",
                {
                    "type": "button",
                    "className": "term-word",
                    "popovertarget": place,
                    "aria-describedby": place,
                },
                words,
            ),
            Tag(
                "span",
                {
                    "id": place,
                    "className": "term-tip",
                    "popover": "auto",
                    "role": "tooltip",
                    "data-explains": "term",
                },
                [
                    html.Strong(ctx.name(term.term)),
                    " ",
                    quoting(ctx.name(term.definition), lang=ctx.lang),
                ],
            ),
        ],
        className="term",
    )
