"""The readers' main tasks in Firefox, which Playwright cannot drive as Debian ships it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.addresses import ALL
from tests.rig import ROOT

pytestmark = pytest.mark.firefox


def test_main_tasks(site: str) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    assert firefox, "Firefox is not installed: see scripts/install_firefox.sh"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["node", "--test", "tests/firefox/tasks.mjs"],
        cwd=ROOT,
        env={
            **os.environ,
            "PATH": path,
            "BASE": site,
            "FIREFOX": firefox,
            "PATHS": " ".join(path for lang, path in ALL),
        },
        capture_output=True,
        text=True,
        timeout=540,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
