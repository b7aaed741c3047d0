"""Takes the README's pictures from a running site: `python -m scripts.take_pictures ADDRESS`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDE, PHONE = (1366, 900), (390, 844)
SHOTS: tuple[tuple[str, str, tuple[int, int]], ...] = (
    ("provinces-th", "/provinces", WIDE),
    ("ministries-en", "/en/ministries", WIDE),
    ("agency-phone", "/agencies/dbd", PHONE),
)


def take(address: str) -> None:
    """Photograph the pages of SHOTS at `address` with Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, path, (width, height) in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
