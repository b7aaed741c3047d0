"""What readers type finds what they mean: a list of real errors, and every name spoilt by rule."""

import csv
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from data.codes import Level
from data.model import Hit, Match, Name
from data.repository import ScoreRepository
from data.search.aliases import AliasLevel, read_aliases

QUERIES = Path(__file__).parent / "queries.csv"
AT_1, AT_3 = 0.99, 0.99
"""The level reached."""

KEYS = (
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
THAI = (
    "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ"  # the row without Shift
    '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
)


def label(hit: Hit) -> str:
    return f"{hit.kind}:{hit.id}"


def rows() -> list[dict[str, str]]:
    with QUERIES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_list_is_broad() -> None:
    kinds = Counter(row["error"] for row in rows())
    assert sum(kinds.values()) >= 150
    assert len({row["query"] for row in rows()}) == sum(kinds.values())
    assert min(kinds.values()) >= 7
    assert set(kinds) >= {
        "tone_mark", "karan", "sara_am", "spaces", "sound", "digits", "abbreviation_th",
        "abbreviation_en", "everyday", "former", "romanisation", "layout_qwerty", "layout_kedmanee",
        "typing", "part", "name", "finding",
    }  # fmt: skip


def test_recall_of_the_list(repository: ScoreRepository) -> None:
    first, third, missed = 0, 0, []
    for row in rows():
        found = [label(hit) for hit in repository.search(row["query"], limit=3)]
        first += found[:1] == [row["expected"]]
        third += row["expected"] in found
        if found[:1] != [row["expected"]]:
            missed.append((row["error"], row["query"], row["expected"], found))
    assert first / len(rows()) >= AT_1, missed
    assert third / len(rows()) >= AT_3, missed


def no_marks(name: Name) -> str:
    return re.sub("[\u0e47-\u0e4c]", "", name.th)


def no_karan(name: Name) -> str:
    return re.sub("[ก-ฮ][\u0e34\u0e38]?\u0e4c", "", name.th)


def no_spaces(name: Name) -> str:
    return name.en.replace(" ", "")


def r_as_l(name: Name) -> str:
    return name.th.replace("ร", "ล")


def thai_on_qwerty(name: Name) -> str:
    return name.th.translate(str.maketrans(THAI, KEYS))


def english_on_kedmanee(name: Name) -> str:
    return name.en.translate(str.maketrans(KEYS, THAI))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda name: name.th,
        lambda name: name.en,
        no_marks,
        no_karan,
        no_spaces,
        r_as_l,
        thai_on_qwerty,
        english_on_kedmanee,
    ],
)
@pytest.mark.parametrize("level", [Level.MINISTRY, Level.PROVINCE, Level.DEPARTMENT, Level.OFFICE])
def test_every_name_is_found_in_spite_of(
    repository: ScoreRepository, spoil: Callable[[Name], str], level: Level
) -> None:
    every = repository.entities(level=level)
    # A twentieth of the offices: each kind and each province comes.
    looked_at = every[::19] if level is Level.OFFICE else every
    missed = []
    for entity in looked_at:
        found = repository.search(spoil(entity.name), limit=1)
        if not found or found[0].entity is not entity:
            missed.append((entity.id, spoil(entity.name), [label(hit) for hit in found]))
    assert len(missed) <= len(looked_at) * 0.005, missed


def test_one_wrong_letter_rarely_hides_a_name(repository: ScoreRepository) -> None:
    chance = random.Random(2562)  # noqa: S311
    every = [
        entity
        for level in (Level.MINISTRY, Level.PROVINCE, Level.DEPARTMENT)
        for entity in repository.entities(level=level)
    ]
    tried = [(entity, name) for entity in every for name in (entity.name.th, entity.name.en)][::3]
    found = 0
    for entity, name in tried:
        place = chance.randrange(1, len(name) - 1)
        spoilt = chance.choice(
            [
                name[:place] + name[place + 1 :],
                name[:place] + name[place + 1] + name[place] + name[place + 2 :],
                name[:place] + chance.choice("กดสนaeio") + name[place + 1 :],
            ]
        )
        found += entity in [hit.entity for hit in repository.search(spoilt, limit=3)]
    assert found / len(tried) >= 0.97


def test_every_alias_finds_what_it_names(repository: ScoreRepository) -> None:
    for alias in read_aliases():
        if alias.level is AliasLevel.OFFICE_KIND:
            place = "Roi Et" if alias.alias.isascii() else "ร้อยเอ็ด"
            text, wanted = f"{alias.alias} {place}", f"{alias.entity_id}-45"
        else:
            text, wanted = alias.alias, alias.entity_id
        found = repository.search(text, limit=5)
        assert wanted in [hit.id for hit in found], (text, wanted, [label(hit) for hit in found])


def test_every_alias_names_something_that_there_is(repository: ScoreRepository) -> None:
    known = {
        AliasLevel.MINISTRY: {item.id for item in repository.entities(level=Level.MINISTRY)},
        AliasLevel.PROVINCE: {item.id for item in repository.entities(level=Level.PROVINCE)},
        AliasLevel.AGENCY: {item.id for item in repository.entities(level=Level.DEPARTMENT)},
        AliasLevel.OFFICE_KIND: {item.id for item in repository.office_kinds()},
    }
    assert [item for item in read_aliases() if item.entity_id not in known[item.level]] == []


@pytest.mark.parametrize(
    "text", ["xyzzy", "qqqqqqqq", "ฟฟฟฟฟ", "zzz zzz", "12345678", "%%%", "ๆๆๆ"]
)
def test_nonsense_finds_nothing(repository: ScoreRepository, text: str) -> None:
    assert [label(hit) for hit in repository.search(text)] == []


@pytest.mark.parametrize("text", ["กรม", "สาธารณสุข ร้อยเอ็ด", "chiang", "รอยเอด", "dm,"])
def test_the_first_hits_do_not_depend_on_how_many_are_wanted(
    repository: ScoreRepository, text: str
) -> None:
    every = repository.search(text, limit=50)
    for limit in (0, 1, 8):
        assert repository.search(text, limit=limit) == every[:limit]


def test_how_a_hit_was_found(repository: ScoreRepository) -> None:
    kinds = [repository.search(text)[0].match for text in ("แพร่", "เชียงให", "คุ้มครองแรง", "Phuekt")]
    assert kinds == [Match.EXACT, Match.PREFIX, Match.CONTAINS, Match.SIMILAR]


def test_dots_decide_between_equal_abbreviations(repository: ScoreRepository) -> None:
    firsts = {text: repository.search(text)[0].id for text in ("อย", "อย.", "ก.พ.ร.", "กพร.")}
    assert (firsts["อย"], firsts["อย."], firsts["ก.พ.ร."]) == ("TH-14", "fda", "opdc")
    assert firsts["กพร."] in {"dsd", "dpim"}


def test_findings_are_found_once_however_many_levels_were_asked(
    repository: ScoreRepository,
) -> None:
    found = repository.search("Instagram")
    assert [(hit.id, hit.pillar_id, hit.finding_id) for hit in found] == [("F143", "p3", "F143")]
    assert found[0].note.th
    assert found[0].entity is None
