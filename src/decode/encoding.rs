//! Which encoding a blob has, by its first bytes.

use super::utf16::ByteOrder;
use crate::location::Layout;

/// How a blob's bytes make text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, or any encoding that keeps ASCII characters as single bytes (read as Latin-1).
    Bytes,
    /// UTF-16.
    Utf16(ByteOrder),
    /// No text.
    Binary,
}

/// How much of a blob decides.
const SAMPLE: usize = 8 * 1024;

/// The encoding of a blob that begins with these bytes.
pub fn encoding(start: &[u8]) -> Encoding {
    let sample = &start[..start.len().min(SAMPLE)];
    match sample {
        [0xFF, 0xFE, ..] => return Encoding::Utf16(ByteOrder::Little),
        [0xFE, 0xFF, ..] => return Encoding::Utf16(ByteOrder::Big),
        _ => {}
    }
    if memchr::memchr(0, sample).is_none() {
        return Encoding::Bytes;
    }
    match utf16_without_mark(sample) {
        Some(order) => Encoding::Utf16(order),
        // A stray zero makes no binary: in one, every tenth byte and more is a control character.
        None if count_controls(sample) * 20 < sample.len() => Encoding::Bytes,
        None => Encoding::Binary,
    }
}

fn count_controls(sample: &[u8]) -> usize {
    sample.iter().filter(|b| matches!(b, 0..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count()
}

/// Mostly ASCII text in UTF-16 has a zero in every other byte, on one side only, and printable bytes on the other.
fn utf16_without_mark(sample: &[u8]) -> Option<ByteOrder> {
    let pairs = sample.len() / 2;
    let printable = |b: u8| matches!(b, b'\t' | b'\n' | b'\r' | 0x20..=0x7E);
    let count = |wanted: fn(&[u8]) -> (u8, u8)| {
        sample.chunks_exact(2).map(wanted).filter(|(zero, ascii)| *zero == 0 && printable(*ascii)).count()
    };
    let little = count(|pair| (pair[1], pair[0]));
    let big = count(|pair| (pair[0], pair[1]));
    let most = pairs - pairs / 8;
    match (pairs >= 4 && little >= most, pairs >= 4 && big >= most) {
        (true, false) => Some(ByteOrder::Little),
        (false, true) => Some(ByteOrder::Big),
        _ => None,
    }
}

/// Whether a text's characters are UTF-8 or single bytes. Characters that are cut at the end of the text do not count.
pub fn layout(encoding: Encoding, text: &[u8]) -> Layout {
    match encoding {
        Encoding::Utf16(_) => Layout::Utf8,
        Encoding::Binary => Layout::Bytes,
        Encoding::Bytes => match std::str::from_utf8(text) {
            Ok(_) => Layout::Utf8,
            Err(error) if error.error_len().is_none() => Layout::Utf8,
            Err(_) => Layout::Bytes,
        },
    }
}
