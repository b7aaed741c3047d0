"""Every published figure of the presentation stands on the site once, with tag and source."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from data.model import Finding
from data.repository import ScoreRepository
from layouts.highlights import highlights
from layouts.questions import Kind, contrasts, questions, reading
from layouts.related import RELATED
from layouts.settings import Settings
from layouts.text import texts
from tests.findings.reading import Element, elements

PAGES = ("/findings", *(f"/findings/{number}" for number in range(1, 7)))


@pytest.fixture(scope="session")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(Path(Settings().data_dir))


@pytest.fixture(scope="session", params=["", "/en"], ids=["th", "en"])
def pages(request: pytest.FixtureRequest, client: FlaskClient) -> dict[str, list[Element]]:
    return {path: elements(client, request.param + path) for path in PAGES}


def placed(pages: dict[str, list[Element]]) -> dict[str, Element]:
    return {
        item.attributes["id"]: item
        for found in pages.values()
        for item in found
        if "data-finding" in item.attributes
    }


def test_every_finding_stands_once(pages: dict[str, list[Element]], repo: ScoreRepository) -> None:
    ids = [
        item.attributes["id"]
        for found in pages.values()
        for item in found
        if "data-finding" in item.attributes
    ]
    assert sorted(ids) == sorted(item.id for item in repo.findings())
    kinds = Counter(item.attributes["data-finding"] for item in placed(pages).values())
    assert kinds == {"result": 81, "base": 47, "scale": 1, "missing": 135}


def test_every_finding_has_tag_source_and_link(pages: dict[str, list[Element]]) -> None:
    for found in pages.values():
        sources = [item for item in found if "data-source" in item.attributes]
        named = [code for item in sources for code in item.attributes["data-source"].split()]
        assert len(named) == len(set(named))
        for item in found:
            if "data-finding" not in item.attributes:
                continue
            code = item.attributes["id"]
            assert code in named
            assert any(inner.attributes.get("href") == f"#{code}" for inner in item.inside), code
            block = next(
                outer for outer in reversed(item.around) if outer.attributes.get("data-tagged")
            )
            assert block.attributes["data-tagged"] == "published"
            assert any("tag-published" in i.attributes.get("class", "") for i in block.inside)


def test_values_stand_as_printed(pages: dict[str, list[Element]], repo: ScoreRepository) -> None:
    shown = placed(pages)
    for item in repo.findings():
        numbers = [i for i in shown[item.id].inside if i.tag == "data"]
        if item.printed is None:
            assert numbers == []
        else:
            unit = "%" if item.unit == "percent" else ""
            assert numbers[0].text == f"{item.printed:,}{unit}"
            assert numbers[0].attributes["data-provenance"] == "published"


def test_own_base_stands_beside_every_result(
    pages: dict[str, list[Element]], repo: ScoreRepository
) -> None:
    shown = placed(pages)
    bases = {
        (q.id, level): item.n_respondents
        for q in questions(repo.findings())
        for level, item in q.bases.items()
    }
    for question in questions(repo.findings()):
        for item in question.findings:
            if item.value_type != "result" or not item.n_respondents:
                continue
            if bases.get((question.id, item.level)) != item.n_respondents:
                assert f"{item.n_respondents:,}" in shown[item.id].text


def test_not_asked_is_shown(pages: dict[str, list[Element]], repo: ScoreRepository) -> None:
    for question in questions(repo.findings()):
        if question.not_asked:
            found = pages[f"/findings/{question.pillar_id[1:]}"]
            block = next(i for i in found if i.attributes.get("id") == f"q-{question.id}")
            assert any(
                "missing-not_asked" in inner.attributes.get("class", "") for inner in block.inside
            ), question.id


def test_checks_that_fail_stand_with_their_findings(
    pages: dict[str, list[Element]], repo: ScoreRepository
) -> None:
    links = {
        path: {i.attributes["href"].partition("#")[2] for i in found if "href" in i.attributes}
        for path, found in pages.items()
    }
    everywhere = set().union(*links.values())
    for check in repo.source_checks():
        if check.finding_ids:
            assert f"check-{check.id}" in everywhere


def test_pictures_are_never_an_empty_chart(pages: dict[str, list[Element]]) -> None:
    for path in ("/findings/5", "/findings/6"):
        assert not any(item.tag == "figure" for item in pages[path])


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/findings/1", "F018", "Departments with a digital government plan: 210 of 301"),
        ("/findings/2", "F065", "Direct IT staff with a digital certificate: 22.8%"),
        (
            "/findings/2",
            "F067",
            "Chief information officers (CIOs) less than 1 year in post: 52.33%",
        ),
        ("/findings/3", "F131", "Channels for information and comments: widest gap at “Twitter”"),
        ("/findings/4", "F203", "Paper documents still needed: 87.3%"),
    ],
)
def test_headlines_stand_alone(client: FlaskClient, path: str, code: str, words: str) -> None:
    found = elements(client, f"/en{path}")
    block = next(i for i in found if i.attributes.get("id") == f"q-{code}")
    assert next(i for i in block.inside if i.tag == "h2").text.startswith(words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (
            "/findings",
            "กลุ่มของ 20 กระทรวง: ดาวรุ่ง (Rising Star) 7, พัฒนาแล้ว (Developed) 4, "
            "กำลังพัฒนา (Developing) 6, รักษาระดับ (Maintain) 3",
        ),
        (
            "/en/findings",
            "Groups of 20 ministries: Rising Star 7, Developed 4, Developing 6, Maintain 3",
        ),
    ],
)
def test_all_groups_of_ministries_are_named_in_their_own_colours(
    client: FlaskClient, path: str, words: str
) -> None:
    block = next(i for i in elements(client, path) if i.attributes.get("id") == "q-F253")
    assert next(i for i in block.inside if i.tag == "h3").text.startswith(words)
    figure = next(i for i in block.inside if i.tag == "figure")
    drawn = [i.attributes for i in figure.inside if i.attributes.get("data-id") == "department"]
    steps = [(item["data-series"], item["fill"]) for item in drawn[:4]]
    groups = ("rising-star", "developed", "developing", "maintain")
    colours = [f"var(--quad-{group})" for group in groups]
    assert steps == list(zip(("F257", "F258", "F259", "F260"), colours, strict=True))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_pictures_say_what_was_asked(client: FlaskClient, repo: ScoreRepository, lang: str) -> None:
    prefix = "" if lang == "th" else "/en"
    for question in questions(repo.findings()):
        if reading(question).kind is Kind.NUMBERS:
            continue
        page = f"/findings/{question.pillar_id[1:]}" if question.pillar_id else "/findings"
        drawn = client.get(f"/picture{prefix}{page}/chart-{question.id}.16x9.svg")
        assert drawn.status_code == 200
        text = unescape(re.sub(r"<[^>]+>", "", drawn.get_data(as_text=True)))
        key = f"finding_asked.{question.id}"
        asked = texts()[key][lang] if key in texts() else question.name.get(lang)
        assert re.sub(r"\s", "", asked) in re.sub(r"\s", "", text), question.id


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("F018", Kind.WHOLE),  # 210 + 74 + 17 of 301
        ("F026", Kind.NUMBERS),  # two counts on different bases
        ("F045", Kind.BARS),
        ("F055", Kind.WHOLE),
        ("F131", Kind.DOTS),
        ("F203", Kind.WHOLE),
        ("F071", Kind.NUMBERS),  # another duty at each level
    ],
)
def test_the_chart_fits_the_numbers(repo: ScoreRepository, code: str, kind: Kind) -> None:
    question = next(q for q in questions(repo.findings()) if q.id == code)
    assert reading(question).kind is kind


def test_the_widest_gap_comes_first(repo: ScoreRepository) -> None:
    found = contrasts(questions(repo.findings()))
    assert found[0].larger.id == "F046"
    assert str(found[0].gap) == "67.4"
    gaps = [item.gap for item in found]
    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize(
    ("path", "code", "head", "units"),
    [
        ("/en/findings", "F001", "Answer (number of agencies)", 0),
        ("/findings/1", "F026", "คำตอบ (จำนวน: แห่ง)", 0),
        ("/en/findings", "F253", "Answer", 2),  # it counts agencies and ministries
    ],
)
def test_a_table_of_one_unit_says_it_once(
    client: FlaskClient, path: str, code: str, head: str, units: int
) -> None:
    found = elements(client, path)
    block = next(i for i in found if i.attributes.get("id") == f"q-{code}")
    assert next(i for i in block.inside if i.tag == "th").text == head
    cells = [i.text for i in block.inside if i.tag == "td"]
    assert sum("agencies" in text or "แห่ง" in text for text in cells) == units


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_overview_shows_both_sides_of_a_contrast(
    client: FlaskClient, repo: ScoreRepository, prefix: str
) -> None:
    found = elements(client, prefix or "/")
    cards = [
        item
        for item in found
        if item.tag == "li" and sum(i.attributes.get("class") == "big" for i in item.inside) == 2
    ]
    chosen = highlights(repo.findings())
    assert len(cards) == len(chosen)
    for card, item in zip(cards, chosen, strict=True):
        sides = [i.text for i in card.inside if i.attributes.get("class") == "big"]
        assert sides[0].startswith(f"{item.larger.printed}%")
        assert {text.partition("%")[0] for text in sides} == {
            str(item.option.results[level].printed) for level in ("department", "office")
        }


def test_notes_and_pairings_name_findings_that_exist(repo: ScoreRepository) -> None:
    known: dict[str, Finding] = {item.id: item for item in repo.findings()}
    first = {question.id for question in questions(repo.findings())}
    notes = {key.removeprefix("finding_note.") for key in texts() if "finding_note." in key}
    assert notes <= first
    asked = {key.removeprefix("finding_asked.") for key in texts() if "finding_asked." in key}
    assert asked <= first
    subjects = {key.removeprefix("finding_subject.") for key in texts() if "_subject." in key}
    answers = {
        next(iter(option.by_level.values())).id
        for question in questions(repo.findings())
        for option in question.options
    }
    assert subjects <= answers
    assert {code for codes in RELATED.values() for code in codes} <= set(known)
    assert set(RELATED) <= {item.id for item in repo.recommendations()}
    assert all(known[code].printed is not None for codes in RELATED.values() for code in codes)


def test_every_recommendation_is_on_the_page(client: FlaskClient, repo: ScoreRepository) -> None:
    html = client.get("/en/recommendations").get_data(as_text=True)
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r'<span id="term-.*?</span>', "", html)))
    for item in repo.recommendations():
        assert " ".join(item.summary.en.split()) in text, item.id


@pytest.mark.parametrize("to", ["government", "all_agencies", "central_agencies", "not_stated"])
def test_recommendations_by_addressee(client: FlaskClient, repo: ScoreRepository, to: str) -> None:
    found = elements(client, f"/en/recommendations?to={to}")
    shown = {i.attributes["id"] for i in found if i.tag == "li" and "id" in i.attributes}
    others = {item.id for item in repo.recommendations() if item.addressee != to}
    assert shown
    assert not shown & others


def test_winners_are_linked_and_unranked(client: FlaskClient, repo: ScoreRepository) -> None:
    found = elements(client, "/en/awards")
    winners = [i for i in found if i.tag == "li" and i.attributes.get("id", "").startswith("A")]
    assert [i.attributes["id"] for i in winners] == [award.id for award in repo.awards()]
    assert all(any(inner.tag == "a" for inner in item.inside) for item in winners)
    assert not any(
        item.tag == "ol" for item in found if "awards" in item.attributes.get("class", "")
    )


def test_every_published_figure_has_an_entry(client: FlaskClient, repo: ScoreRepository) -> None:
    ids = [i.attributes.get("id") for i in elements(client, "/sources")]
    for figure in repo.published_all():
        assert ids.count(figure.id) == 1
    for source in repo.sources():
        assert ids.count(f"source-{source.id}") == 1
