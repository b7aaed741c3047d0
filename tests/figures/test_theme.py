import re
from itertools import pairwise

import pytest

from data.codes import Measure, Missing
from layouts import theme

TEXT_INKS = (
    "ink", "ink-soft", "ink-faint", "accent", "link", "link-visited", "warn", "bad", "good",
    "reference", "series-1", "series-2", "series-3", "series-4", "series-5",
    *(colour for _, colour in theme.QUADRANT_MARKS.values()),
)  # fmt: skip


def lightness(colour):
    """CIELAB lightness of an sRGB colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    y = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * y ** (1 / 3) - 16


@pytest.mark.parametrize("mode", theme.MODES)
def test_sequential_ramp_has_even_lightness_steps(mode):
    colours = theme.colours(mode)
    found = [lightness(colours[f"seq-{n}"]) for n in range(1, theme.SEQUENTIAL_CLASSES + 1)]
    steps = [after - before for before, after in pairwise(found)]
    assert max(steps) - min(steps) < 1.0
    assert min(map(abs, steps)) > 7


@pytest.mark.parametrize("mode", theme.MODES)
def test_arms_of_the_diverging_ramp_are_equally_light(mode):
    colours = theme.colours(mode)
    for n in range(1, 5):
        left, right = colours[f"div-{n}"], colours[f"div-{theme.DIVERGING_CLASSES + 1 - n}"]
        assert lightness(left) == pytest.approx(lightness(right), abs=1.5)


@pytest.mark.parametrize("mode", theme.MODES)
def test_text_is_readable(mode):
    colours = theme.colours(mode)
    for name in TEXT_INKS:
        for paper in ("paper", "paper-soft"):
            assert theme.contrast(colours[name], colours[paper]) >= 4.5, name
    for code in ("published", "derived", "simulated", "official"):
        ink, soft = colours[f"status-{code}"], colours[f"status-{code}-soft"]
        assert theme.contrast(ink, soft) >= 4.5, code
    for name, ink in colours.items():
        if name.startswith(("on-seq", "on-div", "on-band")):
            assert theme.contrast(ink, colours[name.removeprefix("on-")]) >= 4.5, name


def test_every_mode_names_the_same_colours_and_all_are_variables():
    names = {mode: set(theme.colours(mode)) for mode in theme.MODES}
    assert names["light"] == names["dark"] == names["contrast"]
    css = theme.css_variables()
    assert names["light"] <= set(re.findall(r"--([a-z0-9-]+):", css))
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize(
    ("value", "number"),
    [(29.94, 0), (29.95, 1), (30.0, 1), (34.94, 1), (64.9, 7), (65.0, 8), (100.0, 8), (0.0, 0)],
)
def test_classes_are_open_at_both_ends_and_taken_as_printed(value, number):
    assert theme.map_class(value, scale=theme.SCORES) == number


def test_a_share_is_classed_as_printed_without_decimals():
    assert theme.map_class(94.7, scale=theme.COVERAGES) == 8
    assert theme.map_class(59.4, scale=theme.COVERAGES) == 0


def test_zero_change_parts_the_diverging_classes():
    assert theme.map_class(-0.1, scale=theme.CHANGES) == 3
    assert theme.map_class(0.0, scale=theme.CHANGES) == 4


@pytest.mark.parametrize("scale", theme.SCALES)
def test_scales_have_a_colour_for_each_class(scale):
    colours = theme.colours()
    last = len(scale.thresholds) + 1
    assert f"{scale.ramp}-{last}" in colours
    assert f"{scale.ramp}-{last + 1}" not in colours


def test_every_measure_has_a_scale():
    assert {theme.map_scale(measure).name for measure in Measure} == {"s", "d", "k"}


def test_every_kind_of_missing_has_its_own_pattern():
    assert set(theme.MISSING_PATTERNS) == set(Missing)
    assert len(set(theme.MISSING_PATTERNS.values())) == len(Missing)
    assert all(f'id="{theme.pattern_id(kind)}"' in theme.patterns() for kind in Missing)
