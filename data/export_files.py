"""Writes everything that can be downloaded whole, beside the database of a version (build time)."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from data.codes import DataStatus
from data.contract import DESCRIPTOR_FILE
from data.descriptor import LICENCE_NOTE, field_of
from data.export import (
    Export,
    csv_text,
    dictionary,
    file_name,
    json_text,
    table_exports,
)
from data.tables import Dataset

INDEX_FILE = "index.json"
PREFIX = "downloads-"
MOMENT = (1980, 1, 1, 0, 0, 0)
"""Time stamp of everything inside archives, so that equal content is equal bytes."""

FIXED = rb"\g<1>1980-01-01T00:00:00Z"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

README = """\
{title_th}
{title}

พร้อม (Phrom): {status_th} รุ่น {version} วันที่ {issued}
Phrom: {status_en}, version {version}, issued {issued}

แต่ละแฟ้ม CSV ใช้ UTF-8 คั่นด้วยจุลภาค บรรทัดแรกเป็นชื่อคอลัมน์ ช่องว่างหมายถึงไม่มีค่า (ไม่ใช่ศูนย์)
ปีเป็นพุทธศักราช (2562 คือ ค.ศ. 2019) ความหมายของทุกคอลัมน์อยู่ใน {dictionary}
คอลัมน์ provenance บอกที่มาของแต่ละแถว: published เผยแพร่แล้ว, derived คำนวณจากค่าที่เผยแพร่,
simulated ข้อมูลจำลอง, official คะแนนทางการ

Each CSV file is UTF-8, separated by commas, with one line of column names. An empty cell means "no
value", never zero. Years are of the Buddhist Era (2562 is 2019 CE). {dictionary} explains every
column. The column provenance says where a row comes from: published, derived (from published
numbers), simulated, or official.

สัญญาอนุญาต / Licence
ไม่อ้างสิทธิ์ใด ๆ ในข้อความของแหล่งข้อมูล ข้อเสนอแนะเป็นการสรุปด้วยถ้อยคำของเรา ตัวเลขเป็นข้อเท็จจริงและบอกที่มาไว้
{licence}
"""
STATUS_WORDS = {
    DataStatus.SIMULATED: (
        "ข้อมูลจำลอง ไม่ใช่ผลสำรวจจริงของหน่วยงาน",
        "SIMULATED data, not real results of any agency",
    ),
    DataStatus.OFFICIAL: ("คะแนนทางการ", "official scores"),
}


def build_downloads(dataset: Dataset, *, into: Path, version: str, inputs: str = "") -> Path:
    """Write every table as CSV, JSON and XLSX, and the whole as one ZIP.

    Args:
        dataset: A checked data set.
        into: Directory of prepared artefacts; the files go to `downloads-<version>` in it.
        version: Version of the data set; it stands in the name of the directory.
        inputs: Digest of data and code; files that were made from the same ones are kept.

    Returns:
        The directory, with `index.json` that lists what is there. The same data set always gives
        the same bytes.
    """
    if inputs and _made_from(downloads_of(into, version)) == inputs:
        return downloads_of(into, version)
    status = DataStatus(dataset.status)
    exports = table_exports(dataset.tables, status=status, version=version)
    target = downloads_of(into, version)
    partial = into / f".{PREFIX}{version}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        tables = [_write_table(partial, export) for export in exports]
        words = dictionary(exports, version=version, status=status)
        archive = file_name("data", form="zip", simulated=status is DataStatus.SIMULATED)
        _write_archive(partial / archive, exports, words=words, dataset=dataset, version=version)
        index = {
            "version": version,
            "inputs": inputs,
            "archive": _file(partial / archive),
            "dictionary": _write_table(partial, words),
            "tables": tables,
        }
        (partial / INDEX_FILE).write_text(
            json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )
        shutil.rmtree(target, ignore_errors=True)
        partial.replace(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _made_from(directory: Path) -> str | None:
    """Digest of what the files in a directory were made from; it is renamed there when whole."""
    try:
        return str(json.loads((directory / INDEX_FILE).read_text(encoding="utf-8"))["inputs"])
    except (OSError, ValueError, KeyError):
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
    files = {}
    for form, content in (("csv", csv_text(export)), ("json", json_text(export))):
        path = directory / export.file_name(form)
        path.write_bytes(content.encode())
        files[form] = _file(path)
    path = directory / export.file_name("xlsx")
    write_xlsx(path, export=export)
    files["xlsx"] = _file(path)
    return {
        "name": export.name,
        "title_th": export.title_th,
        "title_en": export.title_en,
        "rows": len(export.rows),
        "columns": [
            [column.name, str(column.type), column.description_th, column.description_en]
            for column in export.columns
        ],
        "files": files,
    }


def _file(path: Path) -> dict[str, Any]:
    return {"name": path.name, "bytes": path.stat().st_size}


def write_xlsx(path: Path, *, export: Export) -> None:
    """Write an export as a workbook: the rows, and a second sheet that explains the columns."""
    book = Workbook(write_only=True)
    book.properties.title = f"{export.title_th} / {export.title_en}"
    book.properties.description = f"status: {export.status}; version: {export.version}"
    sheet = book.create_sheet(export.name[:31])
    sheet.freeze_panes = "B2"
    _append(sheet, [column.name for column in export.columns], bold=True)
    for row in export.rows:
        _append(sheet, [row.get(column.name) for column in export.columns])
    words = book.create_sheet("columns")
    _append(words, ["column", "type", "unit", "ความหมาย", "meaning"], bold=True)
    for c in export.columns:
        _append(words, [c.name, str(c.type), c.unit, c.description_th, c.description_en])
    book.save(path)
    _freeze(path)


def _append(sheet: Any, values: Iterable[Any], *, bold: bool = False) -> None:
    """Write a row; a text stays a text even where it begins like a formula."""
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=float(value) if isinstance(value, Decimal) else value)
        if isinstance(value, str):
            cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)


def _freeze(path: Path) -> None:
    """Rewrite a workbook with fixed time stamps, so that equal content is equal bytes."""
    with zipfile.ZipFile(path) as source:
        content = [(item.filename, source.read(item)) for item in source.infolist()]
    _write_zip(path, ((name, _STAMP.sub(FIXED, data)) for name, data in content))


def _write_zip(path: Path, content: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in content:
            info = zipfile.ZipInfo(name, date_time=MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)


def _write_archive(
    path: Path, exports: Iterable[Export], *, words: Export, dataset: Dataset, version: str
) -> None:
    """Write the data package: descriptor, tables, dictionary, and a note on use and licence."""
    parts = [(_inner_name(export), export) for export in (*exports, words)]
    files = [(name, csv_text(export).encode()) for name, export in parts]
    descriptor = _descriptor(dataset, parts=parts, files=dict(files), version=version)
    status_th, status_en = STATUS_WORDS[DataStatus(dataset.status)]
    readme = README.format(
        title_th=dataset.descriptor.get("title_th", ""),
        title=dataset.descriptor["title"],
        status_th=status_th,
        status_en=status_en,
        version=version,
        issued=dataset.descriptor["issued"],
        dictionary=_inner_name(words),
        licence=LICENCE_NOTE,
    )
    package = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    _write_zip(
        path,
        [(DESCRIPTOR_FILE, package.encode()), ("README.txt", readme.encode("utf-8-sig")), *files],
    )


def _inner_name(export: Export) -> str:
    return export.file_name("csv").removeprefix("phrom-")


def _descriptor(
    dataset: Dataset, *, parts: list[tuple[str, Export]], files: dict[str, bytes], version: str
) -> dict[str, Any]:
    """The set's own descriptor with the files as they are in the archive."""
    known = {resource["name"]: resource for resource in dataset.descriptor["resources"]}
    kept = {k: v for k, v in dataset.descriptor.items() if k not in {"resources", "licenses"}}
    return {
        **kept,
        "version": version,
        "resources": [
            _resource(name, export, data=files[name], known=known.get(export.name, {}))
            for name, export in parts
        ],
    }


def _resource(name: str, export: Export, *, data: bytes, known: dict[str, Any]) -> dict[str, Any]:
    schema = {
        **{k: v for k, v in known.get("schema", {}).items() if k != "fields"},
        "fields": [field_of(column) for column in export.columns],
        "missingValues": [""],
    }
    return {
        "name": export.name,
        "path": name,
        "title": export.title_en,
        "title_th": export.title_th,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }
