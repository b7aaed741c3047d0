#!/bin/sh
# Sees to it that the cluster finds nginx and Redis; installs them where it may.
packages="nginx-light redis-server"

missing=""
for program in nginx redis-server; do
    PATH="$PATH:/usr/sbin" command -v "$program" >/dev/null 2>&1 || missing="$missing $program"
done
[ -z "$missing" ] && exit 0

root=""
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then root="sudo -n"; else root="none"; fi
fi
if [ "$root" != none ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the cluster: $packages"
    # The packages' own services stay off: the cluster starts its own, on loopback.
    # shellcheck disable=SC2086
    if $root apt-get update -qq &&
        $root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq \
            --no-install-recommends $packages >/dev/null; then
        exit 0
    fi
fi
echo "The cluster needs nginx and Redis (missing:$missing)." >&2
echo "On Debian or Ubuntu: sudo apt-get install $packages" >&2
exit 1
