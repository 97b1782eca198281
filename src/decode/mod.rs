//! Bytes to text worth scanning, with a way back from the text to the bytes.

mod apart;
mod compressed;
mod encoding;
mod mappings;
mod source_map;
mod utf16;

pub use apart::between;
pub use compressed::{Compression, Incomplete, Unpacked};
pub use encoding::{Encoding, encoding, layout};
pub use mappings::Mappings;
pub use source_map::{BrokenMap, Mapped, Reference, Source, SourceMap, SourcePlace, references, source_path};
use utf16::Runs;

use std::borrow::Cow;
use std::ops::Range;

use crate::location::Span;
use crate::source::Piece;

/// A text to scan, and where its bytes came from.
pub struct Fragment<'p> {
    /// What to scan.
    pub text: Cow<'p, [u8]>,
    /// The part that this fragment answers for; the rest is context.
    pub own: Range<usize>,
    /// Where the next fragment of the same blob begins.
    pub next: usize,
    map: OffsetMap,
}

/// The way from a fragment's offsets back to its blob's.
enum OffsetMap {
    /// The text is the blob's own bytes from this offset on.
    Identity(u64),
    /// Decoded from UTF-16.
    Utf16(u64, Runs),
}

impl<'p> Fragment<'p> {
    /// Decodes a piece of a blob.
    pub fn new(piece: &Piece<'p>, encoding: Encoding) -> Self {
        match encoding {
            Encoding::Bytes | Encoding::Binary => Self {
                text: Cow::Borrowed(piece.bytes),
                own: piece.own.clone(),
                next: piece.next,
                map: OffsetMap::Identity(piece.offset),
            },
            Encoding::Utf16(order) => {
                let (text, runs) = utf16::decode(piece.bytes, order, piece.offset > 0);
                Self {
                    own: runs.decoded(piece.own.start)..runs.decoded(piece.own.end),
                    next: runs.decoded(piece.next),
                    text: Cow::Owned(text.into_bytes()),
                    map: OffsetMap::Utf16(piece.offset, runs),
                }
            }
        }
    }

    /// The blob's bytes behind a range of the text.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match &self.map {
            OffsetMap::Identity(offset) => {
                Span { start: offset + range.start as u64, end: offset + range.end as u64 }
            }
            OffsetMap::Utf16(offset, runs) => Span {
                start: offset + runs.encoded(range.start) as u64,
                end: offset + runs.encoded(range.end) as u64,
            },
        }
    }
}
