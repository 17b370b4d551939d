//! The invented counties, and how they work.

/// A county.
#[derive(Debug, Clone, Copy)]
pub struct County {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its name before, and the month since which it bears the present one.
    pub former: Option<(&'static str, (i32, u32))>,
    /// Its part of the city.
    pub zone: &'static str,
    /// Its size; 1 is the middle.
    pub size: f64,
    /// How much it does of what is expected; 1 is just as much.
    pub effort: f64,
    /// The last day before it was merged into another, and that one.
    pub merged: Option<(&'static str, &'static str)>,
}

const fn county(code: &'static str, name: &'static str, zone: &'static str, size: f64, effort: f64) -> County {
    County { code, name, former: None, zone, size, effort, merged: None }
}

/// The counties in protocol order. No name here is that of a county.
pub const COUNTIES: &[County] = &[
    county("C01", "东岭区", "城区", 1.5, 1.06),
    county("C02", "西汀区", "城区", 1.4, 1.02),
    county("C03", "北原区", "城区", 1.1, 0.99),
    county("C04", "禾渡县", "北片", 1.0, 1.10),
    county("C05", "澄源县", "北片", 0.9, 0.88),
    county("C06", "岩湖县", "北片", 1.0, 1.00),
    County { merged: Some(("2025-12-31", "C06")), ..county("C07", "石岗县", "北片", 0.5, 0.97) },
    county("C08", "柳陂县", "南片", 0.8, 0.94),
    county("C09", "云坪县", "南片", 0.7, 1.04),
    County { former: Some(("望川垦区", (2025, 7))), ..county("C10", "望川县", "南片", 0.6, 0.80) },
    county("C11", "南沙岭县", "南片", 0.7, 0.97),
];

impl County {
    /// Whether it exists in a month.
    pub fn exists(&self, year: i32) -> bool {
        self.merged.is_none() || year < 2026
    }

    /// The name under which it reports in a month.
    pub fn name_in(&self, year: i32, month: u32) -> &'static str {
        match self.former {
            Some((former, since)) if (year, month) < since => former,
            _ => self.name,
        }
    }

    /// Its size in a year: the merger adds up.
    pub fn size_in(&self, year: i32) -> f64 {
        let taken_over = COUNTIES.iter().filter(|other| other.merged.is_some_and(|(_, into)| into == self.code));
        self.size + if year >= 2026 { taken_over.map(|other| other.size).sum() } else { 0.0 }
    }
}
