from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts.figures.labels import BREAK, Box, Spot, place, plain, said, shortened, text_width, wrap

FRAME = Box(left=0, top=0, right=700, bottom=500)


@pytest.mark.parametrize(
    ("bare", "marked"), [("กา", "ก้า"), ("ทน", "ที่นี่".replace("นี่", "น")), ("ปร", "ปู่ร์")]
)
def test_marks_above_and_below_have_no_width(bare, marked):
    assert text_width(bare, size=10) == text_width(marked, size=10)


def test_width_grows_with_size_and_weight():
    assert text_width("ข้อมูล", size=20) == 2 * text_width("ข้อมูล", size=10)
    assert text_width("ข้อมูล", size=10, bold=True) > text_width("ข้อมูล", size=10)


def test_breaks_only_where_allowed():
    lines = wrap(f"บริการ{BREAK}ภาครัฐ and more", width=75, size=14)
    assert lines == ("บริการ", "ภาครัฐ", "and more")


def test_lines_are_about_equally_long():
    lines = wrap("one two three four five six", width=110, size=10)
    widths = [text_width(line, size=10) for line in lines]
    assert max(widths) < 1.6 * min(widths)


@given(
    st.lists(st.text("กขคงจ่้าdemo", min_size=1, max_size=9), min_size=1, max_size=12),
    st.sampled_from([" ", BREAK]),
    st.floats(20, 300),
)
def test_wrapping_keeps_every_word_and_the_width(words, gap, width):
    lines = wrap(gap.join(words), width=width, size=12)
    joined = " ".join(lines) if gap == " " else "".join(lines)
    assert joined == plain(gap.join(words))
    for line in lines:
        assert text_width(line, size=12) <= width or line in words


def spots(draw):
    return draw(
        st.lists(
            st.tuples(st.integers(40, 660), st.integers(40, 460), st.integers(20, 120)),
            min_size=1,
            max_size=14,
        )
    )


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_placed_labels_touch_nothing(data):
    wanted = tuple(
        Spot(id=f"s{n}", x=x, y=y, radius=5, width=width, height=17)
        for n, (x, y, width) in enumerate(spots(data.draw))
    )
    wall = Box(left=345, top=0, right=350, bottom=500)
    found = place(wanted, frame=FRAME, obstacles=(wall,))
    for one, other in combinations(found, 2):
        assert not one.box.overlaps(other.box)
    for placed in found:
        assert placed.box.within(FRAME)
        assert not placed.box.overlaps(wall)
        for spot in wanted:
            if spot.id != placed.id:
                x, y = placed.box.nearest(spot.x, spot.y)
                assert (x - spot.x) ** 2 + (y - spot.y) ** 2 >= spot.radius**2
    place.cache_clear()
    assert place(wanted, frame=FRAME, obstacles=(wall,)) == found


def test_a_label_stays_by_its_point_where_there_is_room():
    spot = Spot(id="a", x=300, y=200, radius=5, width=60, height=17)
    (found,) = place((spot,), frame=FRAME)
    assert found.leader is None
    assert found.box.left - spot.x == pytest.approx(8)


def test_points_on_one_spot_get_leaders_that_do_not_cross_labels():
    crowd = tuple(
        Spot(id=f"s{n}", x=300 + n, y=200, radius=5, width=60, height=17) for n in range(8)
    )
    found = place(crowd, frame=FRAME)
    assert len(found) >= 2
    assert any(placed.leader for placed in found)


def test_no_room_means_no_label():
    spot = Spot(id="a", x=5, y=5, radius=5, width=60, height=17)
    assert place((spot,), frame=Box(left=0, top=0, right=10, bottom=10)) == ()


def test_said_drops_empty_names_and_break_marks():
    assert said(f"ก{BREAK}ข", "", "b", value="1.0") == "กข, b: 1.0"


LONG = "สำนักงานคณะกรรมการส่งเสริมสวัสดิการและสวัสดิภาพครูและบุคลากรทางการศึกษา"


def test_thai_without_spaces_breaks_where_a_word_is_likely_to_begin() -> None:
    lines = wrap(LONG, width=200, size=14)
    assert "".join(lines) == LONG
    assert len(lines) > 2
    assert all(text_width(line, size=14) <= 200 for line in lines)
    assert {line[:3] for line in lines[1:]} <= {"คณะ", "และ"}
    assert wrap(LONG, width=2000, size=14) == (LONG,)
    assert wrap("ราชการ" * 40, width=50, size=14) == ("ราชการ" * 40,)


@given(st.text(alphabet="กขเแโใไิ้ำา ab", max_size=40), st.floats(20, 300))
def test_a_shortened_text_fits_and_keeps_its_beginning(words: str, width: float) -> None:
    short = shortened(words, width=width, size=12)
    if short == words:
        return
    assert short == "…" or text_width(short, size=12) <= width
    kept = short.removesuffix("…")
    assert words.startswith(kept)
    assert not kept or words[len(kept)] not in "ิ้ำา"


def test_a_label_is_not_set_where_it_could_be_read_as_a_neighbours() -> None:
    own = Spot(id="own", x=300, y=200, radius=5, width=60, height=16)
    other = Spot(id="other", x=380, y=200, radius=5, width=0, height=0)
    (found,) = place((own, other), frame=FRAME)
    assert not found.box.right > own.x + own.radius + 3  # to its right the other is as near
    (alone,) = place((own,), frame=FRAME)
    assert alone.box.left > own.x
