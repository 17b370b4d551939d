//! Twenty invented towns in four areas.

/// A town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Town {
    /// Its place in the register, from 1.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// East, south, west or north.
    pub area: &'static str,
    /// Sub-district, town or township.
    pub kind: &'static str,
    /// Branches.
    pub branches: u32,
    /// Members of its leading group.
    pub leaders: u32,
    /// Members of its branches.
    pub members: u32,
    /// Heads of subordinate units.
    pub heads: u32,
    /// How many of a hundred things it leaves undone.
    pub neglect: u64,
}

impl Town {
    /// Its code.
    pub fn code(&self) -> String {
        format!("T{:02}", self.number)
    }
}

const NAMES: [(&str, &str, &str); 20] = [
    ("云溪街道", "东片", "街道"),
    ("青禾镇", "东片", "镇"),
    ("枫岭镇", "东片", "镇"),
    ("砚池镇", "东片", "镇"),
    ("松坞乡", "东片", "乡"),
    ("河湾街道", "南片", "街道"),
    ("荷塘镇", "南片", "镇"),
    ("竹屿镇", "南片", "镇"),
    ("稻香镇", "南片", "镇"),
    ("南坪乡", "南片", "乡"),
    ("柳堤街道", "西片", "街道"),
    ("银杏镇", "西片", "镇"),
    ("磨石镇", "西片", "镇"),
    ("西涧镇", "西片", "镇"),
    ("白鹭乡", "西片", "乡"),
    ("钟楼街道", "北片", "街道"),
    ("梨园镇", "北片", "镇"),
    ("烽台镇", "北片", "镇"),
    ("寒坡镇", "北片", "镇"),
    ("云顶乡", "北片", "乡"),
];

/// In how many of a hundred things each town fails; a quarter of the towns in none.
const NEGLECT: [u64; 20] = [0, 1, 4, 2, 9, 1, 3, 0, 2, 7, 0, 2, 1, 4, 5, 0, 1, 8, 2, 0];

/// The towns in protocol order.
pub fn all() -> Vec<Town> {
    let town = |(place, (name, area, kind)): (usize, (&'static str, &'static str, &'static str))| {
        let n = place as u32;
        Town {
            number: n + 1,
            name,
            area,
            kind,
            branches: 3 + n * 7 % 4,
            leaders: 5 + n % 4,
            members: 38 + n * 13 % 45,
            heads: 2 + n % 3,
            neglect: NEGLECT[place],
        }
    };
    NAMES.into_iter().enumerate().map(town).collect()
}
