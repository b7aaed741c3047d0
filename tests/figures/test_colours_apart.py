"""Classes of the map stay apart for readers who are colour-blind, and borders stay visible."""

from __future__ import annotations

import itertools
import math

import pytest

from layouts.theme import CHANGES, COVERAGES, MODES, SCORES, Scale, colours, contrast

# Viénot, Brettel and Mollon (1999), in linear RGB.
VISION = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}
JUST_NOTICEABLE = 2.3  # CIE76
APART = 3 * JUST_NOTICEABLE


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    rgb = linear(colour)
    r, g, b = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))))
        for row in VISION[vision]
    )
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("scale", [SCORES, COVERAGES, CHANGES], ids=["score", "coverage", "change"])
def test_classes_stay_apart(mode, vision: str, scale: Scale) -> None:  # type: ignore[no-untyped-def]
    paint = colours(mode)
    classes = [paint[f"{scale.ramp}-{n + 1}"] for n in range(len(scale.thresholds) + 1)]
    for first, second in itertools.combinations(classes, 2):
        distance = math.dist(lab(first, vision), lab(second, vision))
        assert distance >= APART, (first, second, round(distance, 1))


@pytest.mark.parametrize("mode", MODES)
def test_lightness_alone_orders_the_sequence(mode) -> None:  # type: ignore[no-untyped-def]
    paint = colours(mode)
    steps = [lab(paint[f"seq-{n}"], "normal")[0] for n in range(1, 10)]
    assert steps in (sorted(steps), sorted(steps, reverse=True))


@pytest.mark.parametrize("mode", MODES)
def test_province_borders_stand_out_from_the_paper(mode) -> None:  # type: ignore[no-untyped-def]
    paint = colours(mode)
    assert contrast(paint["ink-faint"], paint["paper"]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_words_on_classes_are_readable(mode) -> None:  # type: ignore[no-untyped-def]
    paint = colours(mode)
    for name in [n for n in paint if n.startswith("on-") and n != "on-accent"]:
        assert contrast(paint[name], paint[name.removeprefix("on-")]) >= 4.5, name
