"""The commands template and import."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.build import DEFAULT_DATASET, DEFAULT_INTO
from data.check import check_dataset, has_errors
from data.codes import Response
from data.manifest import read_manifest
from data.messages import LANGUAGES, Message, default_language
from data.model import ArtefactError
from data.office.importing import Imported
from data.office.importing import import_files as run_import
from data.office.notes import Note, Weight
from data.office.review import read_decisions, write_review
from data.office.template import write_template
from data.tables import DataError, Dataset, read_dataset, write_dataset

DONE, STOPPED, TROUBLE = 0, 1, 4
SHOWN = 20
_ORDER = (Weight.ERROR, Weight.QUESTION, Weight.REMARK)
_STATUSES = (str(Response.NO_ANSWER), str(Response.NOT_ASKED))


def template(arguments: Sequence[str] | None = None) -> int:
    """Write a workbook to fill in, with every agency of the year."""
    parser = _parser("template", template.__doc__)
    parser.add_argument("--into", type=Path, default=Path("phrom-template.xlsx"), metavar="FILE")
    parser.add_argument("--year", type=int, default=date.today().year + 543, help="year, B.E.")
    parser.add_argument("--empty", action="store_true", help="without the list of agencies")
    options = parser.parse_args(arguments)
    try:
        base = read_dataset(options.base or default_base())
        write_template(options.into, base=base, year=options.year, empty=options.empty)
    except (DataError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return TROUBLE
    sys.stdout.write(Message("template.written", file=options.into).text(options.lang) + "\n")
    return DONE


def import_files(arguments: Sequence[str] | None = None) -> int:
    """Turn office files into a data set; asks in a review file what nobody can know."""
    parser = _parser("import", import_files.__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR")
    parser.add_argument("--year", type=int, help="year of the scores, B.E.")
    parser.add_argument("--review", type=Path, metavar="FILE", help="default: DIR-review.xlsx")
    parser.add_argument("--issued", type=date.fromisoformat, default=date.today(), metavar="DATE")
    parser.add_argument("--absent", choices=_STATUSES, default=str(Response.NOT_ASKED))
    parser.add_argument("--blank", choices=_STATUSES, default=str(Response.NO_ANSWER))
    parser.add_argument("--json", action="store_true", help="one JSON object for machines")
    parser.add_argument("--all", action="store_true", help="show every line")
    options = parser.parse_args(arguments)
    review = options.review or options.into.with_name(f"{options.into.name}-review.xlsx")
    try:
        base = read_dataset(options.base or default_base())
        imported = run_import(
            options.files,
            base=base,
            year=options.year,
            decisions=read_decisions(review),
            issued=options.issued,
            absent=Response(options.absent),
            blank=Response(options.blank),
        )
        code = _finish(imported, into=options.into, review=review, lang=options.lang,
                       show_all=options.all, machine=options.json)  # fmt: skip
    except (DataError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return TROUBLE
    return code


def default_base() -> Path:
    """The data set whose names are taken over: the official one in use, or the shipped one."""
    served = Path(os.environ.get("DATA_DIR") or DEFAULT_INTO)
    try:
        manifest = read_manifest(served, any_format=True)
    except ArtefactError:
        return DEFAULT_DATASET
    kept = served / manifest.publication.dataset if manifest.publication else None
    return kept if kept is not None and kept.is_dir() else DEFAULT_DATASET


def _finish(
    imported: Imported, *, into: Path, review: Path, lang: str, show_all: bool, machine: bool
) -> int:
    asked = any(note.weight is Weight.QUESTION for note in imported.notes)
    if asked or not review.exists():
        review.parent.mkdir(parents=True, exist_ok=True)
        _keep_decisions(review)
        write_review(review, questions=imported.questions, register=imported.register)
    stopped = imported.dataset is None
    faults = 0
    if imported.dataset is not None:
        faults = _write(imported.dataset, into=into)
    if machine:
        sys.stdout.write(json.dumps(_tree(imported, written=not stopped, faults=faults),
                                    ensure_ascii=False, indent=2) + "\n")  # fmt: skip
    else:
        _tell(imported.notes, lang=lang, show_all=show_all)
        code = "stopped" if stopped else "written"
        years = ", ".join(map(str, imported.years))
        said = Message(f"import.{code}", into=into, review=review, years=years,
                       agencies=imported.agencies, faults=faults)  # fmt: skip
        sys.stdout.write(said.text(lang) + "\n")
    return STOPPED if stopped or faults else DONE


def _keep_decisions(review: Path) -> None:
    """A review that is written anew must not lose what was decided: the old one stays beside."""
    if review.exists():
        shutil.copyfile(review, review.with_name(f"{review.stem}-before{review.suffix}"))


def _write(dataset: Dataset, *, into: Path) -> int:
    """Write the data set whole or not at all and return how many errors its check finds."""
    partial = into.with_name(f".{into.name}.{os.getpid()}")
    former = into.with_name(f".{into.name}.former")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        write_dataset(partial, dataset=dataset)
        shutil.rmtree(former, ignore_errors=True)
        if into.exists():
            into.rename(former)
        partial.rename(into)
        shutil.rmtree(former, ignore_errors=True)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    faults = check_dataset(into)
    return len(faults) if has_errors(faults) else 0


def _tell(notes: Sequence[Note], *, lang: str, show_all: bool) -> None:
    """Write the notes, the gravest first, each kind counted."""
    for weight in _ORDER:
        of_weight = [note for note in notes if note.weight is weight]
        kinds = Counter(note.said.code for note in of_weight)
        for code, count in kinds.items():
            same = [note for note in of_weight if note.said.code == code]
            for note in same if show_all else same[:SHOWN]:
                sys.stdout.write(f"{note.line(lang)}\n")
            if count > SHOWN and not show_all:
                sys.stdout.write(Message("import.more", count=count - SHOWN).text(lang) + "\n")


def _tree(imported: Imported, *, written: bool, faults: int) -> dict[str, object]:
    return {
        "written": written,
        "check_errors": faults,
        "years": list(imported.years),
        "agencies": imported.agencies,
        "notes": [
            {
                "weight": note.weight,
                "code": note.said.code,
                "file": note.file,
                "sheet": note.sheet,
                "place": note.place,
                "value": note.value,
                "message": {lang: note.said.text(lang) for lang in LANGUAGES},
            }
            for note in imported.notes
        ],
    }


def _parser(name: str, about: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"python -m data {name}", description=about)
    parser.add_argument("--base", type=Path, metavar="DIR", help="data set with the known names")
    parser.add_argument("--lang", choices=LANGUAGES, default=default_language())
    return parser
