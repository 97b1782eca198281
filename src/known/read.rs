//! Files of values: `.env` files and lists. What would be found in every bundle, or may be there, is left out.

use std::fmt;

use super::Value;
use crate::finding::Secret;
use crate::location::Origin;

/// Shorter values stand in any file by chance, in bytes.
const SHORTEST: usize = 8;

/// Values of this many different bytes are no keys.
const LEAST_DIFFERENT: usize = 5;

/// What the names of variables begin with that frameworks write into client code.
const PUBLIC: &[&str] = &[
    "EXPO_PUBLIC_",
    "GATSBY_",
    "NEXT_PUBLIC_",
    "NG_APP_",
    "NUXT_PUBLIC_",
    "PUBLIC_",
    "RAZZLE_",
    "REACT_APP_",
    "REACT_NATIVE_",
    "STORYBOOK_",
    "VITE_",
    "VUE_APP_",
];

/// Words in names of variables that hold secrets, whatever their values look like.
const SECRET: &[&str] = &[
    "AUTH",
    "CREDENTIAL",
    "CREDENTIALS",
    "DSN",
    "KEY",
    "PASS",
    "PASSPHRASE",
    "PASSWD",
    "PASSWORD",
    "PAT",
    "PEPPER",
    "PIN",
    "PRIVATE",
    "PWD",
    "SALT",
    "SECRET",
    "SIGNATURE",
    "TOKEN",
];

/// The values of a file.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Those to search for.
    pub searched: Vec<Value>,
    /// The others.
    pub left_out: Vec<LeftOut>,
}

/// A value that is not searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The variable's name, if it has one.
    pub name: Option<String>,
    /// The file.
    pub origin: Origin,
    /// 1-based.
    pub line: u64,
    /// Why.
    pub reason: Reason,
}

/// Why a value is not searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Its variable is one that frameworks publish.
    Public,
    /// It is too short.
    Short,
    /// A word, an address or a number that may stand anywhere.
    Common,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Public => "its name says that it may be public",
            Self::Short => "it has fewer than 8 bytes",
            Self::Common => "it is a word, an address or a number that may stand anywhere",
        })
    }
}

/// The values of a `.env` file: `NAME=value`, quoted or not, `export` or not.
pub fn env_file(origin: &Origin, text: &str) -> Values {
    let mut values = Values::default();
    let mut rest = Rest { text: text.trim_start_matches('\u{FEFF}'), line: 1 };
    while let Some((name, line)) = rest.name() {
        let value = rest.value();
        values.add(Some(name), value, origin, line);
    }
    values
}

/// The values of a list, one a line.
pub fn lines(origin: &Origin, text: &str) -> Values {
    let mut values = Values::default();
    for (line, value) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        if !value.trim().is_empty() {
            values.add(None, value.trim().to_owned(), origin, line);
        }
    }
    values
}

impl Values {
    fn add(&mut self, name: Option<&str>, value: String, origin: &Origin, line: u64) {
        if value.is_empty() {
            return;
        }
        let owned = name.map(str::to_owned);
        match reason(name, &value) {
            Some(reason) => self.left_out.push(LeftOut { name: owned, origin: origin.clone(), line, reason }),
            None => self.searched.push(Value {
                name: owned,
                secret: Secret::new(value.as_bytes(), 0),
                origin: origin.clone(),
                line,
            }),
        }
    }
}

fn reason(name: Option<&str>, value: &str) -> Option<Reason> {
    let upper = name.map(str::to_ascii_uppercase).unwrap_or_default();
    let is_called_secret =
        upper.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| SECRET.contains(&word));
    let different = (0..=u8::MAX).filter(|byte| value.as_bytes().contains(byte)).count();
    match () {
        () if PUBLIC.iter().any(|prefix| upper.starts_with(prefix)) => Some(Reason::Public),
        () if value.len() < SHORTEST => Some(Reason::Short),
        () if different < LEAST_DIFFERENT || value.starts_with("${") => Some(Reason::Common),
        // A list holds what somebody wants to be searched for.
        () if name.is_some() && !is_called_secret && is_common(value) => Some(Reason::Common),
        () => None,
    }
}

/// Words, numbers, paths and addresses without a password in them.
fn is_common(value: &str) -> bool {
    let is_word = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        digits + letters == word.len()
            && (digits == 0 && word.len() < 16 || letters == 0 || digits <= 2 && word.len() < 12)
    };
    let is_address = value.contains("://") && !value.contains(['@', '?', '#']);
    let address = value.split_once("://").map_or(value, |(_, rest)| rest);
    (is_address || !value.contains("://"))
        && address.split(['.', '-', '_', '/', ':', ',', ' ', '@', '+', '*']).all(is_word)
}

/// What is still to be read of a `.env` file.
struct Rest<'t> {
    text: &'t str,
    line: u64,
}

impl<'t> Rest<'t> {
    /// The next variable's name and its line; what follows is its value.
    fn name(&mut self) -> Option<(&'t str, u64)> {
        while !self.text.is_empty() {
            let line = self.text.split('\n').next().unwrap_or_default();
            let is_name = |name: &str| {
                !name.is_empty()
                    && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'))
            };
            if let Some((name, _)) = line.split_once('=') {
                let bare = name.trim().trim_start_matches("export ").trim();
                if is_name(bare) {
                    self.text = &self.text[name.len() + 1..];
                    return Some((bare, self.line));
                }
            }
            self.skip(line.len() + 1);
        }
        None
    }

    fn value(&mut self) -> String {
        let line = self.text.split('\n').next().unwrap_or_default();
        let start = line.len() - line.trim_start().len();
        let quote = line.trim_start().chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
        let quoted = quote.and_then(|quote| {
            let inner = &self.text[start + 1..];
            Some((quote, &inner[..end_of_quoted(inner, quote)?]))
        });
        let Some((quote, inner)) = quoted else {
            // A comment begins after a space; a `#` within a value is a part of it.
            let value = line.split_once(" #").map_or(line, |(value, _)| value).trim();
            self.skip(line.len() + 1);
            return value.to_owned();
        };
        let inner_end = start + 1 + inner.len() + 1;
        let tail = self.text[inner_end..].split('\n').next().unwrap_or_default().len();
        self.skip(inner_end + tail + 1);
        if quote == '"' { unescaped(inner) } else { inner.replace("\r\n", "\n") }
    }

    fn skip(&mut self, bytes: usize) {
        let bytes = bytes.min(self.text.len());
        self.line += memchr::memchr_iter(b'\n', &self.text.as_bytes()[..bytes]).count() as u64;
        self.text = &self.text[bytes..];
    }
}

fn end_of_quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            c if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = if c == '\\' {
            chars.next().unwrap_or(c)
        } else {
            out.push(c);
            continue;
        };
        match c {
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            '"' | '\\' | '$' => out.push(c),
            c => out.extend(['\\', c]),
        }
    }
    out.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, u64)> {
        let values = env_file(&Origin::file(".env".into()), text);
        let text = |secret: &Secret| String::from_utf8_lossy(secret.reveal()).into_owned();
        values.searched.into_iter().map(|v| (v.name.unwrap_or_default(), text(&v.secret), v.line)).collect()
    }

    #[test]
    fn values_are_read_as_programs_read_them() {
        let text = "# comment = no\nA_KEY=abcdefg1#2 # comment\nexport B_KEY = \"two\\nlines\\\"\" # c\nC_KEY='raw\\n$text'\n\
                    not a variable\nD_KEY=\"first\nsecond\"\nE_KEY=\"open\n";
        let expected = [
            ("A_KEY", "abcdefg1#2", 2),
            ("B_KEY", "two\nlines\"", 3),
            ("C_KEY", "raw\\n$text", 4),
            ("D_KEY", "first\nsecond", 6),
        ];
        let expected: Vec<_> = expected.map(|(n, v, l)| (n.to_owned(), v.to_owned(), l)).into();
        assert_eq!(read(text), expected);
    }

    #[test]
    fn what_may_stand_anywhere_is_left_out() {
        for (name, value, expected) in [
            ("NODE_ENV", "production", Some(Reason::Common)),
            ("DEBUG", "true", Some(Reason::Short)),
            ("API_KEY", "short", Some(Reason::Short)),
            ("API_KEY", "00000000000", Some(Reason::Common)),
            ("NEXT_PUBLIC_KEY", "q8r7s6t5u4v3", Some(Reason::Public)),
            ("REGION", "eu-central-1", Some(Reason::Common)),
            ("URL", "https://api.shop.example/v1", Some(Reason::Common)),
            ("PORT_RANGE", "10000-20000", Some(Reason::Common)),
            ("DATABASE_URL", "postgres://app:pw@db.internal/app", None),
            ("DB_PASSWORD", "correcthorse", None),
            ("X", "q8r7s6t5u4v3w2", None),
        ] {
            assert_eq!(reason(Some(name), value), expected, "{name}");
        }
        assert_eq!(reason(None, "production"), None);
    }
}
