"""Reads served pages: each element with its attributes, text, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(eq=False, repr=False)
class Element:
    """An element; its representation stays short, because elements hold each other."""

    tag: str
    attributes: dict[str, str]
    around: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    owned: list[str] = field(default_factory=list)
    inside: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    @property
    def own(self) -> str:
        """Its text without that of the elements in it."""
        return " ".join(" ".join(self.owned).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.stack: list[Element] = []
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, list(self.stack))
        for outer in self.stack:
            outer.inside.append(element)
        self.elements.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.texts.append(data)
        if self.stack:
            self.stack[-1].owned.append(data)


def elements(client: FlaskClient, path: str) -> list[Element]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    reader = _Reader()
    reader.feed(answer.get_data(as_text=True))
    return reader.elements


def with_id(found: list[Element], name: str) -> Element:
    (element,) = [item for item in found if item.attributes.get("id") == name]
    return element
