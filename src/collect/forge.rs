//! Makes containers for tests: lawful ones, and ones that lie about themselves.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// A part, and what the container says about it.
#[derive(Debug, Clone)]
pub struct Forged {
    pub name: String,
    pub local_name: String,
    pub packed: Vec<u8>,
    pub unpacked: u32,
    pub crc: u32,
    pub method: u16,
    pub flags: u16,
}

impl Forged {
    /// A part that tells the truth.
    pub fn part(name: &str, bytes: &[u8]) -> Forged {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        Forged {
            name: name.into(),
            local_name: name.into(),
            packed: encoder.finish().unwrap(),
            unpacked: bytes.len() as u32,
            crc: crc.sum(),
            method: 8,
            flags: 0,
        }
    }

    fn sizes(&self) -> Vec<u8> {
        [self.crc, self.packed.len() as u32, self.unpacked].iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn head(&self, name: &str) -> Vec<u8> {
        let mut head = Vec::new();
        for number in [20, self.flags, self.method, 0, 0x21] {
            head.extend(number.to_le_bytes());
        }
        head.extend(self.sizes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        head
    }
}

/// A container of these parts.
pub fn container(parts: &[Forged]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        let at = out.len() as u32;
        out.extend(b"PK\x03\x04");
        out.extend(part.head(&part.local_name));
        out.extend(part.local_name.as_bytes());
        out.extend(&part.packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(part.head(&part.name));
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(part.name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((parts.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A container of parts given by name and text.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<Forged> = parts.iter().map(|(name, text)| Forged::part(name, text.as_bytes())).collect();
    container(&parts)
}
