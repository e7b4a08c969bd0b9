#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What bash offers:  bash tests/completion/offered.bash SCRIPT WORD…
# The last word is the one that is being typed. Prints the candidates, or "(files)" where bash is to complete files.
set -u
source "$1"
shift
# There is no line being edited here, so bash itself would refuse it.
compopt() { [[ "$*" == '-o default' ]] && echo '(files)'; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMPREPLY=()
_zzaudit zzaudit "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
if ((${#COMPREPLY[@]})); then printf '%s\n' "${COMPREPLY[@]}"; fi
