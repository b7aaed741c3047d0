import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data.build import RefusedError, build, ensure, main
from data.manifest import digest_of, read_manifest, write_manifest
from data.model import ArtefactError
from data.repository import ScoreRepository
from tests.data.worked import write_worked


def contents(directory: Path) -> dict[str, bytes]:
    found = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def broken(worked: Path, into: Path) -> Path:
    shutil.copytree(worked, into)
    path = into / "scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("70.04", "170.04"), encoding="utf-8")
    return into


def test_the_same_data_give_the_same_bytes(worked: Path, built: Path, tmp_path: Path) -> None:
    build(worked, tmp_path)
    assert contents(tmp_path) == contents(built)


def test_the_manifest_names_the_database(built: Path) -> None:
    manifest = read_manifest(built)
    version = manifest.version
    assert {path.name for path in built.iterdir()} == {
        "manifest.json",
        f"phrom-{version}.sqlite",
        f"downloads-{version}",
    }
    assert (built / manifest.database).stat().st_size == manifest.bytes
    assert manifest.status == "simulated"
    assert manifest.years == (2561, 2562)
    assert manifest.issued == "2026-01-02"


def test_other_scores_are_another_version(worked: Path, built: Path, tmp_path: Path) -> None:
    other = write_worked(tmp_path / "set", weighted=False)
    assert build(other, tmp_path / "built").version != read_manifest(built).version


def test_a_bad_data_set_changes_nothing(worked: Path, tmp_path: Path) -> None:
    into = tmp_path / "built"
    build(worked, into)
    before = contents(into)
    with pytest.raises(RefusedError) as refused:
        build(broken(worked, tmp_path / "bad"), into)
    assert any(
        fault.file == "scores.csv" and "170.04" in fault.value for fault in refused.value.faults
    )
    assert contents(into) == before


def test_a_build_that_dies_leaves_the_old_version(
    worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "built"
    build(worked, into)
    before = contents(into)

    def die(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("data.artefact._write_relation", die)
    with pytest.raises(OSError, match="no space left"):
        build(write_worked(tmp_path / "other", weighted=False), into)
    assert contents(into) == before


def test_ensure_builds_only_when_something_changed(
    worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, into = tmp_path / "set", tmp_path / "built"
    shutil.copytree(worked, source)
    assert ensure(source, into) == into
    version = read_manifest(into).version
    with monkeypatch.context() as patch:
        patch.setattr("data.build.check_dataset", lambda _: pytest.fail("built again"))
        ensure(source, into)
    write_worked(source, weighted=False)
    ensure(source, into)
    assert read_manifest(into).version != version


def test_ensure_repairs_a_damaged_artefact(worked: Path, tmp_path: Path) -> None:
    ensure(worked, tmp_path)
    whole = contents(tmp_path)
    database = tmp_path / read_manifest(tmp_path).database
    database.write_bytes(whole[database.name][:-1] + b"?")
    ensure(worked, tmp_path)
    assert contents(tmp_path) == whole


def test_the_replaced_version_stays_for_running_servers(worked: Path, tmp_path: Path) -> None:
    into = tmp_path / "built"
    names = []
    for number, title in enumerate(("Old", "Older", "New")):
        source = write_worked(tmp_path / str(number))
        pillars = source / "pillars.csv"
        pillars.write_text(
            pillars.read_text(encoding="utf-8").replace("Pillar 1", title), encoding="utf-8"
        )
        names.append(build(source, into).database)
    assert len(set(names)) == 3
    downloads = [
        f"downloads-{name.removeprefix('phrom-').removesuffix('.sqlite')}" for name in names
    ]
    assert {path.name for path in into.iterdir()} == {"manifest.json", *names[1:], *downloads[1:]}


def test_the_command_line_tells_the_version(
    worked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(worked), "--into", str(tmp_path)]) == 0
    assert read_manifest(tmp_path).version in capsys.readouterr().out


def test_the_command_line_names_every_fault(
    worked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = broken(worked, tmp_path / "bad")
    assert main([str(bad), "--into", str(tmp_path / "built")]) == 1
    told = capsys.readouterr()
    assert "scores.csv" in told.out
    assert "170.04" in told.out
    assert "Nothing was built" in told.err
    assert not (tmp_path / "built").exists()


def test_a_repository_refuses_what_is_not_whole(built: Path, tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match=r"manifest\.json"):
        ScoreRepository.open(tmp_path)
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    manifest = read_manifest(tmp_path)
    database = tmp_path / manifest.database
    database.write_bytes(database.read_bytes()[:-100])
    with pytest.raises(ArtefactError, match="not whole"):
        ScoreRepository.open(tmp_path)
    database.unlink()
    with pytest.raises(ArtefactError, match="cannot be read"):
        ScoreRepository.open(tmp_path)


@pytest.mark.parametrize("change", [{"format": 99}, {"years": None}, {"unknown": 1}])
def test_a_repository_refuses_a_strange_manifest(
    built: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    content = json.loads((built / "manifest.json").read_text(encoding="utf-8")) | change
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(ArtefactError, match=r"manifest\.json"):
        ScoreRepository.open(tmp_path)


def as_another_release(database: Path) -> None:
    """Change the header of a SQLite file as another release would have written it."""
    content = bytearray(database.read_bytes())
    content[96:100] = (int.from_bytes(content[96:100], "big") - 1).to_bytes(4, "big")
    database.write_bytes(content)


def test_a_file_in_use_is_not_replaced_by_other_bytes_of_the_same_version(
    worked: Path, tmp_path: Path
) -> None:
    manifest = build(worked, tmp_path)
    database = tmp_path / manifest.database
    as_another_release(database)
    older = replace(manifest, sha256=digest_of(database))
    write_manifest(tmp_path, manifest=older)
    before = contents(tmp_path)
    assert build(worked, tmp_path) == older
    assert contents(tmp_path) == before


def test_changed_code_makes_a_built_file_anew(worked: Path, tmp_path: Path) -> None:
    """The version does not tell the indices, so that only the inputs can."""
    manifest = build(worked, tmp_path)
    database = tmp_path / manifest.database
    as_another_release(database)
    older = replace(manifest, sha256=digest_of(database), inputs="0")
    write_manifest(tmp_path, manifest=older)
    assert build(worked, tmp_path) == manifest
    assert digest_of(database) == manifest.sha256


@pytest.mark.parametrize("damage", ["absent", "{"])
def test_without_a_readable_manifest_nothing_is_deleted(
    damage: str, worked: Path, tmp_path: Path
) -> None:
    into = tmp_path / "built"
    old = build(worked, into)
    if damage == "absent":
        (into / "manifest.json").unlink()
    else:
        (into / "manifest.json").write_text(damage, encoding="utf-8")
    before = {name for name in contents(into) if old.version in name}
    assert build(write_worked(tmp_path / "other", weighted=False), into).version != old.version
    assert before
    assert before <= set(contents(into))
