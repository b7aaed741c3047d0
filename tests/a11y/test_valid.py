"""Every kind of page passes the Nu HTML checker."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.a11y.states import STATES
from tests.addresses import ALL, UNKNOWN
from tests.rig import ROOT

pytestmark = pytest.mark.java

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
UNKNOWN_TO_IT = r".*CSS: (Unrecognized at-rule .@container|.(vector-effect|container-type).: ).*"
"""What CSS has and the checker's parser has not learnt: container queries, SVG's vector-effect."""


def test_pages_are_valid(client: FlaskClient, tmp_path: Path) -> None:
    states = [state.address(lang) for state in STATES for lang in ("th", "en")]
    paths = [*(path for _, path in ALL), *states, *UNKNOWN]
    for number, path in enumerate(paths):
        (tmp_path / f"{number:03}.html").write_bytes(client.get(path).data)
    java = shutil.which("java")
    assert java, "Java is not installed: see scripts/install_java.sh"
    done = subprocess.run(
        [java, "-Xss8m", "-jar", str(CHECKER), "--errors-only", "--filterpattern", UNKNOWN_TO_IT]
        + [str(file) for file in sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stderr.splitlines()
    assert [f"{paths[int(Path(line.split(':')[1]).stem[-3:])]}: {line}" for line in told] == []
    assert done.returncode == 0
