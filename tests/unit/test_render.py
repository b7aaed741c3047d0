from __future__ import annotations

from html.parser import HTMLParser

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from layouts.islands import Chart, Fragment
from layouts.markup import Raw, Tag
from web.render import UnknownComponent, render_html


def test_elements_attributes_and_void_tags() -> None:
    tree = html.P(
        ["a", html.Br(), Tag("input", {"name": "q", "required": True, "disabled": False})],
        className="x",
        **{"aria-label": 'say "hi"', "data-id": "1"},
    )
    assert render_html(tree) == (
        '<p aria-label="say &quot;hi&quot;" class="x" data-id="1">'
        'a<br><input name="q" required></p>'
    )


def test_bootstrap_components_get_bootstrap_markup() -> None:
    tree = dbc.Row([dbc.Col("a", md=6), dbc.Col("b")])
    assert render_html(tree) == (
        '<div class="row"><div class="col-md-6">a</div><div class="col">b</div></div>'
    )


class Parsed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.title: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.title = dict(attrs)["title"]


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_text_from_data_is_inert(text: str) -> None:
    out = render_html(html.Span(text, title=text))
    parser = Parsed()
    parser.feed(out)
    parser.close()
    assert parser.tags == ["span"]
    assert parser.title == text


def test_islands_leave_numbered_holes_with_their_stand_in() -> None:
    islands: list = []
    out = render_html(
        [Chart(id="a", stand_in=Raw("<svg></svg>")), Fragment(id="b", stand_in="text")], islands
    )
    assert [island.id for island in islands] == ["a", "b"]
    assert out == (
        '<div class="hole hole-chart" data-hole="0"><svg></svg></div>'
        '<div class="hole hole-fragment" data-hole="1">text</div>'
    )


@pytest.mark.parametrize("node", [dcc.Graph(), object(), 1.5, True, dbc.Modal()])
def test_what_cannot_be_rendered_is_an_error(node: object) -> None:
    with pytest.raises(UnknownComponent):
        render_html(html.Div(node), [])


def test_a_fragment_from_a_callback_holds_no_island() -> None:
    with pytest.raises(UnknownComponent):
        render_html(html.Div(Chart(id="a")))
