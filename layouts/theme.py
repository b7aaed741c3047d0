"""One source for every colour, type size, space, pattern name and class step the site draws with.

The stylesheet takes the values as CSS variables, pictures and Plotly figures take the same values
as literals; nothing here knows Dash, Flask or Plotly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from data.codes import Measure, Missing
from data.scoring import printed

Mode = Literal["light", "dark", "contrast"]
Ramp = Literal["seq", "div", "band"]
MODES: Final[tuple[Mode, ...]] = ("light", "dark", "contrast")

# Installed fonts only. Noto comes first where it is installed because its upper and lower Thai
# marks are the clearest; after that each system's own Thai face.
FONT_STACK: Final = (
    "'Noto Sans Thai', 'Noto Sans', system-ui, -apple-system, 'Segoe UI', 'Leelawadee UI', "
    "Thonburi, Roboto, 'Noto Sans Thai UI', Loma, sans-serif"
)
MONO_STACK: Final = "ui-monospace, 'Cascadia Mono', Consolas, 'Liberation Mono', monospace"

# Text of figures in pixels of the drawing. Wide drawings are shown at 600-800 px, narrow ones at
# 320-400 px, so that the smallest stays above 11 px on the screen.
FIGURE_TEXT: Final[Mapping[str, float]] = MappingProxyType(
    {"title": 21.0, "subtitle": 15.0, "label": 14.0, "value": 14.0, "tick": 13.0, "small": 12.5}
)
FIGURE_LINE: Final = 1.45  # line pitch of wrapped figure text; Thai marks need more than Latin

TYPE_SIZES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text-xs": "0.8125rem",
        "text-s": "0.9375rem",
        "text-m": "1.0625rem",
        "text-l": "1.25rem",
        "text-xl": "1.5625rem",
        "text-2xl": "2rem",
        "text-3xl": "2.625rem",
    }
)
LINE_HEIGHTS: Final[Mapping[str, str]] = MappingProxyType(
    {"leading-tight": "1.4", "leading": "1.7", "leading-loose": "1.85"}
)
SPACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "space-1": "0.25rem",
        "space-2": "0.5rem",
        "space-3": "0.75rem",
        "space-4": "1rem",
        "space-5": "1.5rem",
        "space-6": "2rem",
        "space-7": "3rem",
        "space-8": "4.5rem",
    }
)
MEASURES: Final[Mapping[str, str]] = MappingProxyType(
    {"page": "72rem", "prose": "42rem", "radius": "3px", "target": "2.75rem"}
)

# name: (light, dark, high contrast)
_BASE: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "paper": ("#ffffff", "#12181d", "#ffffff"),
        "paper-soft": ("#f4f6f6", "#1b2329", "#ffffff"),
        "paper-raised": ("#ffffff", "#202a31", "#ffffff"),
        "ink": ("#14191c", "#eef2f3", "#000000"),
        "ink-soft": ("#4a555b", "#b3bec4", "#1d1d1d"),
        "ink-faint": ("#66727a", "#909ca3", "#333333"),
        "rule": ("#d3dadd", "#39454c", "#000000"),
        "rule-strong": ("#7d8990", "#7f8b92", "#000000"),
        "grid": ("#e3e8ea", "#2c373e", "#8a8a8a"),
        "accent": ("#0b5a70", "#6cc3d9", "#00394a"),
        "accent-soft": ("#e4f0f3", "#17323b", "#ffffff"),
        "on-accent": ("#ffffff", "#0c1a1f", "#ffffff"),
        "link": ("#0b5a70", "#7fcde2", "#00394a"),
        "link-visited": ("#5b4380", "#c3aee6", "#3d1f66"),
        "focus": ("#ffbf2e", "#ffd166", "#ffbf2e"),
        "focus-ink": ("#14191c", "#12181d", "#000000"),
        "warn": ("#8a3c00", "#f5b678", "#6b2c00"),
        "warn-soft": ("#fdf1e3", "#3a2813", "#ffffff"),
        "bad": ("#a3201d", "#ff9d94", "#7d0000"),
        "bad-soft": ("#fcecea", "#401b1a", "#ffffff"),
        "good": ("#16643f", "#7fd1a4", "#00432a"),
        "good-soft": ("#e6f4ec", "#14321f", "#ffffff"),
        # marks of the state of the data and of single numbers
        "status-simulated": ("#7a3e00", "#ffc37a", "#5c2e00"),
        "status-simulated-soft": ("#fff3dc", "#3b2a10", "#ffffff"),
        "status-official": ("#0b5a70", "#8ad4e8", "#00394a"),
        "status-official-soft": ("#e4f0f3", "#17323b", "#ffffff"),
        "status-published": ("#2f4a2b", "#a9d3a0", "#1c3318"),
        "status-published-soft": ("#ebf3e8", "#1f3019", "#ffffff"),
        "status-derived": ("#44496b", "#bcc2ee", "#272c52"),
        "status-derived-soft": ("#eeeff7", "#262a44", "#ffffff"),
        # outlines and dots of compared things; told apart by shape and name as well
        "series-1": ("#0b5a70", "#6cc3d9", "#00394a"),
        "series-2": ("#b04a12", "#f2a06a", "#7f2e00"),
        "series-3": ("#71428f", "#c9a4e3", "#4d1f6b"),
        "series-4": ("#3d7a1f", "#9bd07c", "#225207"),
        "series-5": ("#96305c", "#ee98bf", "#6d0f3b"),
        "reference": ("#59656c", "#a3afb6", "#222222"),
        "spread": ("#cdd6da", "#3a464d", "#9a9a9a"),
        "spread-core": ("#9aa8af", "#5f6d75", "#555555"),
        "dot": ("#a9b5bb", "#56636b", "#6a6a6a"),
        # the four quadrants
        "quad-rising-star": ("#0d7a5f", "#5fcfae", "#00513c"),
        "quad-developed": ("#0b4f8a", "#7fb9ee", "#00305c"),
        "quad-developing": ("#6b5b73", "#bcaac5", "#40334a"),
        "quad-maintain": ("#8a5a00", "#e3b45c", "#5c3b00"),
        # ways of having no value
        "missing-paper": ("#f1f1f0", "#232a2f", "#ffffff"),
        "missing-ink": ("#7a7f82", "#8d979d", "#000000"),
    }
)

# CIELAB lightness falls by 8.9 a step (dark paper: rises by 8.1); the hue runs from yellow-green to
# blue, the safe direction for the colour-blind, and lightness alone still orders the classes.
_SEQUENTIAL: Final[Mapping[Mode, tuple[str, ...]]] = MappingProxyType(
    {
        "light": (
            "#e3f4cb", "#b0e0b9", "#7ccbae", "#47b5a8", "#059ca1",
            "#118292", "#086981", "#0a516d", "#193953",
        ),
        "dark": (
            "#174a6e", "#066182", "#037892", "#08909e", "#08a9a5",
            "#54bfa5", "#8cd2a7", "#bfe4b0", "#edf5c4",
        ),
        "contrast": (
            "#ecfdd3", "#b3e4bc", "#7bcaad", "#40afa2", "#089195",
            "#067281", "#00566a", "#013b51", "#022236",
        ),
    }
)  # fmt: skip
# Brown for less, blue for more; the four steps of each arm have the same lightness.
_DIVERGING: Final[Mapping[Mode, tuple[str, ...]]] = MappingProxyType(
    {
        "light": (
            "#83441d", "#b27553", "#dba587", "#ffd4bd",
            "#b5e3ff", "#73b9df", "#138eba", "#055c7a",
        ),
        "dark": (
            "#fecdad", "#d59970", "#9a6d4e", "#694933",
            "#1a566d", "#2b80a0", "#44b1dc", "#a0e0ff",
        ),
        "contrast": (
            "#5f2100", "#9c5d41", "#d29980", "#ffdbcc",
            "#cae6ff", "#72acd7", "#0f74a4", "#033952",
        ),
    }
)  # fmt: skip

SEQUENTIAL_CLASSES: Final = 9
DIVERGING_CLASSES: Final = 8
BANDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Fixed class steps, open at both ends and the same in all years.

    Attributes:
        name: Short name; with a class number it is the CSS class that paints, such as ``s4``.
        ramp: The ramp of colours, as in the names of the CSS variables.
        thresholds: Ascending lower ends of the second and later classes.
        decimals: Decimals with which the values are printed; classes are taken at that precision.
    """

    name: str
    ramp: Ramp
    thresholds: tuple[float, ...]
    decimals: int = 1

    @property
    def diverging(self) -> bool:
        """Whether the scale has a middle from which it goes two ways."""
        return self.ramp == "div"


SCORES: Final = Scale(name="s", ramp="seq", thresholds=(30, 35, 40, 45, 50, 55, 60, 65))
COVERAGES: Final = Scale(
    name="k", ramp="seq", thresholds=(60, 65, 70, 75, 80, 85, 90, 95), decimals=0
)
CHANGES: Final = Scale(name="d", ramp="div", thresholds=(-15, -10, -5, 0, 5, 10, 15))
BAND_SCALE: Final = Scale(name="b", ramp="band", thresholds=(20, 40, 60, 80))
# Ministries against pillars spread wider than provinces: steps of ten.
MATRIX: Final = Scale(name="h", ramp="seq", thresholds=(20, 30, 40, 50, 60, 70, 80, 90))
SCALES: Final[tuple[Scale, ...]] = (SCORES, COVERAGES, CHANGES, BAND_SCALE, MATRIX)

# Lines of the pattern of each way of having no value: told apart without colour.
MISSING_PATTERNS: Final[Mapping[Missing, str]] = MappingProxyType(
    {
        Missing.NOT_ASKED: "M0 4H8",
        Missing.NO_ANSWER: "M0 8L8 0M-2 2L2 -2M6 10L10 6",
        Missing.NOT_IN_SIMULATION: "M2.7 4A1.3 1.3 0 1 0 5.3 4A1.3 1.3 0 1 0 2.7 4Z",
        Missing.NOT_APPLICABLE: "M0 0L8 8M0 8L8 0",
        Missing.NOT_AVAILABLE: "M4 0V8",
    }
)

# Shape of the mark of each quadrant and its colour; shapes are named as Plotly names them.
QUADRANT_MARKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "rising_star": ("triangle-up", "quad-rising-star"),
        "developed": ("circle", "quad-developed"),
        "developing": ("square", "quad-developing"),
        "maintain": ("diamond", "quad-maintain"),
        "none": ("cross", "reference"),  # belongs to no group
    }
)
SERIES_MARKS: Final[tuple[str, ...]] = ("circle", "square", "diamond", "triangle-up", "cross")
SERIES_DASHES: Final[tuple[str, ...]] = ("", "7 4", "2 4", "10 4 2 4", "1 3")


def colours(mode: Mode = "light") -> Mapping[str, str]:
    """Return every colour of one mode as ``name -> #rrggbb``, names as in the CSS variables."""
    at = MODES.index(mode)
    values = {name: triple[at] for name, triple in _BASE.items()}
    _add_ramp(values, "seq", _SEQUENTIAL[mode])
    _add_ramp(values, "div", _DIVERGING[mode])
    _add_ramp(values, "band", _SEQUENTIAL[mode][::2])
    return MappingProxyType(values)


def css_variables() -> str:
    """Return the ``:root`` blocks: light, dark, high contrast, forced colours and print."""
    fixed = {**TYPE_SIZES, **LINE_HEIGHTS, **SPACES, **MEASURES}
    fixed |= {"font": FONT_STACK, "font-mono": MONO_STACK}
    light, dark, contrast = (_declarations(colours(mode)) for mode in MODES)
    forced = (
        "--paper:Canvas;--ink:CanvasText;--ink-soft:CanvasText;--rule:CanvasText;--link:LinkText"
    )
    return "\n".join(
        (
            f":root{{color-scheme:light;{_declarations(fixed)};{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}",
            "@media screen and (prefers-contrast:more) and (prefers-color-scheme:light)"
            f"{{:root{{{contrast}}}}}",
            f"@media (forced-colors:active){{:root{{{forced}}}}}",
            "",
        )
    )


def figure_css() -> str:
    """Return the rules that inline figures need: family, numerals, hover, focus, variants by width.

    A page that prints both variants of a figure wraps them in ``figure-wide`` and
    ``figure-narrow`` inside a ``figure-box``; the box's own width decides which is shown.
    """
    return "\n".join(
        (
            ".figure{display:block;width:100%;height:auto;font-family:var(--font);"
            "font-variant-numeric:tabular-nums;line-height:1;overflow:visible}",
            ".figure a{cursor:pointer}.figure a:hover text{text-decoration:underline}",
            ".figure a:focus-visible{outline:3px solid var(--focus);outline-offset:2px}",
            ".figure-box{container-type:inline-size}",
            ".figure-narrow{max-width:27rem;margin-inline:auto}",
            "@container (min-width:34rem){.figure-narrow{display:none}}",
            "@container (max-width:33.99rem){.figure-wide{display:none}}",
            "@media print{.figure-box .figure-wide{display:block}"
            ".figure-box .figure-narrow{display:none}}",
            "",
        )
    )


def map_scale(measure: Measure) -> Scale:
    """Return the scale that colours a measure on maps and in matrices."""
    if measure is Measure.CHANGE:
        return CHANGES
    return COVERAGES if measure is Measure.COVERAGE else SCORES


def map_class(value: float, *, scale: Scale) -> int:
    """Return the class of a value, from 0; a value on a step belongs to the class above it."""
    return bisect_right(scale.thresholds, float(printed(value, decimals=scale.decimals)))


def class_css() -> str:
    """Return the rules that fill by class (``.s0`` to ``.s8``) and by missing kind (``.m-…``)."""
    rules = [
        f".{scale.name}{number}{{fill:var(--{scale.ramp}-{number + 1})}}"
        for scale in SCALES
        for number in range(len(scale.thresholds) + 1)
    ]
    rules += [
        f".{scale.name}{number}~text{{fill:var(--on-{scale.ramp}-{number + 1})}}"
        for scale in SCALES
        for number in range(len(scale.thresholds) + 1)
    ]
    rules += [f".m-{kind}{{fill:url(#{pattern_id(kind)})}}" for kind in MISSING_PATTERNS]
    return "".join(rules) + "\n"


def pattern_id(kind: str, *, prefix: str = "") -> str:
    """Return the id of the SVG pattern of a way of having no value."""
    return f"{prefix}pattern-{kind}"


def patterns(
    paint: Mapping[str, str] | None = None,
    *,
    prefix: str = "",
    kinds: Collection[str] = tuple(MISSING_PATTERNS),
) -> str:
    """Return SVG ``<pattern>`` elements, one per way of having no value.

    Args:
        paint: Literal colours; CSS variables are used where it is None.
        prefix: Put before each id where one page holds several sets.
        kinds: Those that are used.
    """
    paper = paint["missing-paper"] if paint else "var(--missing-paper)"
    ink = paint["missing-ink"] if paint else "var(--missing-ink)"
    return "".join(
        f'<pattern id="{pattern_id(kind, prefix=prefix)}" width="8" height="8" '
        f'patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="{paper}"/>'
        f'<path d="{lines}" fill="none" stroke="{ink}" stroke-width="1.2"/></pattern>'
        for kind, lines in MISSING_PATTERNS.items()
        if kind in kinds
    )


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _add_ramp(values: dict[str, str], name: str, ramp: Sequence[str]) -> None:
    for number, colour in enumerate(ramp, start=1):
        values[f"{name}-{number}"] = colour
        light = contrast("#ffffff", colour) >= 4.5
        values[f"on-{name}-{number}"] = "#ffffff" if light else "#000000"


def _declarations(values: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())
