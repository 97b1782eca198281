//! What stands around an assigned value: is the name a name of its own, is the value all of a literal, is it a literal at all?
//!
//! A pattern finds a name, something that assigns, and a value. These checks look at the neighbours, in whatever language.

use std::ops::Range;

use super::place::Syntax;

/// The longest identifier that is looked at, in bytes.
const LONGEST_NAME: usize = 96;

/// Words behind the name of a password that leave it one: `PASSWORD_PROD`, `passwordValue`.
const HARMLESS_WORDS: &[&str] = &[
    "admin",
    "app",
    "clear",
    "current",
    "db",
    "default",
    "dev",
    "development",
    "live",
    "local",
    "main",
    "new",
    "old",
    "plain",
    "plaintext",
    "primary",
    "prod",
    "production",
    "qa",
    "root",
    "secondary",
    "staging",
    "str",
    "string",
    "user",
    "value",
];

/// What joins names in code, and nothing in a password that people think of.
const OPERATORS: [&[u8; 2]; 4] = [b"||", b"&&", b"!=", b"??"];

/// Whether the identifier around `start` has one of these words, in lower case, in any style of writing.
pub fn has_word(text: &[u8], start: usize, words: &[String]) -> bool {
    let identifier = &text[identifier(text, start)];
    words_of(identifier).any(|word| words.iter().any(|wanted| wanted.as_bytes().eq_ignore_ascii_case(word)))
}

/// The words of an identifier, in any style of writing.
fn words_of(identifier: &[u8]) -> impl Iterator<Item = &[u8]> {
    let parts = identifier.split(|b| !b.is_ascii_alphanumeric());
    parts.flat_map(|part| part.chunk_by(|a, b| !(a.is_ascii_lowercase() && b.is_ascii_uppercase())))
}

/// Whether the identifier around `start` is the name of a password, and not of something about passwords: `passwordPolicy`.
pub fn is_password_itself(text: &[u8], start: usize) -> bool {
    let identifier = identifier(text, start);
    let lower = text[start..identifier.end].to_ascii_lowercase();
    let ends = ["password", "passwd", "passphrase", "passwort", "kennwort", "pass", "pwd", "senha"];
    let end = ends
        .iter()
        .filter_map(|name| Some(memchr::memmem::rfind(&lower, name.as_bytes())? + name.len()))
        .max();
    let Some(end) = end else { return true };
    let rest = &text[start + end..identifier.end];
    words_of(rest).all(|word| {
        let word = word.trim_ascii_end();
        word.iter().all(u8::is_ascii_digit)
            || HARMLESS_WORDS.iter().any(|harmless| harmless.as_bytes().eq_ignore_ascii_case(word))
    })
}

/// The identifier, or path, that the name at `start` is part of.
fn identifier(text: &[u8], start: usize) -> Range<usize> {
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/');
    let before = text[..start].iter().rev().take(LONGEST_NAME).take_while(|b| in_name(b)).count();
    let after = text[start..].iter().take(LONGEST_NAME).take_while(|b| in_name(b)).count();
    start - before..start + after
}

/// Whether the name is part of a file's, as in lists of checksums: `"keys/private_key.p8": "…"`.
pub fn is_file(text: &[u8], start: usize, value: &[u8]) -> bool {
    let name = &text[identifier(text, start)];
    let last = name.rsplit(|b| *b == b'/').next().unwrap_or_default();
    let is_digest =
        matches!(value.len(), 32 | 40 | 56 | 64 | 96 | 128) && value.iter().all(u8::is_ascii_hexdigit);
    last.len() < name.len() && (is_digest || last.contains(&b'.'))
}

/// Whether the name is that of a group in a regular expression, `(?<token>…)`, which assigns nothing.
pub fn is_capture_group(text: &[u8], start: usize) -> bool {
    text[..start].ends_with(b"(?<") || text[..start].ends_with(b"(?P<")
}

/// Whether the name is one of a list of strings, `["token", "value"]`, and the next string no value of it. An argument of a call,
/// `getenv("TOKEN", "value")`, is one.
pub fn is_in_list(text: &[u8], start: usize) -> bool {
    let is_quote = |b: u8| matches!(b, b'"' | b'\'' | b'`');
    let Range { start: first, end } = identifier(text, start);
    let follows = text[end..]
        .iter()
        .copied()
        .skip_while(|b| is_quote(*b) || *b == b'\\')
        .find(|b| !b.is_ascii_whitespace());
    let Some((quote, before)) = text[..first].split_last().filter(|_| follows == Some(b',')) else {
        return false;
    };
    is_quote(*quote) && before.iter().rev().find(|b| !b.is_ascii_whitespace()) != Some(&b'(')
}

/// Whether the value is the name again, or begins with all of it: `password2 = form.get("password2")`, `"api_key.css": "api_key-1f.css"`.
/// A key that begins as its name does, with its provider's name, is none.
pub fn is_name_again(text: &[u8], start: usize, value: &[u8]) -> bool {
    let plain = |text: &[u8]| -> Vec<u8> {
        text.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect()
    };
    let name = plain(&text[identifier(text, start)]);
    if name.ends_with(&plain(value)) {
        return true;
    }
    [identifier(text, start).start, start].into_iter().any(|start| {
        let name = &text[start..];
        let shared = name.iter().zip(value).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
        let goes_on = name.get(shared).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        shared == value.len() || (shared > 3 && !goes_on)
    })
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// As a literal, or within one that ends with it or goes on to the next name: `"Server=db;Password=v;"`.
    Literal,
    /// Without quotes, where a language needs them: part of a text that is embedded in the code.
    Bare,
}

/// How the value of the name at `start` is written.
pub fn written(text: &[u8], start: usize, value: &Range<usize>, syntax: Syntax) -> Written {
    let is_quote = |b: u8| matches!(b, b'"' | b'\'' | b'`');
    let name = identifier(text, start);
    let before = value.start.checked_sub(1).map_or(b' ', |at| text[at]);
    let before_name = name.start.checked_sub(1).map_or(b' ', |at| text[at]);
    let after = text.get(value.end).copied().unwrap_or(b' ');
    let literal = match syntax {
        Syntax::Config => true,
        Syntax::Python if is_bare_key(text, &name, value) => false,
        Syntax::Code | Syntax::Python => {
            is_quote(before)
                || is_quote(after)
                || (before == b'>' && after == b'<')
                || (matches!(after, b';' | b'&')
                    && (is_quote(before_name) || matches!(before_name, b';' | b'&' | b'?')))
                || text[..start].ends_with(b"--")
        }
    };
    if literal { Written::Literal } else { Written::Bare }
}

/// `name: v` without quotes around the name, which Python has only for types; a text that ends on the same line is another matter.
fn is_bare_key(text: &[u8], name: &Range<usize>, value: &Range<usize>) -> bool {
    let between = text.get(name.end..value.start).unwrap_or_default();
    let line = &text[text[..name.start].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1)..name.start];
    between.first() == Some(&b':')
        && !between.contains(&b'=')
        && !line.iter().any(|b| matches!(b, b'"' | b'\''))
}

/// Whether the value is all that is assigned. A quoted one ends with its quote; one without quotes ends with its line or with
/// something that separates values, but neither with a further word, as in a sentence, nor as code goes on.
pub fn is_whole(text: &[u8], value: &Range<usize>) -> bool {
    let after = &text[value.end..];
    match value.start.checked_sub(1).map(|at| text[at]) {
        Some(quote @ (b'"' | b'\'' | b'`')) => {
            after.first() == Some(&quote) || after.starts_with(b"\\") || after.is_empty()
        }
        _ => {
            let blanks = after.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
            let next = after.get(blanks).copied();
            match next {
                None | Some(b'\n' | b'\r' | b'#' | b'&' | b'|' | b'"' | b'\'' | b'`' | b'\\') => true,
                Some(b'<') => after.get(blanks + 1) != Some(&b'<'),
                Some(b';') => blanks == 0,
                Some(b'-') => blanks > 0,
                Some(_) => false,
            }
        }
    }
}

/// Whether what is assigned is code: no quote before it, and names joined by dots, or a call.
///
/// A value that begins like a name and goes on with something else, as keys do, is none.
pub fn is_expression(text: &[u8], value: &Range<usize>) -> bool {
    let before = value.start.checked_sub(1).map(|at| text[at]);
    if before.is_some_and(|b| matches!(b, b'"' | b'\'' | b'`' | b'>')) {
        return false;
    }
    let bytes = &text[value.clone()];
    if let Some(operator) =
        bytes.windows(2).position(|pair| OPERATORS.iter().any(|operator| pair == *operator))
    {
        let operand = &bytes[..operator];
        if operand.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'.')) {
            return true;
        }
    }
    let is_called = matches!(text.get(value.end), Some(b'(' | b'['))
        || (text[value.end..].starts_with(b".") && is_path(bytes));
    is_called || (is_path(bytes) && (bytes.contains(&b'.') || is_words(bytes)))
}

/// `self.options.clientSecret`: parts that are written as names are, in words of three letters and more.
fn is_path(bytes: &[u8]) -> bool {
    bytes.split(|b| *b == b'.').all(|part| {
        let letters_only = part.iter().all(|b| b.is_ascii_alphabetic() || *b == b'_');
        let mut words =
            part.split(|b| *b == b'_').flat_map(|word| word.chunk_by(|_, next| !next.is_ascii_uppercase()));
        let spelled = part.len() > 2 && words.all(|word| word.is_empty() || word.len() > 2);
        letters_only && (spelled || part == b"_" || part.iter().all(u8::is_ascii_uppercase))
    })
}

/// `destination_vcenter_password`: words in lower case, joined.
fn is_words(bytes: &[u8]) -> bool {
    bytes.contains(&b'_') && bytes.iter().all(|b| b.is_ascii_lowercase() || *b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_are_told_in_any_style() {
        let words = ["public".to_owned(), "publishable".to_owned()];
        let has = |text: &str, name: &str| has_word(text.as_bytes(), text.find(name).unwrap(), &words);
        assert!(has("const publishableApiKey = 1", "ApiKey"));
        assert!(has("NEXT_PUBLIC_API_KEY=1", "API_KEY"));
        assert!(has("api.key.public: 1", "api.key"));
        assert!(!has("republican_api_key = public", "api_key"));
    }

    #[test]
    fn sentences_are_no_values() {
        let whole = |text: &str, value: &str| {
            let start = text.find(value).unwrap();
            is_whole(text.as_bytes(), &(start..start + value.len()))
        };
        assert!(whole("\"password\": \"Winter-2024\",", "Winter-2024"));
        assert!(!whole("\"password\": \"Passwort vergessen?\"", "Passwort"));
        assert!(!whole("password: Passwort vergessen", "Passwort"));
        assert!(whole("PASSWORD=Winter-2024 # changed", "Winter-2024"));
        assert!(whole("--password=Winter-2024 --verbose", "Winter-2024"));
    }

    fn judge(text: &str, value: &str) -> bool {
        let start = text.find(value).unwrap();
        is_expression(text.as_bytes(), &(start..start + value.len()))
    }

    #[test]
    fn code_is_told_from_values() {
        assert!(judge("secret = self.options.get_default('x')", "self.options.get_default"));
        assert!(judge("password=destination_vcenter_password,", "destination_vcenter_password"));
        assert!(judge("token: settings.token", "settings.token"));
        assert!(judge("password===(t.oldValue||'')", "t.oldValue||"));
        assert!(judge("token:e.kind!==248", "e.kind!==248"));
        assert!(!judge("password: Tr0ub4dor&3==", "Tr0ub4dor&3=="));
        assert!(!judge("token = \"settings.token\"", "settings.token"));
        assert!(!judge("SECRET=aB3.x9_kLmNoPqR", "aB3.x9_kLmNoPqR"));
        assert!(!judge("secret: kJhGfDsAqWeRtYuIoP", "kJhGfDsAqWeRtYuIoP"));
    }
}
