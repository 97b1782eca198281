//! The checksums that token formats carry, as their issuers compute them.

use super::Checksum;

/// Digits, then upper case, then lower case.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The alphabet of RFC 4648, section 6.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

impl Checksum {
    /// The token with its checksum behind it, given all that stands before the checksum; for a NATS seed, its bytes.
    pub fn sealed(self, start: &[u8]) -> String {
        match self {
            Self::NatsCrc16 => base32(&[start, &crc16(start).to_le_bytes()].concat()),
            Self::GithubCrc32 => String::from_utf8_lossy(start).into_owned() + &base62(own_part(start)),
            Self::CloudflareCrc32 => {
                format!("{}{:08x}", String::from_utf8_lossy(start), crc32fast::hash(own_part(start)))
            }
            Self::HexCrc32 => format!("{}{:08x}", String::from_utf8_lossy(start), crc32fast::hash(start)),
        }
    }

    /// Whether the checksum at the end of a token fits what stands before it.
    pub fn holds(self, token: &[u8]) -> bool {
        let start = match self {
            Self::NatsCrc16 => {
                from_base32(token).and_then(|bytes| Some(bytes[..bytes.len().checked_sub(2)?].to_vec()))
            }
            Self::GithubCrc32 => token.len().checked_sub(6).map(|at| token[..at].to_vec()),
            Self::CloudflareCrc32 | Self::HexCrc32 => {
                token.len().checked_sub(8).map(|at| token[..at].to_vec())
            }
        };
        start.is_some_and(|start| self.sealed(&start).as_bytes() == token)
    }
}

/// What follows the last `_`: the prefix is not part of the sum.
fn own_part(start: &[u8]) -> &[u8] {
    start.rsplit(|b| *b == b'_').next().unwrap_or_default()
}

/// The CRC-32 in base 62, padded to six digits.
fn base62(bytes: &[u8]) -> String {
    let mut number = crc32fast::hash(bytes);
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(number % 62) as usize];
        number /= 62;
    }
    digits.iter().map(|b| char::from(*b)).collect()
}

/// The CRC-16 of XMODEM: polynomial 0x1021, starting with 0.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc: u16, byte| {
        (0..8).fold(
            crc ^ u16::from(*byte) << 8,
            |crc, _| {
                if crc & 0x8000 == 0 { crc << 1 } else { crc << 1 ^ 0x1021 }
            },
        )
    })
}

/// Without padding.
fn base32(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    (0..(bytes.len() * 8).div_ceil(5))
        .map(|digit| (0..5).fold(0, |value, offset| value << 1 | bit(digit * 5 + offset)))
        .map(|value| char::from(BASE32[usize::from(value)]))
        .collect()
}

/// The whole bytes that base 32 without padding stands for.
fn from_base32(text: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .iter()
        .map(|b| BASE32.iter().position(|digit| digit == b).map(|at| at as u8))
        .collect::<Option<_>>()?;
    let bit = |at: usize| digits[at / 5] >> (4 - at % 5) & 1;
    Some(
        (0..digits.len() * 5 / 8)
            .map(|byte| (0..8).fold(0, |value, offset| value << 1 | bit(byte * 8 + offset)))
            .collect(),
    )
}
