//! A secret's bytes, which no log, report or panic message can show by accident.

use std::fmt;

/// What stands in reports for the part of a secret that is not shown.
pub const MASK: &str = "********";

/// The bytes of a secret. `Debug` and `Display` show what every key of its format begins with, a mask and the
/// length; only [`Secret::reveal`] shows more.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    bytes: Box<[u8]>,
    public: usize,
}

impl Secret {
    /// Takes the bytes and how many of the first ones are the same in every key of the format.
    pub fn new(bytes: &[u8], public: usize) -> Self {
        // A prefix that is nearly all of the value is no longer only the format's.
        let public = if public * 2 > bytes.len() { 0 } else { public };
        Self { bytes: bytes.into(), public }
    }

    /// Text that is no secret and stands where one may: the name of a variable or of a header.
    pub fn open(text: &str) -> Self {
        Self { bytes: text.as_bytes().into(), public: text.len() }
    }

    /// The value itself; for `--show-secrets` and for comparing, never for a log.
    pub fn reveal(&self) -> &[u8] {
        &self.bytes
    }

    /// The value without what every key of the format begins with.
    pub fn body(&self) -> &[u8] {
        &self.bytes[self.public..]
    }

    /// How many of the first bytes every key of the format shares.
    pub fn public_length(&self) -> usize {
        self.public
    }

    /// What identifies the value in a report.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.bytes)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let public = String::from_utf8_lossy(&self.bytes[..self.public]);
        if self.public == self.bytes.len() {
            return f.write_str(&public);
        }
        write!(f, "{public}{MASK} ({} characters)", self.bytes.len())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({self})")
    }
}

/// A short hash of a value: equal for equal values wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    fn of(value: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("keyside 2026 fingerprint of a secret's value v1");
        hasher.update(value);
        Self(hasher.finalize().to_hex()[..24].to_owned())
    }

    /// 24 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
