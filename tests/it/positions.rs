//! Bytes, lines and columns, whatever the encoding and wherever a secret stands.

use std::sync::Arc;

use keyside::finding::Finding;
use keyside::rule::RuleSet;
use keyside::scan::{Options, Scanner};

use crate::fixture::expand;

fn scanner() -> Scanner {
    Scanner::new(Arc::new(RuleSet::builtin()), Options::default())
}

fn only(scanner: &Scanner, bytes: &[u8]) -> Finding {
    let outcome = scanner.text("file.txt", bytes);
    assert_eq!(outcome.findings.len(), 1, "one secret, one finding");
    outcome.findings.into_iter().next().expect("there is one")
}

/// A key, and a text in which it stands in line 3 after an astral character.
fn text() -> (String, String) {
    let key = expand("ghp_<<github-crc32:36>>");
    let text = format!("first line\n\nlet é🔑 = \"{key}\"; // end\nlast");
    (key, text)
}

#[test]
fn utf8_columns_are_characters_and_utf16_units() {
    let (key, text) = text();
    let location = only(&scanner(), text.as_bytes()).location;
    let start = text.find(&key).expect("it is there");
    assert_eq!((location.span.start, location.span.end), (start as u64, (start + key.len()) as u64));
    assert_eq!((location.start.line, location.start.column, location.start.utf16_column), (3, 11, 12));
    assert_eq!((location.end.line, location.end.column), (3, 11 + key.len() as u64));
}

#[test]
fn utf16_of_either_order_with_or_without_mark() {
    let (key, text) = text();
    for (mark, little) in [(true, true), (true, false), (false, true), (false, false)] {
        let marked = if mark { format!("\u{FEFF}{text}") } else { text.clone() };
        let units: Vec<u16> = marked.encode_utf16().collect();
        let bytes: Vec<u8> = units
            .iter()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect();
        let location = only(&scanner(), &bytes).location;
        let start = 2 * marked[..marked.find(&key).expect("it is there")].encode_utf16().count() as u64;
        assert_eq!(
            (location.span.start, location.span.end),
            (start, start + 2 * key.len() as u64),
            "mark {mark}, little {little}"
        );
        assert_eq!((location.start.line, location.start.column, location.start.utf16_column), (3, 11, 12));
    }
}

#[test]
fn latin1_columns_are_bytes() {
    let (key, _) = text();
    let mut bytes = b"caf\xE9 = '".to_vec();
    bytes.extend(key.as_bytes());
    let finding = only(&scanner(), &bytes);
    assert_eq!(finding.location.start.column, 9);
    assert!(finding.excerpt.text.starts_with("café = 'ghp_"));
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let (key, _) = text();
    let location = only(&scanner(), format!("\u{FEFF}k = {key}").as_bytes()).location;
    assert_eq!((location.start.line, location.start.column, location.span.start), (1, 5, 7));
}

#[test]
fn utf16_characters_of_two_units_may_cross_pieces() {
    let key = expand("ghp_<<github-crc32:36>>");
    // Filled so that some piece begins between the two halves of a character, whatever the size of a piece is.
    for shift in 0..2 {
        let before = format!("{}{}", "a".repeat(shift), "\u{1F511}".repeat(300_000));
        let bytes: Vec<u8> = format!("{before} {key}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bytes = [b"\xFF\xFE".to_vec(), bytes].concat();
        let location = only(&scanner(), &bytes).location;
        let characters = before.chars().count() as u64;
        assert_eq!((location.start.line, location.start.column), (1, characters + 2), "shift {shift}");
        assert_eq!(location.start.utf16_column, 2 * 300_000 + shift as u64 + 2);
        assert_eq!(location.span.end, bytes.len() as u64);
    }
}

#[test]
fn carriage_returns_end_no_line_of_their_own() {
    let (key, _) = text();
    let finding = only(&scanner(), format!("a\r\nb\r\nc {key}\r\n").as_bytes());
    assert_eq!((finding.location.start.line, finding.location.start.column), (3, 3));
}

#[test]
fn secrets_are_whole_wherever_pieces_meet() {
    let scanner = scanner();
    let key = expand("ghp_<<github-crc32:36>>");
    let piece = 1024 * 1024;
    for distance in [-41i64, -40, -39, -20, -4, -3, -1, 0, 1, 40] {
        for border in [piece, 2 * piece] {
            let start = (i64::from(border) + distance) as usize;
            let mut bytes = vec![b' '; 3 * piece as usize];
            bytes[start - 1] = b'\n';
            bytes[start..start + key.len()].copy_from_slice(key.as_bytes());
            let location = only(&scanner, &bytes).location;
            assert_eq!(location.span.start, start as u64, "border {border}, distance {distance}");
            assert_eq!((location.start.line, location.start.column), (2, 1));
        }
    }
}

#[test]
fn columns_go_on_in_a_line_of_many_pieces() {
    let key = expand("ghp_<<github-crc32:36>>");
    let before = "é".repeat(1_500_000);
    let location = only(&scanner(), format!("{before} {key}").as_bytes()).location;
    assert_eq!((location.start.line, location.start.column), (1, 1_500_002));
}

#[test]
fn a_pem_block_is_one_finding_over_its_lines() {
    let text = format!("x\n{}\ny", expand("<<pem:RSA PRIVATE KEY>>"));
    let location = only(&scanner(), text.as_bytes()).location;
    assert_eq!((location.start.line, location.start.column), (2, 1));
    assert_eq!(location.end.line, text.lines().count() as u64 - 1);
}
