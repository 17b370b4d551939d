"""The central survey's job with what an office would otherwise use.

Reads every form in a folder, finds the answers by their labels, computes the shares on their bases, and writes a
workbook with the shares and the data. Nothing is checked, traced or drawn.

    run.py {pandas-openpyxl,calamine-polars} RETURNS OUT.xlsx [--jobs N]

Prints one line of JSON: files, seconds by step, and the counts.
"""

import argparse
import json
import multiprocessing
import pathlib
import re
import time

ITEMS = {
    "实施办法是否规定了领导班子和成员的责任": "rules_stipulated",
    "是否制定责任分解方案": "plan_made",
    "是否层层分解责任": "decomposed",
    "是否成立考核领导小组": "assessment_group",
    "是否制定考核方案": "assessment_plan",
    "是否开展责任考核": "assessed",
    "考核是否与民主测评、评议结合": "combined_appraisal",
    "落实情况是否纳入民主生活会和述职述廉": "in_life_meeting",
    "是否反馈考核结果": "fed_back",
    "考核结果是否作为业绩评定、奖励惩处、选拔任用的重要依据": "basis_for_decisions",
    "是否制定责任追究实施办法": "accountability_rules",
    "是否实施责任追究": "accountability_used",
}
NUMBERS = {"追究局级干部人数": "cadres_bureau", "追究处级干部人数": "cadres_department"}
BASES = {"decomposed": "plan_made", "fed_back": "assessed", "basis_for_decisions": "assessed"}
ANSWER = 4
YES = {"是", "√", "有", "Y", "Yes", "1"}
NO = {"否", "×", "无", "N", "No", "0"}


def yes_no(cell):
    text = "" if cell is None else str(cell).strip()
    if text in YES or text.startswith("☑是"):
        return True
    if text in NO or text.endswith("☑否"):
        return False
    return None


def number(cell):
    found = re.match(r"\d+", "" if cell is None else str(cell))
    return int(found.group()) if found else None


def answers(name, rows):
    """One record a form: rows are lists of cells."""
    record = {"file": name, **dict.fromkeys(ITEMS.values()), **dict.fromkeys(NUMBERS.values())}
    for row in rows:
        label = row[1] if len(row) > ANSWER else None
        if label in ITEMS:
            record[ITEMS[label]] = yes_no(row[ANSWER])
        elif label in NUMBERS:
            record[NUMBERS[label]] = number(row[ANSWER])
    return record


def read_pandas(path):
    import pandas

    frame = pandas.read_excel(path, header=None, engine="openpyxl", dtype=object)
    return answers(path.name, frame.where(frame.notna(), None).values.tolist())


def read_calamine(path):
    from python_calamine import CalamineWorkbook

    return answers(path.name, CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def publish_pandas(records, out):
    import pandas

    data = pandas.DataFrame(records)
    rows = []
    for item in ITEMS.values():
        said = data[item].eq(True)
        rows.append((item, "registered", int(said.sum()), len(data)))
        if item in BASES:
            inside = data[BASES[item]].eq(True)
            rows.append((item, BASES[item], int((said & inside).sum()), int(inside.sum())))
    shares = pandas.DataFrame(rows, columns=["figure", "base", "count", "base_count"])
    shares["share"] = shares["count"] / shares["base_count"]
    with pandas.ExcelWriter(out, engine="openpyxl") as writer:
        shares.to_excel(writer, sheet_name="shares", index=False)
        data.to_excel(writer, sheet_name="data", index=False)
    persons = {item: int(data[item].fillna(0).sum()) for item in NUMBERS.values()}
    return {row[0]: row[2] for row in rows if row[1] == "registered"} | persons


def publish_polars(records, out):
    import polars
    import xlsxwriter

    kinds = dict.fromkeys(ITEMS.values(), polars.Boolean) | dict.fromkeys(NUMBERS.values(), polars.Int64)
    data = polars.DataFrame(records, schema={"file": polars.String, **kinds})
    rows = []
    for item in ITEMS.values():
        rows.append((item, "registered", data[item].sum(), data.height))
        if item in BASES:
            inside = data.filter(polars.col(BASES[item]))
            rows.append((item, BASES[item], inside[item].sum(), inside.height))
    shares = polars.DataFrame(rows, schema=["figure", "base", "count", "base_count"], orient="row")
    shares = shares.with_columns(share=polars.col("count") / polars.col("base_count"))
    with xlsxwriter.Workbook(out) as workbook:
        shares.write_excel(workbook, "shares")
        data.write_excel(workbook, "data")
    persons = {item: int(data[item].sum()) for item in NUMBERS.values()}
    return {row[0]: int(row[2]) for row in rows if row[1] == "registered"} | persons


ENGINES = {
    "pandas-openpyxl": (read_pandas, publish_pandas),
    "calamine-polars": (read_calamine, publish_polars),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("returns", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    read, publish = ENGINES[given.engine]

    start = time.perf_counter()
    files = sorted(given.returns.rglob("*.xlsx"))
    if given.jobs > 1:
        with multiprocessing.Pool(given.jobs) as pool:
            records = pool.map(read, files, chunksize=16)
    else:
        records = [read(path) for path in files]
    after_reading = time.perf_counter()
    counts = publish(records, given.out)
    end = time.perf_counter()
    print(json.dumps({
        "files": len(files),
        "read": round(after_reading - start, 3),
        "publish": round(end - after_reading, 3),
        "total": round(end - start, 3),
        "counts": dict(sorted(counts.items())),
    }))


if __name__ == "__main__":
    main()
