import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import normalize as reference

from data.codes import Level
from data.repository import ScoreRepository
from data.search.keyboard import swapped
from data.search.normalise import MAX_LENGTH, both_sounds, plain, sounds
from data.search.reading import read

THAI = st.text(st.sampled_from([chr(code) for code in range(0x0E01, 0x0E5B)] + list(" .-1a")))
ANY = st.one_of(st.text(), THAI)
WORDS = st.text(st.sampled_from("กขคงจชดตทนบปพมยรลวสหอาิีุูเแโไ "), min_size=1, max_size=30)
TONES = "\u0e48\u0e49\u0e4a\u0e4b"


@given(ANY)
def test_plain_is_idempotent(text: str) -> None:
    once = plain(text)
    assert plain(once) == once


@given(ANY)
def test_every_text_has_its_forms(text: str) -> None:
    assert len(plain(text)) <= MAX_LENGTH
    for form in both_sounds(plain(text)):
        assert not re.search(rf"[{TONES}\s]", form)
    read(text)


@given(WORDS, st.data())
def test_a_tone_mark_more_or_less_sounds_the_same(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    mark = data.draw(st.sampled_from(TONES))
    marked = text[:place] + mark + text[place:]
    # Before the first letter, after a space: a mark that stands on nothing is dropped as well.
    assert sounds(plain(marked)) == sounds(plain(text))


@given(WORDS)
def test_spaces_and_case_say_nothing(text: str) -> None:
    spaced = "  ".join(text.split(" "))
    assert plain(f" {spaced.upper()}\u200b ") == plain(text)


@given(st.text(min_size=MAX_LENGTH))
def test_only_the_beginning_of_a_long_text_counts(text: str) -> None:
    assert read(text) == read(text[:MAX_LENGTH])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("สํานัก", "สำนัก"),
        ("น\u0e4d\u0e49า", "น\u0e49ำ"),
        ("น\u0e49\u0e4dา", "น\u0e49ำ"),
        ("เเพร่", "แพร่"),
        ("ก\u0e48ี", "กี่"),
        ("ป.ป.ส.", "ปปส"),
        ("ก ข  ค", "ก ข ค"),
        ("๒๕๖๒", "2562"),
        ("Phang-nga", "phang nga"),
        ("จ.ร้อยเอ็ด", "จังหวัดร้อยเอ็ด"),
        ("จ. น่าน", "จังหวัดน่าน"),
        ("สนง.คลัง", "สำนักงานคลัง"),
        ("1.1", "1.1"),
        ("CAFÉ", "cafe"),
    ],
)
def test_plain_undoes_what_typing_adds(typed: str, meant: str) -> None:
    assert plain(typed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ร้อยเอ็ด", "ลอยเอด"),
        ("ทรัพยากร", "ซัพยากร"),
        ("ทราย", "ซาย"),
        ("กระบี่", "กะบี่"),
        ("สุพรรณบุรี", "สุพันบุรี"),
        ("ลำปาง", "ลัมปาง"),
        ("ไทย", "ไท"),
        ("ayutthaya", "ayuthaya"),
        ("buri ram", "buriram"),
        ("nakhon si", "nakorn sri"),
        ("udon", "udorn"),
        ("chanthaburi", "jantaburi"),
    ],
)
def test_what_sounds_alike_is_alike(one: str, other: str) -> None:
    assert sounds(plain(one)) == sounds(plain(other))


@pytest.mark.parametrize(("one", "other"), [("แพร่", "แพทย์"), ("ตราด", "ตรัง"), ("mea", "mwa")])
def test_what_sounds_different_stays_so(one: str, other: str) -> None:
    assert sounds(plain(one)) != sounds(plain(other))


def test_karan_may_lack_with_or_without_its_letter() -> None:
    assert set(both_sounds(plain("สุรินทร์"))) == {
        sounds(plain("สุรินท")),
        sounds(plain("สุรินทร")),
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("dm,", "กทม"), ("กิก", "dbd"), ("iAvpgvHf", "รฤอยเอ็ด"), ("แ้รฟืเ ?ฟร", "chiang Mai")],
)
def test_the_other_layout(typed: str, meant: str) -> None:
    assert swapped(typed) == meant


@pytest.mark.parametrize("text", ["", "12", "%", "...", "ชมพร"])
def test_no_other_layout_where_nobody_meant_it(text: str) -> None:
    assert swapped(text) is None


def test_pythainlp_finds_nothing_more_to_repair(repository: ScoreRepository) -> None:
    names = [item.name.th for level in Level for item in repository.entities(level=level)]
    questions = [item.question.th for item in repository.findings()]
    broken = ["เเปลก", "นํ้าใจ", "น้ํา", "กีี่", "ก่ี", "ดีีี", "เก็็บ"]
    assert len(names) > 1900
    for name in names + questions + broken:
        assert plain(reference(name)) == plain(name)
