//! The checksums that token formats carry, as their issuers compute them.

use super::Checksum;

/// Digits, then upper case, then lower case.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl Checksum {
    /// How many characters it has.
    pub fn length(self) -> usize {
        match self {
            Self::GithubCrc32 => 6,
            Self::CloudflareCrc32 => 8,
        }
    }

    /// The checksum of a token's random part.
    pub fn of(self, random: &[u8]) -> String {
        let sum = crc32fast::hash(random);
        match self {
            Self::GithubCrc32 => base62(sum),
            Self::CloudflareCrc32 => format!("{sum:08x}"),
        }
    }
}

/// In base 62, padded to six digits.
fn base62(mut number: u32) -> String {
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(number % 62) as usize];
        number /= 62;
    }
    digits.iter().map(|b| char::from(*b)).collect()
}
