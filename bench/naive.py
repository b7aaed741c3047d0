"""The second reference: the map page as an ordinary Dash tutorial would write it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from data.codes import Level, Measure
from data.repository import ScoreRepository
from geo import shapes
from layouts.settings import Settings

settings = Settings.from_environment()
repo = ScoreRepository.open(Path(settings.data_dir))
outlines = json.loads(shapes.load(Path(settings.geo_dir)).download.read_text(encoding="utf-8"))
KEY = next(
    f"properties.{name}"
    for name, value in outlines["features"][0]["properties"].items()
    if str(value).startswith("TH-")
)
app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1("คะแนนรายจังหวัด"),
        dcc.Dropdown([str(m) for m in Measure], "overall", id="measure"),
        dcc.Dropdown([str(y) for y in repo.years], str(repo.latest), id="year"),
        dcc.Graph(id="map", style={"height": "80vh"}),
        html.Div(id="table"),
    ]
)


@app.callback(
    Output("map", "figure"),
    Output("table", "children"),
    Input("measure", "value"),
    Input("year", "value"),
)
def paint(measure: str, year: str) -> tuple[go.Figure, Any]:
    """Draw everything anew."""
    rows = repo.ranking(level=Level.PROVINCE, measure=Measure(measure), year=int(year)).rows
    figure = go.Figure(
        go.Choropleth(
            geojson=outlines,
            featureidkey=KEY,
            locations=[row.entity.id for row in rows],
            z=[row.value.number for row in rows],
            text=[row.entity.name.th for row in rows],
        )
    )
    figure.update_geos(fitbounds="locations", visible=False)
    cells = [html.Tr([html.Td(r.entity.name.th), html.Td(r.value.number)]) for r in rows]
    return figure, html.Table(html.Tbody(cells))


server = app.server
