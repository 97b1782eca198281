//! What stands around an assigned value: is the name a name of its own, is the value all of a literal, is it a literal at all?
//!
//! A pattern finds a name, something that assigns, and a value. These checks look at the neighbours, in whatever language.

use std::ops::Range;

/// The longest identifier that is looked at, in bytes.
const LONGEST_NAME: usize = 96;

/// Whether the identifier around `start` has one of these words, in lower case, in any style of writing.
pub fn has_word(text: &[u8], start: usize, words: &[String]) -> bool {
    let identifier = &text[identifier(text, start)];
    let parts = identifier.split(|b| !b.is_ascii_alphanumeric());
    parts
        .flat_map(|part| part.chunk_by(|a, b| !(a.is_ascii_lowercase() && b.is_ascii_uppercase())))
        .any(|word| words.iter().any(|wanted| wanted.as_bytes().eq_ignore_ascii_case(word)))
}

/// The identifier, or path, that the name at `start` is part of.
fn identifier(text: &[u8], start: usize) -> Range<usize> {
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/');
    let before = text[..start].iter().rev().take(LONGEST_NAME).take_while(|b| in_name(b)).count();
    let after = text[start..].iter().take(LONGEST_NAME).take_while(|b| in_name(b)).count();
    start - before..start + after
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
    [identifier(text, start).start, start].into_iter().any(|start| {
        let name = &text[start..];
        let shared = name.iter().zip(value).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
        let goes_on = name.get(shared).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        shared == value.len() || (shared > 3 && !goes_on)
    })
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
                None | Some(b'\n' | b'\r' | b'#' | b'&' | b'|' | b'"' | b'\'' | b'`' | b'<' | b'\\') => true,
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
        assert!(!judge("token = \"settings.token\"", "settings.token"));
        assert!(!judge("SECRET=aB3.x9_kLmNoPqR", "aB3.x9_kLmNoPqR"));
        assert!(!judge("secret: kJhGfDsAqWeRtYuIoP", "kJhGfDsAqWeRtYuIoP"));
    }
}
