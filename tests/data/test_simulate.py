"""Every published figure again, from the CSV files alone: no code of the project computes here."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import correlation, fmean, stdev

import pytest

from data.__main__ import main
from data.simulate import DEFAULT_DIRECTORY, write_simulated

PILLARS = ("p1", "p2", "p3", "p4", "p5", "p6")
Rows = list[dict[str, str]]


class Files:
    """The files of one simulated set."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.agencies = {row["agency_id"]: row for row in self.table("agencies")}
        self.scores = self.table("scores")

    def table(self, name: str) -> Rows:
        with (self.directory / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def answered(self, level: str, year: int) -> dict[str, dict[str, str]]:
        return {
            row["agency_id"]: row
            for row in self.scores
            if row["status"] == "answered"
            and row["year"] == str(year)
            and self.agencies[row["agency_id"]]["level"] == level
        }

    def overall(self, level: str, year: int) -> dict[str, Decimal]:
        return {
            agency: Decimal(row["overall"]) for agency, row in self.answered(level, year).items()
        }

    def ministries(self) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
        """Mean score of 2562 and mean growth of every ministry."""
        now, before = self.overall("department", 2562), self.overall("department", 2561)
        means, growths = {}, {}
        for row in self.table("ministries"):
            name = row["ministry_id"]
            mine = [a for a in now if self.agencies[a]["ministry_id"] == name]
            means[name] = mean([now[a] for a in mine])
            growths[name] = mean([now[a] - before[a] for a in mine if a in before])
        return means, growths

    def provinces(self, year: int) -> dict[str, Decimal]:
        found: dict[str, list[Decimal]] = {}
        for agency, score in self.overall("office", year).items():
            found.setdefault(self.agencies[agency]["province_id"], []).append(score)
        return {province: mean(scores) for province, scores in found.items()}


def mean(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def rounded(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP)


@pytest.fixture(scope="module", params=["committed", "another seed"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Files:
    if request.param == "committed":
        return Files(DEFAULT_DIRECTORY)
    directory = tmp_path_factory.mktemp("seed")
    write_simulated(directory, seed=77)
    return Files(directory)


@pytest.mark.parametrize(
    ("level", "year", "count", "printed"),
    [
        ("department", 2562, 301, "64.60"),
        ("department", 2561, 281, "59.9"),
        ("office", 2562, 1356, "51.09"),
        ("office", 2561, 1237, "42.3"),
    ],
)
def test_published_means(files: Files, level: str, year: int, count: int, printed: str) -> None:
    scores = files.overall(level, year)
    assert len(scores) == count
    assert str(rounded(mean(list(scores.values())), printed)) == printed


def test_departments_of_both_years(files: Files) -> None:
    now, before = files.overall("department", 2562), files.overall("department", 2561)
    assert len(now.keys() & before.keys()) == 272
    assert len(before.keys() - now.keys()) == 9


def test_means_of_the_twenty_ministries(files: Files) -> None:
    means, growths = files.ministries()
    assert len(means) == 20
    assert str(rounded(mean(list(means.values())), "0.01")) == "67.05"
    assert str(rounded(mean(list(growths.values())), "0.01")) == "4.66"
    assert min(means.values()) >= 55


@pytest.mark.parametrize("printed", [None, "0.1"])
def test_ministries_lie_in_their_published_quadrants(files: Files, printed: str | None) -> None:
    """Also when only the one printed decimal is known."""
    means, growths = files.ministries()
    places = {
        (False, True): "rising_star",
        (True, True): "developed",
        (False, False): "developing",
        (True, False): "maintain",
    }
    for row in files.table("quadrants"):
        score, growth = means[row["ministry_id"]], growths[row["ministry_id"]]
        if printed:
            score, growth = rounded(score, printed), rounded(growth, printed)
        assert places[score > Decimal("67.05"), growth > Decimal("4.66")] == row["quadrant"]


def test_a_few_ministries_lie_near_a_cut_line() -> None:
    means, growths = Files(DEFAULT_DIRECTORY).ministries()
    near = [
        name
        for name in means
        if abs(means[name] - Decimal("67.05")) < 1 or abs(growths[name] - Decimal("4.66")) < 1
    ]
    assert 2 <= len(near) <= 8


@pytest.mark.parametrize(("pillar", "printed"), [("p1", "52.7"), ("p2", "63.2"), ("p6", "29.8")])
def test_pillars_of_2561_that_the_press_gave(files: Files, pillar: str, printed: str) -> None:
    rows = files.answered("department", 2561).values()
    assert str(rounded(mean([Decimal(row[pillar]) for row in rows]), "0.1")) == printed


def test_overall_is_the_mean_of_the_pillars(files: Files) -> None:
    for row in files.scores:
        if row["status"] == "answered":
            pillars = mean([Decimal(row[pillar]) for pillar in PILLARS])
            assert abs(pillars - Decimal(row["overall"])) <= Decimal("0.01"), row
        else:
            assert not any(row[name] for name in ("overall", *PILLARS))


def test_winners_lie_in_the_top_tenth(files: Files) -> None:
    departments = files.overall("department", 2562)
    provinces = files.provinces(2562)
    for award in files.table("awards"):
        of = departments if award["level"] == "department" else provinces
        score = rounded(of[award["agency_id"] or award["province_id"]], "0.1")
        rank = 1 + sum(rounded(other, "0.1") > score for other in of.values())
        assert rank <= len(of) // 10, award["name_th_source"]


def test_agencies_outside_the_ministries_average_near_fifty(files: Files) -> None:
    scores = [
        score
        for agency, score in files.overall("department", 2562).items()
        if not files.agencies[agency]["ministry_id"]
    ]
    assert abs(mean(scores) - 50) < 1


def test_provinces_spread_by_about_six(files: Files) -> None:
    provinces = files.provinces(2562)
    assert len(provinces) == 76
    assert "TH-10" not in provinces
    assert 5.5 < stdev(float(score) for score in provinces.values()) < 6.5


def test_coverage_varies_and_at_most_two_provinces_miss_the_rule(files: Files) -> None:
    awarded = {row["province_id"] for row in files.table("awards")}
    for year in (2561, 2562):
        counts = Counter(
            files.agencies[agency]["province_id"] for agency in files.overall("office", year)
        )
        sparse = {province for province, count in counts.items() if count < 12}
        assert 1 <= len(sparse) <= 2
        assert not sparse & awarded
        assert len(set(counts.values())) >= 6
    kinds = Counter(
        files.agencies[agency]["office_kind_id"] for agency in files.overall("office", 2562)
    )
    # The source's shares of chief information officers fit 75 provincial offices.
    assert kinds["provincial-office"] == 75


def test_every_ministry_answers_enough_to_be_ranked(files: Files) -> None:
    for year in (2561, 2562):
        answered = files.overall("department", year)
        for row in files.table("ministries"):
            mine = [
                a
                for a, agency in files.agencies.items()
                if agency["ministry_id"] == row["ministry_id"] and agency["level"] == "department"
            ]
            assert sum(a in answered for a in mine) >= 0.6 * len(mine), row["ministry_id"]


def test_pillars_are_correlated_and_public_services_lead(files: Files) -> None:
    for level in ("department", "office"):
        for year in (2561, 2562):
            rows = list(files.answered(level, year).values())
            scores = {p: [float(row[p]) for row in rows] for p in PILLARS}
            means = {p: fmean(scores[p]) for p in PILLARS}
            assert max(means, key=means.__getitem__) == "p3"
            assert min(means, key=means.__getitem__) == "p6"
            for pillar in PILLARS[1:]:
                assert 0.4 < correlation(scores["p1"], scores[pillar]) < 0.95


def test_kinds_of_office_have_profiles_of_their_own(files: Files) -> None:
    rows = files.answered("office", 2562)
    lead = {
        kind: fmean(
            float(row["p3"]) - float(row["overall"])
            for agency, row in rows.items()
            if files.agencies[agency]["office_kind_id"] == kind
        )
        for kind in {files.agencies[agency]["office_kind_id"] for agency in rows}
    }
    assert len(lead) == 20
    assert max(lead.values()) - min(lead.values()) > 3


def test_scores_do_not_heap_at_the_ends(files: Files) -> None:
    for name in ("overall", *PILLARS):
        values = [Decimal(row[name]) for row in files.scores if row[name]]
        assert min(values) > 0
        assert max(values) < 100
        assert Counter(values).most_common(1)[0][1] < 20


def test_every_agency_has_a_row_a_year_and_a_fitting_status(files: Files) -> None:
    assert {(r["agency_id"], r["year"]) for r in files.scores} == {
        (agency, year) for agency in files.agencies for year in ("2561", "2562")
    }
    assert {row["provenance"] for row in files.scores} == {"simulated"}
    for row in files.scores:
        since = files.agencies[row["agency_id"]]["since"]
        too_young = bool(since) and int(since) > int(row["year"])
        assert (row["status"] == "not_asked") is too_young
        assert row["status"] in {"answered", "not_in_simulation", "not_asked"}


def test_registry_counts(files: Files) -> None:
    levels = Counter(row["level"] for row in files.agencies.values())
    assert levels == {"department": 310, "office": 1520}
    per_province = Counter(
        row["province_id"] for row in files.agencies.values() if row["level"] == "office"
    )
    assert set(per_province.values()) == {20}
    assert len(files.table("provinces")) == 77
    assert len(files.table("findings")) == 264
    assert len(files.table("recommendations")) == 54
    assert len(files.table("source_checks")) == 38


def test_both_vintages_of_2561_are_kept_and_one_is_used(files: Files) -> None:
    found = {
        (row["level"], row["value"]): row["used"]
        for row in files.table("published")
        if row["measure"] == "overall" and row["year"] == "2561"
    }
    assert found["department", "59.9"] == found["office", "42.3"] == "yes"
    assert found["department", "60.28"] == found["office", "45.67"] == "no"


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    assert main(["simulate", "--into", str(tmp_path / "again")]) == 0
    committed = {path.name: path.read_bytes() for path in DEFAULT_DIRECTORY.iterdir()}
    again = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert again == committed


def test_another_seed_gives_other_scores_and_the_same_facts(tmp_path: Path) -> None:
    write_simulated(tmp_path, seed=2)
    for path in DEFAULT_DIRECTORY.iterdir():
        same = (tmp_path / path.name).read_bytes() == path.read_bytes()
        assert same is (path.name not in {"scores.csv", "datapackage.json"}), path.name


@pytest.mark.parametrize("seed", range(8))
def test_any_seed_can_be_simulated(tmp_path: Path, seed: int) -> None:
    write_simulated(tmp_path, seed=seed)
    scores = Files(tmp_path).overall("department", 2562)
    assert str(rounded(mean(list(scores.values())), "0.01")) == "64.60"


def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["simulate", "--into", str(tmp_path / "file" / "set")]) == 4
    assert "Nothing was simulated" in capsys.readouterr().err
