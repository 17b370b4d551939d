#!/usr/bin/env bash
# Builds the targets with a stable compiler, counting branches in the program's own code alone (rustc.sh), and runs those
# named (or all) for so many seconds each: ./run.sh 300 xlsx_sheet biff
set -euo pipefail
cd "$(dirname "$0")"
seconds="${1:-60}"; shift || true
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}" RUSTC_WRAPPER="$PWD/rustc.sh"
mapfile -t targets < <(if [ $# -gt 0 ]; then printf '%s\n' "$@"; else ls targets | sed -n 's/\.rs$//p' | grep -v '^package$'; fi)
bins=(--bin seeds); for target in "${targets[@]}"; do bins+=(--bin "$target"); done
cargo build --release "${bins[@]}"
[ -d corpus ] || "$CARGO_TARGET_DIR/release/seeds"

for target in "${targets[@]}"; do
  mkdir -p "corpus/$target" "artifacts/$target"
  dictionary=(); case "$target" in xlsx_*|memo|ods|plain) dictionary=(-dict=dictionaries/xml.dict);; esac
  "$CARGO_TARGET_DIR/release/$target" "corpus/$target" "${dictionary[@]}" -artifact_prefix="artifacts/$target/" \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1
done
