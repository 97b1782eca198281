//! What the bytes around a keyword must be for its rule's pattern to have a chance: checked first, since it costs a hundredth of a
//! search and sends away nearly all.

use crate::rule::{Opening, Rule};

/// How far behind its name an assigned value may begin, about, and how much of a long name is looked at, in bytes.
const REACH: usize = 112;

/// The demands of one rule at its keyword.
pub enum Lead {
    /// None that could be checked: the pattern does not start with its keyword.
    Anything,
    /// The pattern's own start.
    Start {
        /// No letter, digit or `_` may stand before.
        word_start: bool,
        /// One of these stands there, in this letter case; any if the list is empty.
        texts: Vec<String>,
        /// All of them begin like this.
        opening: Opening,
    },
    /// A name, then something that assigns, then a value that begins like this.
    Assignment(Opening),
}

impl Lead {
    /// What a rule demands.
    pub fn new(rule: &Rule) -> Self {
        let pattern = &rule.pattern;
        if rule.assignment.is_some() {
            Self::Assignment(pattern.opening.clone())
        } else if pattern.starts_with_keyword {
            Self::Start {
                word_start: pattern.word_start,
                texts: pattern.starts.clone(),
                opening: pattern.opening.clone(),
            }
        } else {
            Self::Anything
        }
    }

    /// Whether a match can start with the keyword at `start`.
    #[inline]
    pub fn admits(&self, text: &[u8], start: usize) -> bool {
        match self {
            Self::Anything => true,
            Self::Start { word_start, texts, opening } => {
                let begins = !word_start || start == 0 || !is_word(text[start - 1]);
                begins
                    && (texts.is_empty()
                        || texts.iter().any(|literal| text[start..].starts_with(literal.as_bytes())))
                    && opening.begins(&text[start..])
            }
            Self::Assignment(opening) => begins_name(text, start) && has_value(&text[start..], opening),
        }
    }
}

/// Whether the name that begins at `start` is a word of its own within its identifier: `inbox_token` does not hold the name
/// `box_token`, but `my_box_token` and `myBoxToken` do.
pub fn begins_name(text: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).map_or(b' ', |at| text[at]);
    !before.is_ascii_alphabetic() || (before.is_ascii_lowercase() && text[start].is_ascii_uppercase())
}

/// Whether something follows the name that can assign, and behind it stands what a value may begin with, unbroken.
///
/// It reads what `rule::assignment` lets stand between a name and its value, coarsely: nothing that the pattern would match may be
/// sent away.
fn has_value(name: &[u8], opening: &Opening) -> bool {
    let in_name = |b: &u8| is_word(*b) || matches!(b, b'-' | b'.' | b' ');
    let Some(end) = name.iter().take(REACH).position(|b| !in_name(b)) else { return name.len() > REACH };
    let rest = &name[end..name.len().min(end + REACH + opening.length)];
    let is_cut = rest.len() < opening.length && name.len() > end + rest.len();
    // A value may follow after a blank, and a blank may be part of a name.
    is_cut
        || (name[..end].contains(&b' ') && holds_piece(&name[..end], opening))
        || assigns(name[..end].last(), rest, opening)
}

/// The same for what stands behind a name, given the name's last byte.
fn assigns(last: Option<&u8>, rest: &[u8], opening: &Opening) -> bool {
    if last == Some(&b' ') && begins_quoted(rest, opening) {
        return true;
    }
    if rest.starts_with(b"\\\n") || rest.starts_with(b"\\\r") {
        return holds_piece(rest, opening);
    }
    let rest = skip(rest, |b| matches!(b, b'"' | b'\'' | b'`' | b'\\' | b']' | b')'));
    let rest = skip(rest, |b| b.is_ascii_whitespace());
    match rest.first() {
        // A list or a call takes a quoted value, or is followed by the key of one.
        Some(b',' | b'(' | b'{') => {
            let value = skip(&rest[1..], |b| b.is_ascii_whitespace());
            let is_literal = value.iter().take(4).any(|b| is_quote(*b));
            (is_literal || begins_key(value))
                && (begins_quoted(value, opening) || !value.first().is_some_and(|b| is_quote(*b)))
                && holds_piece(value, opening)
        }
        Some(b':' | b'=' | b'-' | b'?' | b'|' | b'>') => {
            let value = skip(rest, |b| {
                b.is_ascii_whitespace() || matches!(b, b':' | b'=' | b'-' | b'?' | b'|' | b'>')
            });
            // What assigns may also be how a value begins.
            let skipped = rest.len() - value.len();
            begins_quoted(value, opening)
                || holds_piece(&rest[..rest.len().min(skipped + opening.length)], opening)
                || (leads_on(value) && holds_piece(value, opening))
                // A tag, a block, a line that goes on.
                || (matches!(value.first(), Some(b'!' | b'\\' | b'+')) && holds_piece(value, opening))
        }
        // The key of a value, `value="v"`, or `or "v"`.
        Some(_) => (begins_key(rest) || rest.starts_with(b"or")) && holds_piece(rest, opening),
        None => false,
    }
}

/// Whether the words that stand before a literal begin here: a type, a function, a scheme such as `Bearer`, the prefix of a string.
fn leads_on(value: &[u8]) -> bool {
    let in_lead = |b: &u8| {
        is_word(*b) || matches!(b, b'.' | b':' | b'&' | b'<' | b'>' | b'?' | b'|' | b'[' | b']' | b'@' | b'$')
    };
    let words = value.iter().take_while(|b| in_lead(b)).count();
    matches!(value.get(words), Some(b' ' | b'(' | b'"' | b'\'' | b'`' | b'=' | b'#' | b'\\'))
}

/// Whether one of the words may begin here that name a value: `value`, `default`, `content`.
fn begins_key(text: &[u8]) -> bool {
    let text = skip(text, |b| b.is_ascii_whitespace() || matches!(b, b',' | b'-' | b'"' | b'\''));
    text.first().is_some_and(|b| matches!(b.to_ascii_lowercase(), b'v' | b'd' | b'c'))
}

/// Whether quotes stand here and behind them a piece, perhaps after the word of a scheme.
fn begins_quoted(text: &[u8], opening: &Opening) -> bool {
    let value = skip(text, |b| is_quote(b) || b == b'\\');
    value.len() < text.len() && (opening.begins(value) || (has_scheme(value) && holds_piece(value, opening)))
}

/// `Bearer`, `token`, `Basic`, `ApiKey`, and a blank.
fn has_scheme(value: &[u8]) -> bool {
    value.iter().take(8).position(|b| *b == b' ').is_some_and(|blank| blank > 4)
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`')
}

/// What is left behind the bytes that fit, of which there are few.
fn skip(text: &[u8], fits: impl Fn(u8) -> bool) -> &[u8] {
    &text[text.iter().take(40).take_while(|b| fits(**b)).count()..]
}

/// Whether a value may begin somewhere in a text. Looks at the end of each place for one first, so that it reads few bytes.
fn holds_piece(text: &[u8], opening: &Opening) -> bool {
    let mut start = 0;
    while let Some(piece) = text.get(start..start + opening.length) {
        match piece.iter().rposition(|b| !opening.has(*b)) {
            Some(at) => start += at + 1,
            None => return true,
        }
    }
    false
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_within_a_word_is_none() {
        let begins = |text: &str, name: &str| begins_name(text.as_bytes(), text.find(name).unwrap());
        assert!(begins("my_box_token", "box"));
        assert!(begins("myBoxToken", "Box"));
        assert!(begins("box_token", "box"));
        assert!(!begins("inbox_token", "box"));
        assert!(!begins("SANDBOX_TOKEN", "BOX"));
    }
}
