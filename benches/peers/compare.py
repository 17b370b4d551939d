"""Runs canvass and both peers over the same folder, on one core and on all, compares counts, prints times and ratios."""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
PEERS = ["pandas-openpyxl", "calamine-polars"]


def expected(folder):
    rows = csv.DictReader((folder / "counts.csv").open())
    return {row["item"]: int(row["count"]) for row in rows if row["item"] != "returns"}


def canvass(program, folder, jobs):
    """A whole run: everything is read, checked, computed and published in every format."""
    with tempfile.TemporaryDirectory() as out:
        environment = dict(os.environ, RAYON_NUM_THREADS=str(jobs), POLARS_MAX_THREADS=str(jobs))
        start = time.perf_counter()
        done = subprocess.run([program, "run", folder, "--out", out, "-q"], env=environment, capture_output=True)
        seconds = time.perf_counter() - start
        if done.returncode > 1:
            sys.exit(done.stderr.decode())
        figures = next(pathlib.Path(out).rglob("figures.csv"))
        return seconds, figure_counts(figures)


def figure_counts(path):
    counts = {}
    for row in csv.DictReader(path.open()):
        if row["group_by"] or row["base"] not in ("registered", ""):
            continue
        counts[row["figure"]] = int(row["count"] or float(row["value"] or 0))
    return counts


def peer(engine, folder, jobs):
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, HERE / "run.py", engine, folder / "returns", f"{out}/out.xlsx", "--jobs", str(jobs)]
        start = time.perf_counter()
        printed = subprocess.run(command, check=True, capture_output=True).stdout
        return time.perf_counter() - start, json.loads(printed)["counts"]


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    truth = expected(folder)
    n_files = sum(1 for _ in (folder / "returns").rglob("*.xlsx"))
    print(f"{n_files} returns; a peer reads, computes twelve shares and writes one workbook; canvass does a whole run")
    print(f"{'cores':>5}  {'program':<16} {'seconds':>8} {'returns/s':>10} {'canvass is':>12}")
    for jobs in sorted({1, os.cpu_count() or 1}):
        runs = [("canvass", lambda: canvass(program, folder, jobs))]
        runs += [(engine, lambda engine=engine: peer(engine, folder, jobs)) for engine in PEERS]
        base = None
        for name, run in runs:
            seconds, counts = min((run() for _ in range(2)), key=lambda result: result[0])
            wrong = {item: counts.get(item) for item, count in truth.items() if counts.get(item) != count}
            if wrong:
                sys.exit(f"{name} counts otherwise than the truth: {wrong}")
            base = base or seconds
            ratio = "" if name == "canvass" else f"{seconds / base:.1f} times"
            print(f"{jobs:>5}  {name:<16} {seconds:8.2f} {n_files / seconds:10.0f} {ratio:>12}")


if __name__ == "__main__":
    main()
