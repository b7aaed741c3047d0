"""SVG from standard input, PNG to standard output: `python -m web.resvg`, by resvg and our font."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files

import resvg_py

FAMILY = "Noto Sans Thai"
_PACKAGE, _FILE = "fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf"


def png(svg: str) -> bytes:
    """Draw at the SVG's own size; no font of the system and no file but ours is read.

    Raises:
        ValueError: it is no SVG.
    """
    with as_file(files(_PACKAGE) / "files" / _FILE) as font:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            skip_system_fonts=True,
            font_files=[str(font)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    return bytes(drawn)


def main() -> int:
    """Draw what comes in."""
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
