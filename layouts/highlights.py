"""Which findings the overview shows: chosen by a rule that the page states, not by taste."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from data.model import Finding

COUNT = 3


def highlights(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The questions in which departments and provincial offices differ most.

    Rule: among results in percent asked of both levels with the same question and option, the
    widest difference in points, at most one for each pillar; of each pair the larger value.
    """
    pairs: dict[tuple[str, str, str], dict[str, Finding]] = defaultdict(dict)
    for item in findings:
        if item.value_type == "result" and item.unit == "percent" and item.pillar_id:
            if item.value.number is not None:
                pairs[item.pillar_id, item.question.en, item.option.en][item.level] = item
    gaps = [
        (abs(_number(two["department"]) - _number(two["office"])), key, two)
        for key, two in pairs.items()
        if set(two) >= {"department", "office"}
    ]
    chosen: dict[str, Finding] = {}
    for _, (pillar, _, _), two in sorted(gaps, key=lambda g: (-g[0], g[1])):
        larger = max(two.values(), key=_number)
        chosen.setdefault(pillar, larger)
    return tuple(chosen.values())[:COUNT]


def _number(item: Finding) -> float:
    return item.value.number or 0.0
