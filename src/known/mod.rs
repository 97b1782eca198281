//! Values that are known: what an environment file holds, searched for as it is and in every form that builds give it.
//!
//! No pattern is needed and nothing is guessed, so keys of unknown shape are found as well. A value never leaves this module but as
//! a [`Secret`].

mod forms;
mod read;

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::finding::{Evidence, Secret};
use crate::location::Origin;
pub use read::{LeftOut, Reason, Values, env_file, lines};

/// The longest form of a value that is searched for, in bytes; a longer value is searched for in its shorter forms only.
pub const LONGEST_FORM: usize = 16 * 1024;

/// A value and where it is written.
#[derive(Debug, Clone)]
pub struct Value {
    /// The variable's name, if it has one.
    pub name: Option<String>,
    /// The value.
    pub secret: Secret,
    /// The file that holds it.
    pub origin: Origin,
    /// 1-based.
    pub line: u64,
}

/// Values, ready to be searched for.
#[derive(Debug, Clone)]
pub struct Known {
    values: Vec<Value>,
    automaton: AhoCorasick,
    /// For each pattern of the automaton its value and how it is written.
    forms: Vec<(usize, &'static str)>,
}

/// A place of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Which value.
    pub value: usize,
    /// The bytes that stand for it.
    pub range: Range<usize>,
    /// How it is written; empty if it is as it is.
    pub form: &'static str,
}

impl Known {
    /// Prepares values; none if there are none.
    pub fn new(values: Vec<Value>) -> Option<Self> {
        let (mut patterns, mut forms): (Vec<Vec<u8>>, Vec<_>) = (Vec::new(), Vec::new());
        for (at, value) in values.iter().enumerate() {
            for (form, bytes) in forms::of(value.secret.reveal()) {
                if bytes.len() <= LONGEST_FORM {
                    patterns.push(bytes);
                    forms.push((at, form));
                }
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
        (!values.is_empty()).then_some(Self { values, automaton, forms })
    }

    /// The places that begin in a part of a text, in their order; none overlaps another.
    pub fn find<'t>(&'t self, text: &'t [u8], own: Range<usize>) -> impl Iterator<Item = Place> + 't {
        let from = own.start;
        let end = own.end;
        self.automaton
            .find_iter(&text[from..])
            .map(move |found| {
                let (value, form) = self.forms[found.pattern().as_usize()];
                Place { value, range: from + found.start()..from + found.end(), form }
            })
            .take_while(move |place| place.range.start < end)
    }

    /// The value of a place.
    pub fn secret(&self, place: &Place) -> &Secret {
        &self.values[place.value].secret
    }

    /// Where the value is written, and how it is written at a place.
    pub fn evidence(&self, place: &Place) -> Evidence {
        let Value { name, origin, line, .. } = &self.values[place.value];
        let name = name.as_deref().unwrap_or("this line");
        let form =
            if place.form.is_empty() { String::new() } else { format!(", which is written {}", place.form) };
        Evidence { origin: origin.clone(), line: *line, text: format!("is the value of {name}{form}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    fn known(value: &str) -> Known {
        let origin = Origin::file(".env".into());
        let secret = Secret::new(value.as_bytes(), 0);
        Known::new(vec![Value { name: Some("KEY".into()), secret, origin, line: 1 }]).unwrap()
    }

    proptest! {
        #[test]
        fn a_value_is_found_in_every_form(
            value in "[ -~\u{e9}\u{1F511}]{12,40}",
            before in "[a-z]{0,5}",
            after in "[a-z]{0,5}",
        ) {
            let known = known(&value);
            let around = format!("{before}{value}{after}");
            let json = serde_json::to_string(&around).unwrap();
            let units: String = value.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
            let percent = percent_encoding::utf8_percent_encode(&value, percent_encoding::NON_ALPHANUMERIC).to_string();
            let hex: String = value.bytes().map(|byte| format!("{byte:02X}")).collect();
            for text in [around.clone(), json, units, percent, hex, STANDARD.encode(&around), URL_SAFE_NO_PAD.encode(&around)] {
                let text = format!("x = \"{text}\"");
                let found: Vec<_> = known.find(text.as_bytes(), 0..text.len()).collect();
                prop_assert_eq!(found.len(), 1, "{}", text);
            }
        }
    }

    #[test]
    fn places_belong_to_the_part_in_which_they_begin() {
        let known = known("correct-horse-7");
        let text = b"correct-horse-7 and correct-horse-7";
        assert_eq!(known.find(text, 0..5).count(), 1);
        assert_eq!(known.find(text, 5..20).count(), 0);
        assert_eq!(known.find(text, 16..text.len()).next().map(|place| place.range), Some(20..35));
    }
}
