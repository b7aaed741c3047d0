"""What tests share: the application in this process, the real site under gunicorn, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.rig import ROOT, Gunicorn, Watch

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A busy machine makes no property false. New examples are for those who can look into them.
settings.register_profile("phrom", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("phrom")


@pytest.fixture(scope="session")
def prepared() -> Path:
    """Everything the site serves, built where it is missing or stale."""
    subprocess.run([sys.executable, "-m", "scripts.prepare"], cwd=ROOT, check=True)
    return ROOT


@pytest.fixture(scope="session")
def client(prepared: Path) -> FlaskClient:
    """Flask's test client of an application with the settings' defaults."""
    from app import create_app
    from layouts.settings import Settings

    return create_app(Settings()).server.test_client()


@pytest.fixture(scope="session")
def gunicorn(prepared: Path) -> Iterator[Gunicorn]:
    """The running server with its log."""
    running = Gunicorn()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def site(gunicorn: Gunicorn) -> str:
    """Base address of the running site, without a slash at the end."""
    return gunicorn.address()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.fail("chromium is not installed: see scripts/install_browser.sh")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def watch(site: str) -> Watch:
    """What goes wrong in `page`; a test that expects errors clears its lists."""
    return Watch(base=site)


@pytest.fixture
def page(browser: Browser, site: str, watch: Watch) -> Iterator[Page]:
    """A fresh tab of its own profile at `site`, 1366 px wide.

    The test fails when the page logged an error, asked another origin, or missed a file.
    """
    with browser.new_context(
        base_url=site, viewport={"width": 1366, "height": 768}, locale="th-TH"
    ) as context:
        tab = context.new_page()
        tab.on("console", watch.on_console)
        tab.on("pageerror", lambda error: watch.errors.append(str(error)))
        tab.on("request", watch.on_request)
        tab.on("response", watch.on_response)
        tab.on("requestfailed", watch.on_failure)
        yield tab
        watch.check()
