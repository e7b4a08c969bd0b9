#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The promise of the README on a machine that has nothing: a minimal Debian 12 with git, a clone, the two commands.
#
#   tests/quickstart/bare_debian.sh [FOLDER]     as root, with debootstrap installed
#
# FOLDER (default: a new one under ${TMPDIR:-/tmp}, removed at the end) receives the root file system. Where packages
# come from, with proxies and keys, is taken from this machine's apt configuration. What is tested is the last commit
# of this checkout. Not a part of .ci/run: it needs root and downloads a few hundred megabytes.
set -eu

checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
suite=bookworm

fail() {
  echo "bare_debian: FAILED: $*" >&2
  exit 1
}

[ "$(id -u)" -eq 0 ] || fail "debootstrap and chroot need root"
command -v debootstrap >/dev/null || fail "debootstrap is not installed"

if [ $# -gt 0 ]; then
  root=$1
  mkdir -p "$root"
  [ -z "$(ls -A "$root")" ] || fail "$root is not empty"
else
  root=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
fi
cleanup() {
  # Only what this script has mounted; and nothing is removed while something is still mounted below.
  umount "$root/proc" "$root/dev/null" 2>/dev/null || true
  if [ "${keep:-no}" = no ] && ! grep -q " $root/" /proc/mounts; then rm -rf "$root"; fi
}
[ $# -gt 0 ] && keep=yes
trap cleanup EXIT

# The first archive of the suite in apt's own view of its sources, and the keys that sign it.
# shellcheck disable=SC2016 # apt's own format
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
  awk -v suite="$suite" '$2 == suite { print $1; exit }')
[ -n "$mirror" ] || fail "apt knows no source for $suite"
proxy=$(apt-config dump --format '%v' Acquire::http::Proxy)
[ -n "$proxy" ] && export http_proxy="$proxy" https_proxy="$proxy"

echo "bare_debian: making a minimal $suite in $root"
debootstrap --variant=minbase --include=git,ca-certificates "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
  { tail -n 20 "$root.log" >&2; fail "debootstrap"; }
rm -f "$root.log"

# apt inside as outside: sources, options, keys. Passwords stay outside.
rm -f "$root/etc/apt/sources.list"
for part in sources.list sources.list.d apt.conf apt.conf.d preferences.d keyrings trusted.gpg trusted.gpg.d; do
  if [ -e "/etc/apt/$part" ]; then cp -R "/etc/apt/$part" "$root/etc/apt/"; fi
done
cp -R /usr/share/keyrings/. "$root/usr/share/keyrings/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc"

git clone -q "$checkout" "$root/root/zzaudit"

inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root ${proxy:+"http_proxy=$proxy"} \
    chroot "$root" sh -c 'cd /root/zzaudit && exec "$@"' sh "$@"
}

for tool in cmake c++ gcc ninja make python3; do
  if inside sh -c "command -v $tool" >/dev/null; then fail "$tool is there already: not a bare system"; fi
done

# The clean sample must pass, the faulty one must be faulted: whatever the format, the code says what happened.
expect() {
  wanted=$1
  shift
  echo "bare_debian: $*"
  code=0
  inside "$@" || code=$?
  [ "$code" -eq "$wanted" ] || fail "$* ended with $code instead of $wanted"
}

expect 0 ./quickstart check data/samples/clean/report.json
expect 1 ./quickstart check data/samples/faulty/report.json
expect 0 ./quickstart test
echo "bare_debian: passed"
