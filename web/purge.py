"""Keeps of the style sheet what a page can use: rules whose names occur in it, their variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

_NAMING = (' class="', ' id="')
_BLOCKS = re.compile(r"<script\b[^>]*>(.*?)</script>", re.S)
_WORD = re.compile(r"[\w-]+")
_ASKED = re.compile(r"[.#]([A-Za-z_][\w-]*)")
_UNASKED = re.compile(r":not\([^)]*\)|\[[^\]]*\]")
_DEFINED = re.compile(r"(--[\w-]+):([^;{}]*)(?:;|$)")
_VAR = re.compile(r"var\((--[\w-]+)")
_VARIABLE = re.compile(r"--[\w-]+")
_EITHER = (":is(", ":where(", ":has(")

NESTING = ("@media", "@supports", "@layer")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it is read once.

    Attributes:
        around: the at-rules around it.
        selectors: its selectors with the names that each asks for.
        body: its declarations in parts: the variable that it defines, or nothing, and its text.
        asks: variables that the other declarations use.
        defines: the variables defined here, with those that their values use.
    """

    around: tuple[str, ...]
    selectors: tuple[tuple[str, frozenset[str]], ...]
    body: tuple[tuple[str, str], ...]
    asks: frozenset[str]
    defines: tuple[tuple[str, frozenset[str]], ...]

    def declarations(self, wanted: Set[str]) -> str:
        """The body with those of its variables that are wanted."""
        return "".join(text for name, text in self.body if not name or name in wanted)


def used(css: str, html: str) -> str:
    """The rules of a minified style sheet that something in the page can match.

    A name counts as present when it stands in a class or id, or as a word in a script or its data,
    which may set it later; a word that ends in a hyphen stands for all names that it begins. A page
    whose markup comes later from elsewhere needs the whole style sheet.
    """
    blocks = _BLOCKS.findall(html)
    names = {name for value in _values(html) for name in value.split()}
    for block in blocks:
        names.update(_words(block))
    made = tuple(name for name in names if name.endswith("-"))
    kept = [
        (rule, ",".join(said))
        for rule in _rules(css)
        if (said := [text for text, asked in rule.selectors if _present(asked, names, made)])
    ]
    wanted = {name for block in blocks for name in _named(block)}
    wanted.update(_VAR.findall(html))
    wanted = _reached(wanted.union(*(rule.asks for rule, _ in kept)), [rule for rule, _ in kept])
    parts: list[str] = []
    around: tuple[str, ...] = ()
    for rule, selectors in kept:
        if rule.around != around:
            parts.append("}" * len(around) + "".join(f"{at}{{" for at in rule.around))
            around = rule.around
        parts.append(f"{selectors}{{{rule.declarations(wanted)}}}")
    parts.append("}" * len(around))
    return "".join(parts)


def _values(html: str) -> set[str]:
    """The values of all classes and ids. An expression takes twice as long to find them."""
    return {part.partition('"')[0] for name in _NAMING for part in html.split(name)[1:]}


def _present(asked: frozenset[str], names: Set[str], made: tuple[str, ...]) -> bool:
    """Whether the page may hold all the names that a selector asks for."""
    return asked <= names or (
        bool(made) and all(name in names or name.startswith(made) for name in asked)
    )


def _reached(wanted: set[str], rules: Sequence[Rule]) -> set[str]:
    """The variables wanted, and those that their values name in turn."""
    values: dict[str, set[str]] = {}
    for rule in rules:
        for name, asks in rule.defines:
            values.setdefault(name, set()).update(asks)
    reached, new = set(wanted), wanted
    while new:
        new = {name for one in new for name in values.get(one, ())} - reached
        reached |= new
    return reached


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
            yield _rule(around, ((head, frozenset()),), body)
        else:
            yield _rule(around, tuple((s, _asked(s)) for s in _split(head)), body)
        at = end + 1


def _rule(
    around: tuple[str, ...], selectors: tuple[tuple[str, frozenset[str]], ...], declarations: str
) -> Rule:
    body, defines, at = [], [], 0
    for found in _DEFINED.finditer(declarations):
        body += [("", declarations[at : found.start()]), (found[1], found[0])]
        defines.append((found[1], frozenset(_VAR.findall(found[2]))))
        at = found.end()
    body.append(("", declarations[at:]))
    asks = frozenset(used for name, text in body if not name for used in _VAR.findall(text))
    return Rule(around, selectors, tuple(part for part in body if part[1]), asks, tuple(defines))


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
