"""The commands template and import."""

from __future__ import annotations

import argparse
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from data.build import DEFAULT_DATASET, DEFAULT_INTO
from data.check import check_dataset, has_errors
from data.codes import Response
from data.manifest import read_manifest
from data.messages import LANGUAGES, Message
from data.model import ArtefactError
from data.office.grids import FileTroubleError
from data.office.importing import Imported
from data.office.importing import import_files as run_import
from data.office.notes import Note, Weight
from data.office.review import read_decisions, write_review
from data.office.template import write_template
from data.speaking import REFUSED, SHOWN, TROUBLE, Speaker, add_options
from data.tables import DataError, Dataset, read_dataset, write_dataset

_ORDER = (Weight.ERROR, Weight.QUESTION, Weight.REMARK)
_STATUSES = (str(Response.NO_ANSWER), str(Response.NOT_ASKED))


def template(arguments: Sequence[str] | None = None) -> int:
    """Write a workbook to fill in, with every agency of the year."""
    parser = _parser("template", template.__doc__)
    parser.add_argument("--into", type=Path, default=Path("phrom-template.xlsx"), metavar="FILE")
    parser.add_argument("--year", type=int, default=date.today().year + 543, help="year, B.E.")
    parser.add_argument("--empty", action="store_true", help="without the list of agencies")
    options = parser.parse_args(arguments)
    say = Speaker(options)
    try:
        base = read_dataset(options.base or default_base())
        write_template(options.into, base=base, year=options.year, empty=options.empty)
    except (DataError, OSError) as error:
        say.fail(TROUBLE, Message("template.stopped", detail=error))
    else:
        said = Message("template.written", file=options.into)
        say.result(said, result="written", file=str(options.into), year=options.year)
    return say.code


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
    parser.add_argument("--all", action="store_true", help="show every line")
    parser.add_argument("--dry-run", action="store_true", help="read and tell, write nothing")
    options = parser.parse_args(arguments)
    say = Speaker(options)
    review = options.review or options.into.with_name(f"{options.into.name}-review.xlsx")
    try:
        base = read_dataset(options.base or default_base())
        say.note(Message("import.reading", files=", ".join(path.name for path in options.files)))
        imported = run_import(
            options.files,
            base=base,
            year=options.year,
            decisions=read_decisions(review),
            issued=options.issued,
            absent=Response(options.absent),
            blank=Response(options.blank),
        )
        into = None if options.dry_run else options.into
        _finish(imported, say=say, into=into, review=review, show_all=options.all)
    except FileTroubleError as error:
        say.fail(TROUBLE, Message("import.trouble", detail=error.said))
    except (DataError, OSError) as error:
        say.fail(TROUBLE, Message("import.trouble", detail=error))
    return say.code


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
    imported: Imported, *, say: Speaker, into: Path | None, review: Path, show_all: bool
) -> None:
    """Write what was read, unless `into` is None, and tell all about it."""
    asked = any(note.weight is Weight.QUESTION for note in imported.notes)
    if into is not None and (asked or not review.exists()):
        review.parent.mkdir(parents=True, exist_ok=True)
        _keep_decisions(review)
        write_review(review, questions=imported.questions, register=imported.register)
    faults = 0
    if imported.dataset is not None and into is not None:
        say.step("check")
        faults = _write(imported.dataset, into=into)
    stopped = imported.dataset is None
    result = "stopped" if stopped else "rehearsed" if into is None else "written"
    for line in _lines(imported.notes, lang=say.lang, show_all=show_all):
        say.line(line)
    said = Message(
        f"import.{result}",
        into=into or "",
        review=review,
        years=", ".join(map(str, imported.years)),
        agencies=imported.agencies,
        figures=imported.figures,
        faults=faults,
    )
    say.result(said, result=result, **_tree(imported, written=result == "written", faults=faults))
    say.code = REFUSED if stopped or faults else say.code


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


def _lines(notes: Sequence[Note], *, lang: str, show_all: bool) -> Iterator[str]:
    """The notes as lines, the gravest first, each kind counted."""
    for weight in _ORDER:
        of_weight = [note for note in notes if note.weight is weight]
        kinds = Counter(note.said.code for note in of_weight)
        for code, count in kinds.items():
            same = [note for note in of_weight if note.said.code == code]
            yield from (note.line(lang) for note in (same if show_all else same[:SHOWN]))
            if count > SHOWN and not show_all:
                yield Message("import.more", count=count - SHOWN).text(lang)


def _tree(imported: Imported, *, written: bool, faults: int) -> dict[str, object]:
    return {
        "written": written,
        "check_errors": faults,
        "years": list(imported.years),
        "agencies": imported.agencies,
        "figures": imported.figures,
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
    add_options(parser)
    return parser
