//! The line of a finding as reports show it: cut to a readable length, every secret in it masked.

use std::ops::Range;

use crate::finding::{Excerpt, MASK, Secret};
use crate::location::{Layout, is_steering};
use crate::rule::MAX_LENGTH;

/// Bytes shown before and after the start of a secret.
const BEFORE: usize = 80;
const AFTER: usize = 160;

/// A part of a line as it stands in the file. It may hold secrets, so it never leaves the scan.
#[derive(Clone)]
pub(super) struct RawLine {
    bytes: Box<[u8]>,
    /// Where `bytes` stands in the file's text.
    offset: u64,
    layout: Layout,
    cut_left: bool,
    cut_right: bool,
}

impl std::fmt::Debug for RawLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RawLine({} bytes)", self.bytes.len())
    }
}

impl RawLine {
    /// The secret alone: what stands around it in a binary is no line, and less of it is searched.
    pub fn of_binary(text: &[u8], secret: &Range<usize>, offset: u64) -> Self {
        let (bytes, offset) = (text[secret.clone()].into(), offset + secret.start as u64);
        Self { bytes, offset, layout: Layout::Bytes, cut_left: true, cut_right: true }
    }

    /// Where it ends in the file's text.
    pub fn end(&self) -> u64 {
        self.offset + self.bytes.len() as u64
    }

    /// A part of a line.
    pub fn of(text: &[u8], part: &Range<usize>, offset: u64, layout: Layout) -> Self {
        let (bytes, offset) = (text[part.clone()].into(), offset + part.start as u64);
        Self { bytes, offset, layout, cut_left: false, cut_right: false }
    }

    /// The part of the secret's first line that is near its start. `text` begins at `offset` of the file's text.
    pub fn around(text: &[u8], secret: &Range<usize>, offset: u64, layout: Layout) -> Self {
        let line_start = memchr::memrchr(b'\n', &text[..secret.start]).map_or(0, |at| at + 1);
        let mut start = line_start.max(secret.start.saturating_sub(BEFORE));
        let furthest = text.len().min(secret.start + AFTER);
        let line_end = memchr::memchr(b'\n', &text[secret.start..furthest]).map(|at| secret.start + at);
        let mut end = line_end.unwrap_or(furthest);
        if layout == Layout::Utf8 {
            while start < secret.start && is_continuation(text[start]) {
                start += 1;
            }
            while end > secret.start && end < text.len() && is_continuation(text[end]) {
                end -= 1;
            }
        }
        Self {
            bytes: text[start..end].into(),
            offset: offset + start as u64,
            layout,
            cut_left: start > line_start,
            cut_right: line_end.is_none() && end < text.len(),
        }
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Masks every secret that reaches into the line, given where each stands in the file's text, sorted by start. `own` is the one
/// to highlight, with what its rule knows to be public of it.
pub(super) fn redacted(
    line: &RawLine,
    own: &Range<u64>,
    own_secret: &Secret,
    secrets: &[(Range<u64>, Secret)],
) -> Excerpt {
    let mut masks: Vec<(Range<usize>, usize)> = reaching_into(&(line.offset..line.end()), secrets)
        .map(|(range, secret)| {
            let start = range.start.saturating_sub(line.offset) as usize;
            let end = ((range.end - line.offset) as usize).min(line.bytes.len());
            // A secret that begins before the excerpt shows nothing of itself.
            let secret = if range == own { own_secret } else { secret };
            let public = if range.start >= line.offset { secret.public_length() } else { 0 };
            (start..end, public)
        })
        .collect();
    masks.sort_by_key(|(range, public)| (range.start, std::cmp::Reverse(range.end), *public));

    let own_start = (own.start - line.offset) as usize;
    let mut out = Excerpt { cut_left: line.cut_left, cut_right: line.cut_right, ..Excerpt::default() };
    let mut done = 0;
    let mut chars = 0;
    for (range, public) in masks {
        if range.end <= done {
            continue;
        }
        let shown_end = (range.start + public).min(range.end).max(done);
        chars += push_text(&mut out.text, &line.bytes[done..range.start.max(done)], line.layout);
        let highlight_start = chars;
        chars += push_text(&mut out.text, &line.bytes[range.start.max(done)..shown_end], line.layout);
        out.text.push_str(MASK);
        chars += MASK.len();
        if range.contains(&own_start) {
            out.highlight = highlight_start..chars;
        }
        done = range.end;
    }
    push_text(&mut out.text, &line.bytes[done..], line.layout);
    out
}

/// The line with a place in it to highlight that is no secret itself; every secret is masked as a whole.
pub(super) fn around_place(line: &RawLine, own: &Range<u64>, secrets: &[(Range<u64>, Secret)]) -> Excerpt {
    let start = (own.start.max(line.offset) - line.offset) as usize;
    let end = ((own.end.saturating_sub(line.offset)) as usize).clamp(start, line.bytes.len());
    let part = |range: Range<usize>| {
        let offset = line.offset + range.start as u64;
        let bytes = line.bytes[range].into();
        masked(&RawLine { bytes, offset, layout: line.layout, cut_left: false, cut_right: false }, secrets)
    };
    let (before, inside, after) = (part(0..start), part(start..end), part(end..line.bytes.len()));
    let first = before.chars().count();
    Excerpt {
        highlight: first..first + inside.chars().count(),
        text: before + &inside + &after,
        cut_left: line.cut_left,
        cut_right: line.cut_right,
    }
}

/// The secrets that have bytes in a range, given where each stands in the file's text, sorted by start.
fn reaching_into<'s>(
    range: &Range<u64>,
    secrets: &'s [(Range<u64>, Secret)],
) -> impl Iterator<Item = &'s (Range<u64>, Secret)> {
    let Range { start, end } = *range;
    let first = secrets.partition_point(|(secret, _)| secret.start + (MAX_LENGTH as u64) < start);
    secrets[first..]
        .iter()
        .take_while(move |(secret, _)| secret.start < end)
        .filter(move |(secret, _)| start < secret.end)
}

/// Whether a secret has bytes in a range.
pub(super) fn touches(range: &Range<u64>, secrets: &[(Range<u64>, Secret)]) -> bool {
    reaching_into(range, secrets).next().is_some()
}

/// A text with every secret in it masked as a whole.
pub(super) fn masked(line: &RawLine, secrets: &[(Range<u64>, Secret)]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (range, _) in reaching_into(&(line.offset..line.end()), secrets) {
        let start = range.start.saturating_sub(line.offset) as usize;
        if start > done || out.is_empty() {
            push_text(&mut out, &line.bytes[done..start.max(done)], line.layout);
            out.push_str("********");
        }
        done = done.max(((range.end - line.offset) as usize).min(line.bytes.len()));
    }
    push_text(&mut out, &line.bytes[done..], line.layout);
    out
}

/// Appends bytes as text that is safe to print, and tells how many characters that were.
fn push_text(out: &mut String, bytes: &[u8], layout: Layout) -> usize {
    let mut count = 0;
    let mut push = |c: char| {
        count += 1;
        out.push(match c {
            '\t' | '\r' => ' ',
            // Nothing in a scanned file may steer the terminal.
            c if is_steering(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        });
    };
    match layout {
        Layout::Utf8 => String::from_utf8_lossy(bytes).chars().for_each(&mut push),
        Layout::Bytes => bytes.iter().map(|b| char::from(*b)).for_each(&mut push),
    }
    count
}
