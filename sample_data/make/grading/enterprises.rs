//! The invented enterprises: names, industries, counties, and when they were in the register.

use canvass::survey::Survey;
use chrono::NaiveDate;

use super::ratings::Place;

/// An enterprise of the register.
#[derive(Debug, Clone)]
pub struct Enterprise {
    /// County by number, industry, and number among those of both.
    pub place: Place,
    /// Its code.
    pub code: String,
    /// Its present name.
    pub name: String,
    /// The name it had in the first round, or nothing.
    pub former: String,
    /// Its county.
    pub county: String,
    /// 高危行业, 重点行业 or 一般行业.
    pub risk: &'static str,
    /// The first day in the register, ISO; empty: always.
    pub from: &'static str,
    /// The last day in the register, ISO; empty: still.
    pub to: &'static str,
}

impl Enterprise {
    /// Whether it is in the register on a day.
    pub fn exists_on(&self, day: NaiveDate) -> bool {
        let parsed = |iso: &str| iso.parse::<NaiveDate>().ok();
        parsed(self.from).is_none_or(|from| from <= day) && parsed(self.to).is_none_or(|to| day <= to)
    }

    /// The name under which it was reported in a round.
    pub fn name_in(&self, round: usize) -> &str {
        if round == 0 && !self.former.is_empty() { &self.former } else { &self.name }
    }
}

/// Industry, how the names of its enterprises end, kind.
const INDUSTRIES: [(&str, &str, &str); 25] = [
    ("煤矿开采", "煤业", "高危行业"),
    ("非煤矿山", "矿业", "高危行业"),
    ("危险化学品", "化工", "高危行业"),
    ("烟花爆竹", "花炮", "高危行业"),
    ("建筑施工", "建设", "高危行业"),
    ("道路运输", "客货运", "高危行业"),
    ("金属冶炼", "冶金", "高危行业"),
    ("民用爆破", "爆破工程", "高危行业"),
    ("燃气经营", "燃气", "重点行业"),
    ("电力供应", "供电", "重点行业"),
    ("机械制造", "机械", "重点行业"),
    ("冷链仓储", "冷链", "重点行业"),
    ("粉尘加工", "木业", "重点行业"),
    ("水上运输", "航运", "重点行业"),
    ("商场市场", "商城", "重点行业"),
    ("纺织服装", "纺织", "一般行业"),
    ("食品加工", "食品", "一般行业"),
    ("家具制造", "家居", "一般行业"),
    ("造纸印刷", "印务", "一般行业"),
    ("电子装配", "电子", "一般行业"),
    ("住宿餐饮", "酒店", "一般行业"),
    ("旅游景区", "旅游", "一般行业"),
    ("物流快递", "物流", "一般行业"),
    ("农机服务", "农机", "一般行业"),
    ("再生回收", "再生资源", "一般行业"),
];

/// First parts of names; each stands once in an industry.
const NAMES: [&str; 24] = [
    "云栖", "禾丰", "石泉", "锦程", "恒砚", "松岭", "明湾", "翠屏", "长汀", "安禾", "启衡", "瑞枫", "南渡", "博岩",
    "青禾", "鼎川", "和煦", "宏砺", "沐阳", "天澜", "百川", "嘉木", "银杉", "朝晖",
];

/// The counties in the order of print.
pub fn counties(survey: &Survey) -> Vec<String> {
    let county = survey.register.attributes.iter().find(|attribute| attribute.id == "county");
    county.map_or(Vec::new(), |county| county.values.iter().map(|value| value.value.clone()).collect())
}

/// The register: counties in order, industries in order; 3 to 6 enterprises of each in each county.
pub fn register(survey: &Survey) -> Vec<Enterprise> {
    let mut all = Vec::new();
    for (number, county) in counties(survey).iter().enumerate() {
        for (place, (industry, ending, risk)) in INDUSTRIES.iter().enumerate() {
            let n_units = 3 + (number + place) % 3 + usize::from(number == 0);
            for n in 0..n_units {
                let code = format!("QY{:04}", all.len() + 1);
                let first = NAMES[(place * 5 + number * 6 + n) % NAMES.len()];
                let (from, to) = lifetime(all.len());
                let name = format!("{first}{ending}有限公司");
                let former = if all.len() == 60 { format!("{first}{ending}厂") } else { String::new() };
                let place = (number, *industry, n);
                all.push(Enterprise { place, code, name, former, county: county.clone(), risk, from, to });
            }
        }
    }
    all
}

/// Some came in the second round, some left before its end.
fn lifetime(place: usize) -> (&'static str, &'static str) {
    match place % 31 {
        7 => ("2026-03-01", ""),
        19 if place % 2 == 1 => ("", "2026-04-30"),
        _ => ("", ""),
    }
}
