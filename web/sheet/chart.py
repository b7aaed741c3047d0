"""Draws the dot plot of the pillars from the same description that the page draws from."""

from __future__ import annotations

from typing import Any

from web.sheet.canvas import INNER, MARGIN, WIDTH, Canvas

ROW = 8.4
LABEL = 46.0
BREAK = "\u200b"


def dot_plot(canvas: Canvas, chart: dict[str, Any], y: float) -> float:
    """Draw the chart and return the y under it."""
    y = _head(canvas, chart, y)
    left, right = MARGIN + LABEL, WIDTH - MARGIN - 4
    low, high = chart["axis"]["low"], chart["axis"]["high"]
    row = ROW * canvas.scale
    bottom = y + row * len(chart["rows"])

    def at(number: float) -> float:
        return float(left + (right - left) * (number - low) / (high - low))

    for tick in chart["axis"]["ticks"]:
        canvas.line(at(tick["at"]), y, at(tick["at"]), bottom, colour="grid")
        canvas.text(at(tick["at"]), bottom, tick["text"], size=8, colour="ink-soft", align="middle")
    for number, item in enumerate(chart["rows"]):
        middle = y + row * (number + 0.62)
        canvas.text(
            left - 4, middle - canvas.pitch(9.6) / 2, item["label"].replace(BREAK, ""),
            size=9.6, align="right",
        )  # fmt: skip
        if item["spread"]:
            values = {name: value["number"] for name, value in item["spread"].items()}
            canvas.line(
                at(values["low"]), middle, at(values["high"]), middle, colour="spread", width=0.8
            )
            canvas.box(
                at(values["q1"]), middle - 1.1, at(values["q3"]) - at(values["q1"]), 2.2,
                fill="spread-core",
            )  # fmt: skip
            canvas.line(
                at(values["mean"]), middle - 2.1, at(values["mean"]), middle + 2.1,
                colour="ink", width=0.5,
            )  # fmt: skip
        own = item["values"][0]
        if own["number"] is not None:
            canvas.dot(at(own["number"]), middle, 1.7, fill="series-1")
            canvas.text(
                at(own["number"]), middle - 1.5 - canvas.pitch(9), own["text"],
                size=9, bold=True, colour="series-1", align="middle",
            )  # fmt: skip
    return bottom + canvas.pitch(8)


def _head(canvas: Canvas, chart: dict[str, Any], y: float) -> float:
    """Title, the mark of simulated data, and the key."""
    word = chart["status"]["word"] if chart["status"]["code"] == "simulated" else ""
    box = canvas.width(word, 9, bold=True) + 4 if word else 0.0
    right = MARGIN + INNER - (box + 3 if word else 0.0)
    top = y
    y = canvas.paragraph(MARGIN, y, chart["title"], width=right - MARGIN, size=12, bold=True)
    after = MARGIN + canvas.width(chart["title"], 12, bold=True) + 3
    # Beside the title where there is room, else on a line of its own.
    if after + canvas.width(chart["subtitle"], 9) <= right:
        canvas.text(after, top + 0.7, chart["subtitle"], size=9, colour="ink-soft")
    else:
        y = canvas.paragraph(MARGIN, y, chart["subtitle"], width=INNER, size=9, colour="ink-soft")
    if word:
        canvas.box(
            MARGIN + INNER - box, top, box, canvas.pitch(9) + 1,
            fill="status-simulated-soft", edge="status-simulated", dashed=True, radius=0.8,
        )  # fmt: skip
        canvas.text(
            MARGIN + INNER - 2, top + 0.5, word,
            size=9, bold=True, colour="status-simulated", align="right",
        )  # fmt: skip
    y += 0.4
    x = MARGIN
    middle = y + canvas.pitch(8) / 2
    words = chart["words"]
    for kind, word in (
        ("dot", chart["series"][0]["label"]),
        ("mean", words["mean"]),
        ("half", words["middle_half"]),
        ("extent", words["extent"]),
    ):
        if kind == "dot":
            canvas.dot(x + 2.5, middle, 1.5, fill="series-1")
        elif kind == "mean":
            canvas.line(x + 2.5, middle - 1.6, x + 2.5, middle + 1.6, colour="ink", width=0.5)
        elif kind == "half":
            canvas.box(x, middle - 1.0, 5, 2.0, fill="spread-core")
        else:
            canvas.line(x, middle, x + 5, middle, colour="spread", width=0.8)
        canvas.text(x + 6.5, y, word, size=8, colour="ink-soft")
        x += 11 + canvas.width(word, 8)
    return y + canvas.pitch(8) + 2.5
