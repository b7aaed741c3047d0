"""Both languages under every key, the same placeholders, nothing missing, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
