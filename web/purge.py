"""Keeps of the style sheet what a page can use: rules whose names occur in it, their variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_NAMES = re.compile(r'\s(?:class|id)="([^"]*)"')
_BLOCKS = re.compile(r"<script\b[^>]*>(.*?)</script>", re.S)
_WORD = re.compile(r"[\w-]+")
_ASKED = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_UNASKED = re.compile(r":not\([^)]*\)|\[[^\]]*\]")
_DEFINED = re.compile(r"(--[\w-]+):([^;{}]*)(?:;|(?=\}))")
_VAR = re.compile(r"var\((--[\w-]+)")
_VARIABLE = re.compile(r"--[\w-]+")
_EITHER = (":is(", ":where(", ":has(")

NESTING = ("@media", "@supports", "@layer")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: the at-rules around it, its selectors with the names they ask for, its body."""

    around: tuple[str, ...]
    selectors: tuple[tuple[str, frozenset[str]], ...]
    body: str


def used(css: str, html: str) -> str:
    """The rules of a minified style sheet that something in the page can match.

    A name counts as present when it stands in a class or id, or as a word in a script or its data,
    which may set it later; a word that ends in a hyphen stands for all names that it begins. A page
    whose markup comes later from elsewhere needs the whole style sheet.
    """
    names = {name for value in _NAMES.findall(html) for name in value.split()}
    for block in _BLOCKS.findall(html):
        names.update(_words(block))
    made = tuple(name for name in names if name.endswith("-"))
    parts: list[str] = []
    around: tuple[str, ...] = ()
    for rule in _rules(css):
        kept = [
            text
            for text, asked in rule.selectors
            if names.issuperset(asked)
            or (made and all(name in names or name.startswith(made) for name in asked))
        ]
        if not kept:
            continue
        if rule.around != around:
            parts.append("}" * len(around) + "".join(f"{at}{{" for at in rule.around))
            around = rule.around
        parts.append(f"{','.join(kept)}{{{rule.body}}}")
    parts.append("}" * len(around))
    return _with_variables("".join(parts), html)


def _with_variables(css: str, html: str) -> str:
    """The rules without the variables that neither they nor the page, nor its scripts, ask for."""
    wanted = {name for block in _BLOCKS.findall(html) for name in _named(block)}
    wanted.update(_VAR.findall(html))
    wanted.update(_VAR.findall(_DEFINED.sub("", css)))
    values: dict[str, set[str]] = {}
    for name, value in _DEFINED.findall(css):
        values.setdefault(name, set()).update(_VAR.findall(value))
    new = set(wanted)
    while new:
        new = {name for one in new for name in values.get(one, ())} - wanted
        wanted |= new
    return _DEFINED.sub(lambda found: found[0] if found[1] in wanted else "", css)


@lru_cache(maxsize=8)
def _words(script: str) -> frozenset[str]:
    """The words of one of our scripts or of the map's data, the same on many pages."""
    return frozenset(_WORD.findall(script))


@lru_cache(maxsize=8)
def _named(script: str) -> frozenset[str]:
    """The variables that a script names."""
    return frozenset(_VARIABLE.findall(script))


@lru_cache(maxsize=4)
def _rules(css: str) -> tuple[Rule, ...]:
    return tuple(_read(css, around=()))


def _read(css: str, *, around: tuple[str, ...]) -> Iterator[Rule]:
    at = 0
    while at < len(css):
        start = css.find("{", at)
        if start < 0:
            return
        end = _end(css, start)
        head, body = css[at:start].strip(), css[start + 1 : end]
        if head.startswith(NESTING):
            yield from _read(body, around=(*around, head))
        elif head.startswith("@"):
            yield Rule(around, ((head, frozenset()),), body)
        else:
            yield Rule(around, tuple((s, _asked(s)) for s in _split(head)), body)
        at = end + 1


def _end(css: str, start: int) -> int:
    """Where the block that opens at `start` closes."""
    depth = 0
    for found in re.compile(r"[{}]").finditer(css, start):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    message = "a style sheet that does not close"
    raise ValueError(message)


def _split(head: str) -> list[str]:
    """Selectors apart at the commas that stand in no brackets."""
    parts, depth, last = [], 0, 0
    for place, sign in enumerate(head):
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "," and depth == 0:
            parts.append(head[last:place])
            last = place + 1
    return [*parts, head[last:]]


def _asked(selector: str) -> frozenset[str]:
    """Names without which a selector matches nothing; none where one of several will do."""
    if any(sign in selector for sign in _EITHER):
        return frozenset()
    return frozenset(_ASKED.findall(_UNASKED.sub("", selector)))
