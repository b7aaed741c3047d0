"""What the ministries page shows: the reader's choices, and who lies near a cut line. No markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data.codes import PILLARS, Level, Measure, Missing, Quadrant
from data.model import AgencyFilter, AgencyRow, Entity, QuadrantPoint, Quadrants
from data.scoring import printed
from layouts.context import Choice, Context

VIEWS = ("quadrant", "pillars", "departments")
BANDS = ("1", "2", "3", "0")
"""Half widths of the borderline band in points; the first is the one without a choice."""
ARROWS = ("no", "yes")
SORTS = {
    "quadrant": ("performance", "growth", "name", "quadrant", "coverage"),
    "pillars": (str(Measure.OVERALL), *(str(p) for p in PILLARS), "name"),
    "departments": ("performance", "growth", "name"),
}
EVERY_DEPARTMENT = 1000
"""More than there are, so that one page of the list holds them all."""

QUADRANT_ORDER = (
    Quadrant.DEVELOPED,
    Quadrant.RISING_STAR,
    Quadrant.MAINTAIN,
    Quadrant.DEVELOPING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The reader's choices as the address has them, each with what could not be used."""

    view: Choice
    year: Choice
    sort: Choice
    band: Choice
    arrows: Choice
    ministry: Choice
    kind: Choice

    def rejected(self) -> dict[str, str]:
        """Parameters that could not be used, with what was given."""
        given = {
            "view": self.view,
            "year": self.year,
            "sort": self.sort,
            "band": self.band,
            "arrows": self.arrows,
            "ministry": self.ministry,
            "type": self.kind,
        }
        return {name: c.rejected for name, c in given.items() if c.rejected is not None}

    @property
    def margin(self) -> int:
        """Half width of the borderline band in points."""
        return int(self.band.value)


def choices(ctx: Context) -> Choices:
    """Read and check the address; what a table can be sorted by depends on the view."""
    view = ctx.choose("view", options=VIEWS, default=VIEWS[0])
    sorts = SORTS[view.value]
    return Choices(
        view=view,
        year=ctx.year(),
        sort=ctx.choose("sort", options=sorts, default=sorts[0]),
        band=ctx.choose("band", options=BANDS, default=BANDS[0]),
        arrows=ctx.choose("arrows", options=ARROWS, default=ARROWS[0]),
        ministry=ctx.choose("ministry", options=[m.id for m in ctx.repo.ministries()], default=""),
        kind=ctx.choose("type", options=[t.id for t in ctx.repo.agency_types()], default=""),
    )


def drawable(quadrants: Quadrants) -> bool:
    """Whether there is a chart: published cut lines, and a point with both coordinates."""
    return (
        quadrants.cut_performance is not None
        and quadrants.cut_growth is not None
        and any(p.x.number is not None and p.y.number is not None for p in quadrants.points)
    )


def beyond(point: QuadrantPoint, quadrants: Quadrants, *, margin: int) -> tuple[Quadrant, ...]:
    """The groups in which a point could as well lie: those across a line within the margin.

    Args:
        margin: half width of the band in points; with 0 nobody is near a line.

    Returns:
        The groups in the order of the page, without the one where the point lies.
    """
    x, y = point.x.number, point.y.number
    cut_x, cut_y = quadrants.cut_performance, quadrants.cut_growth
    if not margin or x is None or y is None or cut_x is None or cut_y is None:
        return ()
    over = {x > cut_x} | ({True, False} if abs(x - cut_x) <= margin else set())
    grew = {y > cut_y} | ({True, False} if abs(y - cut_y) <= margin else set())
    reach = {_group(high=high, up=up) for high in over for up in grew}
    return tuple(q for q in QUADRANT_ORDER if q in reach - {_group(high=x > cut_x, up=y > cut_y)})


def _group(*, high: bool, up: bool) -> Quadrant:
    if up:
        return Quadrant.DEVELOPED if high else Quadrant.RISING_STAR
    return Quadrant.MAINTAIN if high else Quadrant.DEVELOPING


@dataclass(frozen=True, slots=True, kw_only=True)
class Departments:
    """The departments with a score in both years, after the filters.

    Attributes:
        rows: in the order of their score.
        total: how many there are without filters.
        left_out: how many of the filtered ones lack a score in one of the years, by kind.
    """

    rows: tuple[AgencyRow, ...]
    total: int
    left_out: int


def departments(ctx: Context, chosen: Choices, *, year: int) -> Departments:
    """The departments that the chart of departments shows."""
    everyone = _listed(ctx, AgencyFilter(level=(Level.DEPARTMENT,)), year=year)
    where = AgencyFilter(
        level=(Level.DEPARTMENT,),
        ministry=(chosen.ministry.value,) if chosen.ministry.value else (),
        agency_type=(chosen.kind.value,) if chosen.kind.value else (),
    )
    found = _listed(ctx, where, year=year)
    both = tuple(row for row in found if _in_both(row))
    return Departments(
        rows=both,
        total=sum(_in_both(row) for row in everyone),
        left_out=len(found) - len(both),
    )


def _listed(ctx: Context, where: AgencyFilter, *, year: int) -> Sequence[AgencyRow]:
    return ctx.repo.agencies(year=year, where=where, page_size=EVERY_DEPARTMENT, lang=ctx.lang).rows


def _in_both(row: AgencyRow) -> bool:
    return all(row.values[m].missing is None for m in (Measure.OVERALL, Measure.CHANGE))


def why_missing(point: QuadrantPoint) -> Missing | None:
    """Why a ministry has no place in the chart, or None where it has one."""
    return point.x.missing or point.y.missing


def ordered(
    ctx: Context, points: Sequence[QuadrantPoint], *, sort: str
) -> tuple[QuadrantPoint, ...]:
    """Ministries in the order of the table: as printed, ties and the rest by name."""
    names = _alphabet(ctx, Level.MINISTRY)
    keys: dict[str, Callable[[QuadrantPoint], tuple[bool, float]]] = {
        "performance": lambda p: _falling(p.x.number),
        "growth": lambda p: _falling(p.y.number),
        "name": lambda p: (False, 0.0),
        "quadrant": lambda p: (
            p.published is None,
            QUADRANT_ORDER.index(p.published) if p.published else 0,
        ),
        "coverage": lambda p: _falling(p.coverage.share, decimals=3),
    }
    return tuple(sorted(points, key=lambda p: (keys[sort](p), names(p.entity))))


def ordered_rows(ctx: Context, rows: Sequence[AgencyRow], *, sort: str) -> tuple[AgencyRow, ...]:
    """Departments in the order of the table."""
    names = _alphabet(ctx, Level.DEPARTMENT)
    measures = {"performance": Measure.OVERALL, "growth": Measure.CHANGE}
    measure = measures.get(sort)
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                _falling(r.values[measure].number) if measure else (False, 0.0),
                names(r.entity),
            ),
        )
    )


def _alphabet(ctx: Context, level: Level) -> Callable[[Entity], tuple[str, int]]:
    """A sort key by name: English by its letters, Thai by the order the repository keeps."""
    places = ctx.repo.remembered(
        ("alphabet", level),
        make=lambda: {entity.id: at for at, entity in enumerate(ctx.repo.entities(level=level))},
    )

    def key(entity: Entity) -> tuple[str, int]:
        return ctx.name(entity.name) if ctx.lang == "en" else "", places[entity.id]

    return key


def _falling(number: float | None, *, decimals: int = 1) -> tuple[bool, float]:
    """A sort key: the highest as printed first, what has no number last."""
    return number is None, 0.0 if number is None else -float(printed(number, decimals=decimals))
