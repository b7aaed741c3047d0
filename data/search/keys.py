"""Under which texts each entity and each finding can be found (build time)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data.codes import Level
from data.model import Entity, HitKind, Name
from data.search.aliases import AliasLevel, level_of
from data.tables import Dataset, Row

Aliases = Mapping[tuple[AliasLevel, str], tuple[str, ...]]

FULL, CORE, PART = 100, 96, 92
"""Weights in percent: the name itself, the name without its generic words, a line of a finding."""

_LEGAL_FORM = re.compile(r"\s*(\(องค์การมหาชน\)|จำกัด|\(มหาชน\)|^บริษัท)\s*")
_GENERIC_TH = re.compile("^(กระทรวงการ|กระทรวง|กรมการ|กรม|สำนักงานคณะกรรมการ|สำนักงาน|สำนัก|ที่ทำการ)")
_LEGAL_FORM_EN = re.compile(
    r"\s*(\(Public Organization\)|Public Company Limited|Company Limited|Limited)$"
)
_GENERIC_EN = re.compile(
    r"^(The )?((Department|Ministry|Office|National Office|Bureau|Secretariat) (of|for) (the )?)?"
    r"(?P<core>.*?)( (Department|Office|Agency))?$"
)
_NUMBERED = MappingProxyType(
    {HitKind.PILLAR: ("ตัวชี้วัดหลัก", "pillar"), HitKind.INDICATOR: ("ตัวชี้วัดย่อย", "indicator")}
)
# Lines that answer any question say nothing about what they are found in.
_EVERY_ANSWER = frozenset({"", "จำนวนผู้ตอบ", "มี", "ไม่มี", "อยู่ระหว่างดำเนินการ", "อื่นๆ", "อื่น ๆ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A pillar, an indicator or a finding as something that can be found.

    Attributes:
        id: Id in its own table; of a finding the first with this question and line.
        pillar_id: Pillar on whose page it stands, or None.
        note: What to say beside the name: of a line of a finding the question.
        finding_id: The finding to show; of an indicator its first one, if any.
    """

    kind: HitKind
    id: str
    pillar_id: str | None
    name: Name
    note: Name
    finding_id: str | None = None


def topics(dataset: Dataset) -> tuple[Topic, ...]:
    """Return all topics that have a name, in the order of the data set."""
    nothing = Name(th="", en="")
    first: dict[object, str] = {}
    for row in dataset["findings"]:
        first.setdefault(row["indicator_id"], str(row["finding_id"]))
    pillars = {str(row["pillar_id"]): _name(row) for row in dataset["pillars"]}
    found = [
        Topic(kind=HitKind.PILLAR, id=id_, pillar_id=id_, name=name, note=nothing)
        for id_, name in pillars.items()
    ]
    for row in dataset["indicators"]:
        name, pillar_id = _name(row), str(row["pillar_id"])
        if name.th or name.en:
            number = str(row["number"])
            found.append(
                Topic(
                    kind=HitKind.INDICATOR,
                    id=str(row["indicator_id"]),
                    pillar_id=pillar_id,
                    name=Name(th=f"{number} {name.th}".strip(), en=f"{number} {name.en}".strip()),
                    note=pillars[pillar_id],
                    finding_id=first.get(row["indicator_id"]),
                )
            )
    return (*found, *_findings(dataset))


def _findings(dataset: Dataset) -> Iterator[Topic]:
    """Questions first and then lines, each once however many levels were asked."""
    seen: set[tuple[object, str]] = set()
    lines = []
    for row in dataset["findings"]:
        question = Name(th=str(row["question_th"] or ""), en=str(row["question_en"] or ""))
        option = Name(th=str(row["option_th"] or ""), en=str(row["option_en"] or ""))
        pillar_id = None if row["pillar_id"] is None else str(row["pillar_id"])
        asked = (pillar_id, question.th)
        if asked not in seen:
            seen.add(asked)
            yield _finding(row, pillar_id, name=question, note=Name(th="", en=""))
        answered = (pillar_id, f"{question.th}\n{option.th}")
        if option.th not in _EVERY_ANSWER and answered not in seen:
            seen.add(answered)
            lines.append(_finding(row, pillar_id, name=option, note=question))
    yield from lines


def _finding(row: Row, pillar_id: str | None, *, name: Name, note: Name) -> Topic:
    id_ = str(row["finding_id"])
    return Topic(
        kind=HitKind.FINDING, id=id_, pillar_id=pillar_id, name=name, note=note, finding_id=id_
    )


def topic_keys(topic: Topic, *, numbers: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Yield (text, weight) of a topic; `numbers` maps ids of indicators and pillars to numbers."""
    weight = PART if topic.kind is HitKind.FINDING else FULL
    yield from ((text, weight) for text in (topic.name.th, topic.name.en, topic.id))
    if topic.id in numbers:
        number = numbers[topic.id]
        words = ("ตัวชี้วัด", *_NUMBERED[topic.kind])
        yield from ((text, FULL) for text in (number, *(f"{word} {number}" for word in words)))
        # The name without its number.
        yield from (
            (text.removeprefix(number), FULL) for text in (topic.name.th, topic.name.en) if text
        )


def entity_keys(
    entity: Entity, *, aliases: Aliases, provinces: Mapping[str, Entity], kinds: Mapping[str, Name]
) -> Iterator[tuple[str, int]]:
    """Yield (text, weight) under which an entity is found.

    Args:
        entity: The entity.
        aliases: Curated names.
        provinces: Province id -> province.
        kinds: Kind of office -> its name, without a province.
    """
    name, abbrev = entity.name, entity.abbrev
    yield from ((text, FULL) for text in (name.th, name.en, abbrev.th, abbrev.en, entity.id))
    own = aliases.get((level_of(entity.level), entity.id), ())
    yield from ((text, FULL) for text in own)
    province = provinces.get(entity.province_id or "")
    if entity.level is Level.PROVINCE:
        yield from ((f"จังหวัด{text}", FULL) for text in (name.th, *filter(_is_thai, own)))
    elif entity.level is Level.MINISTRY and abbrev.th:
        yield f"กระทรวง{abbrev.th}", FULL
    if entity.office_kind_id and province is not None:
        yield from _office_keys(entity.office_kind_id, province, aliases=aliases, kinds=kinds)
    else:
        formal = _LEGAL_FORM.sub("", name.th), _LEGAL_FORM_EN.sub("", name.en)
        yield from ((text, FULL) for text in formal)
        yield _GENERIC_TH.sub("", formal[0]), CORE
        yield _without_generic(formal[1]), CORE


def _office_keys(
    kind_id: str, province: Entity, *, aliases: Aliases, kinds: Mapping[str, Name]
) -> Iterator[tuple[str, int]]:
    """Every short way to name the kind, with every way to name the province."""
    kind = kinds[kind_id]
    shorts = aliases.get((AliasLevel.OFFICE_KIND, kind_id), ())
    core = _GENERIC_TH.sub("", kind.th).removesuffix("จังหวัด")
    places = (
        province.name.th,
        province.name.en,
        *aliases.get((AliasLevel.PROVINCE, province.id), ()),
    )
    thai = [short for short in shorts if _is_thai(short)] + ([core] if core else [kind.th])
    latin = [short for short in shorts if not _is_thai(short)] + [kind.en]
    for place in places:
        if _is_thai(place):
            yield from ((f"{short}{place}", CORE) for short in thai)
        else:
            yield from ((f"{place} {short}", CORE) for short in latin)
    if core:
        yield f"{core}จังหวัด{province.name.th}", CORE
    else:
        yield f"{kind.th} {province.name.th}", FULL


def _without_generic(text: str) -> str:
    found = _GENERIC_EN.match(text)
    return found["core"] if found else text


def _is_thai(text: str) -> bool:
    return any("ก" <= letter <= "๙" for letter in text)


def _name(row: Row) -> Name:
    return Name(th=str(row["name_th"] or ""), en=str(row["name_en"] or ""))
