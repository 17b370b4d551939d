#!/usr/bin/env bash
# The same returns through canvass and through what an office would otherwise use; prints times and ratios.
# Usage: benches/peers/side_by_side.sh [N]     Needs Python 3.10 or newer; packages go into the target folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
n=${1:-1000}
folder=$target/bench/$n
python=$target/bench/peers/bin/python

cargo build --release --quiet --bin canvass --example sample-data
mkdir -p "$target/bench"
if [[ ! -f $folder/counts.csv ]]; then
  rm -rf "$folder"
  "$target/release/examples/sample-data" bulk "$n" "$folder" >"$folder.csv"
  mv "$folder.csv" "$folder/counts.csv"
fi
if [[ ! -x $python ]]; then
  python3 -m venv "$target/bench/peers"
  "$python" -m pip install --quiet --requirement benches/peers/requirements.txt
fi
exec "$python" benches/peers/compare.py "$target/release/canvass" "$folder"
