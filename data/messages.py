"""What the command line says to the operator, in both languages; the texts stand in a file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("th", "en")
_FILE = Path(__file__).parent / "messages.toml"


class Message(str):
    """A text that also knows itself in the other language; as a plain string it is English.

    Attributes:
        code: Key of the text in messages.toml.
        values: What stands in its gaps; a gap may hold a message itself.
    """

    code: str
    values: Mapping[str, object]

    def __new__(cls, code: str, /, **values: object) -> Message:
        """Fill the gaps of the text under `code`.

        Raises:
            KeyError: There is no such text, or a gap has no value.
        """
        made = super().__new__(cls, _filled(code, lang="en", values=values))
        made.code = code
        made.values = MappingProxyType(values)
        return made

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[str, dict[str, object]]]:
        """Copy and pickle by code and values."""
        return _again, (self.code, dict(self.values))

    def text(self, lang: str) -> str:
        """Return the text in `lang`, "th" or "en"."""
        return _filled(self.code, lang=lang, values=self.values)


def _again(code: str, values: Mapping[str, object]) -> Message:
    return Message(code, **values)


def text_of(said: str, *, lang: str) -> str:
    """Return a text in `lang` where it knows itself in it, else as it is."""
    return said.text(lang) if isinstance(said, Message) else said


def default_language(environment: Mapping[str, str] | None = None) -> str:
    """Return the operator's language by the usual variables: Thai where they say so."""
    source = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if source.get(name):
            return "th" if source[name].lower().startswith("th") else "en"
    return "en"


@cache
def messages() -> Mapping[str, Mapping[str, str]]:
    """Return all texts: code -> language -> text."""
    with _FILE.open("rb") as stream:
        tree = tomllib.load(stream)
    return MappingProxyType(
        {f"{group}.{key}": texts for group, items in tree.items() for key, texts in items.items()}
    )


def _filled(code: str, *, lang: str, values: Mapping[str, object]) -> str:
    shown = {
        name: value.text(lang) if isinstance(value, Message) else value
        for name, value in values.items()
    }
    return messages()[code][lang].format_map(shown)
