#!/bin/sh
# Asks the registries for known vulnerabilities of what is pinned; without a network it says so.
# Exit code 1 only when one was found.
bin="$(dirname "$0")/../.venv/bin"
cd "$(dirname "$0")/.." || exit 1
found=0
tools=.cache/audit
[ -x "$tools/bin/pip-audit" ] || {
    "$bin/python" -m venv "$tools" &&
        "$tools/bin/python" -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
} || echo "audit: pip-audit could not be installed"

say() { echo "audit: $1"; }

if out=$("$tools/bin/pip-audit" --requirement requirements.txt --require-hashes \
    --disable-pip --progress-spinner off 2>&1); then
    say "Python packages: none known"
elif echo "$out" | grep -qE '(PYSEC|GHSA|CVE)-'; then
    echo "$out"
    found=1
else
    say "Python packages: not asked ($(echo "$out" | tail -n 1 | cut -c 1-120))"
fi

if out=$(PATH="$bin:$PATH" npm audit --audit=true --omit=dev 2>&1); then
    say "npm packages: none known"
elif echo "$out" | grep -q 'severity vulnerabilit'; then
    echo "$out"
    found=1
else
    say "npm packages: not asked ($(echo "$out" | tail -n 1 | cut -c 1-120))"
fi
exit $found
