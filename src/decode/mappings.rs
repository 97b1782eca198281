//! The `mappings` of a source map: megabytes of numbers in base64, in which random letters look like the start of many keys.
//!
//! They are recognised by what they are, not by a file's name, and left out of the search.

use std::ops::Range;

/// The member's name in a source map, as every tool writes it.
const NAME: &[u8] = b"\"mappings\"";

/// How much of a value must look like mappings.
const SAMPLE: usize = 64;

/// Walks a file piece by piece and tells which parts of it are text.
#[derive(Debug, Default)]
pub struct Mappings {
    /// Whether the file can be a source map at all: it begins with `{`.
    possible: bool,
    /// Whether the last piece ended within mappings.
    inside: bool,
}

impl Mappings {
    /// For a file that begins with these bytes.
    pub fn new(start: &[u8]) -> Self {
        // Servers put `)]}'` before JSON so that it cannot be run as a script.
        let start = start.strip_prefix(b")]}'").unwrap_or(start).trim_ascii_start();
        Self { possible: start.starts_with(b"{"), inside: false }
    }

    /// The parts of `own` that are not mappings.
    pub fn around(&mut self, text: &[u8], own: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut at = own.start;
        while self.possible && at < own.end {
            if self.inside {
                match memchr::memchr(b'"', &text[at..own.end]) {
                    Some(length) => at += length,
                    None => return parts,
                }
                self.inside = false;
            }
            match value_of_mappings(text, at..own.end) {
                Some(value) => {
                    parts.push(at..value);
                    self.inside = true;
                    at = value;
                }
                None => break,
            }
        }
        parts.push(at..own.end);
        parts
    }
}

/// Where the first value of a `mappings` member begins that holds VLQ numbers.
fn value_of_mappings(text: &[u8], range: Range<usize>) -> Option<usize> {
    memchr::memmem::find_iter(&text[range.clone()], NAME).find_map(|at| {
        let after = range.start + at + NAME.len();
        let rest = text
            .get(after..)?
            .trim_ascii_start()
            .strip_prefix(b":")?
            .trim_ascii_start()
            .strip_prefix(b"\"")?;
        let value = text.len() - rest.len();
        (value < range.end && rest.get(..SAMPLE).is_some_and(is_vlq)).then_some(value)
    })
}

/// Short groups of base64 digits between commas and semicolons.
fn is_vlq(sample: &[u8]) -> bool {
    let digit = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/');
    sample.split(|b| matches!(b, b',' | b';')).all(|group| group.len() <= 16 && group.iter().all(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &[u8] = br#"{"version":3,"mappings":"AAAA,SAASA,EAAQC,GAAK;CAAC,IAAIC,EAAI,EAAE,GAAGC,EAAAA,CAAM,SAASA,EAAQC,GAAK","names":["n"]}"#;

    #[test]
    fn mappings_are_left_out_and_the_rest_is_kept() {
        let parts = Mappings::new(MAP).around(MAP, 0..MAP.len());
        let kept: Vec<&[u8]> = parts.into_iter().map(|part| &MAP[part]).collect();
        assert_eq!(kept, [&br#"{"version":3,"mappings":""#[..], br#"","names":["n"]}"#]);
    }

    #[test]
    fn mappings_may_go_on_in_the_next_piece() {
        let mut mappings = Mappings::new(MAP);
        let mut kept = Vec::new();
        for own in [0..40, 40..80, 80..MAP.len()] {
            kept.extend(mappings.around(MAP, own).into_iter().flat_map(|part| MAP[part].to_vec()));
        }
        assert_eq!(kept, br#"{"version":3,"mappings":"","names":["n"]}"#);
    }

    #[test]
    fn other_values_of_that_name_are_text() {
        let index = br#"{"mappings":{"properties":{"key":{"type":"keyword"}}},"password":"0123456789012345678901234567890123456789"}"#;
        let whole = 0..index.len();
        assert_eq!(Mappings::new(index).around(index, whole.clone()), [whole]);
    }
}
