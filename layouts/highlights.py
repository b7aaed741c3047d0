"""Which findings the overview shows: chosen by a rule that the page states, not by taste."""

from __future__ import annotations

from collections.abc import Sequence

from data.model import Finding
from layouts.questions import Contrast, contrasts, questions

COUNT = 3


def highlights(findings: Sequence[Finding]) -> tuple[Contrast, ...]:
    """The answers in which departments and provincial offices differ most.

    Rule: among results in percent of both levels, the widest difference in points, at most one
    for each pillar.
    """
    chosen: dict[str, Contrast] = {}
    for item in contrasts(questions([f for f in findings if f.pillar_id])):
        chosen.setdefault(item.larger.pillar_id or "", item)
    return tuple(chosen.values())[:COUNT]
