"""The served markup: references, headings in order, names, foreign words in their language."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from tests.addresses import ALL

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
REFERENCES = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form"}
INTERACTIVE = {"a", "button", "select", "textarea", "summary", "label"}
UNREAD = {"script", "style", "title", "desc", "pre", "code"}
THAI = re.compile(r"[\u0e01-\u0e5b]")
ENGLISH = re.compile(r"[A-Za-z][a-z’']+(?:[ ,;:–]+[A-Za-z][a-z’']*){4,}")


class Outline(HTMLParser):
    """Gathers ids, references, headings, nested controls and words in another language."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.lang = lang
        self.ids: list[str] = []
        self.references: list[tuple[str, str]] = []
        self.headings: list[int] = []
        self.landmarks: list[tuple[str, str]] = []
        self.nested: list[str] = []
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if "id" in about:
            self.ids.append(about["id"])
        for name in REFERENCES & set(about):
            self.references += [(name, one) for one in about[name].split()]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in {"nav", "form", "section", "aside"} or "role" in about:
            self.landmarks.append(
                (tag, about.get("aria-label") or about.get("aria-labelledby", ""))
            )
        around = [name for name, _ in self.stack if name in INTERACTIVE - {"label"}]
        if tag in INTERACTIVE - {"label"} and around:
            self.nested.append(f"{tag} in {around[-1]}")
        for name in ("aria-label", "title", "alt", "placeholder"):
            self._foreign(about.get(name, ""), about)
        if tag not in VOID:
            self.stack.append((tag, about))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not any(tag in UNREAD for tag, _ in self.stack):
            self._foreign(data, {})

    def _foreign(self, text: str, own: dict[str, str]) -> None:
        said = own.get("lang") or next(
            (a["lang"] for _, a in reversed(self.stack) if "lang" in a), self.lang
        )
        wrong = THAI if said == "en" else ENGLISH
        if found := wrong.search(text):
            self.foreign.append(text[max(0, found.start() - 10) : found.start() + 50].strip())


def outline(client: FlaskClient, lang: str, path: str) -> Outline:
    reader = Outline(lang)
    reader.feed(client.get(path).get_data(as_text=True))
    return reader


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_ids_are_unique_and_references_lead_somewhere(
    client: FlaskClient, lang: str, path: str
) -> None:
    page = outline(client, lang, path)
    assert len(page.ids) == len(set(page.ids))
    assert [one for one in page.references if one[1] not in page.ids] == []
    assert page.nested == []


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_headings_go_down_by_one(client: FlaskClient, lang: str, path: str) -> None:
    levels = outline(client, lang, path).headings
    assert levels[0] == 1
    assert [(one, two) for one, two in pairwise(levels) if two > one + 1] == []


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_navigations_have_names_of_their_own(client: FlaskClient, lang: str, path: str) -> None:
    named = [name for tag, name in outline(client, lang, path).landmarks if tag == "nav"]
    assert all(named)
    assert len(named) == len(set(named))


@pytest.mark.parametrize(("lang", "path"), ALL)
def test_words_of_another_language_say_so(client: FlaskClient, lang: str, path: str) -> None:
    assert outline(client, lang, path).foreign == []
