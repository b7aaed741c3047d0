#!/bin/sh
# Prints a Python that is new enough for Phrom, or says what to do.
for candidate in ${1:-python3 python python3.14 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done
found=$("${1:-python3}" --version 2>/dev/null || echo "none")
echo "Phrom needs Python 3.11 or newer; found: $found." >&2
echo "Install one, or name it: make run PYTHON=/path/to/python3.12" >&2
exit 1
