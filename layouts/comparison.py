"""What a profile can be compared with: its level's mean, its group's mean, or one other entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.codes import PILLARS, Level, Measure, Missing, Scope
from data.model import Profile, Summary, UnknownEntity, Value
from data.repository import ScoreRepository
from layouts.text import translate

LEVEL_MEAN = "mean"
GROUP_MEAN = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """One choice: its code in the URL and its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The second outline of a profile's charts, and the peers behind both.

    Attributes:
        level_mean: whether it is the mean that the peers' distribution shows anyway.
        values: a Value for overall and each pillar.
        peers: the distribution over the whole level for the same measures.
    """

    label: str
    level_mean: bool
    values: Mapping[Measure, Value]
    peers: Mapping[Measure, Summary]


def group_of(profile: Profile) -> tuple[Scope, str] | None:
    """The narrower population that an entity is naturally seen in, or None."""
    entity = profile.entity
    if entity.level is Level.PROVINCE and entity.region_id:
        return Scope.REGION, entity.region_id
    if entity.level is Level.OFFICE and entity.office_kind_id:
        return Scope.KIND, entity.office_kind_id
    if entity.level is Level.DEPARTMENT and entity.ministry_id:
        return Scope.MINISTRY, entity.ministry_id
    if entity.level is Level.DEPARTMENT and entity.agency_type_id:
        return Scope.TYPE, entity.agency_type_id
    return None


def against_options(
    repo: ScoreRepository, *, profile: Profile, lang: str, asked: str | None = None
) -> tuple[Against, ...]:
    """The choices for a profile; `asked` adds one more entity of the level, if it exists."""
    level = profile.entity.level
    options = [
        Against(code=LEVEL_MEAN, label=translate(f"profile.mean.{level}", lang=lang)),
    ]
    if group := group_of(profile):
        scope, _ = group
        options.append(
            Against(code=GROUP_MEAN, label=translate(f"profile.mean_of.{scope}", lang=lang))
        )
    ids = [
        item.entity.id
        for item in repo.similar(level=level, id=profile.entity.id, year=profile.year)
    ]
    if asked and asked not in {LEVEL_MEAN, GROUP_MEAN, profile.entity.id, *ids}:
        ids.append(asked)
    for entity_id in ids:
        try:
            entity = repo.entity(level=level, id=entity_id)
        except UnknownEntity:
            continue
        options.append(Against(code=entity.id, label=entity.name.get(lang)))
    return tuple(options)


def comparison(
    repo: ScoreRepository, *, profile: Profile, against: Against, lang: str
) -> Comparison:
    """The values of a choice and the distribution of the level."""
    level, year = profile.entity.level, profile.year
    measures = (Measure.OVERALL, *PILLARS)
    all_peers = repo.summaries(level=level, year=year)
    peers = {measure: all_peers[measure] for measure in measures}
    if against.code == LEVEL_MEAN:
        values = {measure: _mean(peers[measure]) for measure in measures}
    elif against.code == GROUP_MEAN and (group := group_of(profile)):
        scope, scope_id = group
        inner = repo.summaries(level=level, year=year, scope=scope, scope_id=scope_id)
        values = {measure: _mean(inner[measure]) for measure in measures}
    else:
        other = repo.profile(level=level, id=against.code, year=year)
        values = {measure: other.scores[measure] for measure in measures}
    return Comparison(
        label=against.label,
        level_mean=against.code == LEVEL_MEAN,
        values=values,
        peers=peers,
    )


def _mean(summary: Summary) -> Value:
    return Value(
        number=summary.mean,
        provenance=summary.provenance,
        missing=None if summary.mean is not None else Missing.NOT_AVAILABLE,
    )
