"""What the slow profile is to keep, and whether the last runs kept it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]

PROFILE = "slow"
RUNS = 3
"""So many complete runs in a row are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A bound and how a page's value is had from the records of a run; None where it has none."""

    name: str
    bound: float
    form: str
    of: Callable[[Sequence[Record], str], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worst:
    """The page that comes nearest to a bound, or passes it furthest."""

    path: str
    value: float


def timed(records: Iterable[Record], key: str) -> list[float]:
    """What every visit and every shorter look took, in order; looks have no other figures."""
    look = key.replace("cold_", "look_")
    return [value for r in records for value in (r.get(key), *r.get(look, ())) if value]


def ratio(records: Sequence[Record], path: str, key: str) -> float | None:
    """Median, over visits and looks, of the site's value by the limit's next to it."""
    site, limit = (timed(of(records, path, variant), key) for variant in ("site", "limit"))
    if not site or len(site) != len(limit):
        return None
    return statistics.median(mine / other for mine, other in zip(site, limit, strict=True))


def of(records: Iterable[Record], path: str, variant: str) -> list[Record]:
    """The records of one variant of a page."""
    return [r for r in records if (r["path"], r["variant"]) == (path, variant)]


def share(values: Sequence[float], part: float) -> float | None:
    """The value below which a part of them lies."""
    return sorted(values)[int(part * (len(values) - 1))] if values else None


def _ratio(key: str) -> Callable[[Sequence[Record], str], float | None]:
    return lambda records, path: ratio(records, path, key)


def _middle(key: str) -> Callable[[Sequence[Record], str], float | None]:
    def middle(records: Sequence[Record], path: str) -> float | None:
        values = [r[key] for r in of(records, path, "site") if r.get(key) is not None]
        return statistics.median(values) if values else None

    return middle


def _switch(records: Sequence[Record], path: str) -> float | None:
    return share([t for r in of(records, path, "site") for t in r.get("switch") or ()], 0.95)


TARGETS = (
    Target(name="first content, to the limit", bound=1.15, form=".2f", of=_ratio("cold_fcp")),
    Target(name="map visible, to the limit", bound=1.1, form=".2f", of=_ratio("cold_shapes")),
    Target(name="first chart, to the limit", bound=1.2, form=".2f", of=_ratio("cold_chart")),
    Target(name="switch usable, to the limit", bound=1.3, form=".2f", of=_ratio("cold_live")),
    Target(name="switch p95, ms", bound=50, form=".0f", of=_switch),
    Target(name="blocking, ms", bound=300, form=".0f", of=_middle("cold_blocking")),
    Target(name="CLS", bound=0.02, form=".3f", of=_middle("cold_cls")),
    Target(name="first view, KB", bound=520, form=".0f", of=_middle("cold_kb")),
    Target(name="first view, requests", bound=6, form=".0f", of=_middle("cold_requests")),
    Target(
        name="second view beside its HTML, KB", bound=30, form=".0f", of=_middle("warm_kb_beside")
    ),
)
"""The bounds of pages without Plotly and without scripts are counted in tests/budgets."""


def worst(target: Target, records: Sequence[Record]) -> Worst | None:
    """The page nearest to a target's bound, of those that have such a value."""
    slow = [r for r in records if r["profile"] == PROFILE]
    found = [
        Worst(path=path, value=value)
        for path in dict.fromkeys(r["path"] for r in slow)
        if (value := target.of(slow, path)) is not None
    ]
    return max(found, key=lambda one: one.value, default=None)


def complete(records: Sequence[Record], paths: Iterable[str]) -> bool:
    """Whether a run measured every kind of page in the slow profile."""
    return {r["path"] for r in records if r["profile"] == PROFILE} >= set(paths)
