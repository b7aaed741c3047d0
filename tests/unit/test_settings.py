from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from layouts.settings import SettingError, Settings

ROOT = Path(__file__).resolve().parents[2]
NAMES = [field.name.upper() for field in fields(Settings)]


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
@pytest.mark.parametrize("name", NAMES)
def test_every_setting_is_documented(document: str, name: str) -> None:
    assert name in (ROOT / document).read_text(encoding="utf-8")


def test_blank_settings_are_unset() -> None:
    assert Settings.from_environment(dict.fromkeys(NAMES, "  ")) == Settings()


def test_the_public_address_loses_its_slash() -> None:
    given = {"PUBLIC_URL": "https://phrom.example/"}
    assert Settings.from_environment(given).public_url == "https://phrom.example"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PUBLIC_URL", "phrom.example"),
        ("CONTACT", "nobody"),
        ("METRICS_PORT", "many"),
        ("WARM_PAGES", "2"),
    ],
)
def test_unusable_settings_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.from_environment({name: value})
