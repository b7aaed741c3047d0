import json
import re
from dataclasses import replace
from itertools import combinations

import pytest

from layouts import theme
from layouts.figures import svg_quadrant
from layouts.figures.describe import Status, as_data
from layouts.figures.svg import SHAPES, both, picture, svg
from layouts.figures.svg_dots import dot_radius, stacked
from layouts.figures.svg_radar import runs
from layouts.figures.svg_strip import levels
from tests.figures import samples
from tests.figures.markup import SVG, parse, words

LANGS = ("th", "en")
EVERY = [
    pytest.param(chart, id=f"{chart.id}-{lang}") for lang in LANGS for chart in samples.every(lang)
]
HOSTILE = "<script>alert(1)</script>\"'&\u202e\x00"


@pytest.mark.parametrize("width", [720, 380, 360])
@pytest.mark.parametrize("chart", EVERY)
def test_inline_figures_are_complete_and_follow_the_page(chart, width):
    markup = svg(chart, width=width)
    root = parse(markup)
    stem = root.get("aria-labelledby").split()
    assert [root.find(f".//*[@id='{name}']").text for name in stem] == [chart.title, chart.alt]
    assert chart.status.word in words(markup)
    assert root.get("viewBox").startswith(f"0 0 {width} ")
    assert not re.search(r'(?:fill|stroke)="#', markup)
    names = set(re.findall(r"var\(--([a-z0-9-]+)\)", markup))
    assert names <= set(theme.colours())
    assert all(float(size) >= 11.5 for size in re.findall(r'font-size="([\d.]+)"', markup))


@pytest.mark.parametrize("chart", EVERY)
def test_texts_stay_inside_the_drawing(chart):
    for width in (720, 360):
        root = parse(svg(chart, width=width))
        height = float(root.get("viewBox").split()[3])
        for text in root.iter(f"{SVG}text"):
            if text.get("x"):
                assert -2 <= float(text.get("x")) <= width + 2
                assert 0 <= float(text.get("y")) <= height


@pytest.mark.parametrize("chart", EVERY)
def test_the_two_variants_share_no_id(chart):
    ids = re.findall(r' id="([^"]+)"', both(chart))
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", both(chart)))
    assert used <= set(ids)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("chart", EVERY)
def test_pictures_need_no_page(chart, shape):
    markup = picture(chart, shape)
    root = parse(markup)
    assert "var(--" not in markup
    shown = " ".join(words(markup)).replace(" ", "")
    for text in (chart.title, chart.subtitle, chart.note, chart.source, chart.address):
        assert text.replace(" ", "") in shown
    assert chart.status.word.replace(" ", "") in shown
    wide, tall = float(root.get("width")), float(root.get("height"))
    expected = {"16:9": 16 / 9, "1:1": 1, "9:16": 9 / 16, "card": 1200 / 630}[shape]
    assert wide / tall == pytest.approx(expected, rel=1e-3)


def test_hostile_names_stay_text():
    chart = samples.quadrant("en")
    point = replace(chart.points[0], label=HOSTILE, name=HOSTILE, href='/x" onclick="y')
    chart = replace(chart, title=HOSTILE, alt=HOSTILE, points=(point, *chart.points[1:]))
    for markup in (svg(chart), svg(chart, standalone=True)):
        root = parse(markup)
        assert not list(root.iter(f"{SVG}script"))
        assert not any("onclick" in element.attrib for element in root.iter())
    bars = samples.bars("en")
    rows = (replace(bars.rows[0], label=HOSTILE, after=HOSTILE), *bars.rows[1:])
    parse(svg(replace(bars, rows=rows, status=Status(code="derived", word=HOSTILE))))


def test_links_are_real_and_say_where_they_lead():
    chart = samples.quadrant("th")
    root = parse(svg(chart))
    links = list(root.iter(f"{SVG}a"))
    assert root.get("role") == "group"
    assert {link.get("href") for link in links} == {point.href for point in chart.points}
    assert all(link.get("aria-label") for link in links)
    assert parse(svg(samples.radar("th"))).get("role") == "img"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [960, 720, 600, 390, 360])
@pytest.mark.parametrize("build", [samples.quadrant, samples.crowded])
def test_quadrant_labels_keep_apart_and_all_are_named(build, lang, width):
    chart = build(lang)
    plan = svg_quadrant.arrange(chart, width=width)
    assert set(plan.labels) == {point.id for point in chart.points}
    for one, other in combinations(plan.labels.values(), 2):
        assert not one.box.overlaps(other.box)
    cut_x, cut_y = plan.x.at(chart.x_cut.at), plan.y.at(chart.y_cut.at)
    for label in plan.labels.values():
        assert not label.box.left < cut_x < label.box.right
        assert not label.box.top < cut_y < label.box.bottom


def test_narrow_quadrant_prints_the_numbers_of_its_key():
    chart = samples.quadrant("en")
    shown = words(svg(chart, width=360))
    for number, point in svg_quadrant.key_numbers(chart):
        assert str(number) in shown
        assert point.label not in shown


def test_a_missing_value_is_a_word_and_never_a_mark():
    dots = parse(svg(samples.dots("th")))
    assert samples.MISSING["th"] in words(svg(samples.dots("th")))
    own = [m.get("data-id") for m in dots.findall(".//*[@data-series='TH-12']")]
    assert own == ["p1", "p2", "p3", "p5", "p6"]
    radar = parse(svg(samples.radar("th", gap=True)))
    assert len(radar.findall(".//*[@data-series='TH-12']")) == 5
    assert samples.MISSING["th"] in words(svg(samples.radar("th", gap=True)))


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([1, 2, 3], [[0, 1, 2]]),
        ([1, None, 3, 4], [[2, 3, 0]]),
        ([None, 2, None, 4], [[1], [3]]),
        ([None, None], []),
    ],
)
def test_an_outline_breaks_at_missing_values(numbers, found):
    assert runs(numbers) == found


def test_dots_of_one_level_do_not_touch():
    places = [0, 1, 2, 3, 9, 10]
    found = levels(places, pitch=4)
    for (a, one), (b, other) in combinations(zip(places, found, strict=True), 2):
        assert one != other or b - a >= 4


@pytest.mark.parametrize("chart", EVERY)
def test_descriptions_are_plain_data_and_renderings_deterministic(chart):
    again = json.loads(json.dumps(as_data(chart)))
    assert again["kind"] == type(chart).__name__
    assert svg(chart) == svg(chart)
    assert hash(chart) == hash(replace(chart))


def test_the_largest_mark_lies_below_the_others() -> None:
    """Of two marks at one value both are seen; those for reference hide nobody."""
    chart = samples.dots("en")
    order = [chart.series[number] for number in stacked(chart)]
    roles = [series.role for series in order]
    assert roles == sorted(roles, key=lambda role: role != "reference")
    shown = [series.id for series in order if series.role != "reference"]
    assert shown == [series.id for series in chart.series if series.role != "reference"]
    assert dot_radius(0) > dot_radius(1) == dot_radius(4)
    drawn = re.findall(r'data-series="([^"]+)"', svg(chart))
    assert list(dict.fromkeys(drawn)) == [series.id for series in order]
