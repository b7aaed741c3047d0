#!/bin/sh
# Sees to it that the browser tests find Chromium and Thai fonts; installs them where it may.
packages="chromium fonts-thai-tlwg fonts-noto-core"

missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium"
if command -v fc-list >/dev/null 2>&1; then
    [ -n "$(fc-list :lang=th family 2>/dev/null)" ] || missing="$missing Thai-fonts"
else
    missing="$missing Thai-fonts"
fi
[ -z "$missing" ] && exit 0

root=""
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then root="sudo -n"; else root="none"; fi
fi
if [ "$root" != none ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the browser tests: $packages"
    # shellcheck disable=SC2086
    if $root apt-get update -qq &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends $packages >/dev/null; then
        exit 0
    fi
fi
echo "The browser tests need Chromium and Thai fonts (missing:$missing)." >&2
echo "On Debian or Ubuntu: sudo apt-get install $packages" >&2
echo "Without them: make test-fast" >&2
exit 1
