#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#SBATCH --job-name=zzaudit
#SBATCH --output=zzaudit-%a.log
#SBATCH --open-mode=append
#
# One shard of a batch, as a task of a Slurm job array. For eight shards, on folders that all nodes see:
#
#   sbatch --array=1-8 shard.sh 8 REPORTS RESULTS
#
# writes RESULTS/shard-1.ndjson to RESULTS/shard-8.ndjson for zzaudit merge. A task that was killed goes on where it
# stopped when it is submitted again (for the third: --array=3, and the same 8).
set -u
shards=$1 reports=$2 results=$3
shard=$results/shard-$SLURM_ARRAY_TASK_ID

mkdir -p "$results"
rm -f "$shard.ndjson"
zzaudit batch "$reports" --shard "$SLURM_ARRAY_TASK_ID/$shards" --jobs "${SLURM_CPUS_ON_NODE:-1}" \
  --resume "$shard.state" --format ndjson --output "$shard.ndjson"

# The exit code tells what was found; that of the merge says so for all shards together. The task has succeeded when it
# has a result, which is whole or absent.
[[ -e $shard.ndjson ]]
