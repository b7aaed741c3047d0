"""Codes of comparisons: address in, choice out, and back."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.codes import Level
from data.repository import ScoreRepository
from layouts.comparing import LIMIT, MEAN, Refusal, choose, code_of, join, split
from layouts.routes import LANGUAGES, Page, url


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(prepared / "data" / "built")


CODES = st.from_regex(r"\A(province|ministry|agency):[A-Za-z0-9][A-Za-z0-9-]{0,20}\Z")


@given(st.lists(CODES | st.just(MEAN), max_size=8), st.sampled_from(LANGUAGES))
def test_codes_survive_the_address(codes: list[str], lang: str) -> None:
    address = url(Page.COMPARE, lang=lang, **({"with": join(codes)} if codes else {}))
    given_back = parse_qs(urlsplit(address).query).get("with", [""])[0]
    assert split(given_back) == tuple(codes)
    assert "%" not in address


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_choice_and_address_are_the_same(repo: ScoreRepository, data: st.DataObject) -> None:
    level = data.draw(st.sampled_from([Level.PROVINCE, Level.MINISTRY, Level.DEPARTMENT]))
    entities = st.sampled_from(repo.entities(level=level))
    members = data.draw(st.lists(entities, min_size=1, max_size=LIMIT, unique_by=lambda e: e.id))
    codes = [code_of(member) for member in members]
    if len(codes) < LIMIT and data.draw(st.booleans()):
        codes.insert(data.draw(st.integers(0, len(codes))), MEAN)
    chosen = choose(repo, join(codes))
    assert chosen.codes == tuple(codes)
    assert chosen.refused == ()
    assert chosen.level is level


@given(text=st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_choice(repo: ScoreRepository, text: str) -> None:
    chosen = choose(repo, text)
    assert len(chosen.members) + len(chosen.refused) == len(split(text))
    assert choose(repo, join(chosen.codes)).codes == chosen.codes


@pytest.mark.parametrize(
    ("text", "codes", "reasons"),
    [
        ("province:TH-45,province:TH-99", ["province:TH-45"], [Refusal.UNKNOWN]),
        ("ministry:mof,ministry:mof", ["ministry:mof"], [Refusal.DUPLICATE]),
        ("ministry:mof,mean,mean", ["ministry:mof", "mean"], [Refusal.DUPLICATE]),
        ("ministry:mof,province:TH-45", ["ministry:mof"], [Refusal.LEVEL]),
        ("agency:dbd,agency:public-health-45", ["agency:dbd"], [Refusal.LEVEL]),
        ("dbd,agency:dbd", ["agency:dbd"], [Refusal.MALFORMED]),
        ("mean", [], [Refusal.NO_LEVEL]),
        (
            "ministry:mof,ministry:moe,ministry:mod,ministry:moi,ministry:moj,ministry:mol",
            ["ministry:mof", "ministry:moe", "ministry:mod", "ministry:moi", "ministry:moj"],
            [Refusal.TOO_MANY],
        ),
        ("", [], []),
    ],
)
def test_what_cannot_be_compared_has_a_reason(
    repo: ScoreRepository, text: str, codes: list[str], reasons: list[Refusal]
) -> None:
    chosen = choose(repo, text)
    assert list(chosen.codes) == codes
    assert [item.reason for item in chosen.refused] == reasons
