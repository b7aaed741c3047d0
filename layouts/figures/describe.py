"""Frozen, JSON-able descriptions of charts: what is drawn and in which words, never how.

Every text arrives printed in the reader's language and every number beside its printed form; both
renderings read the same description. Labels may hold U+200B where a line may break.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from layouts.theme import Scale

Role = Literal["subject", "peer", "reference"]
Lang = Literal["th", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number and its printed form; without a number, the kind of missing and its word.

    Attributes:
        number: The number drawn, in the unit of the axis; None where there is none.
        text: What is printed: the number at its printed precision, or the word of the missing kind.
        missing: Code of the missing kind; empty where there is a number.
    """

    number: float | None
    text: str
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One printed position of an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A fixed range with its printed positions, the name of the measure and its unit."""

    label: str
    low: float
    high: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Provenance code of the chart's numbers and the word the mark inside the chart prints."""

    code: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One thing drawn: the entity in question, another one compared, or a mean for reference.

    Attributes:
        colour: name of its own colour where it has one on the whole site, as a group of ministries
            has; a part of a bar is drawn in it.
    """

    id: str
    label: str
    role: Role = "subject"
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What all charts carry.

    Attributes:
        id: Letters, digits, hyphen; unique on its page.
        title: The finding; printed by the page, and inside pictures.
        subtitle: Measure, level, year, coverage.
        alt: One sentence that says what the chart shows.
        address: Permanent address printed inside pictures; may be empty.
    """

    id: str
    title: str
    subtitle: str
    note: str
    source: str
    status: Status
    lang: Lang
    alt: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoke:
    """One spoke of a radar."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One closed line of a radar; values run in the order of the spokes."""

    series: Series
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar(Chart):
    """Spokes clockwise from the top; the axis is the same on all, 0-100 for scores."""

    axis: Axis
    spokes: tuple[Spoke, ...]
    outlines: tuple[Outline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Where all entities of the level lie: lowest, first quarter, mean, third quarter, highest."""

    low: Value
    q1: Value
    mean: Value
    q3: Value
    high: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadWords:
    """Words of the key of a spread."""

    extent: str
    middle_half: str
    mean: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRow:
    """One row: its name, a value per series and, where known, the spread of the level."""

    id: str
    label: str
    values: tuple[Value, ...]
    spread: Spread | None = None
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DotPlot(Chart):
    """Rows of dots on one axis; the first series is the one whose values are printed."""

    axis: Axis
    series: tuple[Series, ...]
    rows: tuple[DotRow, ...]
    words: SpreadWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A cut line: where it lies and what is printed at it (name and value)."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantNames:
    """The printed names of the four quadrants."""

    rising_star: str
    developed: str
    developing: str
    maintain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantPoint:
    """One entity at its place.

    Attributes:
        label: Short name printed at the point; empty where points are too many for names.
        name: Full name, for hover and screen readers.
        quadrant: Code of the quadrant it belongs to by the authority in force.
        n: What the area of the mark stands for; None draws the plain size.
        detail: Further words for hover, such as coverage.
        borderline: Words in the hover of a point near a cut line; empty elsewhere.
        before: Its place a year earlier, for an arrow.
    """

    id: str
    label: str
    name: str
    x: Value
    y: Value
    quadrant: str
    n: int | None = None
    detail: str = ""
    href: str = ""
    borderline: str = ""
    selected: bool = False
    before: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadrantChart(Chart):
    """Performance across, growth upward, two published cut lines."""

    x: Axis
    y: Axis
    x_cut: Cut
    y_cut: Cut
    names: QuadrantNames
    points: tuple[QuadrantPoint, ...]
    margin: float = 0.0  # half width of the borderline band in axis units; 0 draws none
    size_key: str = ""  # words that say what the size of a mark stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDot:
    """One entity of a strip."""

    id: str
    label: str
    value: Value
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip(Chart):
    """Every entity of a level as a dot on one axis, one of them picked out."""

    axis: Axis
    dots: tuple[StripDot, ...]
    selected: str = ""
    marks: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One bar: a value per part, and what is printed after it, such as its n."""

    id: str
    label: str
    values: tuple[Value, ...]
    after: str = ""
    href: str = ""
    selected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars(Chart):
    """Horizontal bars; with more than one part each row is a whole divided."""

    axis: Axis
    parts: tuple[Series, ...]
    rows: tuple[BarRow, ...]
    mark: Cut | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One row of a heat map; values run in the order of the columns."""

    id: str
    label: str
    values: tuple[Value, ...]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap(Chart):
    """A matrix with its numbers in the cells, coloured by fixed class steps.

    Attributes:
        scale: Class steps and ramp of colours.
        classes: Printed ranges of the classes, for the key; empty draws no key.
    """

    columns: tuple[Spoke, ...]
    rows: tuple[HeatRow, ...]
    scale: Scale
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendLine:
    """One line of a trend; values run in the order of the years.

    A value without a number is marked; without a kind of missing it is not, for there is nothing
    that could have one in that year.
    """

    series: Series
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend(Chart):
    """Years side by side; those that are not fully comparable are joined by broken lines.

    Attributes:
        years: Their places are the years, so that one without a survey leaves room.
        comparable: For every year but the first, whether it is fully comparable with the one
            before; empty where none is.
    """

    axis: Axis
    years: tuple[Tick, ...]
    lines: tuple[TrendLine, ...]
    comparable: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShape:
    """One area of a map: its path, and the name of its colour or its kind of missing."""

    id: str
    path: str
    colour: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapKey:
    """One line of a map's key: a class or a kind of missing, and how many it holds."""

    label: str
    count: str
    colour: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapChart(Chart):
    """A map for pictures; pages have their own, which the browser colours.

    Attributes:
        width: Width of the box that the paths are drawn in.
        height: Its height.
        inset: Left, top, width and height of what is drawn enlarged, and `inset_ids` what it holds.
        highest: Names and printed values of the first few, under `highest_title`.
        selected: Id of the shape with an outline.
    """

    width: float
    height: float
    shapes: tuple[MapShape, ...]
    inset: tuple[float, float, float, float]
    inset_ids: tuple[str, ...]
    unit: str
    key: tuple[MapKey, ...]
    highest_title: str = ""
    highest: tuple[tuple[str, str], ...] = ()
    selected: str = ""


AnyChart = Radar | DotPlot | QuadrantChart | Strip | Bars | HeatMap | Trend | MapChart


def as_data(chart: AnyChart) -> dict[str, Any]:
    """Return the description as plain dicts, lists and scalars, with its kind."""
    return {"kind": type(chart).__name__, **asdict(chart)}
