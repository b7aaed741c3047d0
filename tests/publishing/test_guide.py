"""The operator's guide, command by command as it stands there."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from openpyxl import load_workbook

from data.__main__ import COMMANDS, main
from data.codes import PILLARS
from data.manifest import read_manifest
from data.publishing.publish import publish
from tests.rig import ROOT

GUIDE = ROOT / "docs" / "operations.md"
SHELL = {". .venv/bin/activate", "export DATA_DIR=/srv/phrom/data"}


def lines() -> list[str]:
    text = GUIDE.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


def fill_in(path: Path) -> None:
    """What a person does in a spreadsheet between two commands."""
    book = load_workbook(path)
    sheet = book.worksheets[1]
    names = [cell.value for cell in sheet[1]]
    for row in range(3, sheet.max_row + 1):
        for name, value in {
            "status": "answered",
            "overall": 70,
            **dict.fromkeys(PILLARS, 70),
        }.items():
            sheet.cell(row, names.index(name) + 1, value)
    book.save(path)


def test_every_command_of_the_guide_works_as_it_stands_there(
    first: Path,
    prepared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "served"))
    old = publish(first, tmp_path / "served", by="last year").manifest.version
    walked = []
    for line in lines():
        if line in SHELL:
            continue
        program, option, module, *arguments = shlex.split(os.path.expandvars(line))
        assert (program, option, module) == ("python", "-m", "data"), line
        walked.append(arguments[0])
        if arguments[0] == "preview":
            continue  # test_commands.py serves one
        given = [old if item == "VERSION" else item for item in arguments]
        before = read_manifest(tmp_path / "served").version
        assert main(given) == 0, line
        assert capsys.readouterr().out, line
        switches = arguments[0] in {"publish", "rollback"} and "--dry-run" not in arguments
        assert (read_manifest(tmp_path / "served").version != before) is switches, line
        if arguments[0] == "template":
            fill_in(tmp_path / arguments[-1])
    assert read_manifest(tmp_path / "served").version == old
    assert set(walked) == set(COMMANDS) - {"simulate", "contract"}
    assert {path.name for path in (tmp_path / "report-2562").iterdir()} == {
        "check.html",
        "check.xlsx",
    }
