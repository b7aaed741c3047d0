"""From office files to a data set: reads, recognises, asks, and writes whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data.codes import SCORES, DataStatus, Provenance, Response
from data.contract import TABLES
from data.descriptor import make_descriptor
from data.messages import Message
from data.office.figure_rows import merged
from data.office.figures import read_figures
from data.office.grids import FileTroubleError, Grid, read_grids
from data.office.headings import Vocabulary
from data.office.notes import Note, Weight
from data.office.reading import Entry, SheetReading, read_sheet
from data.office.register import CERTAIN, Named, Register
from data.office.review import Question
from data.office.tables import new_agencies
from data.tables import Dataset, Row

NAME = "phrom-official"
TITLE_TH = "การสำรวจระดับความพร้อมรัฐบาลดิจิทัล ปี {years}"
TITLE_EN = "Digital Government Readiness Survey of Thailand {years}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import.

    Attributes:
        dataset: the data set; None while errors or questions stand.
        questions: every name found, recognised or not.
        register: the agencies known.
        years: of the scores read, else of the figures and weights.
        agencies: how many have a row in the files.
        figures: how many quadrants, cut lines and aggregates were read.
    """

    dataset: Dataset | None
    notes: tuple[Note, ...]
    questions: tuple[Question, ...]
    register: Register
    years: tuple[int, ...]
    agencies: int
    figures: int


@dataclass(slots=True, kw_only=True)
class _Work:
    """What is gathered on the way."""

    notes: list[Note] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    weights: list[tuple[int, str, Any]] = field(default_factory=list)
    agencies: dict[str, Row] = field(default_factory=dict)


def import_files(
    paths: Sequence[Path],
    *,
    base: Dataset,
    year: int | None,
    decisions: Mapping[str, str],
    issued: date,
    absent: Response = Response.NOT_ASKED,
    blank: Response = Response.NO_ANSWER,
) -> Imported:
    """Turn office files into an official data set.

    Args:
        paths: The files, all of one import.
        base: The data set whose names and facts are taken over, and its other years if official.
        year: The year of the scores, B.E.; None where the files say.
        decisions: What a person decided: name -> id, or empty for a row to leave out.
        issued: Date of issue of the new data set.
        absent: Status of an agency that no file names.
        blank: Status of an agency that a file names without a score and without a reason.
    """
    work = _Work()
    grids = _open(paths, work=work)
    rest = []
    for grid in grids:
        added = new_agencies(grid)
        if added is None:
            rest.append(grid)
        else:
            work.agencies |= {str(row["agency_id"]): row for row in added}
    tables = dict(base.tables)
    tables["agencies"] = _merged(tables["agencies"], work.agencies)
    register = Register(tables)
    vocabulary = Vocabulary(pillars=tables["pillars"], indicators=tables["indicators"])
    figures = read_figures(rest, tables=tables, register=register, vocabulary=vocabulary, year=year)
    work.notes += figures.notes
    for grid in figures.rest:
        found = read_sheet(grid, vocabulary=vocabulary, register=register, year=year)
        _take(found, work=work)
    placed, questions = _place(work, register=register, decisions=decisions)
    chosen = _without_repeats(placed, work=work)
    years = tuple(sorted({entry.year for entry in chosen.values()}))
    kept = base.years if base.status == DataStatus.OFFICIAL else ()
    _check_years(figures.years, of=(*kept, *years), work=work)
    # Figures or weights alone add to official years that are there already.
    alone = bool(kept) and not years and bool(figures.count or work.weights)
    scored = any(entry.scores for entry in chosen.values())
    if not (scored or alone) and not any(note.weight is Weight.ERROR for note in work.notes):
        work.notes.append(Note(weight=Weight.ERROR, file="", said=Message("import.nothing")))
    stopped = any(note.weight is not Weight.REMARK for note in work.notes)
    dataset = None
    tables |= merged(tables, figures)
    if not stopped:
        statuses = {"absent": absent, "blank": blank}
        dataset = _dataset(tables, base=base, chosen=chosen, years=years, work=work,
                           issued=issued, statuses=statuses)  # fmt: skip
    return Imported(
        dataset=dataset,
        notes=tuple(work.notes),
        questions=questions,
        register=register,
        years=years or tuple(sorted(figures.years | {year for year, _, _ in work.weights})),
        agencies=len({key for key, _ in chosen}),
        figures=figures.count,
    )


def _open(paths: Sequence[Path], *, work: _Work) -> list[Grid]:
    grids: list[Grid] = []
    for path in paths:
        try:
            grids += read_grids(path)
        except FileTroubleError as error:
            work.notes.append(Note(weight=Weight.ERROR, file=path.name, said=error.said))
    return grids


def _take(found: SheetReading, *, work: _Work) -> None:
    work.entries += found.entries
    work.weights += found.weights
    work.notes += found.notes


def _merged(rows: Sequence[Row], added: Mapping[str, Row]) -> tuple[Row, ...]:
    """The agencies with those of the files: a known id is replaced, a new one comes last."""
    kept = [{**row, **added.get(str(row["agency_id"]), {})} for row in rows]
    known = {row["agency_id"] for row in rows}
    empty = dict.fromkeys(TABLES["agencies"].column_names)
    return (*kept, *({**empty, **row} for key, row in added.items() if key not in known))


def _check_years(asked: Iterable[int], *, of: Sequence[int], work: _Work) -> None:
    """Quadrants and cut lines are shown beside the scores of their year, or not at all."""
    for year in sorted(set(asked) - set(of)):
        said = Message("import.figures_without_scores", year=year)
        work.notes.append(Note(weight=Weight.ERROR, file="", said=said))


def _place(
    work: _Work, *, register: Register, decisions: Mapping[str, str]
) -> tuple[list[tuple[str, Entry]], tuple[Question, ...]]:
    """Say of each entry whose it is; what nobody can say becomes a question."""
    groups: dict[tuple[Named, int], list[Entry]] = defaultdict(list)
    for entry in work.entries:
        groups[entry.named, entry.year].append(entry)
    placed: list[tuple[str, Entry]] = []
    questions: dict[str, Question] = {}
    for (named, year), entries in groups.items():
        proposals = register.find(named, year=year)
        certain = bool(proposals) and proposals[0].how in CERTAIN
        first = entries[0]
        known = questions.get(named.shown)
        questions[named.shown] = Question(
            name=named.shown,
            where=":".join(part for part in (first.file, first.sheet, first.place) if part),
            rows=len(entries) + (known.rows if known else 0),
            proposals=proposals,
            certain=certain,
        )
        agency = decisions.get(named.shown)
        if agency is None and certain:
            agency = proposals[0].agency_id
        if agency is None:
            code = "propose" if proposals else "unknown"
            who = register.name(proposals[0].agency_id) if proposals else ""
            work.notes.append(_note(Weight.QUESTION, first, code, value=named.shown, who=who))
        elif agency == "":
            work.notes.append(_note(Weight.REMARK, first, "left_out", value=named.shown))
        elif agency not in register.agencies:
            work.notes.append(_note(Weight.ERROR, first, "no_such_id", value=agency))
        else:
            placed += [(agency, entry) for entry in entries]
    return placed, tuple(questions.values())


def _without_repeats(
    placed: Sequence[tuple[str, Entry]], *, work: _Work
) -> dict[tuple[str, int], Entry]:
    """One entry for each agency and year; two that disagree are an error."""
    chosen: dict[tuple[str, int], Entry] = {}
    for agency, entry in placed:
        first = chosen.setdefault((agency, entry.year), entry)
        if first is entry:
            continue
        other = ":".join(part for part in (first.file, first.sheet, first.place) if part)
        same = (first.scores, first.response) == (entry.scores, entry.response)
        weight, code = (Weight.REMARK, "again") if same else (Weight.ERROR, "twice")
        work.notes.append(_note(weight, entry, code, value=entry.named.shown, other=other))
    return chosen


def _dataset(
    tables: dict[str, tuple[Row, ...]],
    *,
    base: Dataset,
    chosen: Mapping[tuple[str, int], Entry],
    years: Sequence[int],
    work: _Work,
    issued: date,
    statuses: Mapping[str, Response],
) -> Dataset:
    official = base.status == DataStatus.OFFICIAL
    old = [row for row in base["scores"] if official and row["year"] not in years]
    all_years = tuple(sorted({*years, *(int(str(row["year"])) for row in old)}))
    agencies = tables["agencies"]
    rows: list[Row] = list(old)
    known = {(row["agency_id"], row["year"]) for row in old}
    blanks = 0
    for agency in agencies:
        key = str(agency["agency_id"])
        for year in all_years:
            if (key, year) in known:
                continue
            entry = chosen.get((key, year))
            blanks += entry is not None and not entry.scores and entry.response is None
            rows.append(_score_row(key, year, agency=agency, entry=entry, statuses=statuses))
    extra = sorted({name for row in rows for name in row if name.startswith("i_")})
    order = {row["agency_id"]: number for number, row in enumerate(agencies)}
    rows.sort(key=lambda row: (order[row["agency_id"]], row["year"]))
    tables["scores"] = tuple({**dict.fromkeys(extra), **row} for row in rows)
    tables["weights"] = _weights(base, official=official, work=work, years=years)
    _count(work, chosen=chosen, agencies=agencies, years=years, blanks=blanks, statuses=statuses)
    span = f"{all_years[0]}" if len(all_years) == 1 else f"{all_years[0]}–{all_years[-1]}"
    descriptor = make_descriptor(
        name=NAME,
        title_en=TITLE_EN.format(years=span),
        title_th=TITLE_TH.format(years=span),
        status=DataStatus.OFFICIAL,
        issued=issued,
        years=all_years,
        sources=tables["sources"],
        indicator_columns=extra,
    )
    return Dataset(descriptor=descriptor, tables=tables)


def _score_row(
    key: str,
    year: int,
    *,
    agency: Row,
    entry: Entry | None,
    statuses: Mapping[str, Response],
) -> Row:
    since, until = agency["since"], agency["until"]
    exists = (not isinstance(since, int) or since <= year) and (
        not isinstance(until, int) or year <= until
    )
    if entry is None:
        status = statuses["absent"] if exists else Response.NOT_ASKED
    elif entry.scores:
        status = Response.ANSWERED
    else:
        status = entry.response or statuses["blank"]
    numbers = entry.scores if entry else {}
    return {
        "agency_id": key,
        "year": year,
        "status": status,
        "provenance": Provenance.OFFICIAL,
        **dict.fromkeys(SCORES),
        **{name: float(value) for name, value in numbers.items()},
    }


def _weights(
    base: Dataset, *, official: bool, work: _Work, years: Sequence[int]
) -> tuple[Row, ...]:
    given = {year for year, _, _ in work.weights}
    old = [row for row in base["weights"] if official and row["year"] not in {*years, *given}]
    new: list[Row] = [
        {"year": year, "item_id": item, "weight": float(weight), "provenance": Provenance.OFFICIAL}
        for year, item, weight in work.weights
    ]
    return (*old, *new)


def _count(
    work: _Work,
    *,
    chosen: Mapping[tuple[str, int], Entry],
    agencies: Sequence[Row],
    years: Sequence[int],
    blanks: int,
    statuses: Mapping[str, Response],
) -> None:
    """Tell how many agencies got a status that no file gave them."""
    for year in years:
        missing = sum((str(row["agency_id"]), year) not in chosen for row in agencies)
        if missing:
            said = Message("import.absent", count=missing, year=year, status=statuses["absent"])
            work.notes.append(Note(weight=Weight.REMARK, file="", said=said))
    if blanks:
        said = Message("import.blank", count=blanks, status=statuses["blank"])
        work.notes.append(Note(weight=Weight.REMARK, file="", said=said))


def _note(weight: Weight, entry: Entry, code: str, *, value: str, **values: object) -> Note:
    return Note(
        weight=weight,
        file=entry.file,
        sheet=entry.sheet,
        place=entry.place,
        value=value,
        said=Message(f"import.{code}", **values),
    )
