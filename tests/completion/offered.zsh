#!/usr/bin/env zsh
# SPDX-License-Identifier: Apache-2.0
# What zsh offers:  zsh tests/completion/offered.zsh FOLDER LINE…
# FOLDER holds _zzaudit. Each LINE is typed into an interactive zsh, which then lists the candidates with descriptions.
zmodload zsh/zpty || exit 2
home=$(mktemp -d) || exit 2
trap 'rm -rf $home' EXIT
cat >$home/.zshrc <<TEXT
PROMPT= RPROMPT= LISTMAX=10000 COLUMNS=200 LINES=1000
fpath=(${(q)1:A} \$fpath)
autoload -U compinit
compinit -u -D
bindkey '^I' list-choices
finish() { print; print -r -- '%end%'; BUFFER= }
zle -N finish
bindkey '^X' finish
print -r -- '%begin%'
TEXT
zpty shell "ZDOTDIR=${(q)home} TERM=dumb zsh -d -i"
zpty -r shell seen '*%begin%*' || exit 2
shift
for line; do
  zpty -wn shell "$line"$'\t\x18'
  zpty -r shell seen '*%end%*' || exit 2
  # What was listed stands behind what was typed.
  seen=${seen//$'\r'/}
  print -r -- "$line: ${${seen#*"$line"}%%[%]end[%]*}"
done
