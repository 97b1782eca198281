//! The hash by which GitHub's code scanning knows a line again when the lines above it move.
//!
//! A line's hash covers the hundred UTF-16 code units from its first one on, across the lines that follow; spaces and tabs do not
//! count. GitHub reads every file as UTF-8, so that is what is hashed, whatever the encoding: what matters is that the
//! value is the one that its uploader would compute. Lines count as it counts them, where a lone carriage return ends one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io::{self, Read};

use crate::source::{Piece, Pieces};

/// Code units that a line's hash covers.
const WINDOW: usize = 100;
const BASE: u64 = 37;
/// Stands after the last unit of a file.
const END: u16 = 0xFFFF;

/// Bytes of a character that may be cut at a piece's end.
const CUT: usize = 4;

/// How many lines of standard input are remembered, in eight bytes each. Later ones have no hash.
const MOST_LINES: usize = 1 << 22;

/// The hashes of some lines of a file, as `hash:n` where this is the n-th line with that hash.
///
/// Reads the file twice: the numbers need every hash before a line, and a file may have more lines than fit into memory.
pub(super) fn of_lines<R: Read>(
    open: impl Fn() -> io::Result<R>,
    wanted: &BTreeSet<u64>,
    buffer: &mut Vec<u8>,
) -> io::Result<BTreeMap<u64, String>> {
    let mut counts: HashMap<u64, u64> = HashMap::new();
    read(open()?, buffer, |line, hash| {
        if wanted.contains(&line) {
            counts.insert(hash, 0);
        }
    })?;
    let mut hashes = BTreeMap::new();
    read(open()?, buffer, |line, hash| {
        if let Some(count) = counts.get_mut(&hash) {
            *count += 1;
            if wanted.contains(&line) {
                hashes.insert(line, format!("{hash:x}:{count}"));
            }
        }
    })?;
    Ok(hashes)
}

fn read(reader: impl Read, buffer: &mut Vec<u8>, found: impl FnMut(u64, u64)) -> io::Result<()> {
    let mut pieces = Pieces::new(reader, None, CUT, buffer);
    let mut hasher = LineHasher::new(found);
    while let Some(piece) = pieces.read()? {
        hasher.piece(&piece);
    }
    Ok(())
}

/// The hashes of all lines of what can be read once only.
#[derive(Default)]
pub(super) struct AllLines(Vec<u64>);

impl AllLines {
    /// A hasher that remembers here what it finds.
    pub fn hasher(&mut self) -> LineHasher<impl FnMut(u64, u64)> {
        LineHasher::new(|_, hash| {
            if self.0.len() < MOST_LINES {
                self.0.push(hash);
            }
        })
    }

    /// The hashes of some lines.
    pub fn of(&self, wanted: &BTreeSet<u64>) -> BTreeMap<u64, String> {
        let hash_of = |line: u64| self.0.get(usize::try_from(line).ok()?.checked_sub(1)?).copied();
        let mut counts: HashMap<u64, u64> =
            wanted.iter().filter_map(|line| Some((hash_of(*line)?, 0))).collect();
        let mut hashes = BTreeMap::new();
        for (line, hash) in (1..).zip(&self.0) {
            if let Some(count) = counts.get_mut(hash) {
                *count += 1;
                if wanted.contains(&line) {
                    hashes.insert(line, format!("{hash:x}:{count}"));
                }
            }
        }
        hashes
    }
}

/// Hashes every line of a text that comes piece by piece.
pub(super) struct LineHasher<F> {
    found: F,
    window: [u16; WINDOW],
    /// What a unit counts for when it leaves the window.
    leaving: u64,
    hash: u64,
    /// Units so far.
    units: u64,
    /// Lines whose hash is known.
    lines: u64,
    /// Where the lines begin whose hash is not known yet, in units.
    open: VecDeque<u64>,
    line_start: bool,
    after_cr: bool,
    /// Bytes of the file that are hashed.
    consumed: u64,
}

impl<F: FnMut(u64, u64)> LineHasher<F> {
    /// Calls `found` with the number and the hash of each line, in order.
    pub fn new(found: F) -> Self {
        Self {
            found,
            window: [0; WINDOW],
            leaving: (0..WINDOW).fold(1, |power, _| power.wrapping_mul(BASE)),
            hash: 0,
            units: 0,
            lines: 0,
            open: VecDeque::new(),
            line_start: true,
            after_cr: false,
            consumed: 0,
        }
    }

    /// Goes on with the next piece of a file; pieces share at least three bytes of context.
    pub fn piece(&mut self, piece: &Piece<'_>) {
        let end = if piece.last { piece.bytes.len() } else { piece.own.end };
        let start = ((self.consumed - piece.offset) as usize).min(end);
        self.text(&piece.bytes[start..end], piece.last);
        if piece.last {
            self.unit(END);
            for _ in 0..WINDOW {
                self.roll(0);
            }
        }
    }

    /// Hashes bytes, except for a character that is cut at their end unless they are the last.
    fn text(&mut self, bytes: &[u8], last: bool) {
        let mut at = 0;
        for chunk in bytes.utf8_chunks() {
            chunk.valid().encode_utf16().for_each(|unit| self.unit(unit));
            let invalid = chunk.invalid();
            at += chunk.valid().len() + invalid.len();
            let is_cut = |invalid| std::str::from_utf8(invalid).is_err_and(|e| e.error_len().is_none());
            if !last && at == bytes.len() && is_cut(invalid) {
                at -= invalid.len();
            } else if !invalid.is_empty() {
                self.unit(char::REPLACEMENT_CHARACTER as u16);
            }
        }
        self.consumed += at as u64;
    }

    /// A code unit of the text. Every line ending counts as one line feed.
    fn unit(&mut self, unit: u16) {
        let after_cr = std::mem::replace(&mut self.after_cr, unit == u16::from(b'\r'));
        match u8::try_from(unit) {
            Ok(b' ' | b'\t') => return,
            Ok(b'\n') if after_cr => return,
            _ => {}
        }
        let unit = if self.after_cr { u16::from(b'\n') } else { unit };
        if self.line_start {
            self.open.push_back(self.units);
        }
        self.line_start = unit == u16::from(b'\n');
        self.roll(unit);
    }

    /// Moves the window. A line that it has covered is done before its first unit leaves.
    fn roll(&mut self, unit: u16) {
        let at = (self.units % WINDOW as u64) as usize;
        if self.open.front().is_some_and(|start| start + WINDOW as u64 == self.units) {
            self.open.pop_front();
            self.lines += 1;
            (self.found)(self.lines, self.hash);
        }
        let leaves = std::mem::replace(&mut self.window[at], unit);
        self.hash = self
            .hash
            .wrapping_mul(BASE)
            .wrapping_add(u64::from(unit))
            .wrapping_sub(self.leaving.wrapping_mul(u64::from(leaves)));
        self.units += 1;
    }
}
