"""The site's parts are built when something has changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.manifest import read_manifest
from scripts import prepare as script
from scripts.prepare import STEPS, Step, prepare


class Room:
    """A room with one input and one output that counts its builds."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.builds = 0
        self.broken = False
        self.input = root / "in" / "a"
        self.output = root / "out"
        self.stamps = root / "stamps" / "done.json"
        self.input.parent.mkdir()
        self.input.write_text("1", encoding="utf-8")

    def build(self) -> None:
        if self.broken:
            raise OSError("disk full")
        self.builds += 1
        self.output.touch()

    def prepare(self) -> list[str]:
        step = Step(name="part", build=self.build, inputs=("in/*",), output="out")
        return list(prepare(self.root, steps=(step,), stamps=self.stamps))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_second_run_does_nothing(room: Room) -> None:
    assert len(room.prepare()) == 1
    assert room.prepare() == []
    assert room.builds == 1


def test_changed_added_and_removed_inputs_are_seen(room: Room) -> None:
    room.prepare()
    room.input.write_text("2", encoding="utf-8")
    room.prepare()
    other = room.input.with_name("b")
    other.touch()
    room.prepare()
    other.unlink()
    room.prepare()
    assert room.builds == 4


def test_lost_output_is_built_again(room: Room) -> None:
    room.prepare()
    room.output.unlink()
    room.prepare()
    assert room.builds == 2


@pytest.mark.parametrize("content", ["", "[]", "{broken"])
def test_broken_stamps_count_as_none(room: Room, content: str) -> None:
    room.prepare()
    room.stamps.write_text(content, encoding="utf-8")
    room.prepare()
    assert room.builds == 2


def test_failed_build_is_tried_again(room: Room) -> None:
    room.broken = True
    with pytest.raises(OSError, match="disk full"):
        room.prepare()
    room.broken = False
    assert len(room.prepare()) == 1


def test_each_pattern_of_the_real_steps_finds_files() -> None:
    root = Path(__file__).resolve().parents[2]
    empty = [p for step in STEPS for p in step.inputs if not any(root.glob(p))]
    assert [pattern for pattern in empty if not pattern.startswith("node_modules")] == []


def test_only_a_directory_that_is_to_be_filled_gets_the_own_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong DATA_DIR stays empty, so that the site says so instead of serving other scores."""
    served = tmp_path / "scores"
    monkeypatch.setenv("DATA_DIR", str(served))
    monkeypatch.setattr(script, "STEPS", ())
    assert script.main([]) == 0
    assert not served.exists()
    assert script.main(["--fill"]) == 0
    assert read_manifest(served).status == "simulated"
    made = (served / "manifest.json").stat().st_mtime_ns
    assert script.main(["--fill"]) == 0
    assert (served / "manifest.json").stat().st_mtime_ns == made
    (served / "manifest.json").write_text("{", encoding="utf-8")
    assert script.main(["--fill"]) == 1
    assert (served / "manifest.json").read_text(encoding="utf-8") == "{"
