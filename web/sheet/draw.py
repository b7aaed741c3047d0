"""Lays out a sheet: head, score and ranks, pillars, strengths and gaps, recommendations, foot."""

from __future__ import annotations

from typing import Any

import segno

from web.sheet.canvas import HEIGHT, INNER, MARGIN, WIDTH, Canvas
from web.sheet.chart import dot_plot

SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7)
"""Tried in this order until everything fits on one page."""

FOOT = 36.0
QR = 26.0
GAP = 4.0


class SheetTooLong(ValueError):
    """Not even the smallest type brings the sheet onto one page."""


def draw(sheet: dict[str, Any]) -> bytes:
    """The sheet as a PDF of exactly one page.

    Raises:
        SheetTooLong: it cannot be brought onto one page.
    """
    for scale in SCALES:
        canvas = Canvas(
            scale=scale,
            lang=sheet["lang"],
            title=f"{sheet['name']} – {sheet['title']}",
            subject=sheet["mark_text"],
            issued=sheet["issued"],
        )
        y = _head(canvas, sheet)
        y = _standing(canvas, sheet, y)
        if sheet["chart"]:
            y = dot_plot(canvas, sheet["chart"], y + GAP)
        y = _columns(canvas, sheet["contrasts"], y + GAP, colours=("good", "warn"), size=9.6)
        y = _advice(canvas, sheet, y + GAP)
        if y <= HEIGHT - MARGIN - FOOT + 4:
            _foot(canvas, sheet)
            return canvas.finish()
    raise SheetTooLong(sheet["name"])


def _head(canvas: Canvas, sheet: dict[str, Any]) -> float:
    canvas.box(0, 0, WIDTH, 3.2, fill="accent")
    y = 10.0
    canvas.text(MARGIN, y, sheet["site"], size=13, bold=True, colour="accent")
    canvas.text(WIDTH - MARGIN, y, sheet["title"], size=10.5, colour="ink-soft", align="right")
    y += 8.0
    if sheet["mark"]:
        high = canvas.pitch(9.5) + 2.4
        canvas.box(
            MARGIN, y, INNER, high,
            fill="status-simulated-soft", edge="status-simulated", dashed=True, radius=1.2,
        )  # fmt: skip
        wide = canvas.width(sheet["mark"], 9.5, bold=True)
        canvas.text(
            MARGIN + 3, y + 1.2, sheet["mark"], size=9.5, bold=True, colour="status-simulated"
        )
        canvas.text(
            MARGIN + 6 + wide, y + 1.2, sheet["mark_text"], size=9.5, colour="status-simulated"
        )
        y += high + 3.0
    y = canvas.paragraph(MARGIN, y, sheet["name"], width=INNER, size=20, bold=True)
    y = canvas.paragraph(MARGIN, y, sheet["who"], width=INNER, size=9.6, colour="ink-soft")
    if sheet["award"]:
        y = canvas.paragraph(
            MARGIN, y, sheet["award"], width=INNER, size=9.6, bold=True, colour="warn"
        )
    return y


def _standing(canvas: Canvas, sheet: dict[str, Any], y: float) -> float:
    y += 2.0
    canvas.line(MARGIN, y, WIDTH - MARGIN, y, colour="ink", width=0.6)
    top = y + 2.0
    left = 46.0
    canvas.text(MARGIN, top, sheet["score_label"], size=9.6, colour="ink-soft")
    y = top + canvas.pitch(9.6)
    if not sheet["band"]:
        return canvas.paragraph(MARGIN, y, sheet["score"], width=INNER, size=14, bold=True)
    canvas.text(MARGIN, y, sheet["score"], size=34, bold=True, colour="accent")
    y += canvas.pitch(34) * 0.92
    middle = y + canvas.pitch(11) / 2
    canvas.dot(MARGIN + 1.6, middle, 1.6, fill=f"band-{sheet['band']}", edge="rule-strong")
    canvas.text(MARGIN + 5, y, sheet["band_name"], size=11, bold=True)
    y += canvas.pitch(11)
    if sheet["change"]:
        y = canvas.paragraph(
            MARGIN, y, sheet["change"], width=left - 4, size=8.6, colour="ink-soft"
        )
    return max(y, _places(canvas, sheet, x=MARGIN + left, y=top)) + 1.0


def _places(canvas: Canvas, sheet: dict[str, Any], *, x: float, y: float) -> float:
    right = WIDTH - MARGIN
    for number, place in enumerate(sheet["places"]):
        if number:
            canvas.line(x, y, right, y, colour="rule")
            y += 1.0
        canvas.text(x, y, place["label"], size=9.6, colour="ink-soft")
        canvas.text(right, y - 0.4, place["rank"], size=11, bold=True, align="right")
        y += canvas.pitch(11) - 0.4
        if place["ranges"]:
            y = canvas.paragraph(
                x, y, place["ranges"], width=right - x, size=7.8, colour="ink-soft"
            )
        y += 0.8
    return y


def _columns(
    canvas: Canvas,
    blocks: list[dict[str, Any]],
    y: float,
    *,
    colours: tuple[str, ...],
    size: float,
) -> float:
    """Blocks side by side, each under a rule of its colour."""
    if not blocks:
        return y
    wide = (INNER - 8.0 * (len(blocks) - 1)) / len(blocks)
    ends = [y]
    for number, block in enumerate(blocks):
        x = MARGIN + number * (wide + 8.0)
        canvas.line(x, y, x + wide, y, colour=colours[number % len(colours)], width=0.9)
        at = canvas.paragraph(x, y + 1.4, block["heading"], width=wide, size=size + 1.2, bold=True)
        for line in block["lines"]:
            canvas.dot(x + 0.9, at + canvas.pitch(size) / 2, 0.55, fill="ink", edge="ink")
            at = canvas.paragraph(x + 3.2, at, line, width=wide - 3.2, size=size) + 0.6
        ends.append(at)
    return max(ends)


def _advice(canvas: Canvas, sheet: dict[str, Any], y: float) -> float:
    if not sheet["advice"]:
        return y
    y = canvas.paragraph(MARGIN, y, sheet["advice_title"], width=INNER, size=12, bold=True) + 1.0
    y = _columns(canvas, sheet["advice"], y, colours=("ink",), size=9.0)
    return canvas.paragraph(
        MARGIN, y, sheet["advice_source"], width=INNER, size=7.6, colour="ink-soft"
    )


def _foot(canvas: Canvas, sheet: dict[str, Any]) -> None:
    top = HEIGHT - MARGIN - FOOT + 6
    canvas.line(MARGIN, top, WIDTH - MARGIN, top, colour="rule-strong", width=0.3)
    wide = INNER - (QR + 6 if sheet["link"] else 0)
    y = top + 2.0
    for line in (*sheet["method"], sheet["date"]):
        y = canvas.paragraph(MARGIN, y, line, width=wide, size=7.6, colour="ink-soft")
    canvas.paragraph(
        MARGIN, y + 0.6, f"{sheet['address_label']} {sheet['address']}",
        width=wide, size=8.6, bold=True,
    )  # fmt: skip
    if sheet["link"]:
        code = segno.make(sheet["link"], error="m", micro=False)
        rows = [[bool(module) for module in row] for row in code.matrix]
        canvas.squares(WIDTH - MARGIN - QR, top + 3.0, QR, rows)
