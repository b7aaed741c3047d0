"""Our plotly.js speaks the version of plotly.py, holds our traces only, and evaluates no text."""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path

import brotli
import pytest

from layouts.figures.plotly import TRACE_TYPES
from web import plotly_bundle
from web.build import ensure, read_manifest
from web.plotly_bundle import BundleError, build_plotly, entry, npm_version, stock_version
from web.vendor import VendorError, build_vendor, vendor_script

ROOT = Path(__file__).resolve().parents[2]
EVALUATES = re.compile(r"new Function\b|[^\w.$]Function\(|[^\w.$]eval\(")
TRACE_NAMES = re.compile(r'moduleType:"trace",name:"(\w+)"')


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    into = tmp_path_factory.mktemp("built")
    packed = build_plotly(into)
    return (into / packed.file).read_text(encoding="utf-8"), into / packed.file


def test_versions_agree() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    pinned = lock["packages"]["node_modules/plotly.js"]["version"]
    assert pinned == npm_version("plotly.js") == stock_version()


def test_bundle_holds_our_traces_and_no_other(bundle: tuple[str, Path]) -> None:
    assert set(TRACE_NAMES.findall(bundle[0])) == set(TRACE_TYPES)


def test_bundle_evaluates_no_text(bundle: tuple[str, Path]) -> None:
    assert EVALUATES.findall(bundle[0]) == []


def test_compressed_forms_unpack_to_the_file(bundle: tuple[str, Path]) -> None:
    text, file = bundle
    packed = file.with_name(file.name + ".br").read_bytes()
    assert brotli.decompress(packed).decode() == text
    assert len(packed) < 400_000


def test_entry_names_each_trace_once() -> None:
    assert entry(["bar", "scatter"]).count("plotly.js/lib/") == 3


def test_other_version_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(plotly_bundle, "npm_version", lambda _: "0.0.1")
    with pytest.raises(BundleError, match=r"plotly\.js 0\.0\.1"):
        build_plotly(tmp_path)


def without_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Leave only a complete Plotly of a few bytes to build with; where it is."""
    small = tmp_path / "plotly.min.js"
    small.write_text(f"/* plotly.js v{stock_version()} */", encoding="utf-8")
    monkeypatch.setattr(plotly_bundle, "stock_file", lambda: small)
    monkeypatch.setattr(plotly_bundle, "MODULES", tmp_path / "none")
    return small


def test_without_npm_the_complete_file_takes_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small = without_npm(monkeypatch, tmp_path)
    said: list[str] = []
    built = ensure(tmp_path / "built", say=said.append)
    assert "complete" in built["plotly"].note
    assert (tmp_path / "built" / built["plotly"].file).read_bytes() == small.read_bytes()
    assert len([line for line in said if "npm ci" in line]) == 1


def test_same_source_gives_the_same_files_and_a_second_run_nothing(
    bundle: tuple[str, Path], tmp_path: Path
) -> None:
    first = ensure(tmp_path, say=lambda _: None)
    assert first["plotly"].file == bundle[1].name
    said: list[str] = []
    assert ensure(tmp_path, say=said.append) == first == read_manifest(tmp_path)
    assert said == []
    (tmp_path / first["vendor"].file).unlink()
    assert ensure(tmp_path, say=said.append) == first
    assert (tmp_path / first["vendor"].file).exists()


def test_the_files_of_the_last_three_builds_stay_for_pages_that_are_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Four builds, each with another script: a server finds three, packed forms too."""
    without_npm(monkeypatch, tmp_path)
    into = tmp_path / "built"
    names = []
    for number in range(5):
        monkeypatch.setattr("web.vendor.vendor_script", lambda script=f"{number % 4}", **_: script)
        names.append(ensure(into, say=lambda _: None)["vendor"].file)
        os.utime(into / names[-1], (number, number))
    assert names[4] == names[0]
    there = {path.name for path in into.iterdir()}
    assert {f"{name}{form}" for name in names[2:] for form in ("", ".br", ".gz")} <= there
    assert not [name for name in there if name.startswith(names[1])]
    assert {"manifest.json", read_manifest(into)["plotly"].file} <= there
    ensure(into, say=lambda _: None)
    assert {path.name for path in into.iterdir()} == there


def test_broken_manifest_is_built_anew(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"vendor": 1}', encoding="utf-8")
    assert read_manifest(tmp_path) == {}


def test_vendor_keeps_the_order(tmp_path: Path) -> None:
    islands = tmp_path / "islands.js"
    islands.write_text("window.phrom={}", encoding="utf-8")
    script = vendor_script(islands=islands)
    marks = ["react.production.min.js", "react-dom.production.min.js", "window.phrom={}"]
    places = [script.index(mark) for mark in marks]
    assert places == sorted(places)
    assert script.rstrip().endswith("new DashRenderer();")
    assert "sourceMappingURL=" not in script.splitlines()[-1]


def test_vendor_changes_name_with_our_islands(tmp_path: Path) -> None:
    islands = tmp_path / "islands.js"
    islands.write_text("window.phrom={a:1}", encoding="utf-8")
    first = build_vendor(tmp_path, islands=islands)
    islands.write_text("window.phrom={a:2}", encoding="utf-8")
    assert build_vendor(tmp_path, islands=islands, known=first).file != first.file


def test_vendor_names_the_missing_file(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match="react@"):
        vendor_script(dash=tmp_path)


def test_direct_dependencies_are_what_is_installed_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    dev = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    for pin in project["project"]["dependencies"]:
        assert f"\n{pin} \\" in f"\n{run}"
    for pin in project["dependency-groups"]["dev"]:
        assert f"\n{pin} \\" in f"\n{dev}"
