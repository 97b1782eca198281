//! UTF-16 to UTF-8, remembering where each character came from.

/// Which byte of a code unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrder {
    /// The low byte.
    Little,
    /// The high byte.
    Big,
}

/// Stretches of characters that all take the same number of bytes in both encodings.
pub struct Runs {
    runs: Vec<Run>,
    encoded_length: usize,
    decoded_length: usize,
}

#[derive(Clone, Copy)]
struct Run {
    encoded: usize,
    decoded: usize,
    /// Bytes a character, in UTF-16 and in UTF-8.
    widths: (usize, usize),
}

/// Decodes; what is no UTF-16 becomes U+FFFD. A byte-order mark is kept as a character, so that offsets agree. The second half of a
/// character that `continues` from the piece before is left out: that piece has it.
pub fn decode(bytes: &[u8], order: ByteOrder, continues: bool) -> (String, Runs) {
    let unit = |pair: &[u8]| match order {
        ByteOrder::Little => u16::from_le_bytes([pair[0], pair[1]]),
        ByteOrder::Big => u16::from_be_bytes([pair[0], pair[1]]),
    };
    let mut text = String::with_capacity(bytes.len());
    let mut runs: Vec<Run> = Vec::new();
    let is_second_half = |pair: &[u8]| (0xDC00..0xE000).contains(&unit(pair));
    let mut encoded =
        if continues && bytes.chunks_exact(2).next().is_some_and(is_second_half) { 2 } else { 0 };
    for decoded in char::decode_utf16(bytes[encoded..].chunks_exact(2).map(unit)) {
        let (character, width) = match decoded {
            Ok(character) => (character, 2 * character.len_utf16()),
            Err(_) => (char::REPLACEMENT_CHARACTER, 2),
        };
        let widths = (width, character.len_utf8());
        if runs.last().is_none_or(|run| run.widths != widths) {
            runs.push(Run { encoded, decoded: text.len(), widths });
        }
        text.push(character);
        encoded += width;
    }
    let runs = Runs { runs, encoded_length: bytes.len() & !1, decoded_length: text.len() };
    (text, runs)
}

impl Runs {
    /// The UTF-16 offset of a UTF-8 offset.
    pub fn encoded(&self, decoded: usize) -> usize {
        if decoded >= self.decoded_length {
            return self.encoded_length;
        }
        let at = self.runs.partition_point(|run| run.decoded <= decoded);
        self.runs[..at]
            .last()
            .map_or(0, |run| run.encoded + (decoded - run.decoded) / run.widths.1 * run.widths.0)
    }

    /// The UTF-8 offset of a UTF-16 offset; an offset within a character is moved to its end.
    pub fn decoded(&self, encoded: usize) -> usize {
        if encoded >= self.encoded_length {
            return self.decoded_length;
        }
        let at = self.runs.partition_point(|run| run.encoded <= encoded);
        self.runs[..at]
            .last()
            .map_or(0, |run| run.decoded + (encoded - run.encoded).div_ceil(run.widths.0) * run.widths.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn offsets_survive_both_ways(text in "[a-z\u{e9}\u{4e2d}\u{1F511}]{0,40}", order in prop::bool::ANY) {
            let order = if order { ByteOrder::Little } else { ByteOrder::Big };
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|unit| if order == ByteOrder::Little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect();
            let (decoded, runs) = decode(&bytes, order, false);
            prop_assert_eq!(&decoded, &text);
            let mut encoded = 0;
            for (offset, character) in text.char_indices() {
                prop_assert_eq!(runs.encoded(offset), encoded);
                prop_assert_eq!(runs.decoded(encoded), offset);
                encoded += 2 * character.len_utf16();
            }
            prop_assert_eq!(runs.encoded(text.len()), bytes.len());
        }
    }
}
