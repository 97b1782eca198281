//! The kinds of random text that rules name: as the value of an assignment, and as a placeholder in an example.

/// A kind of random text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Alnum,
    UpperAlnum,
    LowerAlnum,
    Letters,
    Hex,
    UpperHex,
    Digits,
    Base32,
    Base64,
    Base64Url,
}

impl Kind {
    /// Each kind by the name that rules use.
    pub const NAMES: [(&'static str, Self); 10] = [
        ("alnum", Self::Alnum),
        ("ALNUM", Self::UpperAlnum),
        ("lower", Self::LowerAlnum),
        ("letters", Self::Letters),
        ("hex", Self::Hex),
        ("HEX", Self::UpperHex),
        ("digits", Self::Digits),
        ("base32", Self::Base32),
        ("base64", Self::Base64),
        ("base64url", Self::Base64Url),
    ];

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, kind)| *kind)
    }

    /// The inside of a regex class that holds exactly its characters.
    pub fn class(self) -> &'static str {
        match self {
            Self::Alnum => "0-9A-Za-z",
            Self::UpperAlnum => "0-9A-Z",
            Self::LowerAlnum => "0-9a-z",
            Self::Letters => "A-Za-z",
            Self::Hex => "0-9a-f",
            Self::UpperHex => "0-9A-F",
            Self::Digits => "0-9",
            Self::Base32 => "2-7A-Z",
            Self::Base64 => "0-9A-Za-z+/",
            Self::Base64Url => "0-9A-Za-z_\\-",
        }
    }
}
