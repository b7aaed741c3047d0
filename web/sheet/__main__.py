"""Reads a sheet as JSON from standard input, writes its PDF to standard output, within limits."""

from __future__ import annotations

import json
import resource
import sys

MEMORY = 512 * 1024 * 1024
"""Bytes of address space that the process may have."""

CPU_SECONDS = 20


def limit() -> None:
    """Bound memory and computing time; whatever exceeds them ends the process with an error."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Set the limits, then draw."""
    limit()
    # The libraries are loaded under the limits, not before.
    from web.sheet.draw import draw

    sys.stdout.buffer.write(draw(json.load(sys.stdin)))


if __name__ == "__main__":
    main()
