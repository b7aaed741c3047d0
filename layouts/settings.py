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
        log_format: "text", or "json" with one record for each request.
        metrics_port: port on the loopback address where Prometheus may ask; empty = off.
        rate_limit: expensive requests that a client may make in a minute, for each process;
            empty = no limit.
        proxies: how many proxies before this site say whom they ask for; empty = none.
        warm_pages: whether a process makes the main pages before they are asked for, "yes" or "no".
    """

    public_url: str = ""
    operator_name: str = ""
    contact: str = ""
    data_dir: str = str(ROOT / "data" / "built")
    geo_dir: str = str(ROOT / "geo" / "built")
    assets_dir: str = str(ROOT / "assets" / "built")
    cache_redis_url: str = ""
    log_format: str = "text"
    metrics_port: str = ""
    rate_limit: str = ""
    proxies: str = ""
    warm_pages: str = "yes"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read all settings.

        Raises:
            SettingError: when one of them is not what it should be.
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
        if settings.log_format not in {"text", "json"}:
            message = f"LOG_FORMAT is {settings.log_format!r}; expected text or json"
            raise SettingError(message)
        if settings.warm_pages not in {"yes", "no"}:
            message = f"WARM_PAGES is {settings.warm_pages!r}; expected yes or no"
            raise SettingError(message)
        for name in ("metrics_port", "rate_limit", "proxies"):
            text = str(getattr(settings, name))
            if text and not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
                message = f"{name.upper()} is {text!r}; expected a number from 1 to 65535"
                raise SettingError(message)
        return cls(**{**given, "public_url": settings.public_url.rstrip("/")})
