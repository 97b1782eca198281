//! What is wrong with a configuration, said so that its author can mend it.
//!
//! A configuration may come from a tree that nobody trusts, and may hold a secret that was pasted into the wrong place, so a
//! message repeats words that look like keys or options, and nothing else of the file.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use crate::location::is_steering;

/// A configuration that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", lines(.0))]
pub struct ConfigError(pub Vec<Mistake>);

fn lines(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

impl From<Mistake> for ConfigError {
    fn from(mistake: Mistake) -> Self {
        Self(vec![mistake])
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is.
    pub place: Place,
    /// The key that it is about, such as `level.class`; empty if it is about none.
    pub key: String,
    /// What is wrong, and what is allowed.
    pub message: String,
}

/// A line of a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as the user would name it.
    pub file: Arc<str>,
    /// 1-based; 0 if no line is known.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if !self.key.is_empty() {
            write!(f, "`{}`: ", self.key)?;
        }
        f.write_str(&self.message)
    }
}

/// A word of the file as a message may repeat it.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = word.len() <= 48 && !word.is_empty() && !word.chars().any(|c| is_steering(c) || c == '`');
    // Real keys have digits among letters, or are long without a break.
    let longest = word.split(['-', '_', '.', '/', '*', ' ']).map(str::len).max().unwrap_or(0);
    let is_word = longest <= 20 && word.chars().filter(char::is_ascii_digit).count() <= 4;
    if is_plain && is_word { format!("`{word}`") } else { "this value".to_owned() }
}

/// `; did you mean …?`, if one of the words is near.
pub(super) fn suggestion<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> String {
    words
        .into_iter()
        .map(|known| (strsim::damerau_levenshtein(word, known), known))
        .min()
        .filter(|(distance, known)| *distance <= (known.len() / 3).max(1))
        .map(|(_, known)| format!("; did you mean `{known}`?"))
        .unwrap_or_default()
}

/// Serde's message in words for whoever writes configurations. `key` is what it is about.
pub(super) fn plain(message: &str, key: &str) -> String {
    let name = key.rsplit('.').next().unwrap_or(key);
    let quotes: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (first, rest) = quotes.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    if message.starts_with("unknown field") {
        let near = suggestion(first, rest.iter().copied());
        let known = if near.is_empty() { format!("; known are {}", rest.join(", ")) } else { near };
        return format!("there is no such key{known}");
    }
    if message.starts_with("unknown variant") {
        let near = suggestion(first, rest.iter().copied());
        return format!("{} is none of {}{near}", quoted(first), rest.join(", "));
    }
    if message.starts_with("missing field") {
        return format!("`{first}` is missing");
    }
    if message.starts_with("wanted string or table") {
        return "must be a text in quotes".to_owned();
    }
    let Some((got, expected)) =
        message.strip_prefix("invalid type: ").and_then(|m| m.rsplit_once(", expected "))
    else {
        return message.trim().replace('\n', "; ");
    };
    let got = match got.split([' ', '"']).next().unwrap_or_default() {
        "string" => "a text",
        "map" => "a table",
        "sequence" => "a list",
        "boolean" => "true or false without quotes",
        _ => "a number",
    };
    let expected = match expected {
        "a sequence" => format!("a list of tables, each written as `[[{name}]]`"),
        "a boolean" => "true or false".to_owned(),
        "a string" | "string or map" => "a text in quotes".to_owned(),
        table if table.starts_with("struct ") => "a table".to_owned(),
        other => other.to_owned(),
    };
    format!("must be {expected}, and is {got}")
}
