//! Is a value a password that somebody has thought of, and how good is the evidence?
//!
//! People's passwords are words with something added. So the question is not whether a value is random but whether it is anything
//! else: a name of the code, a sentence of an interface, a stock password of documentation.

use super::words;

/// How far a value is believed to be a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// It is a name, a number or words.
    None,
    /// It may be one.
    Weak,
    /// Nothing else is written like that.
    Strong,
}

/// Words of which stock passwords are made, longest first where one begins another.
const STOCK: &[&str] = &[
    "password",
    "passphrase",
    "passwort",
    "passwd",
    "passw",
    "default",
    "changeme",
    "welcome",
    "example",
    "database",
    "another",
    "complex",
    "correct",
    "invalid",
    "letmein",
    "testing",
    "dummy",
    "string",
    "strong",
    "secret",
    "secure",
    "simple",
    "really",
    "sample",
    "qwerty",
    "change",
    "hidden",
    "server",
    "wrong",
    "admin",
    "login",
    "super",
    "valid",
    "value",
    "guest",
    "hello",
    "world",
    "other",
    "pass",
    "test",
    "user",
    "root",
    "your",
    "safe",
    "some",
    "good",
    "very",
    "weak",
    "word",
    "demo",
    "temp",
    "here",
    "real",
    "enter",
    "type",
    "init",
    "main",
    "auth",
    "priv",
    "my",
    "new",
    "old",
    "foo",
    "bar",
    "baz",
    "abc",
    "the",
    "key",
    "not",
    "pwd",
    "any",
    "bad",
    "pw",
    "db",
    "is",
    "me",
    "a",
    "s",
];

/// Numbers behind names of algorithms: `sha256`, `rsa4096`.
const SIZES: &[&[u8]] = &[
    b"128", b"160", b"192", b"224", b"256", b"384", b"448", b"512", b"521", b"1024", b"2048", b"3072",
    b"4096", b"8859",
];

/// Characters that join words, of which a password needs more than that.
fn joins(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.' | b'/' | b' ' | b':')
}

/// Which kinds of characters a value has: small and capital letters, digits, and signs that join no words.
fn classes(value: &[u8]) -> [bool; 4] {
    let any = |is: fn(&u8) -> bool| value.iter().any(is);
    let sign = value.iter().any(|b| !b.is_ascii_alphanumeric() && !joins(*b));
    [any(u8::is_ascii_lowercase), any(u8::is_ascii_uppercase), any(u8::is_ascii_digit), sign]
}

/// Whether a value has small and capital letters, a number and signs, as people make them who are told to.
pub fn is_elaborate(value: &[u8]) -> bool {
    let has_number = value.windows(2).any(|pair| pair.iter().all(u8::is_ascii_digit));
    has_number && classes(value) == [true; 4]
}

/// Judges a value that is called a password.
pub fn strength(value: &[u8]) -> Strength {
    let [lower, upper, digit, sign] = classes(value);
    if words::is_name(value) || words::is_number(value) || (!digit && is_sentence(value)) {
        return Strength::None;
    }
    let classes = [lower, upper, digit, sign].into_iter().filter(|has| *has).count();
    let believed = match (digit, sign) {
        _ if !upper && is_sentence(value) => false,
        _ if is_counted(value) || is_snake(value) => false,
        _ if is_stock(value) => classes == 4 && ends_in_digits(value),
        (true, true) => classes > 2 || !words::is_wordy(value),
        (true, false) => !words::is_wordy(value) || has_number(value, upper),
        (false, true) => classes > 2 && !is_joined(value),
        (false, false) => value.len() >= 12 && !words::is_wordy(value),
    };
    if believed { Strength::Strong } else { Strength::Weak }
}

/// Whether a value without quotes is code: names and the signs of an expression.
pub fn is_code(value: &[u8]) -> bool {
    value.iter().all(|b| b.is_ascii_alphanumeric() || b"_$.:!?&*>|@%=+-/".contains(b))
        && !value.iter().all(u8::is_ascii_alphanumeric)
        || words::is_wordy(value)
}

/// Words with the signs of a sentence at most: `Passwort-vergessen?`.
fn is_sentence(value: &[u8]) -> bool {
    let end = value.iter().rposition(|b| !b"?!.:*".contains(b)).map_or(0, |at| at + 1);
    let words = &value[..end];
    let is_plain = words.iter().all(|b| b.is_ascii_alphanumeric() || joins(*b));
    end < value.len() && is_plain && words.iter().any(|b| joins(*b)) && words::is_wordy(words)
}

/// Names joined by operators of code: `first+second`, `name=value`.
fn is_joined(value: &[u8]) -> bool {
    value
        .split(|b| matches!(b, b'+' | b'=' | b'&' | b'|' | b'?' | b'*' | b'~' | b'^') || joins(*b))
        .all(|part| part.iter().all(u8::is_ascii_alphanumeric))
}

/// Whether nothing but words of stock passwords is in a value, in whatever spelling: `P4ssw0rd!`, `mySuperSecret123`.
fn is_stock(value: &[u8]) -> bool {
    let end = value.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |at| at + 1);
    let start = value.iter().position(|b| b.is_ascii_alphanumeric() || matches!(b, b'$' | b'@')).unwrap_or(0);
    let letters: Vec<u8> = value[start.min(end)..end]
        .iter()
        .filter_map(|b| match b.to_ascii_lowercase() {
            b'0' => Some(b'o'),
            b'1' => Some(b'i'),
            b'3' => Some(b'e'),
            b'4' | b'@' => Some(b'a'),
            b'5' | b'$' => Some(b's'),
            b'7' => Some(b't'),
            letter => letter.is_ascii_alphabetic().then_some(letter),
        })
        .collect();
    let mut rest = &letters[..];
    while let Some(word) = STOCK.iter().find(|word| rest.starts_with(word.as_bytes())) {
        rest = &rest[word.len()..];
    }
    rest.is_empty()
}

/// Whether a value has a number that is no size of an algorithm: of two digits at its end or three anywhere if its words begin with
/// capitals, of three at its end if not.
fn has_number(value: &[u8], upper: bool) -> bool {
    let mut parts = value.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()).rev().enumerate();
    parts.any(|(from_end, part)| {
        let least = if upper && from_end == 0 { 2 } else { 3 };
        part[0].is_ascii_digit() && part.len() >= least && (upper || from_end == 0) && !SIZES.contains(&part)
    })
}

/// Two digits, perhaps with a sign behind them.
fn ends_in_digits(value: &[u8]) -> bool {
    let digits =
        value.iter().rev().skip_while(|b| !b.is_ascii_alphanumeric()).take_while(|b| b.is_ascii_digit());
    digits.count() > 1
}

/// A word and `123`, perhaps with a sign between, as examples have it: `Acme#123`.
fn is_counted(value: &[u8]) -> bool {
    let digits = value.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let (word, number) = value.split_at(value.len() - digits);
    let word =
        word.split_last().filter(|(sign, _)| !sign.is_ascii_alphanumeric()).map_or(word, |(_, word)| word);
    digits > 2 && b"1234567890".starts_with(number) && word.iter().all(u8::is_ascii_alphabetic)
}

/// `is_default_v4_rp`: a name in small letters, with a word in it.
fn is_snake(value: &[u8]) -> bool {
    let is_word =
        |part: &[u8]| part.len() > 3 && part.iter().all(u8::is_ascii_lowercase) && words::is_wordy(part);
    value.contains(&b'_')
        && value.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_')
        && value.split(|b| *b == b'_').any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::example::expand;

    fn judge(template: &str) -> Strength {
        strength(expand(template, 5).unwrap().text.as_bytes())
    }

    #[test]
    fn passwords_of_people_are_believed() {
        for template in [
            "Winter2024!",
            "Winter-2024-Berlin!",
            "c0ffee&Biscuits",
            "orion4711",
            "Marathon42",
            "<<alnum:14>>7",
            "<<lower:16>>4",
            "k9#<<lower:8>>",
            "<<letters:18>>",
        ] {
            assert_eq!(judge(template), Strength::Strong, "{template}");
        }
    }

    #[test]
    fn stock_passwords_are_doubted() {
        for value in [
            "password123",
            "admin1234",
            "P4ssw0rd",
            "mySuperSecret123",
            "changeme1",
            "scram-sha-256",
            "Secret!Secret",
            "Acme#1234",
        ] {
            assert_eq!(judge(value), Strength::Weak, "{value}");
        }
    }

    #[test]
    fn names_numbers_and_sentences_are_none() {
        for value in [
            "user.password",
            "password_field",
            "Passwort-vergessen?",
            "2147221215i32",
            "0x8004",
            "correct-horse",
        ] {
            assert_eq!(judge(value), Strength::None, "{value}");
        }
    }
}
