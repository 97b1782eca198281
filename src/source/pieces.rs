//! A blob, read in pieces of bounded size, so that memory does not grow with the file.
//!
//! A piece carries context on both sides of the part that it answers for: a secret that crosses from one piece into the
//! next is whole in the piece that answers for its start. Most files are one piece.

use std::io::{self, Read};
use std::ops::Range;

/// Bytes that one piece answers for, about: large enough that pieces are few, small enough to stay in a core's cache.
const OWN: usize = 1024 * 1024;

/// A part of a blob.
pub struct Piece<'b> {
    /// The part with its context.
    pub bytes: &'b [u8],
    /// Where `bytes` begins in the blob.
    pub offset: u64,
    /// The bytes that this piece answers for.
    pub own: Range<usize>,
    /// Where the next piece begins; the length of `bytes` if this is the last.
    pub next: usize,
    /// Whether this is the last.
    pub last: bool,
}

/// Reads a blob piece by piece into a buffer that is used again.
pub struct Pieces<'b, R> {
    reader: R,
    buffer: &'b mut Vec<u8>,
    context: usize,
    /// Bytes still to come, if known; `u64::MAX` if not.
    remaining: u64,
    size_known: bool,
    offset: u64,
    next: usize,
    own_start: usize,
    done: bool,
    shrank: bool,
}

impl<'b, R: Read> Pieces<'b, R> {
    /// Reads `size` bytes, or to the end if the size is not known. `context` bytes are kept on both sides.
    pub fn new(reader: R, size: Option<u64>, context: usize, buffer: &'b mut Vec<u8>) -> Self {
        buffer.clear();
        Self {
            reader,
            buffer,
            context,
            remaining: size.unwrap_or(u64::MAX),
            size_known: size.is_some(),
            offset: 0,
            next: 0,
            own_start: 0,
            done: false,
            shrank: false,
        }
    }

    /// The next piece, or `None` after the last.
    ///
    /// # Errors
    /// The reader's error.
    pub fn read(&mut self) -> io::Result<Option<Piece<'_>>> {
        if self.done {
            return Ok(None);
        }
        self.buffer.drain(..self.next);
        self.offset += self.next as u64;
        self.own_start -= self.next;
        let wanted = (self.own_start + OWN + self.context - self.buffer.len()) as u64;
        let wanted = wanted.min(self.remaining);
        self.buffer.reserve(usize::try_from(wanted).unwrap_or(0));
        let read = self.reader.by_ref().take(wanted).read_to_end(self.buffer)? as u64;
        self.remaining -= read;
        let last = read < wanted || self.remaining == 0;
        self.shrank = self.size_known && read < wanted;
        self.done = last;

        let length = self.buffer.len();
        let own_end = if last { length } else { length - self.context };
        let own = self.own_start..own_end;
        self.next = if last { length } else { own_end.saturating_sub(self.context) & !1 };
        self.own_start = own_end;
        Ok(Some(Piece { bytes: self.buffer, offset: self.offset, own, next: self.next, last }))
    }

    /// Whether the blob ended before its size.
    pub fn shrank(&self) -> bool {
        self.shrank
    }

    /// Bytes read so far.
    pub fn bytes_read(&self) -> u64 {
        self.offset + self.buffer.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        // A case reads megabytes.
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn every_byte_is_answered_for_once(length in 0usize..5_000_000, known in any::<bool>()) {
            let blob: Vec<u8> = (0..length).map(|i| i as u8).collect();
            let mut buffer = Vec::new();
            let size = known.then_some(length as u64);
            let mut pieces = Pieces::new(&blob[..], size, 100, &mut buffer);
            let mut answered = 0;
            while let Some(piece) = pieces.read().unwrap() {
                let start = piece.offset as usize;
                prop_assert_eq!(start + piece.own.start, answered);
                prop_assert_eq!(piece.bytes, &blob[start..start + piece.bytes.len()]);
                prop_assert!(piece.own.start >= 100 || answered == 0);
                prop_assert!(piece.last || piece.bytes.len() - piece.own.end >= 100);
                answered += piece.own.len();
            }
            prop_assert_eq!(answered, length);
            prop_assert!(!pieces.shrank());
        }
    }
}
