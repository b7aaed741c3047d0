"""What the bench makes of its records: medians of pairs, the worst page of a target, its table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import report
from bench.targets import TARGETS, complete, ratio, share, worst

FIRST = next(target for target in TARGETS if target.name.startswith("first content"))


def record(path: str, variant: str, *, first: float, looks: tuple[float, ...] = ()) -> Any:
    return {
        "round": 0,
        "profile": "slow",
        "path": path,
        "variant": variant,
        "cold_fcp": first,
        "look_fcp": list(looks),
        "cold_blocking": 20.0,
        "cold_cls": 0.0,
        "cold_kb": 40.0,
        "cold_requests": 1,
        "warm_kb_beside": 0.0,
    }


RUN = [
    record("/a", "site", first=120, looks=(110, 100)),
    record("/a", "limit", first=100, looks=(100, 100)),
    record("/b", "site", first=130, looks=(130, 90)),
    record("/b", "limit", first=100, looks=(100, 100)),
]


def test_a_ratio_is_the_middle_of_all_pairs() -> None:
    assert ratio(RUN, "/a", "cold_fcp") == pytest.approx(1.1)
    assert ratio(RUN, "/b", "cold_fcp") == pytest.approx(1.3)
    assert ratio(RUN, "/a", "cold_shapes") is None
    assert ratio(RUN[:1], "/a", "cold_fcp") is None


def test_the_worst_page_of_the_slow_profile_counts() -> None:
    fast = [{**r, "profile": "none", "cold_fcp": 900} for r in RUN if r["variant"] == "site"]
    found = worst(FIRST, [*RUN, *fast])
    assert found is not None
    assert (found.path, found.value) == ("/b", pytest.approx(1.3))
    assert worst(FIRST, fast) is None


def test_a_share_of_values() -> None:
    assert share(list(range(101)), 0.95) == 95
    assert share([], 0.95) is None


def test_a_run_is_complete_with_every_page() -> None:
    assert complete(RUN, ["/a", "/b"])
    assert not complete(RUN, ["/a", "/b", "/c"])
    assert not complete([{**r, "profile": "none"} for r in RUN], ["/a"])


def test_the_report_tells_of_each_run_and_of_what_was_missed(tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    for number, run in enumerate((RUN[:2], RUN)):
        kept = json.dumps({"when": f"run {number}", "result": run})
        (tmp_path / "runs" / f"pages-{number}.json").write_text(kept, encoding="utf-8")
    report.write(tmp_path, into=tmp_path / "performance.md")
    text = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "| target | at most | run 0 | run 1 |" in text
    assert "| 1.10 `/a` | 1.30 `/b` **missed** |" in text
    assert "| blocking, ms | 300 | 20 `/a` | 20 `/a` |" in text
