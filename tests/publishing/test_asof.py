"""A superseded version is a site of its own: whoever reads it stays in it until they leave it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from data.publishing.publish import publish
from layouts import routes
from layouts.components.downloads import FILES, SHAPES
from layouts.routes import ASOF
from layouts.settings import Settings
from layouts.text import translate
from tests.addresses import kinds

HREF = re.compile(r'<a\b[^>]* href="(/[^"]*)"')
FORM = re.compile(r"<form\b.*?</form>", flags=re.DOTALL)
LIVE = re.compile(r'<script id="phrom-first"[^>]*>(.*?)</script>', flags=re.DOTALL)
OUTSIDE = re.compile(r'<link rel="(?:canonical|alternate)"[^>]* href="([^"]*)"')
PROFILE = "/en/agencies/dbd"


@dataclass(frozen=True, kw_only=True)
class Two:
    """A site that has superseded one version by another."""

    client: FlaskClient
    old: str
    new: str

    def page(self, path: str) -> str:
        """A page of the old version."""
        return self.client.get(pinned(path, self.old)).get_data(as_text=True)


def pinned(path: str, version: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{ASOF}={version}"


@pytest.fixture(scope="module")
def two(first: Path, second: Path, prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Two:
    served = tmp_path_factory.mktemp("two")
    old = publish(first, served, by="test").manifest.version
    new = publish(second, served, by="test").manifest.version
    client = create_app(Settings(data_dir=str(served), public_url="https://x.test")).server
    return Two(client=client.test_client(), old=old, new=new)


def stays(address: str, version: str) -> bool:
    """Whether an address leads to a version, or to what has no version."""
    split = urlsplit(unescape(address))
    if split.path.startswith(SHAPES):
        return True
    if split.path.startswith(FILES):
        return split.path.startswith(f"{FILES}{version}/")
    return parse_qs(split.query).get(ASOF) == [version]


@pytest.mark.parametrize("lang", routes.LANGUAGES)
def test_every_link_and_form_of_a_superseded_page_stays_in_its_version(two: Two, lang: str) -> None:
    seen = 0
    for path in kinds(lang):
        html = two.page(path)
        if translate("shell.superseded_current", lang=lang) not in html:
            continue  # of the small sets, not every profile is there
        seen += 1
        leaving = {link for link in HREF.findall(html) if not stays(link, two.old)}
        assert {unescape(link) for link in leaving} == {path}, path
        for form in FORM.findall(html):
            assert f'<input type="hidden" name="asof" value="{two.old}">' in form, path
    assert seen > 20


def test_points_of_a_live_chart_lead_to_the_same_version(two: Two) -> None:
    found = LIVE.search(two.page("/en/ministries?view=quadrant"))
    assert found is not None
    plain = json.dumps(json.loads(found.group(1)))
    targets = re.findall(r'"(/en/[^"]*)"', plain)
    assert targets
    assert all(stays(target, two.old) for target in targets)


def test_the_canonical_page_is_today_s(two: Two) -> None:
    html = two.page(PROFILE)
    assert set(OUTSIDE.findall(html)) == {f"https://x.test{p}" for p in (PROFILE, PROFILE[3:])}
    assert 'content="noindex"' in html
    assert two.new in two.client.get(PROFILE).get_data(as_text=True)
    assert ASOF + "=" + two.old not in two.client.get(PROFILE).get_data(as_text=True)


def test_files_and_suggestions_come_from_the_version_asked_for(two: Two) -> None:
    rows = {}
    for version in ("", two.old, two.new):
        path = "/data/view/en/agencies/dbd.csv"
        answer = two.client.get(pinned(path, version) if version else path)
        rows[version] = answer.get_data(as_text=True)
    assert rows[two.new] == rows[""] != rows[two.old]
    assert two.client.get(pinned("/data/view/agencies.csv", "f" * 12)).status_code == 404
    hits = two.client.get(pinned("/suggest?lang=en&q=DBD", two.old)).get_json()["hits"]
    assert hits[0]["href"] == pinned(PROFILE, two.old)
    assert two.client.get("/suggest?lang=en&q=DBD").get_json()["hits"][0]["href"] == PROFILE


def test_a_sheet_of_an_unknown_version_is_not_today_s(two: Two) -> None:
    answer = two.client.get(f"{PROFILE}.pdf?asof={'f' * 12}")
    assert answer.status_code == 404
    assert "f" * 12 in answer.get_data(as_text=True)


def test_an_unknown_version_is_told_in_plain_words(two: Two) -> None:
    for lang, path in (("en", PROFILE), ("th", PROFILE[3:])):
        for asked in ("f" * 12, "<b>"):
            html = two.client.get(f"{path}?asof={quote(asked)}").get_data(as_text=True)
            words = translate("shell.unknown_version", lang=lang, given=asked)
            assert escape(words, quote=False) in html
            assert two.new in html
            assert "<b>" not in html
            assert "asof=f" not in html


def test_a_version_and_today_are_never_each_other_s_kept_page(two: Two) -> None:
    for _ in range(3):
        assert two.old in two.page(PROFILE)
        today = two.client.get(PROFILE).get_data(as_text=True)
        assert two.old not in today
        assert two.client.get(pinned(PROFILE, two.new)).get_data(as_text=True) == today
