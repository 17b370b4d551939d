//! A small generator of repeatable choices: the same name gives the same choices on every machine.

/// A linear congruential generator (Knuth's MMIX constants).
#[derive(Debug, Clone)]
pub struct Seed(u64);

impl Seed {
    /// Begins from a name, by FNV-1a.
    pub fn of(name: &str) -> Seed {
        let hash = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Seed(name.bytes().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    /// The next choice among `n`, from 0.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// One of a list.
    pub fn choose<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}
