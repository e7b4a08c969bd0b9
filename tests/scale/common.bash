# SPDX-License-Identifier: Apache-2.0
# What the tests of the scale-out recipes share; sourced with the arguments of the script.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(realpath "${1:-$root/build/quickstart/zzaudit}")
reports=${2:-400}

# The lines of the fenced sh block of README.md that mentions $1.
recipe() {
  awk -v word="$1" '/^```/ { if (inside && index(block, word)) printf "%s", block; inside = /^```sh$/; block = ""; next }
    inside { block = block $0 "\n" }' "$root/README.md"
}

need() {
  local command
  for command in "$@"; do
    command -v "$command" >/dev/null || { echo "$command is missing" >&2; exit 2; }
  done
}

# A folder as the recipes take it for granted: reports in reports/, zzaudit in the path, the samples in data/.
lay_out() {
  mkdir "$folder/bin"
  ln -s "$program" "$folder/bin/zzaudit"
  ln -s "$root/data" "$folder/data"
  export PATH=$folder/bin:$PATH
  cd "$folder"
  python3 "$root/tests/bench/make_load.py" reports --reports "$reports"
  echo '{}' >reports/no-report.json
}

# One run on one machine, and what the recipe left in $1, must be the same bytes. Both say that an input was no report.
compare() {
  local code=0
  zzaudit batch reports --format ndjson -o alone.ndjson || code=$?
  [[ $code -eq 3 ]] || { echo "FAILED: exit code $code of one run" >&2; exit 1; }
  cmp alone.ndjson "$1" || { echo "FAILED: $1 is not what one run gives" >&2; exit 1; }
  echo "passed: $(wc -l <"$1") results, $(wc -c <"$1") bytes, the same as of one run"
}
