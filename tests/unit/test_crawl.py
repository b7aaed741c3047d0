"""What the crawl says of an answer: what a shared cache may do with it, and what is a fault."""

from __future__ import annotations

from typing import Any

import pytest

from bench.crawl import faults, kind, verdict


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ("public, max-age=31536000, immutable", "for good"),
        ("public, max-age=0, s-maxage=60, must-revalidate", "60 s"),
        ("public, max-age=300", "300 s"),
        ("no-cache", "asks first"),
        ("public, max-age=0", "asks first"),
        ("no-cache, max-age=300", "asks first"),
        ("no-store", "never"),
        ("private, max-age=300", "never"),
        ("", "unsaid"),
    ],
)
def test_what_a_shared_cache_may_do(control: str, said: str) -> None:
    assert verdict(control) == said


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "page overview"),
        ("/en/provinces?year=2561", "page provinces with a query"),
        ("/agencies/dbd", "page agency"),
        ("/agencies/dbd.pdf", "sheet of an agency (PDF)"),
        ("/data/view/provinces.csv?year=2561", "data view (csv)"),
        ("/picture/provinces/TH-45/pillars-dots.1x1.png", "picture (png)"),
        ("/readyz", "readyz"),
    ],
)
def test_addresses_have_a_class(address: str, name: str) -> None:
    assert kind(address) == name


def seen(**changes: Any) -> dict[str, Any]:
    whole = {"statuses": {"200": 2}, "verdicts": ["60 s"], "etags": 2, "unchanged": 2}
    return {"page": {**whole, **changes}}


def test_a_sound_class_has_no_fault() -> None:
    assert faults(seen()) == []
    assert faults(seen(statuses={"404": 1}, verdicts=["never"], etags=1, unchanged=0)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"statuses": {"200": 1, "500": 1}}, "failed"),
        ({"verdicts": ["60 s", "unsaid"]}, "no Cache-Control"),
        ({"unchanged": 1}, "tags"),
    ],
)
def test_faults_are_told(changes: dict[str, Any], said: str) -> None:
    assert [said in fault for fault in faults(seen(**changes))] == [True]
