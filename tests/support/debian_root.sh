# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# To be sourced: a minimal Debian 12 in a folder, for tests of what happens on a machine that has nothing. Needs root
# and debootstrap. Where packages come from, with proxies and keys, is taken from this machine's apt configuration.
# The script that sources this sets `name`, which messages begin with.

suite=bookworm

fail() {
  # shellcheck disable=SC2154 # set by who sources this
  echo "$name: FAILED: $*" >&2
  exit 1
}

# make_root PACKAGES [FOLDER]: sets `root`, which goes at the end unless it was given. PACKAGES, comma-separated, are
# there from the beginning.
make_root() {
  [ "$(id -u)" -eq 0 ] || fail "debootstrap and chroot need root"
  command -v debootstrap >/dev/null || fail "debootstrap is not installed"
  keep=no
  if [ $# -gt 1 ]; then
    root=$2
    keep=yes
    mkdir -p "$root"
    [ -z "$(ls -A "$root")" ] || fail "$root is not empty"
  else
    root=$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")
  fi
  trap remove_root EXIT

  # The first archive of the suite in apt's own view of its sources, and the keys that sign it.
  # shellcheck disable=SC2016 # apt's own format
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
    awk -v suite="$suite" '$2 == suite { print $1; exit }')
  [ -n "$mirror" ] || fail "apt knows no source for $suite"
  proxy=$(apt-config dump --format '%v' Acquire::http::Proxy)
  [ -n "$proxy" ] && export http_proxy="$proxy" https_proxy="$proxy"

  echo "$name: making a minimal $suite in $root"
  debootstrap --variant=minbase --include="$1" "$suite" "$root" "$mirror" >"$root.log" 2>&1 ||
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
  # Terminals of its own, for what wants to be typed into.
  mkdir -p "$root/dev/pts"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
  ln -sf pts/ptmx "$root/dev/ptmx"
}

remove_root() {
  # Only what was mounted here; and nothing is removed while something is still mounted below.
  umount "$root/proc" "$root/dev/pts" "$root/dev/null" 2>/dev/null || true
  if [ "$keep" = no ] && ! grep -q " $root/" /proc/mounts; then rm -rf "$root"; fi
}

# inside FOLDER COMMAND…: runs a command in there, with nothing of this environment but the proxy.
inside() {
  # shellcheck disable=SC2016 # expanded inside
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive \
    ${proxy:+"http_proxy=$proxy"} chroot "$root" sh -c 'cd "$1" && shift && exec "$@"' sh "$@"
}
