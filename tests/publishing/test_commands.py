from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from urllib.request import urlopen

import pytest
from openpyxl import load_workbook

from data.__main__ import main
from data.check import check_dataset
from data.manifest import MANIFEST_FILE, read_manifest
from data.messages import LANGUAGES, Message, default_language, messages, text_of
from data.publishing import commands
from data.publishing.diff import difference
from data.publishing.lock import locked
from data.publishing.publish import publish
from data.repository import ScoreRepository
from tests.data.small import set_cell, write_small
from tests.office.corpus import book as plain_book
from tests.office.corpus import rows as plain_rows
from tests.rig import ROOT

STARTS = 60.0


def test_every_message_has_both_languages_with_the_same_gaps() -> None:
    for code, texts in messages().items():
        assert set(texts) == set(LANGUAGES), code
        gaps = [sorted(part.partition("}")[0] for part in texts[lang].split("{")[1:])
                for lang in LANGUAGES]  # fmt: skip
        assert gaps[0] == gaps[1], code


def test_every_code_in_the_source_has_a_message() -> None:
    known = set(messages())
    for path in (ROOT / "data").rglob("*.py"):
        for part in path.read_text(encoding="utf-8").split('Message("')[1:]:
            code = part.partition('"')[0]
            assert code in known, (path.name, code)


def test_a_message_knows_itself_in_thai() -> None:
    said = Message("check.between", low="0", high="100")
    assert said == "a number from 0 to 100"
    assert said.text("th") == "ตัวเลขระหว่าง 0 ถึง 100"
    assert text_of("plain", lang="th") == "plain"
    assert default_language({"LANG": "th_TH.UTF-8"}) == "th"
    assert default_language({"LC_ALL": "C", "LANG": "th_TH.UTF-8"}) == "en"


def test_publish_versions_rollback_by_the_command_line(
    first: Path, second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ["--into", str(tmp_path)]
    assert main(["publish", str(first), *into, "--dry-run"]) == 0
    assert not (tmp_path / MANIFEST_FILE).exists()
    assert main(["publish", str(first), *into, "--by", "somchai", "--lang", "th"]) == 0
    assert "ใช้รุ่น" in capsys.readouterr().out
    old = read_manifest(tmp_path).version
    assert main(["publish", str(second), *into, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["result"] == "published"
    assert told["version"]["version"] == read_manifest(tmp_path).version
    assert main(["versions", *into]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [told["version"]["version"], old]
    assert main(["rollback", old, *into]) == 0
    assert read_manifest(tmp_path).version == old
    assert main(["rollback", "nothing", *into]) == commands.REFUSED


def test_exit_codes_tell_what_is_the_matter(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served, into = tmp_path / "served", ["--into", str(tmp_path / "served")]
    assert main(["versions", *into]) == commands.TROUBLE
    bad = Path(shutil.copytree(first, tmp_path / "bad"))
    set_cell(bad, table="scores", where=lambda row: bool(row["p1"]), column="p1", to="x")
    assert main(["publish", str(bad), *into, "--json"]) == commands.REFUSED
    told = json.loads(capsys.readouterr().out)
    assert told["result"] == "refused"
    assert "p1" in {fault["column"] for fault in told["faults"]}
    with locked(served, by="somsri"):
        assert main(["publish", str(first), *into]) == commands.BUSY
    assert "somsri" in capsys.readouterr().err
    assert main(["publish", str(first), *into]) == 0
    (served / MANIFEST_FILE).write_text("{}", encoding="utf-8")
    assert main(["publish", str(first), *into]) == commands.TROUBLE
    assert main(["publish", str(tmp_path / "nowhere"), *into[:1], str(tmp_path / "n")]) == 1


def test_every_command_speaks_json_and_both_languages(
    first: Path, second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a machine would use them: one object on stdout, nothing else, and the code that fits."""
    served, made = str(tmp_path / "served"), str(tmp_path / "made")
    book, bad = tmp_path / "t.xlsx", Path(shutil.copytree(first, tmp_path / "bad"))
    set_cell(bad, table="scores", where=lambda row: bool(row["p1"]), column="p1", to="x")
    (tmp_path / "broken-review.xlsx").write_text("no workbook")
    scores = [str(plain_book(plain_rows())(tmp_path)), "--year", "2562"]
    into, base = ["--into", served], ["--base", str(first)]
    old = publish(first, Path(served), by="t").manifest.version
    commands_and_results = (
        (["template", "--into", str(book), "--year", "2562", *base], "written", 0),
        (["template", "--into", str(tmp_path / "no" / "t.xlsx"), *base], "stopped", 4),
        (["import", *scores, "--into", made, "--dry-run", *base], "rehearsed", 0),
        (["import", str(book), "--into", str(tmp_path / "m"), "--dry-run", *base], "stopped", 1),
        (["import", str(tmp_path / "none.xlsx"), "--into", made, *base], "stopped", 1),
        (["import", *scores, "--into", str(tmp_path / "broken"), *base], "trouble", 4),
        (["check", str(first)], None, 0),
        (["check", str(bad)], None, 1),
        (["build", str(second), "--into", str(tmp_path / "built")], "built", 0),
        (["build", str(bad), "--into", str(tmp_path / "b")], "refused", 1),
        (["build", str(second), "--into", served, "--force"], "stopped", 4),
        (["diff", "current", str(second), *into], None, 0),
        (["publish", str(second), "--dry-run", *into], "rehearsed", 0),
        (["publish", str(second), *into], "published", 0),
        (["publish", str(second), *into], "unchanged", 0),
        (["publish", str(bad), *into], "refused", 1),
        (["versions", *into], None, 0),
        (["rollback", old, "--dry-run", *into], "rehearsed", 0),
        (["rollback", old, *into], "published", 0),
        (["rollback", "x", *into], "unknown_version", 1),
        (["preview", str(bad), "--port", str(free_port())], "refused", 1),
    )
    for arguments, result, code in commands_and_results:
        assert main([*arguments, "--json"]) == code, arguments
        said = capsys.readouterr()
        told = json.loads(said.out)
        assert told.get("result") == result, arguments
        assert said.err == "", arguments
        if code:
            assert set(told.get("message", {"th", "en"})) == {"th", "en"}
    assert not (tmp_path / "made").exists()
    for arguments, _, code in commands_and_results:
        if code:
            words = {}
            for lang in LANGUAGES:
                assert main([*arguments, "--lang", lang]) == code, arguments
                said = capsys.readouterr()
                words[lang] = said.out + said.err
            assert re.search("[ก-๙]{5}", words["th"]), arguments
            assert re.search("[a-z]{3} [a-z]{3}", words["en"]), arguments


def test_preview_says_at_once_that_its_port_is_taken(
    first: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = str(one.getsockname()[1])
        assert main(["preview", str(first), "--port", port]) == commands.TROUBLE
    said = capsys.readouterr().err
    assert port in said
    assert "Building" not in said


def test_diff_tells_what_readers_would_notice(
    first: Path, second: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = Path(shutil.copytree(second, tmp_path / "changed"))
    set_cell(
        changed,
        table="quadrants",
        where=lambda row: row["quadrant"] != "maintain",
        column="quadrant",
        to="maintain",
    )
    set_cell(
        changed,
        table="agencies",
        where=lambda row: row["agency_id"] == "dbd",
        column="name_th",
        to="กรมพัฒนาธุรกิจการค้าใหม่",
    )
    into = ["--into", str(tmp_path / "served")]
    assert main(["publish", str(first), *into]) == 0
    capsys.readouterr()
    assert main(["diff", "current", str(changed), *into, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["diff"]
    latest = next(year for year in found["years"] if year["year"] == 2562)
    assert latest["changed"] > 0
    assert len(latest["largest"]) <= 10
    assert all(abs(item["after"] - item["before"] - 1) < 1e-6 for item in latest["largest"])
    assert [item["after"] for item in latest["quadrants"]] == ["maintain"]
    assert [item["id"] for item in found["renamed"]] == ["dbd"]
    assert main(["diff", "current", str(changed), *into, "--lang", "th"]) == 0
    assert "รายการที่เปลี่ยนมากที่สุด" in capsys.readouterr().out
    assert main(["diff", str(first), str(first), *into]) == 0
    assert "No differences." in capsys.readouterr().out
    assert main(["diff", "current", "nothing", *into]) == commands.REFUSED


def test_a_simulated_and_an_official_version_differ_in_status(first: Path, tmp_path: Path) -> None:
    publish(write_small(tmp_path / "simulated"), tmp_path / "a", by="t")
    publish(first, tmp_path / "b", by="t")
    found = difference(ScoreRepository.open(tmp_path / "a"), ScoreRepository.open(tmp_path / "b"))
    assert found.status == ("simulated", "official")
    assert not found.empty


def test_check_reports_as_a_page_and_as_a_workbook_with_marked_cells(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = Path(shutil.copytree(first, tmp_path / "bad"))
    line = set_cell(bad, table="scores", where=lambda row: bool(row["p1"]), column="p1", to="=9+9")
    report = tmp_path / "report"
    assert main(["check", str(bad), "--report", str(report), "--lang", "th"]) == 1
    assert "ควรเป็น ตัวเลข" in capsys.readouterr().out
    page = (report / "check.html").read_text(encoding="utf-8")
    assert "=9+9" in page
    assert "<script" not in page
    book = load_workbook(report / "check.xlsx")
    assert len(list(book.worksheets[0].iter_rows())) == len(check_dataset(bad)) + 1
    cell = book["scores"].cell(line, 6)
    assert cell.fill.fgColor.rgb.endswith("F8CBAD")
    assert cell.value == "'=9+9"
    assert cell.comment is not None
    assert main(["check", str(bad), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["faults"]
    assert {"code": "check.number", "row": line}.items() <= next(
        fault for fault in told if fault["severity"] == "error"
    ).items()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def test_preview_tells_its_steps_then_serves_and_leaves_nothing(
    first: Path, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    port = free_port()
    running = subprocess.Popen(
        [sys.executable, "-m", "data", "preview", str(first), "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stderr is not None
    try:
        said = list(takewhile(lambda line: "Preview of" not in line, running.stderr))
        steps = [line.strip(" …\n") for line in said if line.endswith("…\n")]
        assert steps == ["Checking", "Building", "Starting the site"]
        # The address is told once somebody answers there, not before.
        with urlopen(f"http://127.0.0.1:{port}/en/agencies/dbd", timeout=STARTS) as answer:
            assert answer.status == 200
    finally:
        running.terminate()
        with running.stderr as rest:
            rest.read()
        assert running.wait(STARTS) == 0
    assert not list(tmp_path.glob("phrom-preview-*"))
