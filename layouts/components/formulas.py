"""Formulas as MathML, each with the same in words for readers whose browser cannot draw them."""

from __future__ import annotations

from layouts.context import Context
from layouts.markup import Node, Tag, html


def mi(text: str) -> Tag:
    """A variable."""
    return Tag("mi", {}, text)


def mn(text: str) -> Tag:
    """A number."""
    return Tag("mn", {}, text)


def mo(text: str) -> Tag:
    """An operator."""
    return Tag("mo", {}, text)


def row(*parts: Node) -> Tag:
    """Parts side by side."""
    return Tag("mrow", {}, list(parts))


def sub(base: Node, index: Node) -> Tag:
    """A variable with an index."""
    return Tag("msub", {}, [base, index])


def fraction(over: Node, under: Node) -> Tag:
    """One thing over another."""
    return Tag("mfrac", {}, [over, under])


def total(index: Node, body: Node, *, upto: Node | None = None) -> Tag:
    """A sum over an index."""
    # Beside the sign, not above and below: without a mathematical font these would overlap it.
    sign = sub(mo("∑"), index)
    if upto is not None:
        sign = Tag("msubsup", {}, [mo("∑"), index, upto])
    return row(sign, body)


def mean_of(symbol: str, *, year: str) -> Tag:
    """A mean, with a bar, of one year."""
    return sub(Tag("mover", {}, [mi(symbol), mo("¯")]), mi(year))


def pillar_score() -> Tag:
    """Weighted mean of a pillar's indicators."""
    weighted = row(sub(mi("w"), mi("i")), sub(mi("x"), mi("i")))
    return row(
        sub(mi("P"), mi("p")),
        mo("="),
        fraction(total(mi("i"), weighted), total(mi("i"), sub(mi("w"), mi("i")))),
    )


def overall_score() -> Tag:
    """Weighted mean of the six pillars."""
    index = row(mi("p"), mo("="), mn("1"))
    return row(
        mi("S"),
        mo("="),
        total(index, row(sub(mi("w"), mi("p")), sub(mi("P"), mi("p"))), upto=mn("6")),
        mo(","),
        Tag("mspace", {"width": "0.8em"}),
        total(mi("p"), sub(mi("w"), mi("p"))),
        mo("="),
        mn("1"),
    )


def roll_up() -> Tag:
    """Mean of the members that have a score."""
    index = row(mi("a"), mo("="), mn("1"))
    return row(
        mi("S"), mo("="), fraction(mn("1"), mi("n")),
        total(index, sub(mi("S"), mi("a")), upto=mi("n")),
    )  # fmt: skip


def growth(*, year: str, before: str) -> Tag:
    """Difference of the means of two years over the same members."""
    return row(mi("G"), mo("="), mean_of("S", year=year), mo("−"), mean_of("S", year=before))


def distance() -> Tag:
    """Euclidean distance over the six pillars."""
    index = row(mi("p"), mo("="), mn("1"))
    difference = row(mo("("), sub(mi("a"), mi("p")), mo("−"), sub(mi("b"), mi("p")), mo(")"))
    square = Tag("msup", {}, [difference, mn("2")])
    return row(mi("d"), mo("="), Tag("msqrt", {}, [total(index, square, upto=mn("6"))]))


def formula(ctx: Context, content: Tag, *, words: str) -> Node:
    """A formula with its words below."""
    return html.Figure(
        [
            Tag("math", {"alttext": words}, content),
            html.Figcaption(words, className="note"),
        ],
        className="formula",
        **{"aria-label": ctx.t("method.formula")},
    )
