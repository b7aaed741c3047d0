"""The rules that hold the rooms apart, and what keeps the source in shape."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
BUILD_ONLY = (
    "fpdf", "geopandas", "numpy", "openpyxl", "pandas", "pyogrio", "pyproj", "pythainlp",
    "resvg_py", "shapely", "uharfbuzz",
)  # fmt: skip
"""Libraries of the build and of the helper processes."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-fix", "."),
        ("ruff", "format", "--check", "."),
        ("lint-imports", "--no-logo"),
        ("mypy",),
    ],
    ids=["style", "format", "dependencies", "types"],
)
def test_source_keeps_its_rules(command: tuple[str, ...]) -> None:
    done = run(str(BIN / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


def test_web_process_imports_no_build_library(prepared: Path) -> None:
    program = (
        "import sys; from app import server; assert server;"
        f"print(*sorted(set(sys.modules) & set({BUILD_ONLY!r})))"
    )
    done = run(sys.executable, "-c", program)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_every_room_is_a_package() -> None:
    rooms = [ROOT / name for name in ("callbacks", "data", "geo", "layouts", "scripts", "web")]
    folders = {file.parent for room in rooms for file in room.rglob("*.py")}
    assert folders
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
