"""Charts as pictures: every kind, in each shape and language, with all that belongs inside."""

from __future__ import annotations

import html
import re
import struct
import threading

import pytest
from flask.testing import FlaskClient

from layouts.figures.labels import text_width
from web.raster import Busy, DrawingFailed, Rasteriser, TooLarge, draw_png

THAI = re.compile(r"[\u0e00-\u0e7f]{4,}")
KINDS = {
    "quadrant": ("/ministries", "quadrant", ""),
    "departments": ("/ministries", "departments", "?view=departments"),
    "heat map": ("/ministries", "pillars", "?view=pillars"),
    "dot plot": ("/provinces/TH-45", "pillars-dots", ""),
    "radar": ("/provinces/TH-45", "pillars-radar", ""),
    "many outlines": (
        "/compare",
        "radar",
        "?with=ministry:mof,ministry:moe,ministry:mod,ministry:moi,mean",
    ),
    "strip": ("/ministries/mof", "spread", ""),
    "strip of provinces": ("/provinces", "strip", "?measure=p2&region=north"),
    "map": ("/provinces", "map", "?measure=change"),
}
SIZES = {"16x9": (1600, 900), "1x1": (1200, 1200), "9x16": (1080, 1920)}


def words_of(svg: str) -> str:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return html.unescape(" ".join(texts))


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_everything(client: FlaskClient, kind: str, shape: str, lang: str) -> None:
    path, chart, query = KINDS[kind]
    prefix = "" if lang == "th" else "/en"
    answer = client.get(f"/picture{prefix}{path}/{chart}.{shape}.svg{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "simulated" in answer.headers["Content-Disposition"]
    svg = answer.get_data(as_text=True)
    width, height = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg).groups()  # type: ignore[union-attr]
    assert (float(width), float(height)) == SIZES[shape]
    words = words_of(svg)
    plain = words.replace(" ", "")
    title = html.unescape(re.search(r"<title>(.*?)</title>", svg)[1])  # type: ignore[index]
    assert title.replace(" ", "") in plain
    assert {"th": "คะแนนจำลองโดยเว็บไซต์ “พร้อม”", "en": "Scores simulated by Phrom"}[lang] in words
    assert {"th": "จำลอง", "en": "Simulated"}[lang] in words
    assert {"th": "2562", "en": "2019"}[lang] in words
    assert f"http://localhost{prefix}{path}" in plain
    assert "asof=" in plain
    assert "var(--" not in svg
    if lang == "th":
        assert THAI.search(words)


@pytest.mark.parametrize("query", ["", "?arrows=yes"])
@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_all_ministries_are_named_in_a_picture(
    client: FlaskClient, prefix: str, shape: str, query: str
) -> None:
    answer = client.get(f"/picture{prefix}/ministries/quadrant.{shape}.svg{query}")
    assert len(set(re.findall(r'data-label="(\w+)"', answer.get_data(as_text=True)))) == 20


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", SIZES)
def test_no_line_of_text_leaves_the_picture(client: FlaskClient, kind: str, shape: str) -> None:
    """The words at the left edge of the foot, the longest of which is an address."""
    path, chart, query = KINDS[kind]
    svg = client.get(f"/picture{path}/{chart}.{shape}.svg{query}").get_data(as_text=True)
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])  # type: ignore[index]
    foot = svg[svg.rindex("<g transform") :]
    for size, words in re.findall(r'font-size="([\d.]+)"[^>]*>([^<]*)<', foot):
        assert text_width(html.unescape(words), size=float(size)) <= width - 40


def test_png_is_drawn_at_its_size_and_kept(client: FlaskClient) -> None:
    first = client.get("/picture/ministries/quadrant.16x9.png")
    assert first.status_code == 200
    assert first.data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", first.data[16:24]) == (1600, 900)
    again = client.get(
        "/picture/ministries/quadrant.16x9.png", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "รายจังหวัด"),
        ("/en/provinces/TH-45", "Roi Et:"),
        ("/provinces/TH-10", "กรุงเทพมหานคร:"),
        ("/en/ministries/mof", "Ministry of Finance:"),
    ],
)
def test_cards_stand_for_their_page(client: FlaskClient, path: str, words: str) -> None:
    page = client.get(path).get_data(as_text=True)
    image = html.unescape(re.search(r'property="og:image" content="([^"]+)"', page)[1])  # type: ignore[index]
    assert image.startswith("http://localhost/picture/")
    assert 'content="summary_large_image"' in page
    drawn = client.get(image.removeprefix("http://localhost"))
    assert struct.unpack(">II", drawn.data[16:24]) == (1200, 630)
    assert "immutable" in drawn.headers["Cache-Control"]
    svg = client.get(image.removeprefix("http://localhost").replace(".png", ".svg"))
    assert words in words_of(svg.get_data(as_text=True))


def test_every_offered_picture_exists(client: FlaskClient) -> None:
    for path in ("/", "/en/ministries", "/provinces/TH-45", "/ministries/mof", "/en/findings/1"):
        page = client.get(path).get_data(as_text=True)
        links = [html.unescape(link) for link in re.findall(r'href="(/picture/[^"]+)"', page)]
        assert len(links) % 6 == 0
        assert links
        for link in links:
            if link.partition("?")[0].endswith("16x9.svg"):
                assert client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "path",
    [
        "/picture/ministries/nothing.16x9.png",
        "/picture/ministries/quadrant.3x2.png",
        "/picture/ministries/quadrant.16x9.gif",
        "/picture/nowhere/quadrant.16x9.png",
        "/picture/ministries/xyz/position.16x9.svg",
        "/picture/method/card.card.png",
        "/picture/ministries/quadrant.16x9.svg?asof=000000000000",
    ],
)
def test_there_is_no_other_picture(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_one_is_drawn_at_a_time_and_nobody_waits_for_ever() -> None:
    entered, leave = threading.Event(), threading.Event()

    def slow(svg: str) -> bytes:
        entered.set()
        leave.wait(10)
        return svg.encode()

    rasteriser = Rasteriser(slow, wait=0.05)
    first = threading.Thread(target=rasteriser.png, args=("<svg/>",))
    first.start()
    assert entered.wait(10)
    with pytest.raises(Busy):
        rasteriser.png("<svg/>")
    leave.set()
    first.join()
    assert rasteriser.png("<svg/>") == b"<svg/>"
    with pytest.raises(TooLarge):
        rasteriser.png("x" * 3_000_000)


def test_what_is_no_svg_fails_with_a_reason() -> None:
    with pytest.raises(DrawingFailed, match="ValueError"):
        draw_png("this is no drawing")
