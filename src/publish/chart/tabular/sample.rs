//! A publication whose charts are drawn from tables: few and many rows, long labels, blank, negative, hidden values.

use crate::publish::specimen::Specimen;
use crate::survey::Chart;
use crate::table::{Cell, Column, Format, Look, Shade, State, Table};
use crate::text::{Lang, Text};

/// The central survey with tables and charts of every kind.
pub fn specimen(lang: Lang) -> Specimen {
    let mut specimen = Specimen::central(lang);
    specimen.tables =
        vec![scores(), many(), balance(), months(), counties(), duties(), grades(), log(), meetings(), aspects()];
    specimen.survey.charts = charts();
    specimen
}

/// The charts of the specimen.
pub fn charts() -> Vec<Chart> {
    let read = |toml: &str| toml::from_str::<Chart>(toml).expect("the chart is well written");
    CHARTS.split("[[chart]]").map(str::trim).filter(|chart| !chart.is_empty()).map(read).collect()
}

const CHARTS: &str = include_str!("sample.toml");

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_string(), en: en.to_string() }
}

/// A table from columns as `id 中文|English` with formats, and rows of cells.
pub fn table(id: &str, columns: &[(&str, &str, &str, Format)], rows: Vec<Vec<Cell>>) -> Table {
    let column = |(id, zh, en, format): &(&str, &str, &str, Format)| Column {
        id: id.to_string(),
        title: text(zh, en),
        format: *format,
    };
    let columns = columns.iter().map(column).collect();
    let note = text("按一百分制计算。", "Out of a hundred points.");
    Table { id: id.to_string(), title: text(id, id), note, columns, rows, look: Look::default(), is_standard: false }
}

fn said(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

fn number(number: f64) -> Cell {
    Cell::Number(number)
}

const TOWNS: [&str; 8] = [
    "城关镇",
    "东河镇",
    "西山乡",
    "南湖街道办事处",
    "北岭镇",
    "青石桥镇党风廉政建设责任制领导小组办公室",
    "Office of the Commission for Comprehensive Coordination of Reform",
    "白云乡",
];

/// Scores of towns: one blank, one hidden, one zero.
pub fn scores() -> Table {
    let values = [
        (92.5, 95.0, 0.925),
        (88.0, 81.25, 0.88),
        (76.4, 79.0, 0.764),
        (64.0, 60.0, 0.64),
        (59.5, 66.0, 0.595),
        (0.0, 12.0, 0.0),
    ];
    let mut rows: Vec<Vec<Cell>> = values
        .iter()
        .zip(TOWNS)
        .enumerate()
        .map(|(n, ((half, year, share), town))| {
            let goal = number(60.0 + 5.0 * (n % 3) as f64);
            vec![said(town), number(*half), number(*year), number(*share), goal, Cell::Bool(n == 2), Cell::Bool(false)]
        })
        .collect();
    let blank = |town: &str, cell: Cell| {
        vec![said(town), cell.clone(), cell, Cell::Blank, Cell::Blank, Cell::Bool(false), Cell::Bool(false)]
    };
    rows.push(blank(TOWNS[6], said("隐藏")));
    rows.push(blank(TOWNS[7], Cell::Blank));
    let total =
        vec![said("合计"), number(380.4), number(393.25), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Bool(true)];
    rows.push(total);
    let columns = [
        ("name", "乡镇", "Town", Format::Text),
        ("half", "半年检查", "Half-year check", Format::Decimal(1)),
        ("year", "年终考核", "Year-end assessment", Format::Decimal(1)),
        ("share", "得分率", "Share of points", Format::Percent),
        ("goal", "各镇目标", "Target of each town", Format::Decimal(0)),
        ("is_own", "", "", Format::Text),
        ("is_total", "", "", Format::Text),
    ];
    let mut table = table("scores", &columns, rows);
    table.look.hidden = vec!["is_own".to_string(), "is_total".to_string()];
    table.look.total = Some("is_total".to_string());
    table
}

/// More rows than a chart draws.
fn many() -> Table {
    let row = |n: i64| vec![said(format!("第{n:02}单位")), Cell::Integer(n * 37 % 101)];
    let columns = [("name", "单位", "Unit", Format::Text), ("n", "次数", "Times", Format::Count)];
    table("many", &columns, (1..=70).map(row).collect())
}

/// What rises and falls.
fn balance() -> Table {
    let values = [(3, -1), (0, -4), (12, 0), (-2, -2), (7, -6)];
    let row = |(n, (new, gone)): (usize, &(i64, i64))| {
        let points = [0.053, -0.021, 0.0, 0.128, -0.302][n];
        vec![said(TOWNS[n]), Cell::Integer(*new), Cell::Integer(*gone), number(points)]
    };
    let columns = [
        ("name", "乡镇", "Town", Format::Text),
        ("new", "新增", "New", Format::Signed(0)),
        ("gone", "减少", "Gone", Format::Signed(0)),
        ("change", "变化", "Change", Format::Points),
    ];
    table("balance", &columns, values.iter().enumerate().map(row).collect())
}

/// Eighteen months of one series, with a gap, a hidden month and a break.
fn months() -> Table {
    let row = |n: usize| {
        let month = format!("{}-{:02}", 2025 + n / 12, n % 12 + 1);
        let value = match n {
            5 => Cell::Blank,
            9 => said("隐藏"),
            n => number(40.0 + (n * 7 % 11) as f64 * 3.5),
        };
        vec![said(month), value, number(30.0 + 2.0 * n as f64), Cell::Bool(n == 12)]
    };
    let columns = [
        ("month", "月份", "Month", Format::Text),
        ("value", "本月数", "Value of the month", Format::Decimal(1)),
        ("goal", "时序目标", "Target to date", Format::Number),
        ("is_break", "", "", Format::Text),
    ];
    table("months", &columns, (0..18).map(row).collect())
}

/// Ten counties over twelve months in long form.
fn counties() -> Table {
    let mut rows = Vec::new();
    for county in 0..10usize {
        for month in 1..=12usize {
            if (county, month) == (4, 7) {
                continue;
            }
            let value = 50.0 + ((county * 13 + month * 5) % 17) as f64 * 2.5 + county as f64;
            let name = format!("{}县", ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"][county]);
            let is_own = county == 2 || county == 6;
            rows.push(vec![said(format!("2026-{month:02}")), said(name), number(value), Cell::Bool(is_own)]);
        }
    }
    let columns = [
        ("month", "月份", "Month", Format::Text),
        ("county", "县", "County", Format::Text),
        ("value", "得分", "Score", Format::Decimal(1)),
        ("is_own", "", "", Format::Text),
    ];
    table("counties", &columns, rows)
}

/// Duties in states.
fn duties() -> Table {
    let states = ["met", "short", "late", "not-due", ""];
    let mut rows = Vec::new();
    for (n, town) in TOWNS.iter().enumerate() {
        for duty in 0..5usize {
            let state = states[(n * 3 + duty * 2) % 5];
            let cell = if state.is_empty() { Cell::Blank } else { said(state) };
            let label = ["听取汇报", "专题研究", "信息报送", "组织生活会和民主生活会", "谈话"][duty];
            rows.push(vec![said(*town), said(label), cell]);
        }
    }
    let columns = [
        ("name", "乡镇", "Town", Format::Text),
        ("duty", "职责", "Duty", Format::Text),
        ("state", "状态", "State", Format::State),
    ];
    let mut table = table("duties", &columns, rows);
    table.look.states = states_of();
    table
}

fn states_of() -> Vec<State> {
    let state = |id: &str, zh: &str, en: &str, shade| State { id: id.to_string(), label: text(zh, en), shade };
    vec![
        state("met", "达标", "Met", Shade::Green),
        state("short", "不足", "Short", Shade::Amber),
        state("late", "逾期", "Late", Shade::Red),
        state("not-due", "未到期", "Not yet due", Shade::Grey),
    ]
}

/// Enterprises by county and grade, with a total.
fn grades() -> Table {
    let counts = [[12, 30, 8, 1], [9, 41, 15, 0], [22, 18, 3, 2], [5, 25, 11, 4]];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (n, counts) in counts.iter().enumerate() {
        let mut row = vec![said(TOWNS[n])];
        row.extend(counts.iter().map(|count| Cell::Integer(*count)));
        row.extend([number(counts[0] as f64 / counts.iter().sum::<i64>() as f64), Cell::Bool(false)]);
        rows.push(row);
    }
    let mut total = vec![said("合计")];
    total.extend((0..4).map(|grade| Cell::Integer(counts.iter().map(|row| row[grade]).sum())));
    total.extend([number(48.0 / 206.0), Cell::Bool(true)]);
    rows.push(total);
    let columns = [
        ("name", "县区", "County", Format::Text),
        ("a", "A级", "Grade A", Format::Count),
        ("b", "B级", "Grade B", Format::Count),
        ("c", "C级", "Grade C", Format::Count),
        ("d", "D级", "Grade D", Format::Count),
        ("share", "A级占比", "Share of A", Format::Percent),
        ("is_total", "", "", Format::Text),
    ];
    let mut table = table("grades", &columns, rows);
    table.look.hidden = vec!["is_total".to_string()];
    table.look.total = Some("is_total".to_string());
    table
}

/// A dated log of events, several on some days.
fn log() -> Table {
    let first = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day of the calendar");
    let row = |n: u64| {
        let day = first + chrono::Days::new(n * n * 7 % 366);
        vec![Cell::Date(day), Cell::Integer(1 + (n % 3) as i64)]
    };
    let columns = [("day", "日期", "Day", Format::Date), ("n", "次数", "Times", Format::Count)];
    table("log", &columns, (0..120).map(row).collect())
}

/// Meetings by unit and day.
fn meetings() -> Table {
    let row = |n: usize| {
        let day = format!("2024-{:02}-{:02}", n * 5 % 12 + 1, n * 3 % 28 + 1);
        vec![said(TOWNS[n % 7]), said(day), Cell::Integer((n % 4) as i64)]
    };
    let columns = [
        ("name", "乡镇", "Town", Format::Text),
        ("day", "日期", "Day", Format::Text),
        ("n", "次数", "Times", Format::Count),
    ];
    table("meetings", &columns, (0..60).map(row).collect())
}

/// Aspects of two units with the median of their group; the second unit has two aspects only.
pub fn aspects() -> Table {
    let names = ["依法经营", "组织机构", "教育培训", "职工权益保障", "规章制度", "安全条件", "隐患治理", "事故管理"];
    let mut rows = Vec::new();
    for (code, n) in [("U01", 8), ("U02", 2)] {
        for (place, name) in names.iter().take(n).enumerate() {
            let full = if place % 2 == 0 { 100.0 } else { 150.0 };
            let (own, median) = (full * (0.5 + 0.05 * place as f64), full * (0.8 - 0.03 * place as f64));
            rows.push(vec![said(code), said(*name), number(own), number(median), number(full)]);
        }
    }
    let columns = [
        ("code", "", "", Format::Text),
        ("aspect", "方面", "Aspect", Format::Text),
        ("own", "本单位", "This unit", Format::Number),
        ("median", "同类中位数", "Median of the group", Format::Number),
        ("full", "满分", "Full marks", Format::Number),
    ];
    let mut table = table("aspects", &columns, rows);
    table.look.hidden = vec!["code".to_string()];
    table
}
