#!/bin/sh
# Sees to it that the Nu checker finds Java; installs it where it may.
command -v java >/dev/null 2>&1 && exit 0

root=""
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then root="sudo -n"; else root="none"; fi
fi
if [ "$root" != none ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the Nu checker: default-jre-headless"
    if $root apt-get update -qq &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            --no-install-recommends default-jre-headless >/dev/null; then
        exit 0
    fi
fi
echo "The Nu checker needs Java." >&2
echo "On Debian or Ubuntu: sudo apt-get install default-jre-headless" >&2
exit 1
