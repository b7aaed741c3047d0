"""Writes everything that can be downloaded whole, beside the database of a version (build time)."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from data.codes import DataStatus
from data.contract import DESCRIPTOR_FILE
from data.descriptor import LICENCE_NOTE, field_of
from data.export import (
    Export,
    dictionary,
    file_name,
    json_parts,
    table_exports,
    write_csv,
)
from data.export_xlsx import Sheet, entry, write_book
from data.manifest import digest_of
from data.tables import Dataset

INDEX_FILE = "index.json"
PREFIX = "downloads-"

README = """\
{title_th}
{title}

เว็บไซต์ “พร้อม” (Phrom): {status_th} รุ่น {version} วันที่ {issued}
Phrom: {status_en}, version {version}, issued {issued}

แต่ละไฟล์ CSV ใช้ UTF-8 คั่นด้วยจุลภาค บรรทัดแรกเป็นชื่อคอลัมน์ ช่องว่างหมายถึงไม่มีค่า (ไม่ใช่ศูนย์)
ปีเป็นพุทธศักราช (2562 คือ ค.ศ. 2019) ความหมายของทุกคอลัมน์อยู่ใน {dictionary}
คอลัมน์ provenance บอกที่มาของแต่ละแถว: published เผยแพร่แล้ว, derived คำนวณจากค่าที่เผยแพร่,
{kind_th}

Each CSV file is UTF-8, separated by commas, with one line of column names. An empty cell means "no
value", never zero. Years are of the Buddhist Era (2562 is 2019 CE). {dictionary} explains every
column. The column provenance says where a row comes from: published, derived (from published
numbers), or {kind_en}.

สัญญาอนุญาต / Licence
ไม่อ้างสิทธิ์ใด ๆ ในข้อความของแหล่งข้อมูล ข้อเสนอแนะเป็นการสรุปด้วยถ้อยคำของเรา ตัวเลขเป็นข้อเท็จจริงและบอกที่มาไว้
{licence}
"""
KIND_WORDS = {
    DataStatus.SIMULATED: ("simulated ข้อมูลจำลอง", "simulated"),
    DataStatus.OFFICIAL: ("official คะแนนทางการ", "official (scores supplied by the operator)"),
}
STATUS_WORDS = {
    DataStatus.SIMULATED: (
        "ข้อมูลจำลอง ไม่ใช่ผลสำรวจจริงของหน่วยงาน",
        "SIMULATED data, not real results of any agency",
    ),
    DataStatus.OFFICIAL: ("คะแนนทางการ", "official scores"),
}


def build_downloads(dataset: Dataset, *, into: Path, version: str, inputs: str = "") -> Path:
    """Write every table as CSV, JSON and XLSX, and the whole as one ZIP.

    Tables are written row by row. Where the version's files are there already, each is replaced in
    one step, so that whoever downloads meanwhile always finds a whole one.

    Args:
        dataset: A checked data set.
        into: Directory of prepared artefacts; the files go to `downloads-<version>` in it.
        version: Version of the data set; it stands in the name of the directory.
        inputs: Digest of data and code; whole files that were made from the same ones are kept.

    Returns:
        The directory, with `index.json` that lists what is there. The same data set always gives
        the same bytes.
    """
    target = downloads_of(into, version)
    if inputs and _made_from(target) == inputs:
        return target
    status = DataStatus(dataset.status)
    exports = table_exports(dataset.tables, status=status, version=version)
    partial = into / f".{PREFIX}{version}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        tables = [_write_table(partial, export) for export in exports]
        words = dictionary(exports, version=version, status=status)
        about = _write_table(partial, words)
        archive = file_name("data", form="zip", simulated=status is DataStatus.SIMULATED)
        files = {str(item["name"]): partial / item["files"]["csv"]["name"]
                 for item in (*tables, about)}  # fmt: skip
        _write_archive(
            partial / archive, (*exports, words), files=files, dataset=dataset, version=version
        )
        index = {
            "version": version,
            "inputs": inputs,
            "archive": _file(partial / archive),
            "dictionary": about,
            "tables": tables,
        }
        (partial / INDEX_FILE).write_text(
            json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
        _put(partial, target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _put(partial: Path, target: Path) -> None:
    """Bring new files to their place without a moment in which one is missing; the index last."""
    if not target.exists():
        partial.replace(target)
        return
    names = {path.name for path in partial.iterdir()}
    for name in sorted(names - {INDEX_FILE}):
        (partial / name).replace(target / name)
    (partial / INDEX_FILE).replace(target / INDEX_FILE)
    for path in target.iterdir():
        if path.name not in names:
            path.unlink()


def _made_from(directory: Path) -> str | None:
    """Digest of what the files in a directory were made from; None where one is not whole."""
    try:
        index = json.loads((directory / INDEX_FILE).read_text(encoding="utf-8"))
        tables = (*index["tables"], index["dictionary"])
        files = [index["archive"], *(file for one in tables for file in one["files"].values())]
        whole = all((directory / file["name"]).stat().st_size == file["bytes"] for file in files)
        return str(index["inputs"]) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def downloads_of(into: Path, version: str) -> Path:
    """Where the downloads of a version lie."""
    return into / f"{PREFIX}{version}"


def remove_downloads(into: Path, *, keep: Iterable[str]) -> None:
    """Remove the downloads of all versions but those named, and remains of interrupted runs."""
    wanted = {downloads_of(into, version).name for version in keep}
    for path in (*into.glob(f"{PREFIX}*"), *into.glob(f".{PREFIX}*")):
        if path.is_dir() and path.name not in wanted:
            shutil.rmtree(path, ignore_errors=True)


def _write_table(directory: Path, export: Export) -> dict[str, Any]:
    stem = export.file_name("").removesuffix(".")
    places = {form: directory / f"{stem}.{form}" for form in ("csv", "json", "xlsx")}
    with places["csv"].open("w", encoding="utf-8", newline="") as stream:
        write_csv(stream, export=export)
    with places["json"].open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(json_parts(export))
    write_xlsx(places["xlsx"], export=export)
    return {
        "name": export.name,
        "title_th": export.title_th,
        "title_en": export.title_en,
        "rows": len(export.rows),
        "columns": [
            [column.name, str(column.type), column.description_th, column.description_en]
            for column in export.columns
        ],
        "files": {form: _file(path) for form, path in places.items()},
    }


def _file(path: Path) -> dict[str, Any]:
    return {"name": path.name, "bytes": path.stat().st_size}


def write_xlsx(path: Path, *, export: Export) -> None:
    """Write an export as a workbook: the rows, and a second sheet that explains the columns."""
    names = [column.name for column in export.columns]
    rows = Sheet(
        name=export.name[:31],
        heading=names,
        rows=([row.get(name) for name in names] for row in export.rows),
        length=len(export.rows),
    )
    words = Sheet(
        name="columns",
        heading=("column", "type", "unit", "ความหมาย", "meaning"),
        rows=[
            (c.name, str(c.type), c.unit, c.description_th, c.description_en)
            for c in export.columns
        ],
        length=len(export.columns),
    )
    write_book(
        path,
        title=f"{export.title_th} / {export.title_en}",
        description=f"status: {export.status}; version: {export.version}",
        sheets=(rows, words),
    )


def _write_archive(
    path: Path,
    exports: Iterable[Export],
    *,
    files: Mapping[str, Path],
    dataset: Dataset,
    version: str,
) -> None:
    """Write the data package: descriptor, tables, dictionary, and a note on use and licence.

    Args:
        path: The archive.
        exports: What goes in.
        files: name of an export -> its CSV file, as it is already written.
        dataset: The data set, for its descriptor.
        version: Its version.
    """
    parts = list(exports)
    status_th, status_en = STATUS_WORDS[DataStatus(dataset.status)]
    kind_th, kind_en = KIND_WORDS[DataStatus(dataset.status)]
    readme = README.format(
        kind_th=kind_th,
        kind_en=kind_en,
        title_th=dataset.descriptor.get("title_th", ""),
        title=dataset.descriptor["title"],
        status_th=status_th,
        status_en=status_en,
        version=version,
        issued=dataset.descriptor["issued"],
        dictionary=_inner_name(files[parts[-1].name]),
        licence=LICENCE_NOTE,
    )
    descriptor = _descriptor(dataset, exports=parts, files=files, version=version)
    package = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in ((DESCRIPTOR_FILE, package), ("README.txt", f"\ufeff{readme}")):
            archive.writestr(entry(name), data.encode())
        for export in parts:
            file = files[export.name]
            with file.open("rb") as source, archive.open(entry(_inner_name(file)), "w") as inside:
                shutil.copyfileobj(source, inside)


def _inner_name(file: Path) -> str:
    return file.name.removeprefix("phrom-")


def _descriptor(
    dataset: Dataset, *, exports: Iterable[Export], files: Mapping[str, Path], version: str
) -> dict[str, Any]:
    """The set's own descriptor with the files as they are in the archive."""
    known = {resource["name"]: resource for resource in dataset.descriptor["resources"]}
    kept = {k: v for k, v in dataset.descriptor.items() if k not in {"resources", "licenses"}}
    return {
        **kept,
        "version": version,
        "resources": [
            _resource(export, file=files[export.name], known=known.get(export.name, {}))
            for export in exports
        ],
    }


def _resource(export: Export, *, file: Path, known: dict[str, Any]) -> dict[str, Any]:
    schema = {
        **{k: v for k, v in known.get("schema", {}).items() if k != "fields"},
        "fields": [field_of(column) for column in export.columns],
        "missingValues": [""],
    }
    return {
        "name": export.name,
        "path": _inner_name(file),
        "title": export.title_en,
        "title_th": export.title_th,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest_of(file)}",
        "schema": schema,
    }
