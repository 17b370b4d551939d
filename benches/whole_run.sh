#!/usr/bin/env bash
# How long a whole run takes: the sample's 38 returns, then 1,000 and 10,000 generated ones.
# Usage: benches/whole_run.sh [N...]     Generated returns are kept in the target folder between runs.
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
sizes=("${@:-1000 10000}")
read -ra sizes <<<"${sizes[*]}"

cargo build --release --quiet --bin canvass --example sample-data

# Milliseconds that a command takes; its output is kept for when it ends badly.
timed() {
  local start=$EPOCHREALTIME log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  local end=$EPOCHREALTIME
  if ((status > 1)); then cat "$log" >&2; fi
  rm -f "$log"
  ((status > 1)) && return "$status"
  echo $(((${end/./} - ${start/./}) / 1000))
}

# The best of three runs over a survey's folder.
best() {
  local best= out ms
  for _ in 1 2 3; do
    out=$(mktemp -d)
    ms=$(timed "$target/release/canvass" run "$1" --out "$out")
    rm -rf "$out"
    if [[ -z $best || $ms -lt $best ]]; then best=$ms; fi
  done
  echo "$best"
}

printf '%10s %10s %14s\n' returns seconds 'returns a second'
report() {
  printf '%10d %6d.%03d %14d\n' "$1" $(($2 / 1000)) $(($2 % 1000)) $(($1 * 1000 / $2))
}

mkdir -p "$target/bench"
ms=$(best queries/central-survey)
report 38 "$ms"
for n in "${sizes[@]}"; do
  folder=$target/bench/$n
  if [[ ! -f $folder/counts.csv ]]; then
    rm -rf "$folder"
    "$target/release/examples/sample-data" bulk "$n" "$folder" >"$folder.csv"
    mv "$folder.csv" "$folder/counts.csv"
  fi
  ms=$(best "$folder")
  report "$n" "$ms"
done
