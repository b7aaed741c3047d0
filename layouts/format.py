"""Numbers, years and ranks as a reader sees them, in both languages."""

from __future__ import annotations

from data.scoring import printed
from layouts.text import translate

MINUS = "\u2212"
BUDDHIST_ERA = 543


def number(value: float, *, decimals: int = 1) -> str:
    """A number at its printed precision with a real minus sign and thousands separators."""
    return f"{printed(value, decimals=decimals):,.{decimals}f}".replace("-", MINUS)


def signed(value: float, *, decimals: int = 1) -> str:
    """A change: always with its sign, except a change that prints as zero."""
    rounded = printed(value, decimals=decimals)
    text = number(abs(value), decimals=decimals)
    return text if rounded == 0 else f"{'+' if rounded > 0 else MINUS}{text}"


def integer(value: int) -> str:
    """A count with thousands separators."""
    return f"{value:,}"


def percent(share: float, *, decimals: int = 0) -> str:
    """A share of one as a percentage."""
    return f"{number(share * 100, decimals=decimals)}%"


def year(value: int, *, lang: str) -> str:
    """A Buddhist year where many stand together: 2562 in Thai, 2019 in English."""
    return str(value if lang == "th" else value - BUDDHIST_ERA)


def full_year(value: int, *, lang: str) -> str:
    """A year at first mention: with its era, in English with both."""
    return translate("format.full_year", lang=lang, be=value, ce=value - BUDDHIST_ERA)


def ordinal(place: int) -> str:
    """An English ordinal: 1st, 2nd, 3rd, 4th, 11th."""
    if place % 100 in {11, 12, 13}:
        return f"{place:,}th"
    return f"{place:,}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th') }"


def place(value: int, *, lang: str) -> str:
    """A place by itself: "4" in Thai, "4th" in English."""
    return integer(value) if lang == "th" else ordinal(value)


def date(iso: str, *, lang: str) -> str:
    """A date in words: 1 พฤศจิกายน 2569 / 1 November 2026."""
    ce, month, day = (int(part) for part in iso.split("-"))
    return translate(
        "format.date",
        lang=lang,
        day=day,
        month=translate(f"format.month.{month}", lang=lang),
        year=ce + BUDDHIST_ERA if lang == "th" else ce,
    )
