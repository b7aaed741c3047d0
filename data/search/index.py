"""Writes what the matcher reads: keys, their trigrams, and the topics (build time)."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from data.artefact import Relation
from data.codes import Level
from data.model import Entity, Name
from data.search.aliases import by_entity, read_aliases
from data.search.grams import grams
from data.search.keys import Topic, entity_keys, topic_keys, topics
from data.search.normalise import both_sounds, dotted, plain
from data.tables import Dataset

Key = tuple[int, int, str, str, int]
"""Item, tier, plain form without spaces, sounds, weight."""

FIRST, SECOND = 0, 1
"""Tiers: what is offered first where a short text begins many names, and what after it."""


def search_relations(dataset: Dataset, *, entities: Sequence[Entity]) -> Iterator[Relation]:
    """Lay out the tables of the search.

    Items are numbered: entities by their number, topics after them.

    Args:
        dataset: The checked data set.
        entities: Every entity; the index is its number.
    """
    found = topics(dataset)
    keys = _keys(dataset, entities=entities, topics=found)
    yield Relation(
        name="search_keys",
        columns=("item INTEGER", "tier INTEGER", "letters TEXT", "sounds TEXT", "weight INTEGER"),
        rows=keys,
        indices=(
            "search_item ON search_keys (item)",
            "search_sounds ON search_keys (tier, sounds, item)",
        ),
    )
    postings: dict[str, set[int]] = defaultdict(set)
    for item, _, _, form, _ in keys:
        for gram in grams(form):
            postings[gram].add(item)
    yield Relation(
        name="search_grams",
        columns=("gram TEXT", "items BLOB"),
        rows=(
            (gram, struct.pack(f"<{len(items)}I", *sorted(items)))
            for gram, items in sorted(postings.items())
        ),
        key="gram",
    )
    yield Relation(
        name="topics",
        columns=(
            "item INTEGER PRIMARY KEY",
            "kind TEXT",
            "id TEXT",
            "pillar_id TEXT",
            "finding_id TEXT",
            "name_th TEXT",
            "name_en TEXT",
            "note_th TEXT",
            "note_en TEXT",
        ),
        rows=(
            (
                number,
                item.kind.value,
                item.id,
                item.pillar_id,
                item.finding_id,
                item.name.th,
                item.name.en,
                item.note.th,
                item.note.en,
            )
            for number, item in enumerate(found, start=len(entities))
        ),
    )


def _keys(dataset: Dataset, *, entities: Sequence[Entity], topics: Sequence[Topic]) -> list[Key]:
    aliases = by_entity(read_aliases())
    provinces = {item.id: item for item in entities if item.level is Level.PROVINCE}
    kinds = {
        str(row["office_kind_id"]): Name(th=str(row["name_th"]), en=str(row["name_en"]))
        for row in dataset["office_kinds"]
    }
    numbers = {
        str(row[column]): str(row["number"])
        for table, column in (("pillars", "pillar_id"), ("indicators", "indicator_id"))
        for row in dataset[table]
    }
    found: list[Key] = []
    for number, entity in enumerate(entities):
        tier = SECOND if entity.office_kind_id else FIRST
        texts = entity_keys(entity, aliases=aliases, provinces=provinces, kinds=kinds)
        found.extend(_forms(number, tier, texts))
    for number, topic in enumerate(topics, start=len(entities)):
        texts = topic_keys(topic, numbers=numbers)
        found.extend(_forms(number, SECOND, texts))
    return sorted(found)


def _forms(item: int, tier: int, texts: Iterable[tuple[str, int]]) -> Iterator[Key]:
    """Yield the keys of an item, each once, with the heaviest weight under which it comes."""
    weights: dict[tuple[str, str], int] = {}
    for text, weight in texts:
        form = plain(text)
        for letters in filter(None, (form.replace(" ", ""), dotted(text))):
            for sound in filter(None, both_sounds(form)):
                weights[letters, sound] = max(weight, weights.get((letters, sound), 0))
    for (letters, sound), weight in weights.items():
        yield item, tier, letters, sound, weight
