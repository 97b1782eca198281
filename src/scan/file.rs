//! One file: read in pieces, decoded, matched, judged; then its candidates are weighed against each other.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::PathBuf;

use super::excerpt::RawLine;
use super::{Dropped, FileWorker, Scanner, excerpt, resolve};
use crate::decode::{self, Encoding, Fragment, Mappings};
use crate::detect::{Content, Match, Scratch};
use crate::filter::{self, Decision};
use crate::finding::{Confidence, Environment, Finding, Level, Location, Secret, Side, default_level};
use crate::location::{Layout, LineCursor, Origin, Position, Span};
use crate::rule::MAX_LENGTH;
use crate::source::{Gap, Pieces, Reason};

/// How many candidates of one file are kept, so that a file made of keys does not take the memory.
const MOST: usize = 20_000;

/// A match that was believed, with all that a finding needs, so that the text can go.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub rule: usize,
    pub confidence: Confidence,
    pub environment: Option<Environment>,
    /// Bytes of the secret in the file's text, counted from the text's start whatever its encoding.
    pub text: Range<u64>,
    pub span: Span,
    pub start: Position,
    pub end: Position,
    pub secret: Secret,
    pub line: RawLine,
}

impl FileWorker<'_> {
    /// Opens and scans a file of the walk.
    pub(super) fn file(&mut self, path: PathBuf, origin: Origin) {
        let opened = File::open(&path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
        let (file, metadata) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.gap(origin, unreadable(&error)),
        };
        if !metadata.is_file() {
            return self.gap(origin, Reason::Special);
        }
        let size = metadata.len();
        if self.scanner.options.max_file_size.is_some_and(|most| size > most) {
            return self.gap(origin, Reason::TooLarge(size));
        }
        // Files of the kernel's say 0 and have content all the same.
        self.read(origin, file, (size > 0).then_some(size));
    }

    /// Scans what a reader gives.
    pub(super) fn read(&mut self, origin: Origin, reader: impl Read, size: Option<u64>) {
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut pieces = Pieces::new(reader, size, MAX_LENGTH, &mut buffer);
        let mut reading = Reading::new(self.scanner, &origin);
        loop {
            match pieces.read() {
                Ok(Some(piece)) => reading.piece(&piece, &mut self.scratch),
                Ok(None) => break,
                Err(error) => {
                    self.gap(origin.clone(), unreadable(&error));
                    break;
                }
            }
        }
        if pieces.shrank() {
            self.gap(origin.clone(), Reason::Changed);
        }
        let coverage = &mut self.outcome.coverage;
        coverage.files += 1;
        coverage.bytes += pieces.bytes_read();
        coverage.binaries += u64::from(reading.encoding == Some(Encoding::Binary));
        if reading.overflowed {
            self.gap(origin.clone(), Reason::TooManyFindings(MOST));
        }
        let Reading { candidates, dropped, masks, .. } = reading;
        self.dropped(dropped);
        self.conclude(&origin, candidates, &masks);
        self.buffer = buffer;
    }

    /// Weighs a file's candidates and turns those that remain into findings.
    fn conclude(&mut self, origin: &Origin, candidates: Vec<Candidate>, masks: &[(Range<u64>, Secret)]) {
        if candidates.is_empty() {
            return;
        }
        let rules = self.scanner.rules();
        let (winners, alone) = resolve::resolve(candidates, origin, rules);
        let alone = alone
            .into_iter()
            .map(|candidate| (candidate.rule, candidate.start.line, filter::Reason::Alone, candidate.secret));
        let mut dropped: Vec<_> = alone
            .map(|(rule, line, reason, secret)| self.drop_of(origin, rule, line, reason, secret))
            .collect();
        for winner in winners {
            let candidate = winner.candidate;
            let rule = &rules.rules[candidate.rule];
            let side = Side::Unknown;
            if candidate.confidence < self.scanner.options.confidence {
                let line = candidate.start.line;
                dropped.push(self.drop_of(
                    origin,
                    candidate.rule,
                    line,
                    filter::Reason::LowConfidence,
                    candidate.secret,
                ));
                continue;
            }
            let level = default_level(rule.class, side, candidate.confidence);
            if level == Level::None {
                *self.outcome.public.entry(rule.class).or_default() += 1;
                if !self.scanner.options.list_public {
                    continue;
                }
            }
            self.outcome.findings.push(Finding {
                rule: rule.id.clone(),
                also: winner.also,
                class: rule.class,
                confidence: candidate.confidence,
                level,
                side,
                environment: candidate.environment,
                excerpt: excerpt::redacted(&candidate.line, &candidate.text, masks),
                location: Location {
                    origin: origin.clone(),
                    span: candidate.span,
                    start: candidate.start,
                    end: candidate.end,
                },
                fingerprint: candidate.secret.fingerprint(),
                secret: candidate.secret,
                evidence: winner.evidence,
            });
        }
        self.dropped(dropped);
    }

    fn drop_of(
        &self,
        origin: &Origin,
        rule: usize,
        line: u64,
        reason: filter::Reason,
        secret: Secret,
    ) -> Dropped {
        Dropped {
            origin: origin.clone(),
            line,
            rule: self.scanner.rules().rules[rule].id.clone(),
            reason,
            secret,
        }
    }

    fn dropped(&mut self, dropped: Vec<Dropped>) {
        for drop in &dropped {
            *self.outcome.dropped.entry(drop.reason).or_default() += 1;
        }
        if self.scanner.options.list_dropped {
            self.outcome.dropped_list.extend(dropped);
        }
    }

    fn gap(&mut self, origin: Origin, reason: Reason) {
        self.outcome.coverage.gaps.push(Gap { origin, reason });
    }
}

fn unreadable(error: &std::io::Error) -> Reason {
    match error.kind() {
        std::io::ErrorKind::NotFound => Reason::Missing,
        _ => Reason::Unreadable(error.to_string()),
    }
}

/// The state of a file that is being read.
struct Reading<'s> {
    scanner: &'s Scanner,
    origin: &'s Origin,
    encoding: Option<Encoding>,
    layout: Option<Layout>,
    mappings: Option<Mappings>,
    /// Stands at the start of the next piece.
    cursor: LineCursor,
    /// Where the present piece begins in the file's text.
    text_offset: u64,
    candidates: Vec<Candidate>,
    dropped: Vec<Dropped>,
    /// Everything that an excerpt must not show: what was believed, and what may be a secret all the same.
    masks: Vec<(Range<u64>, Secret)>,
    overflowed: bool,
}

impl<'s> Reading<'s> {
    fn new(scanner: &'s Scanner, origin: &'s Origin) -> Self {
        Self {
            scanner,
            origin,
            encoding: None,
            layout: None,
            mappings: None,
            cursor: LineCursor::default(),
            text_offset: 0,
            candidates: Vec::new(),
            dropped: Vec::new(),
            masks: Vec::new(),
            overflowed: false,
        }
    }

    fn piece(&mut self, piece: &crate::source::Piece<'_>, scratch: &mut Scratch) {
        let encoding = *self.encoding.get_or_insert_with(|| decode::encoding(piece.bytes));
        let fragment = Fragment::new(piece, encoding);
        let content = if encoding == Encoding::Binary { Content::Binary } else { Content::Text };
        let mut matches: Vec<Match> = Vec::new();
        let mappings = self.mappings.get_or_insert_with(|| Mappings::new(&fragment.text));
        for part in mappings.around(&fragment.text, fragment.own.clone()) {
            self.scanner.detector.detect(&fragment.text, part, content, scratch, |found| {
                if matches.len() < MOST {
                    matches.push(found);
                }
            });
        }
        self.overflowed |= matches.len() >= MOST;
        if !piece.last || !matches.is_empty() {
            let layout = *self.layout.get_or_insert_with(|| decode::layout(encoding, &fragment.text));
            self.judge(&fragment, matches, layout);
            if !piece.last {
                self.cursor.advance(&fragment.text, fragment.next, layout);
                self.cursor.rebase(fragment.next);
                self.text_offset += fragment.next as u64;
            }
        }
    }

    fn judge(&mut self, fragment: &Fragment<'_>, mut matches: Vec<Match>, layout: Layout) {
        matches.sort_by_key(|found| (found.secret.start, found.secret.end, found.rule));
        matches.dedup();
        let mut cursor = self.cursor.clone();
        for found in matches {
            let text = &fragment.text[..];
            let rule = &self.scanner.rules().rules[found.rule];
            let bytes = &text[found.secret.clone()];
            let secret = Secret::new(bytes, filter::public_length(rule, bytes));
            let start = cursor.advance(text, found.secret.start, layout);
            let offset = self.text_offset;
            let absolute = offset + found.secret.start as u64..offset + found.secret.end as u64;
            let decision = filter::judge(rule, text, &found, &secret);
            if decision != Decision::Drop(filter::Reason::Placeholder) {
                self.masks.push((absolute.clone(), secret.clone()));
            }
            match decision {
                Decision::Drop(reason) => {
                    let (origin, rule) = (self.origin.clone(), rule.id.clone());
                    self.dropped.push(Dropped { origin, line: start.line, rule, reason, secret });
                }
                Decision::Keep(_) if self.candidates.len() >= MOST => self.overflowed = true,
                Decision::Keep(confidence) => {
                    let environment = found.env.as_ref().and_then(|env| {
                        let name = &text[env.clone()];
                        rule.environments
                            .iter()
                            .find(|(text, _)| text.as_bytes() == name)
                            .map(|(_, env)| *env)
                    });
                    self.candidates.push(Candidate {
                        rule: found.rule,
                        confidence,
                        environment,
                        span: fragment.span(&found.secret),
                        start,
                        end: cursor.clone().advance(text, found.secret.end, layout),
                        line: RawLine::around(text, &found.secret, offset, layout),
                        text: absolute,
                        secret,
                    });
                }
            }
        }
    }
}
