"""Both languages under every key, the same placeholders, nothing missing, nothing left over."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import view_columns
from data.contract import TABLES
from data.messages import messages
from data.schema import Column
from layouts.text import PLACEHOLDER, texts

ROOT = Path(__file__).resolve().parents[2]
THAI = re.compile(r"[\u0e00-\u0e7f]")
ROOMS = ("layouts", "web", "callbacks")
ABOUT_LETTERS = {"layouts/figures/labels.py"}  # widths of letters, not words
SOURCES = "\n".join(
    file.read_text(encoding="utf-8") for room in ROOMS for file in (ROOT / room).rglob("*.py")
)
LITERALS = set(re.findall(r'"([a-z_0-9]+(?:\.[a-zA-Z_0-9]+)+)"', SOURCES))
# f"missing.{kind}.label" -> missing\..*\.label
SHAPES = [
    re.compile("^" + re.sub(r"\\\{[^}]*\\\}|\{[^}]*\}", "[^ ]+", re.escape(shape)) + "$")
    for shape in re.findall(r'f"((?:[a-z_]+|\{\w+\})\.[^" ]*)"', SOURCES)
]


@pytest.mark.parametrize("key", sorted(texts()))
def test_languages_agree(key: str) -> None:
    both = texts()[key]
    assert all(both.values()), "empty"
    found = {lang: set(PLACEHOLDER.findall(text)) for lang, text in both.items()}
    # English gives a year in both eras, Thai in one.
    assert found["th"] == found["en"] - ({"ce"} if key.startswith("format.") else set())
    assert not re.search(r"[\u200b\u200e\u200f]| {2,}", both["th"] + both["en"])


def test_every_key_is_used() -> None:
    unused = [
        key for key in texts() if key not in LITERALS and not any(s.match(key) for s in SHAPES)
    ]
    assert unused == []


def test_every_literal_key_exists() -> None:
    rooms = {key.split(".")[0] for key in texts()}
    asked = {
        key
        for key in re.findall(r'(?:\.t|\.rich|translate)\(\s*"([^"]+)"', SOURCES)
        if key.split(".")[0] in rooms or "." in key
    }
    assert sorted(asked - set(texts())) == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_thai_in_code(room: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in (ROOT / room).rglob("*.py")
        if str(file.relative_to(ROOT)) not in ABOUT_LETTERS
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if THAI.search(line.split("#")[0]) and '"""' not in line
    ]
    assert found == []


OURS = {
    "agency_types": ("name_th",),
    "glossary": ("definition_th",),
    "recommendations": ("topic_th", "summary_th"),
    "source_checks": ("statement_th", "remark_th"),
}
"""Columns of data/source in which the words are ours; the others quote the survey."""


def thai_texts() -> Iterator[tuple[str, str]]:
    """Where a Thai text of ours stands, and the text with its placeholders filled."""
    for key, both in [*texts().items(), *messages().items()]:
        yield key, PLACEHOLDER.sub("0", both["th"])
    for name, columns in OURS.items():
        with (ROOT / "data" / "source" / f"{name}.csv").open(encoding="utf-8") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                yield from ((f"{name}.csv:{number}", row[column]) for column in columns)
    for table in TABLES.values():
        yield table.name, table.title_th
        yield from ((f"{table.name}.{c.name}", c.description_th) for c in table.columns)
    for item in vars(view_columns).values():
        for column in item if isinstance(item, tuple) else (item,):
            if isinstance(column, Column):
                yield f"view.{column.name}", column.description_th


def not_to_be_used() -> list[str]:
    """The last column of the list of terms."""
    rows = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8").splitlines()
    last = [row.rsplit("|", 2)[1] for row in rows if row.startswith("| ")]
    return [word for cell in last for word in re.findall(r"`([^`]+)`", cell)]


def test_one_term_for_each_idea() -> None:
    words = not_to_be_used()
    assert len(words) > 40
    assert [(where, w) for where, text in thai_texts() for w in words if w in text] == []


def test_checks_name_no_line_of_the_source() -> None:
    """Line numbers stand in a column of their own; readers are told slide and phrase."""
    with (ROOT / "data" / "source" / "source_checks.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    words = ("statement_th", "statement_en", "remark_th", "remark_en")
    pattern = re.compile(r"\blines? \d|\u0e1a\u0e23\u0e23\u0e17\u0e31\u0e14 ?\d")
    assert [row["check_id"] for row in rows if any(pattern.search(row[w]) for w in words)] == []


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("a space before and after the repetition mark", r"[^ ]\u0e46|\u0e46[^ \u201d)]"),
        ("no space before a percent sign", r"\d %"),
        ("ranges with a dash", r"(?<![\d-])\d{1,4}-\d{1,4}(?![\d-])(?<!3166-2)"),
        ("one word for a year", r"\u0e1b\u0e35 \u0e1e\.\u0e28\."),
        (
            "a space between Thai and Latin letters",
            r"[\u0e01-\u0e4e][A-Za-z]|[A-Za-z%][\u0e01-\u0e4e]",
        ),
        ("a space before numerals", r"[\u0e01-\u0e4e][1-9]"),
        ("no space before a comma", r" [,;]"),
        ("quotation marks with a direction", r"[\"']"),
    ],
)
def test_thai_is_set_by_one_style(rule: str, pattern: str) -> None:
    found = [(where, text) for where, text in thai_texts() if re.search(pattern, text)]
    assert found == [], rule
