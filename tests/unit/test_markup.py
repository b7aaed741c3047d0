"""Our elements are Dash's own, at a tenth of the cost: same classes, same JSON, same refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dash import html as dash_html
from dash.development.base_component import Component, ComponentRegistry

from layouts.markup import html
from web.render import render_html

ROOT = Path(__file__).resolve().parents[2]
NAMES = [
    name
    for name, item in sorted(vars(dash_html).items())
    if isinstance(item, type) and issubclass(item, Component)
]
GIVEN = {"id": "a", "className": "x", "title": "<t>", "data-x": "1", "aria-label": "b"}


@pytest.mark.parametrize("name", NAMES)
def test_an_element_is_one_of_dash(name: str) -> None:
    ours, theirs = getattr(html, name), getattr(dash_html, name)
    mine, other = ours(["a", None], **GIVEN), theirs(["a", None], **GIVEN)
    assert isinstance(mine, theirs)
    assert mine.to_plotly_json() == other.to_plotly_json()
    assert render_html(mine) == render_html(other)
    assert ours().to_plotly_json() == theirs().to_plotly_json()
    assert getattr(html, name) is ours


def test_a_property_that_dash_does_not_know_is_refused() -> None:
    for kind in (html, dash_html):
        with pytest.raises(TypeError, match="colour"):
            kind.Div("a", colour="red")


def test_an_element_that_dash_lacks_is_not_made_up() -> None:
    with pytest.raises(AttributeError):
        html.Paragraph("a")


def test_dash_knows_no_other_package_because_of_us() -> None:
    html.Div()
    assert ComponentRegistry.namespace_to_package[dash_html.Div._namespace] == "dash"
    assert ComponentRegistry.children_props[dash_html.Div._namespace]["Div"] == []


def test_trees_are_made_of_the_light_elements_only() -> None:
    heavy = re.compile(r"^from dash import .*\bhtml\b|^import dash\b", re.MULTILINE)
    rooms = [*(ROOT / "layouts").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py")]
    found = [file for file in rooms if heavy.search(file.read_text(encoding="utf-8"))]
    assert found == [ROOT / "layouts" / "markup.py"]
