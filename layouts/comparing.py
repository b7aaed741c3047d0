"""What the comparison page is asked for: codes in the address, and what cannot be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.codes import Level
from data.model import Entity, UnknownEntity
from data.repository import ScoreRepository

LIMIT = 5
"""So many can be told apart in one chart; the mean counts as one."""
MEAN = "mean"
"""The code of the mean of the level."""
SEPARATOR = ","
LONGEST = 600

_CODE = re.compile(r"(province|ministry|agency):([A-Za-z0-9][A-Za-z0-9-]{0,63})")


class Refusal(StrEnum):
    """Why a code of the address is not compared."""

    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    DUPLICATE = "duplicate"
    LEVEL = "level"
    TOO_MANY = "too_many"
    NO_LEVEL = "no_level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A code that is not compared; `entity` where it names something."""

    code: str
    reason: Refusal
    entity: Entity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is compared, in the order of the address.

    Attributes:
        members: entities of one level, and None where the mean of the level stands.
        refused: what the address asked for besides.
    """

    members: tuple[Entity | None, ...]
    refused: tuple[Refused, ...]

    @property
    def level(self) -> Level | None:
        """The level of all; None where nothing is compared."""
        return next((member.level for member in self.members if member), None)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what is compared."""
        return tuple(code_of(member) for member in self.members)


def split(text: str) -> tuple[str, ...]:
    """The codes of an address; empty ones between separators are none."""
    return tuple(code for part in text[:LONGEST].split(SEPARATOR) if (code := part.strip()))


def join(codes: Sequence[str]) -> str:
    """The value of the parameter for codes."""
    return SEPARATOR.join(codes)


def code_of(member: Entity | None) -> str:
    """The code of an entity, or of the mean."""
    if member is None:
        return MEAN
    kind = member.level if member.level in (Level.PROVINCE, Level.MINISTRY) else "agency"
    return f"{kind}:{member.id}"


def find(repo: ScoreRepository, code: str) -> Entity | None:
    """The entity behind a code, or None."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    kind, entity_id = found.groups()
    try:
        if kind == "agency":
            return repo.agency(entity_id)
        return repo.entity(level=Level(kind), id=entity_id)
    except UnknownEntity:
        return None


def choose(repo: ScoreRepository, text: str) -> Chosen:
    """Resolve the codes of an address: one level, each once, five at most.

    The first entity that is found decides the level.
    """
    members: list[Entity | None] = []
    refused: list[Refused] = []
    level: Level | None = None
    codes = split(text)
    for code in codes:
        entity = None if code == MEAN else find(repo, code)
        reason = _refusal(code, entity, members=members, level=level)
        if reason is not None:
            refused.append(Refused(code=code, reason=reason, entity=entity))
            continue
        members.append(entity)
        level = level or (entity.level if entity else None)
    if level is None:
        refused += [Refused(code=MEAN, reason=Refusal.NO_LEVEL) for _ in members]
        members = []
    return Chosen(members=tuple(members), refused=tuple(refused))


def _refusal(
    code: str, entity: Entity | None, *, members: Sequence[Entity | None], level: Level | None
) -> Refusal | None:
    if code != MEAN:
        if not _CODE.fullmatch(code):
            return Refusal.MALFORMED
        if entity is None:
            return Refusal.UNKNOWN
    if entity in members:
        return Refusal.DUPLICATE
    if entity is not None and level is not None and entity.level is not level:
        return Refusal.LEVEL
    return Refusal.TOO_MANY if len(members) >= LIMIT else None
