#!/bin/bash
# run.sh SOURCE SECONDS SEEDS PROGRAM...: each PROGRAM for SECONDS. What it found new is kept in PROGRAM.corpus, and what it
# stumbled over in PROGRAM-*; status 1 then. SEEDS: a folder of mails, or nothing.
set -euo pipefail
top=$1 seconds=$2 seeds=$3
shift 3
export DESKBELL_DATADIR=$top G_SLICE=always-malloc
status=0
for program; do
  mkdir -p "$program.corpus"
  nice "./$program" -max_total_time="$seconds" -max_len=65536 -timeout=30 -rss_limit_mb=4096 -print_final_stats=1 \
    -dict="$top/tests/fuzz/fuzz.dict" -artifact_prefix="$program-" \
    "$program.corpus" "$top/tests/mails" "$top/tests/demo/mails" ${seeds:+"$seeds"} || status=1
done
exit $status
