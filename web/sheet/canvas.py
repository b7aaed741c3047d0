"""A sheet of A4 with a pen for Thai: fonts, wrapped text, lines; units are millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any, Literal

from fpdf import FPDF

from layouts.theme import colours
from web.sheet.words import drawn, wrap

WIDTH, HEIGHT = 210.0, 297.0
MARGIN = 16.0
INNER = WIDTH - 2 * MARGIN
POINT = 25.4 / 72
PITCH = 1.42
"""Line pitch in font sizes; Thai marks above and below need more than Latin."""

FONT = "Sarabun"
FACES = {"": "Sarabun-Regular.ttf", "B": "Sarabun-Bold.ttf"}

Align = Literal["left", "right", "middle"]


class Canvas:
    """One page; y grows downward and text stands with the top of its line at y."""

    def __init__(self, *, scale: float, lang: str, title: str, subject: str, issued: str) -> None:
        """Begin a page whose type is `scale` times its natural size."""
        self.scale = scale
        self.palette: Mapping[str, str] = colours("light")
        self.pdf = FPDF(orientation="portrait", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_lang("th-TH" if lang == "th" else "en-GB")
        self.pdf.set_title(title)
        self.pdf.set_subject(subject)
        # The date of the data, so that the same sheet is the same file.
        self.pdf.set_creation_date(datetime.fromisoformat(issued).replace(tzinfo=UTC))
        for style, name in FACES.items():
            with as_file(files("fontpkg_sarabun") / "files" / name) as path:
                self.pdf.add_font(FONT, style, str(path))
        self.pdf.set_text_shaping(True)
        self.pdf.add_page()

    def _font(self, size: float, *, bold: bool) -> None:
        self.pdf.set_font(FONT, "B" if bold else "", size * self.scale)

    def pitch(self, size: float) -> float:
        """Height of a line of a font size given in points."""
        return size * self.scale * POINT * PITCH

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width of a text."""
        self._font(size, bold=bold)
        return float(self.pdf.get_string_width(drawn(text)))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        bold: bool = False,
        colour: str = "ink",
        align: Align = "left",
    ) -> None:
        """Write one line."""
        wide = self.width(text, size, bold=bold)
        self.pdf.set_text_color(self.palette[colour])
        shift = {"left": 0.0, "right": wide, "middle": wide / 2}[align]
        self.pdf.set_xy(x - shift, y)
        self.pdf.c_margin = 0
        self.pdf.cell(wide + 1, self.pitch(size), drawn(text))

    def paragraph(
        self,
        x: float,
        y: float,
        text: str,
        *,
        width: float,
        size: float,
        bold: bool = False,
        colour: str = "ink",
    ) -> float:
        """Write wrapped lines and return the y under them."""
        for line in wrap(text, width=width, measure=lambda t: self.width(t, size, bold=bold)):
            self.text(x, y, line, size=size, bold=bold, colour=colour)
            y += self.pitch(size)
        return y

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        colour: str,
        width: float = 0.2,
        dashed: bool = False,
    ) -> None:
        """Draw a line."""
        self.pdf.set_draw_color(self.palette[colour])
        self.pdf.set_line_width(width)
        if dashed:
            self.pdf.set_dash_pattern(dash=1.2, gap=0.9)
        self.pdf.line(x1, y1, x2, y2)
        self.pdf.set_dash_pattern()

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        edge: str = "",
        dashed: bool = False,
        radius: float = 0.0,
    ) -> None:
        """Draw a rectangle, filled or outlined or both."""
        style = ("D" if edge else "") + ("F" if fill else "")
        if fill:
            self.pdf.set_fill_color(self.palette[fill])
        if edge:
            self.pdf.set_draw_color(self.palette[edge])
            self.pdf.set_line_width(0.35)
        if dashed:
            self.pdf.set_dash_pattern(dash=1.2, gap=0.9)
        corners: dict[str, Any] = {"round_corners": True, "corner_radius": radius} if radius else {}
        self.pdf.rect(x, y, width, height, style=style, **corners)
        self.pdf.set_dash_pattern()

    def dot(self, x: float, y: float, radius: float, *, fill: str, edge: str = "paper") -> None:
        """Draw a filled circle around a middle."""
        self.pdf.set_fill_color(self.palette[fill])
        self.pdf.set_draw_color(self.palette[edge])
        self.pdf.set_line_width(0.3)
        self.pdf.ellipse(x - radius, y - radius, 2 * radius, 2 * radius, style="DF")

    def squares(self, x: float, y: float, size: float, rows: list[list[bool]]) -> None:
        """Draw a matrix of dark modules, such as a QR code, into a square."""
        module = size / len(rows)
        self.pdf.set_fill_color(self.palette["ink"])
        for row, line in enumerate(rows):
            start = 0
            while start < len(line):
                end = start
                while end < len(line) and line[end]:
                    end += 1
                if end > start:
                    # One rectangle for each run: hair lines between modules disturb readers.
                    self.pdf.rect(
                        x + start * module, y + row * module, (end - start) * module, module,
                        style="F",
                    )  # fmt: skip
                start = end + 1

    def finish(self) -> bytes:
        """The document."""
        return bytes(self.pdf.output())
