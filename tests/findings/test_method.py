"""The method page: live constraints, checks, framework, formulas; and the terms it marks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.repository import ScoreRepository
from layouts.constraints import constraints
from layouts.settings import Settings
from tests.findings.reading import elements, with_id


@pytest.fixture(scope="session")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(Path(Settings().data_dir))


def test_constraints_are_worked_out_from_the_scores(repo: ScoreRepository) -> None:
    found = constraints(repo)
    assert len(found) == 16
    assert [item for item in found if not item.met] == [item for item in found if item.partly]
    assert {str(item.target) for item in found if item.kind == "mean"} == {
        "64.60", "51.09", "67.05", "59.9", "42.3", "52.7", "63.2", "29.8",
    }  # fmt: skip


def test_a_wrong_mean_is_seen(repo: ScoreRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ScoreRepository.summary

    def off(self: ScoreRepository, **asked: object) -> object:
        found = whole(self, **asked)  # type: ignore[arg-type]
        changed = {f: getattr(found, f) for f in found.__dataclass_fields__}
        return type(found)(**{**changed, "mean": (found.mean or 0) + 0.1})

    monkeypatch.setattr(ScoreRepository, "summary", off)
    assert not any(item.met for item in constraints(repo) if item.kind in {"mean", "growth"})


def test_the_table_shows_them(client: FlaskClient, repo: ScoreRepository) -> None:
    found = elements(client, "/en/method")
    section = with_id(found, "constraints")
    rows = [item for item in section.inside if item.tag == "tr"][1:]
    assert len(rows) == len(constraints(repo))
    for item, row in zip(constraints(repo), rows, strict=True):
        target, achieved = (i.text for i in row.inside if i.tag == "data")
        assert (target, achieved) == (f"{item.target:,}", f"{item.achieved:,}")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_checks_indicators_and_formulas(
    client: FlaskClient, repo: ScoreRepository, prefix: str
) -> None:
    found = elements(client, f"{prefix}/method")
    ids = [item.attributes.get("id") for item in found]
    assert all(ids.count(f"check-{check.id}") == 1 for check in repo.source_checks())
    assert len(repo.source_checks()) == 38
    rows = [i for i in with_id(found, "framework").inside if i.tag == "tr"]
    assert len(rows) == 1 + len(repo.pillars()) + len(repo.indicators())
    assert sum(item.tag == "math" for item in found) == 5
    assert all(item.attributes["alttext"] for item in found if item.tag == "math")
    assert sum("example" in i.attributes.get("class", "").split() for i in found) == 5


@pytest.mark.parametrize("path", ["/findings/2", "/en/findings/2", "/en/recommendations"])
def test_a_term_is_explained_once_and_without_script(client: FlaskClient, path: str) -> None:
    found = elements(client, path)
    words = [i for i in found if i.attributes.get("class") == "term-word"]
    ids = [item.attributes.get("id") for item in found]
    assert words
    for word in words:
        place = word.attributes["popovertarget"]
        assert word.tag == "button"
        assert word.attributes["aria-describedby"] == place
        assert ids.count(place) == 1
        assert with_id(found, place).text
        assert not any(outer.tag in {"a", "summary", "q"} for outer in word.around)
    assert not any(item.tag == "script" for item in found)


def test_the_glossary_is_whole(client: FlaskClient, repo: ScoreRepository) -> None:
    ids = [item.attributes.get("id") for item in elements(client, "/glossary")]
    assert all(ids.count(term.id) == 1 for term in repo.glossary())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_term_says_its_short_form_twice(
    client: FlaskClient, repo: ScoreRepository, prefix: str
) -> None:
    found = elements(client, f"{prefix}/glossary")
    for term in repo.glossary():
        entry = next(i for i in found if i.attributes.get("id") == term.id)
        head = next(i.text for i in entry.inside if i.tag == "dt")
        for short in filter(None, term.abbrev.split(" / ")):
            said = re.findall(rf"(?<!\w){re.escape(short)}(?!\w)", head)
            assert said, head
            assert len(said) == 1 or f"({short})" not in head, head
