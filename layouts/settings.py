"""What the operator can set: read from the environment once, never looked up elsewhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default. The environment variable is the field name in capitals.

    Attributes:
        public_url: address under which the site is public, without trailing slash; empty = unset.
        operator_name: who runs this site, as printed in the footer; empty = the page says so.
        contact: e-mail address for error reports; empty = hidden.
        data_dir: prepared score artefacts (`python -m data build`).
        geo_dir: prepared shapes (`python -m geo build`).
        assets_dir: generated bundles.
        cache_redis_url: shared page cache; empty = in the process.
    """

    public_url: str = ""
    operator_name: str = ""
    contact: str = ""
    data_dir: str = str(ROOT / "data" / "built")
    geo_dir: str = str(ROOT / "geo" / "built")
    assets_dir: str = str(ROOT / "assets" / "built")
    cache_redis_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read all settings.

        Raises:
            SettingError: when PUBLIC_URL or CONTACT is not what it should be.
        """
        source = os.environ if environment is None else environment
        given = {
            f.name: source[f.name.upper()].strip()
            for f in fields(cls)
            if source.get(f.name.upper(), "").strip()
        }
        settings = cls(**given)
        if settings.public_url and not settings.public_url.startswith(("https://", "http://")):
            message = f"PUBLIC_URL is {settings.public_url!r}; expected https://… without path"
            raise SettingError(message)
        if settings.contact and "@" not in settings.contact:
            message = f"CONTACT is {settings.contact!r}; expected an e-mail address"
            raise SettingError(message)
        return cls(**{**given, "public_url": settings.public_url.rstrip("/")})
