"""Findings put together as the questions that they answer; it knows no markup and no language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from data.model import Finding, Name

LEVELS = ("national", "department", "office")
"""Order in which levels stand beside each other."""

_WHOLE = Decimal("0.15")  # printed percentages of a whole may miss 100 by their rounding


class Kind(StrEnum):
    """The simplest right chart for what a question's numbers are."""

    WHOLE = "whole"
    DOTS = "dots"
    BARS = "bars"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer, or one measure, with what each level has for it."""

    name: Name
    unit: str
    by_level: Mapping[str, Finding]

    @property
    def results(self) -> Mapping[str, Finding]:
        """The levels whose number was printed."""
        return {level: item for level, item in self.by_level.items() if item.printed is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, of whom, and all that was published about it.

    Attributes:
        id: id of its first finding.
        bases: number of respondents by level, where printed as a figure of its own.
        scales: what else frames the numbers, such as the full score.
        not_asked: levels to which it was not put.
        findings: everything, in the order of the source.
    """

    id: str
    name: Name
    pillar_id: str | None
    indicator_id: str | None
    bases: Mapping[str, Finding]
    scales: tuple[Finding, ...]
    options: tuple[Option, ...]
    not_asked: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that occur, in their order."""
        present = {item.level for item in self.findings} | self.not_asked
        return tuple(level for level in LEVELS if level in present)

    @property
    def answered(self) -> bool:
        """Whether any result was printed as a number."""
        return any(item.value_type == "result" for item in self.findings)

    @property
    def pictures(self) -> tuple[Finding, ...]:
        """The values that were published as pictures only."""
        return tuple(item for item in self.findings if item.value.missing is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which of a question's numbers are drawn, and how."""

    kind: Kind
    options: tuple[Option, ...]
    levels: tuple[str, ...]


def questions(findings: Sequence[Finding]) -> tuple[Question, ...]:
    """Gather findings by pillar and question, in the order in which the source comes to them."""
    groups: dict[tuple[str | None, str], list[Finding]] = defaultdict(list)
    for item in findings:
        groups[item.pillar_id, item.question.th].append(item)
    return tuple(_question(items) for items in groups.values())


def _question(items: Sequence[Finding]) -> Question:
    first = items[0]
    options: dict[tuple[str, str], dict[str, Finding]] = defaultdict(dict)
    for item in items:
        if item.value_type in {"result", "missing"}:
            options[item.option.th, item.unit][item.level] = item
    not_asked = {item.not_asked_level for item in items if item.not_asked_level}
    return Question(
        id=first.id,
        name=first.question,
        pillar_id=first.pillar_id,
        indicator_id=first.indicator_id,
        bases={item.level: item for item in items if item.value_type == "base"},
        scales=tuple(item for item in items if item.value_type == "scale"),
        options=tuple(
            Option(name=next(iter(levels.values())).option, unit=unit, by_level=levels)
            for (_, unit), levels in options.items()
        ),
        not_asked=frozenset(not_asked - {item.level for item in items}),
        findings=tuple(items),
    )


def reading(question: Question) -> Reading:
    """Choose what is drawn.

    Parts of a whole come first, then answers of several levels side by side, then one answer of
    several levels. Anything else is numbers that do not belong on one axis.
    """
    printed = [option for option in question.options if option.results]
    for unit in dict.fromkeys(option.unit for option in printed):
        same = [option for option in printed if option.unit == unit]
        if parts := _whole(same):
            return parts
    shares = [o for o in printed if o.unit == "percent" and len(o.results) > 1]
    if len(shares) > 1:
        return _reading(Kind.DOTS, shares)
    if shares:
        return _reading(Kind.BARS, shares)
    return Reading(kind=Kind.NUMBERS, options=(), levels=())


def _reading(kind: Kind, options: Sequence[Option]) -> Reading:
    present = {level for option in options for level in option.results}
    return Reading(
        kind=kind,
        options=tuple(options),
        levels=tuple(level for level in LEVELS if level in present),
    )


def _whole(options: Sequence[Option]) -> Reading | None:
    """The options that together make up all respondents, if they do so at every level."""
    counted = [o for o in options if o.unit == "percent" or _base(o) is not None]
    if len(counted) < 2:
        return None
    present = [level for level in LEVELS if any(level in o.results for o in counted)]
    for level in present:
        parts = [o.results[level] for o in counted if level in o.results]
        total = sum((_number(item) for item in parts), Decimal(0))
        percent = counted[0].unit == "percent"
        whole = Decimal(100) if percent else Decimal(parts[0].n_respondents or 0)
        if len(parts) < len(counted) or abs(total - whole) > (_WHOLE if percent else 0):
            return None
    return _reading(Kind.WHOLE, counted)


def _base(option: Option) -> int | None:
    return next((item.n_respondents for item in option.results.values()), None)


def _number(item: Finding) -> Decimal:
    return item.printed or Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One answer in percent that departments and provincial offices both gave."""

    option: Option
    gap: Decimal

    @property
    def larger(self) -> Finding:
        """The finding with the larger share."""
        return max(self.option.results.values(), key=_number)


def contrasts(found: Iterable[Question]) -> tuple[Contrast, ...]:
    """All answers that both levels gave, the widest gap first; equal ones as in the source."""
    both = [
        Contrast(
            option=option,
            gap=abs(_number(option.results["department"]) - _number(option.results["office"])),
        )
        for question in found
        for option in question.options
        if option.unit == "percent" and {"department", "office"} <= set(option.results)
    ]
    return tuple(sorted(both, key=lambda item: -item.gap))
