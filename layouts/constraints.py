"""Which published figures the scores in use reproduce: targets read, results worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from data.codes import Level, Measure, Scope
from data.model import NoSuchFigure, NoSuchPopulation, PublishedFigure, Summary
from data.repository import ScoreRepository
from data.scoring import printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One published figure, or one assumption, beside what the scores give.

    Attributes:
        kind: mean, count, both, growth, quadrants or awards: which words describe it.
        source: the published figure; of a count, the first of what is counted; None without.
        counted: whether the target is a count of published entries, made here.
        partly: whether fewer are expected, because not all can be named.
    """

    kind: str
    level: Level
    year: int
    measure: Measure
    target: Decimal
    achieved: Decimal
    source: PublishedFigure | None = None
    counted: bool = False
    partly: bool = False

    @property
    def met(self) -> bool:
        """Whether the result equals the target with the digits of the source."""
        return self.target == self.achieved


def constraints(repo: ScoreRepository) -> tuple[Constraint, ...]:
    """All of them, the latest year first."""
    return tuple(
        item
        for source in (_means, _counts, _both, _growth, _quadrants, _awards)
        for item in source(repo)
    )


def _summary(repo: ScoreRepository, level: Level, measure: Measure, year: int) -> Summary | None:
    try:
        return repo.summary(level=level, measure=measure, year=year)
    except NoSuchPopulation:
        return None


def _figure(
    repo: ScoreRepository, *, measure: str, level: Level, year: int
) -> PublishedFigure | None:
    try:
        return repo.published(measure=measure, level=level, year=year)
    except NoSuchFigure:
        return None


def _first(repo: ScoreRepository, *, measure: str, year: int) -> PublishedFigure | None:
    found = (f for f in repo.published_all() if (f.measure, f.year) == (measure, year) and f.used)
    return next(found, None)


def _as_printed(value: float, *, like: Decimal) -> Decimal:
    exponent = like.as_tuple().exponent
    return printed(value, decimals=-exponent if isinstance(exponent, int) else 0)


def _mean(
    repo: ScoreRepository,
    *,
    kind: str,
    level: Level,
    measure: Measure,
    year: int,
    figure: PublishedFigure | None,
) -> Iterator[Constraint]:
    found = _summary(repo, level, measure, year)
    if figure is None or figure.printed is None or found is None or found.mean is None:
        return
    yield Constraint(
        kind=kind,
        level=level,
        year=year,
        measure=measure,
        target=figure.printed,
        achieved=_as_printed(found.mean, like=figure.printed),
        source=figure,
    )


def _means(repo: ScoreRepository) -> Iterator[Constraint]:
    for year in reversed(repo.years):
        for level in (Level.DEPARTMENT, Level.OFFICE):
            for measure in (m for m in Measure if m not in (Measure.CHANGE, Measure.COVERAGE)):
                figure = _figure(repo, measure=str(measure), level=level, year=year)
                yield from _mean(
                    repo, kind="mean", level=level, measure=measure, year=year, figure=figure
                )
        cut = _figure(repo, measure="cut_performance", level=Level.MINISTRY, year=year)
        yield from _mean(
            repo,
            kind="mean",
            level=Level.MINISTRY,
            measure=Measure.OVERALL,
            year=year,
            figure=cut,
        )


def _growth(repo: ScoreRepository) -> Iterator[Constraint]:
    for year in reversed(repo.years):
        figure = _figure(repo, measure="cut_growth", level=Level.MINISTRY, year=year)
        yield from _mean(
            repo,
            kind="growth",
            level=Level.MINISTRY,
            measure=Measure.CHANGE,
            year=year,
            figure=figure,
        )


def _counts(repo: ScoreRepository) -> Iterator[Constraint]:
    for year in reversed(repo.years):
        for level in (Level.DEPARTMENT, Level.OFFICE):
            figure = _figure(repo, measure="agencies_responded", level=level, year=year)
            found = _summary(repo, level, Measure.OVERALL, year)
            if figure is None or figure.printed is None or found is None:
                continue
            yield Constraint(
                kind="count",
                level=level,
                year=year,
                measure=Measure.OVERALL,
                target=figure.printed,
                achieved=Decimal(found.n),
                source=figure,
                partly=found.n < int(figure.printed),
            )


def _both(repo: ScoreRepository) -> Iterator[Constraint]:
    for year in reversed(repo.years):
        level = Level.DEPARTMENT
        figure = _figure(repo, measure="agencies_in_both_years", level=level, year=year)
        found = _summary(repo, level, Measure.CHANGE, year)
        if figure is None or figure.printed is None or found is None:
            continue
        yield Constraint(
            kind="both",
            level=level,
            year=year,
            measure=Measure.CHANGE,
            target=figure.printed,
            achieved=Decimal(found.n),
            source=figure,
        )


def _quadrants(repo: ScoreRepository) -> Iterator[Constraint]:
    for year in reversed(repo.years):
        points = [p for p in repo.quadrants(year=year).points if p.agrees is not None]
        if points:
            yield Constraint(
                kind="quadrants",
                level=Level.MINISTRY,
                year=year,
                measure=Measure.OVERALL,
                target=Decimal(len(points)),
                achieved=Decimal(sum(bool(p.agrees) for p in points)),
                source=_first(repo, measure="quadrant", year=year),
                counted=True,
            )


def _awards(repo: ScoreRepository) -> Iterator[Constraint]:
    for year in reversed(repo.years):
        ranks = []
        for award in repo.awards(year=year):
            entity_id = award.agency_id or award.province_id
            if entity_id is None:
                continue
            found = repo.profile(level=award.level, id=entity_id, year=year)
            ranks.append(found.rank(scope=Scope.LEVEL))
        if ranks:
            top = sum(rank is not None and rank.place * 10 <= rank.of for rank in ranks)
            yield Constraint(
                kind="awards",
                level=Level.DEPARTMENT,
                year=year,
                measure=Measure.OVERALL,
                target=Decimal(len(ranks)),
                achieved=Decimal(top),
                source=_first(repo, measure="award", year=year),
                counted=True,
            )
