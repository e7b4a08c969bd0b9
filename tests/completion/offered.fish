#!/usr/bin/env fish
# SPDX-License-Identifier: Apache-2.0
# What fish offers:  fish --no-config tests/completion/offered.fish SCRIPT LINE
source $argv[1]
complete -C $argv[2]
