"""The one-page sheet of an agency as a PDF: its words, its QR code, and the bounds on making it."""

from __future__ import annotations

import fcntl
import io
import logging
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from flask.testing import FlaskClient

from app import create_app
from data.codes import Level, Measure, Scope
from data.repository import ScoreRepository
from geo import shapes
from layouts.components.numbers import rank_of_text
from layouts.context import Context
from layouts.routes import Address, Page
from layouts.settings import Settings
from layouts.sheet import Sheet, sheet
from web import sheets
from web.sheet.words import drawn
from web.sheets import NotMade, Printer

PUBLIC = "https://phrom.example.go.th"
SAMPLES = [("dbd", "th"), ("oag", "en"), ("public-health-45", "th"), ("natural-resources-96", "en")]
DRAW = (sys.executable, "-m", "web.sheet")


@pytest.fixture(scope="module")
def repo(prepared: Path) -> ScoreRepository:
    return ScoreRepository.open(prepared / "data" / "built")


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    return Printer(tmp_path_factory.mktemp("sheets"), command=DRAW, seconds=120)


@pytest.fixture(scope="module")
def client(prepared: Path, printer: Printer) -> FlaskClient:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "default_printer", lambda: printer)
        return create_app(Settings(public_url=PUBLIC)).server.test_client()


def squeezed(text: str) -> str:
    """Without white space, and with sara am taken apart as it is drawn."""
    return drawn(re.sub(r"\s", "", text))


def content(repo: ScoreRepository, code: str, *, lang: str, public_url: str = PUBLIC) -> Sheet:
    entity = repo.agency(code)
    ctx = Context(
        repo=repo,
        shapes=shapes.load(Path(Settings().geo_dir)),
        settings=Settings(public_url=public_url),
        address=Address(page=Page.AGENCY, lang=lang, id=code),
    )
    profile = repo.profile(level=entity.level, id=code, year=repo.latest)
    return sheet(ctx, profile)


@pytest.mark.parametrize(("code", "lang"), SAMPLES)
def test_a_sheet_says_what_it_must_and_its_code_leads_to_the_profile(
    client: FlaskClient, repo: ScoreRepository, code: str, lang: str
) -> None:
    prefix = "" if lang == "th" else "/en"
    answer = client.get(f"{prefix}/agencies/{code}.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert "simulated" in answer.headers["Content-Disposition"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    document = pypdf.PdfReader(io.BytesIO(answer.data))
    assert len(document.pages) == 1
    assert [round(float(side) / 72 * 25.4) for side in document.pages[0].mediabox[2:]] == [210, 297]
    fonts = {str(f["/BaseFont"]) for f in _fonts(document.pages[0])}
    assert len(fonts) == 2
    assert all("Sarabun" in name for name in fonts)
    words = squeezed(document.pages[0].extract_text())
    wanted = content(repo, code, lang=lang)
    entity = repo.agency(code)
    profile = repo.profile(level=entity.level, id=code, year=repo.latest)
    rank = rank_of_text(profile.rank(scope=Scope.LEVEL), lang=lang)
    for text in (
        wanted.name,
        wanted.mark_text,
        wanted.score,
        wanted.date,
        rank,
        wanted.advice_source,
        *(line for block in (*wanted.contrasts, *wanted.advice) for line in block.lines),
        *wanted.method,
        f"{PUBLIC}{prefix}/agencies/{code}",
    ):
        assert squeezed(text) in words, text
    picture = pypdfium2.PdfDocument(answer.data)[0].render(scale=3).to_pil()
    found = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert found == [f"{PUBLIC}{prefix}/agencies/{code}"]


def _fonts(page: pypdf.PageObject) -> list[pypdf.generic.DictionaryObject]:
    return [item.get_object() for item in page["/Resources"]["/Font"].values()]


def test_without_a_public_address_there_is_no_host_and_without_a_score_it_says_so(
    repo: ScoreRepository, printer: Printer
) -> None:
    code = next(
        item.id
        for item in repo.entities(level=Level.DEPARTMENT)
        if repo.profile(level=item.level, id=item.id, year=repo.latest)
        .scores[Measure.OVERALL]
        .missing
    )
    made = printer.pdf(content(repo, code, lang="en", public_url=""), version=repo.version)
    words = squeezed(pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text())
    assert "Notinthesimulateddata" in words
    assert f"Fullprofile:/en/agencies/{code}" in words
    picture = pypdfium2.PdfDocument(made)[0].render(scale=3).to_pil()
    assert zxingcpp.read_barcodes(picture) == []


def test_without_a_public_address_the_host_that_was_asked_is_printed(repo: ScoreRepository) -> None:
    ctx = Context(
        repo=repo,
        shapes=shapes.load(Path(Settings().geo_dir)),
        settings=Settings(public_url=""),
        origin="http://here:8050",
        address=Address(page=Page.AGENCY, lang="en", id="dip"),
    )
    made = sheet(ctx, repo.profile(level=Level.DEPARTMENT, id="dip", year=repo.latest))
    assert made.address == "http://here:8050/en/agencies/dip"
    assert made.link == ""


def test_the_subtitle_of_the_chart_keeps_clear_of_the_mark(
    repo: ScoreRepository, printer: Printer
) -> None:
    made = printer.pdf(content(repo, "dip", lang="en"), version=repo.version)
    page = pypdfium2.PdfDocument(made)[0].get_textpage()

    def box(words: str) -> tuple[float, float, float, float]:
        found = page.search(words).get_next()
        boxes = [page.get_charbox(found[0] + n) for n in (0, found[1] - 1)]
        return (boxes[0][0], boxes[0][1], boxes[1][2], boxes[1][3])

    title, subtitle = box("above the mean in 6 of 6"), box("Score 0–100")
    assert subtitle[3] < title[1]


def test_a_sheet_is_made_once_and_is_the_same_file_again(
    repo: ScoreRepository, printer: Printer, tmp_path: Path
) -> None:
    given = content(repo, "dbd", lang="th")
    first = printer.pdf(given, version=repo.version)
    kept = Printer(printer._directory, command=("false",), seconds=1)
    assert kept.pdf(given, version=repo.version) == first
    again = Printer(tmp_path, command=DRAW, seconds=120)
    assert again.pdf(given, version=repo.version) == first


def test_while_one_is_made_another_is_told_to_come_back(
    client: FlaskClient, printer: Printer
) -> None:
    printer._directory.mkdir(parents=True, exist_ok=True)
    with (printer._directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = client.get("/en/agencies/pdmo.pdf")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == answer.headers["Refresh"] == "4"
    assert "made one at a time" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("program", "seconds", "said"),
    [
        ("import time; time.sleep(60)", 0.3, "no sheet after"),
        ("raise SystemExit('too heavy')", 30, "too heavy"),
    ],
)
def test_what_goes_over_its_limits_is_stopped(
    repo: ScoreRepository, tmp_path: Path, program: str, seconds: float, said: str
) -> None:
    bounded = Printer(tmp_path, command=(sys.executable, "-c", program), seconds=seconds)
    with pytest.raises(NotMade, match=said):
        bounded.pdf(content(repo, "dbd", lang="th"), version="0")
    assert not list(tmp_path.glob("*.pdf"))
    with pytest.raises(NotMade):  # and the lock is free again, not Busy
        bounded.pdf(content(repo, "dbd", lang="th"), version="0")


def test_the_process_may_not_take_all_memory(repo: ScoreRepository, tmp_path: Path) -> None:
    program = (
        "from web.sheet import __main__ as m; m.limit(); bytearray(m.MEMORY); print('not reached')"
    )
    greedy = Printer(tmp_path, command=(sys.executable, "-c", program), seconds=60)
    with pytest.raises(NotMade, match="MemoryError"):
        greedy.pdf(content(repo, "dbd", lang="th"), version="0")


ECHO = ("cat",)
"""Stands in for what draws: the sheet is its own description."""


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where directories for the time being are made."""
    made = tmp_path / "aside"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.mark.parametrize("theirs", ["open", "link", "file"])
def test_a_directory_that_others_may_write_to_is_left_alone(
    repo: ScoreRepository,
    tmp_path: Path,
    aside: Path,
    caplog: pytest.LogCaptureFixture,
    theirs: str,
) -> None:
    given, behind = content(repo, "dbd", lang="th"), tmp_path / "behind"
    behind.mkdir(mode=0o700)
    named = tmp_path / "sheets"
    if theirs == "open":
        named.mkdir()
        named.chmod(0o777)
    elif theirs == "link":
        named.symlink_to(behind)
    else:
        named.touch()
    careful = Printer(named, command=ECHO, seconds=30)
    with caplog.at_level(logging.ERROR, logger="web.sheets"):
        first = careful.pdf(given, version="0")
        assert careful.pdf(given, version="0") == first
    assert b"dbd" in first
    assert theirs == "file" or list(named.iterdir()) == []
    (instead,) = aside.iterdir()
    assert {file.suffix for file in instead.iterdir()} == {"", ".pdf"}
    assert [record.getMessage() for record in caplog.records] == [
        f"{named} is not a directory that only this user can write to; sheets go to {instead}"
    ]


def test_what_others_put_into_such_a_directory_is_not_served(
    repo: ScoreRepository, tmp_path: Path, aside: Path
) -> None:
    given, named = content(repo, "dbd", lang="th"), tmp_path / "sheets"
    Printer(named, command=ECHO, seconds=30).pdf(given, version="0")
    (kept,) = named.glob("*.pdf")
    kept.write_bytes(b"forged")
    named.chmod(0o777)
    assert Printer(named, command=ECHO, seconds=30).pdf(given, version="0") != b"forged"


def test_the_lock_follows_no_link(repo: ScoreRepository, tmp_path: Path) -> None:
    given, target = content(repo, "dbd", lang="th"), tmp_path / "target"
    target.write_text("precious", encoding="utf-8")
    named = tmp_path / "sheets"
    named.mkdir(mode=0o700)
    (named / "lock").symlink_to(target)
    with pytest.raises(NotMade, match="lock"):
        Printer(named, command=ECHO, seconds=30).pdf(given, version="0")
    assert target.read_text(encoding="utf-8") == "precious"


def test_a_failure_is_a_page_that_says_what_else_to_do(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Printer(tmp_path, command=("false",), seconds=5)
    monkeypatch.setattr(sheets, "default_printer", lambda: broken)
    answer = create_app(Settings()).server.test_client().get("/agencies/dbd.pdf")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Refresh" not in answer.headers
    assert 'href="/agencies/dbd"' in answer.get_data(as_text=True)


def test_unknown_agencies_have_no_sheet(client: FlaskClient) -> None:
    assert client.get("/agencies/no-such-agency.pdf").status_code == 404


def test_the_web_process_loads_nothing_of_what_draws(prepared: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import app, sys; from layouts.settings import Settings; app.create_app(Settings());"
            "print([m for m in ('fpdf', 'uharfbuzz', 'pythainlp') if m in sys.modules])",
        ],
        cwd=prepared,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
