#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The promise of the README on a machine that has nothing: a minimal Debian 12 with git, a clone, the two commands.
#
#   tests/quickstart/bare_debian.sh [FOLDER]     as root, with debootstrap installed
#
# FOLDER (default: a new one under ${TMPDIR:-/tmp}, removed at the end) receives the root file system. What is tested
# is the last commit of this checkout. Not a part of .ci/run: it needs root and downloads a few hundred megabytes.
set -eu

checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
name=bare_debian
# shellcheck source=tests/support/debian_root.sh
. "$checkout/tests/support/debian_root.sh"

make_root git,ca-certificates "$@"
git clone -q "$checkout" "$root/root/zzaudit"

for tool in cmake c++ gcc ninja make python3; do
  if inside / sh -c "command -v $tool" >/dev/null; then fail "$tool is there already: not a bare system"; fi
done

# The clean sample must pass, the faulty one must be faulted: whatever the format, the code says what happened.
expect() {
  wanted=$1
  shift
  echo "bare_debian: $*"
  code=0
  inside /root/zzaudit "$@" || code=$?
  [ "$code" -eq "$wanted" ] || fail "$* ended with $code instead of $wanted"
}

expect 0 ./quickstart check data/samples/clean/report.json
expect 1 ./quickstart check data/samples/faulty/report.json
expect 0 ./quickstart test
echo "bare_debian: passed"
