//! What happened in a town in a quarter: its logs, its applications and talks, its lists.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::duties::towns::Town;
use crate::seed::Seed;

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter(pub i32, pub u32);

impl Quarter {
    /// As folders are named.
    pub fn id(self) -> String {
        format!("{}-Q{}", self.0, self.1)
    }

    /// As the form has it.
    pub fn words(self) -> String {
        format!("{}年第{}季度", self.0, ["一", "二", "三", "四"][self.1 as usize - 1])
    }

    /// Its months.
    pub fn months(self) -> [u32; 3] {
        [1, 2, 3].map(|n| (self.1 - 1) * 3 + n)
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        let (year, month) = if self.1 == 4 { (self.0 + 1, 1) } else { (self.0, self.1 * 3 + 1) };
        day(year, month, 1) - Days::new(1)
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        day.year() == self.0 && self.months().contains(&day.month())
    }
}

/// A day of the calendar.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// What stands in a cell of a log.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Words.
    Words(String),
    /// A day.
    Day(NaiveDate),
    /// A number.
    Number(f64),
}

impl Cell {
    fn words(text: impl Into<String>) -> Cell {
        Cell::Words(text.into())
    }
}

/// A return.
#[derive(Debug, Clone)]
pub struct Return {
    /// Who sends it.
    pub town: Town,
    /// For which quarter.
    pub quarter: Quarter,
    /// The date in the form.
    pub dated: NaiveDate,
    /// Whether it was never sent.
    pub is_silent: bool,
    /// Answers to the duties of yes or no, in the form's order.
    pub yes_no: Vec<bool>,
    /// The rows of each table.
    pub tables: BTreeMap<&'static str, Vec<Vec<Cell>>>,
}

/// The return of a town for a quarter.
pub fn of(town: &Town, quarter: Quarter) -> Return {
    let mut tables = BTreeMap::new();
    let maker = Maker { town, quarter };
    tables.insert("meetings", maker.meetings());
    tables.insert("trainings", maker.trainings());
    tables.insert("activities", maker.activities());
    tables.insert("branch_log", maker.branch_log());
    tables.insert("visits", maker.visits());
    tables.insert("infos", maker.infos());
    let (applications, answered) = maker.applications();
    tables.insert("applications", applications);
    tables.insert("talks", maker.talks(answered));
    for (table, words, n) in
        [("duty_rows", &DUTIES[..], 4), ("problem_rows", &PROBLEMS[..], 5), ("task_rows", &TASKS[..], 4)]
    {
        tables.insert(table, maker.list(table, words, n));
    }
    let yes_no =
        (0..10).map(|n| !Seed::of(&format!("{} yes {n} {}", town.code(), quarter.id())).hits(town.neglect)).collect();
    let dated = quarter.last_day() + Days::new(2 + u64::from(town.number) % 7);
    Return { town: *town, quarter, dated, is_silent: false, yes_no, tables }
}

const TOPICS: [&str; 8] = [
    "部署近期责任制重点工作",
    "研究清单整改事项",
    "通报上季度盘点情况",
    "研究支部规范化建设",
    "研究群众反映集中的问题",
    "学习上级文件并提出落实意见",
    "研究干部谈话和约谈安排",
    "审议年度任务分解",
];
const LESSONS: [&str; 5] = ["责任清单解读", "制度规定学习", "典型案例剖析", "群众工作方法", "业务能力提升"];
const THEMES: [&str; 6] = ["学习交流", "志愿服务", "重温誓词", "结对帮扶", "环境整治", "参观学习"];
const PLACES: [&str; 8] = ["东头村", "西头村", "老街社区", "水库村", "茶场", "新河社区", "敬老院", "小学"];
const INFOS: [&str; 6] = ["推进清单管理", "开展专题学习", "落实谈话制度", "开展入户走访", "支部规范建设", "整改见成效"];
const DUTIES: [&str; 4] = ["牵头年度任务分解", "主持季度盘点", "指导支部规范化建设", "组织领导干部述职"];
const PROBLEMS: [&str; 5] = ["会议记录不完整", "台账更新不及时", "谈话要点过于简单", "公开栏内容陈旧", "党课质量不高"];
const TASKS: [&str; 4] = ["修订工作制度", "补齐谈话档案", "整理公开目录", "开展交叉检查"];
const POSTS: [&str; 5] = ["主要负责人", "分管副职", "组织委员", "纪检委员", "办公室主任"];

impl Seed {
    /// Whether something of a hundred is hit.
    fn hits(&mut self, of_hundred: u64) -> bool {
        self.below(100) < of_hundred
    }
}

struct Maker<'a> {
    town: &'a Town,
    quarter: Quarter,
}

impl Maker<'_> {
    fn seed(&self, what: &str) -> Seed {
        Seed::of(&format!("{} {} {what}", self.town.code(), self.quarter.id()))
    }

    fn forgets(&self, what: &str) -> bool {
        self.seed(&format!("forgets {what}")).hits(self.town.neglect)
    }

    /// A working day of a month of the quarter, from 0 to 2.
    fn day(&self, what: &str, month: usize) -> NaiveDate {
        let mut seed = self.seed(&format!("day {what}"));
        let found = day(self.quarter.0, self.quarter.months()[month], 3 + seed.below(22) as u32);
        match found.weekday() {
            Weekday::Sat => found + Days::new(2),
            Weekday::Sun => found + Days::new(1),
            _ => found,
        }
    }

    fn any_day(&self, what: &str) -> NaiveDate {
        let month = self.seed(&format!("month {what}")).below(3) as usize;
        self.day(what, month)
    }

    fn choose(&self, what: &str, list: &[&'static str]) -> &'static str {
        self.seed(&format!("words {what}")).choose(list)
    }

    /// Rows in the order of days; the first cell is the day unless told otherwise.
    fn sorted(mut rows: Vec<Vec<Cell>>, at: usize) -> Vec<Vec<Cell>> {
        rows.sort_by_key(|row| match row[at] {
            Cell::Day(day) => Some(day),
            _ => None,
        });
        rows
    }

    fn meetings(&self) -> Vec<Vec<Cell>> {
        let row = |day, kind: &str, what: &str| {
            let topic = format!("{}（{}）", self.choose(what, &TOPICS), self.town.name);
            vec![Cell::Day(day), Cell::words(kind), Cell::words(topic)]
        };
        let mut rows = Vec::new();
        for month in 0..3 {
            let what = format!("committee {month}");
            if !self.forgets(&what) {
                rows.push(row(self.day(&what, month), "班子会议", &what));
            }
            // A town that forgot a month often holds the meeting in the next.
            if month > 0 && self.forgets(&format!("committee {}", month - 1)) && self.seed("late").hits(60) {
                rows.push(row(self.day(&format!("late {month}"), month), "班子会议", "late"));
            }
        }
        if !self.forgets("study") {
            rows.push(row(self.any_day("study"), "专题研究", "study"));
        }
        if !self.forgets("report") {
            rows.push(row(self.any_day("report"), "听取汇报", "report"));
        }
        Self::sorted(rows, 0)
    }

    fn trainings(&self) -> Vec<Vec<Cell>> {
        let row = |what: &str, whom: &str, hours: f64, persons: u32| {
            let lesson = format!("{}：{}", self.choose(what, &LESSONS), self.town.name);
            let cells = [Cell::words(whom), Cell::words(lesson), Cell::Number(hours), Cell::Number(f64::from(persons))];
            std::iter::once(Cell::Day(self.any_day(what))).chain(cells).collect::<Vec<_>>()
        };
        let hours = |what: &str, least: u64| (least + self.seed(what).below(4)) as f64 + 0.5;
        let mut rows = Vec::new();
        if !self.forgets("group") {
            rows.push(row("group", "中心组", 3.0, self.town.leaders + 4));
        }
        let less = if self.forgets("hours") { 2 } else { 0 };
        rows.push(row("leader", "领导班子成员", hours("leader", 6), self.town.leaders));
        rows.push(row("leader again", "领导班子成员", hours("leader again", 5), self.town.leaders - less));
        rows.push(row("member", "党员", hours("member", 4), self.town.members));
        rows.push(row("member again", "党员", hours("member again", 3), self.town.members - 5 * less));
        Self::sorted(rows, 0)
    }

    fn activities(&self) -> Vec<Vec<Cell>> {
        let row = |what: &str, kind: &str, name: &str| {
            vec![Cell::Day(self.any_day(what)), Cell::words(kind), Cell::words(format!("{}{name}", self.town.name))]
        };
        let mut rows = Vec::new();
        if !self.forgets("publicity") {
            rows.push(row("publicity", "宣传活动", self.choose("publicity", &["宣传周", "知识竞赛", "入户宣讲"])));
        }
        if self.quarter.1.is_multiple_of(2) && !self.forgets("life") {
            rows.push(row("life", "组织生活会", "组织生活会"));
        }
        Self::sorted(rows, 0)
    }

    fn branch_log(&self) -> Vec<Vec<Cell>> {
        const BRANCHES: [&str; 7] =
            ["机关支部", "第一支部", "第二支部", "第三支部", "社区支部", "企业支部", "退休支部"];
        let mut rows = Vec::new();
        for branch in BRANCHES.into_iter().take(self.town.branches as usize) {
            let row = |day, kind: &str, what: &str| {
                let theme = self.choose(what, &THEMES);
                vec![Cell::words(branch), Cell::Day(day), Cell::words(kind), Cell::words(theme)]
            };
            for (kind, what) in [("党员大会", format!("{branch} meeting")), ("党课", format!("{branch} lecture"))]
            {
                if !self.forgets(&what) || self.seed(&what).hits(50) {
                    rows.push(row(self.any_day(&what), kind, &what));
                }
            }
            for month in 0..3 {
                let what = format!("{branch} theme {month}");
                if !self.forgets(&what) {
                    rows.push(row(self.day(&what, month), "主题党日", &what));
                }
            }
        }
        Self::sorted(rows, 1)
    }

    fn visits(&self) -> Vec<Vec<Cell>> {
        let row = |what: String, kind: &str| {
            vec![Cell::Day(self.any_day(&what)), Cell::words(kind), Cell::words(self.choose(&what, &PLACES))]
        };
        let mut rows = Vec::new();
        if !self.forgets("site") {
            rows.push(row("site".to_string(), "实地调研"));
        }
        let n_households = 3 + self.seed("households").below(3) - if self.forgets("household") { 2 } else { 0 };
        rows.extend((0..n_households).map(|n| row(format!("household {n}"), "入户走访")));
        if self.quarter.1.is_multiple_of(2) && !self.forgets("check") {
            rows.push(row("check".to_string(), "自查督查"));
        }
        Self::sorted(rows, 0)
    }

    fn infos(&self) -> Vec<Vec<Cell>> {
        let row = |what: String, kind: &str| {
            let title = format!("{}{}", self.town.name, self.choose(&what, &INFOS));
            vec![Cell::Day(self.any_day(&what)), Cell::words(kind), Cell::words(title)]
        };
        let n_items = 3 + self.seed("infos").below(3) - if self.forgets("info") { 2 } else { 0 };
        let mut rows: Vec<_> = (0..n_items).map(|n| row(format!("info {n}"), "信息")).collect();
        if self.quarter.1.is_multiple_of(2) && !self.forgets("case") {
            rows.push(row("case".to_string(), "典型案例"));
        }
        if !self.forgets("disclosure") {
            rows.push(row("disclosure".to_string(), "公开公示"));
        }
        Self::sorted(rows, 0)
    }

    /// The applications of the quarter; and the days and numbers of talks with applicants that fall in it.
    fn applications(&self) -> (Vec<Vec<Cell>>, Vec<(NaiveDate, String)>) {
        let (mut rows, mut talks) = (Vec::new(), Vec::new());
        for quarter in [Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2)] {
            let then = Maker { town: self.town, quarter };
            for n in 1..=then.seed("applications").below(4) {
                let number = format!("{}{}{}-{n:02}", quarter.0, quarter.1, self.town.code());
                let applied = then.any_day(&format!("application {n}"));
                if quarter == self.quarter {
                    rows.push(vec![Cell::words(&number), Cell::Day(applied), Cell::words("第一支部")]);
                }
                let mut seed = then.seed(&format!("talk {n}"));
                let after = if then.forgets(&format!("talk {n}")) { 35 } else { 4 } + seed.below(24);
                let talked = applied + Days::new(after);
                if self.quarter.holds(talked) {
                    talks.push((talked, number));
                }
            }
        }
        (Self::sorted(rows, 1), talks)
    }

    fn talks(&self, answered: Vec<(NaiveDate, String)>) -> Vec<Vec<Cell>> {
        let with_applicant = |(day, number): (NaiveDate, String)| {
            let cells = [
                Cell::words("入党谈话"),
                Cell::words("申请人"),
                Cell::words(number),
                Cell::words("了解情况、提出要求"),
            ];
            std::iter::once(Cell::Day(day)).chain(cells).collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<Cell>> = answered.into_iter().map(with_applicant).collect();
        let row = |what: &str, kind: &str, whom: String| {
            let points = self.choose(what, &["履职情况", "清单完成情况", "思想工作情况", "作风纪律情况"]);
            let cells = [Cell::words(kind), Cell::Words(whom), Cell::Blank, Cell::words(points)];
            std::iter::once(Cell::Day(self.any_day(what))).chain(cells).collect::<Vec<_>>()
        };
        if !self.forgets("head") {
            let which = (self.quarter.1 - 1) % self.town.heads + 1;
            rows.push(row("head", "约谈下级负责人", format!("{which}号站所负责人")));
        }
        let n_hearts = 2 + self.seed("hearts").below(3) - if self.forgets("heart") { 1 } else { 0 };
        rows.extend((0..n_hearts).map(|n| row(&format!("heart {n}"), "谈心谈话", format!("干部{}", n + 1))));
        Self::sorted(rows, 0)
    }

    /// The entries of a list that were open at the quarter's begin or opened in it.
    fn list(&self, table: &str, words: &[&'static str], n: u64) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        for number in 1..=n {
            let mut seed = Seed::of(&format!("{} {table} {number}", self.town.code()));
            let opened = day(2025, 10, 9) + Days::new(seed.below(240));
            let deadline = opened + Days::new(45 + seed.below(120));
            let closed = match seed.hits(6 + self.town.neglect * 4) {
                true => deadline + Days::new(20 + seed.below(150)),
                false => opened + Days::new((deadline - opened).num_days() as u64 * (60 + seed.below(38)) / 100),
            };
            let (first, last) = (day(self.quarter.0, self.quarter.months()[0], 1), self.quarter.last_day());
            if opened > last || closed < first {
                continue;
            }
            let is_closed = closed <= last;
            let code = format!("{}-{number:02}", self.town.code());
            let state = if is_closed {
                "已销号"
            } else if opened + Days::new(20) > last {
                "未启动"
            } else {
                "推进中"
            };
            rows.push(vec![
                Cell::words(&code),
                Cell::words(words[(number as usize - 1) % words.len()]),
                Cell::words(seed.choose(&POSTS)),
                Cell::Day(opened),
                Cell::Day(deadline),
                Cell::words(state),
                if is_closed { Cell::words(format!("销{}-{number}", self.town.code())) } else { Cell::Blank },
                if is_closed { Cell::Day(closed) } else { Cell::Blank },
            ]);
        }
        rows
    }
}
