//! One file: read in pieces, decoded, matched, judged; then its candidates are weighed against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::PathBuf;

use super::excerpt::RawLine;
use super::line_hash::{self, AllLines};
use super::lint::Scanned;
use super::marks::{Place, RawMark};
use super::resolve::Winner;
use super::setting::{AsItIs, Setting};
use super::suspicion::Suspect;
use super::{FileWorker, Scanner, excerpt, resolve};
use crate::decode::{self, Encoding, Fragment, Mappings};
use crate::detect::{Content, Match, Scratch, View};
use crate::filter::{self, Context, Decision};
use crate::finding::{
    Confidence, DropReason, Dropped, Environment, Evidence, Finding, Level, Location, Remark, Secret, Side,
    Suppression, SuppressionKind, default_level,
};
use crate::known;
use crate::location::{Gap, GapReason, Layout, LineCursor, Origin, Position, Span};
use crate::rule::{MAX_LENGTH, Rule};
use crate::side::Verdict;
use crate::source::{Piece, Pieces};
use crate::suppress::Subject;
use crate::suppress::inline::{self, FileMarks};

/// How many candidates of one file are kept, so that a file made of keys does not take the memory. Public keys have a share of
/// their own: they must not crowd out secrets.
const MOST: usize = 20_000;

/// Bytes of context around a piece: a match at its longest, in an encoding of two bytes a character.
const CONTEXT: usize = 2 * MAX_LENGTH;

/// How much is read of a file that does not know its size.
const MOST_OF_UNKNOWN_SIZE: u64 = 64 * 1024 * 1024;

/// Bytes to scan, and what is known of them.
pub(super) struct Blob<'b> {
    pub origin: &'b Origin,
    /// How many there are, if that is known.
    pub size: Option<u64>,
    /// The parts that are scanned as what they stand for, and not here; sorted.
    pub apart: &'b [Range<u64>],
    /// Whether it is a file of its own in the account of what was looked at.
    pub is_file: bool,
    /// What surrounds them.
    pub setting: &'b dyn Setting,
}

/// A match that was believed, with all that a finding needs, so that the text can go.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub rule: usize,
    pub confidence: Confidence,
    pub remark: Option<Remark>,
    pub environment: Option<Environment>,
    /// Bytes of the secret in the file's text, counted from the text's start whatever its encoding.
    pub text: Range<u64>,
    pub span: Span,
    pub start: Position,
    pub end: Position,
    pub secret: Secret,
    pub line: RawLine,
    /// Where the value is known from, if it was not found by its shape.
    pub known: Option<Evidence>,
}

impl FileWorker<'_> {
    /// Scans bytes in memory.
    pub(super) fn bytes(&mut self, origin: &Origin, bytes: &[u8], setting: &dyn Setting) {
        let first = self.outcome.findings.len();
        let blob = Blob { origin, size: Some(bytes.len() as u64), apart: &[], is_file: true, setting };
        self.pieces(&blob, bytes, |_| {});
        self.hash_lines(|| Ok(bytes), first);
    }

    /// Opens and scans a file of the walk.
    pub(super) fn file(&mut self, path: PathBuf, origin: Origin) {
        let opened = File::open(&path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
        let (mut file, metadata) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.gap(origin, unreadable(&error)),
        };
        if !metadata.is_file() {
            return self.gap(origin, GapReason::Special);
        }
        let size = metadata.len();
        if self.scanner.options.max_file_size.is_some_and(|most| size > most) {
            return self.gap(origin, GapReason::TooLarge(size));
        }
        if self.scanner.options.artefact {
            return self.artefact(&origin, &mut file, 0);
        }
        if size == 0 {
            // Files of the kernel's say 0 and have content all the same, some of it without an end.
            return self.read(origin, file.take(MOST_OF_UNKNOWN_SIZE));
        }
        let first = self.outcome.findings.len();
        let blob = Blob { origin: &origin, size: Some(size), apart: &[], is_file: true, setting: &AsItIs };
        let shrank = self.pieces(&blob, file, |_| {});
        self.hash_lines(|| File::open(&path), first);
        if shrank && path.metadata().is_ok_and(|now| now.len() != size) {
            self.gap(origin, GapReason::Changed);
        }
    }

    /// Scans what a reader gives.
    pub(super) fn read(&mut self, origin: Origin, reader: impl Read) {
        let blob = Blob { origin: &origin, size: None, apart: &[], is_file: true, setting: &AsItIs };
        if !self.scanner.options.line_hashes {
            self.pieces(&blob, reader, |_| {});
            return;
        }
        let first = self.outcome.findings.len();
        let mut lines = AllLines::default();
        let mut hasher = lines.hasher();
        self.pieces(&blob, reader, |piece| hasher.piece(piece));
        drop(hasher);
        let wanted = self.lines_of_findings(first);
        self.add_line_hashes(first, &lines.of(&wanted));
    }

    /// Hashes the lines of a file's findings, those from the `first` one on. Most files have none and are not read again.
    pub(super) fn hash_lines<R: Read>(&mut self, open: impl Fn() -> std::io::Result<R>, first: usize) {
        let wanted = self.lines_of_findings(first);
        if !self.scanner.options.line_hashes || wanted.is_empty() {
            return;
        }
        // A file that is gone by now has no hashes; whoever uploads the report computes them or not.
        let hashes = line_hash::of_lines(open, &wanted, &mut self.buffer).unwrap_or_default();
        self.add_line_hashes(first, &hashes);
    }

    fn lines_of_findings(&self, first: usize) -> BTreeSet<u64> {
        self.outcome.findings[first..].iter().map(|finding| finding.location.start.line).collect()
    }

    fn add_line_hashes(&mut self, first: usize, hashes: &BTreeMap<u64, String>) {
        for finding in &mut self.outcome.findings[first..] {
            finding.location.line_hash = hashes.get(&finding.location.start.line).cloned();
        }
    }

    /// Scans a reader's bytes, which `watch` sees too, and tells whether there were fewer than the blob's size.
    pub(super) fn pieces(
        &mut self,
        blob: &Blob<'_>,
        reader: impl Read,
        mut watch: impl FnMut(&Piece<'_>),
    ) -> bool {
        let origin = blob.origin;
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut pieces = Pieces::new(reader, blob.size, CONTEXT, &mut buffer);
        let mut reading = Reading::new(self.scanner, blob);
        let is_whole = loop {
            match pieces.read() {
                Ok(Some(piece)) => {
                    watch(&piece);
                    reading.piece(&piece, &mut self.scratch);
                }
                Ok(None) => break !pieces.shrank(),
                Err(error) => {
                    self.gap(origin.clone(), unreadable(&error));
                    break false;
                }
            }
        };
        let shrank = pieces.shrank();
        if blob.is_file {
            let coverage = &mut self.outcome.coverage;
            coverage.files += 1;
            coverage.bytes += pieces.bytes_read();
            coverage.utf16 += u64::from(matches!(reading.encoding, Some(Encoding::Utf16(_))));
            coverage.binaries += u64::from(reading.encoding == Some(Encoding::Binary));
        }
        if reading.overflowed {
            self.gap(origin.clone(), GapReason::TooManyFindings(MOST));
        }
        // What a commit had says nothing of what is there now.
        if is_whole && !reading.overflowed && origin.commit().is_none() {
            self.outcome.scanned.insert(origin);
        }
        // Code may hand on a value that is written out, in a module without any word or in data that it imports.
        let holds_value = !reading.candidates.is_empty();
        let is_read = reading.suspect.is_read() || holds_value && is_data(origin);
        if is_read && blob.setting.is_module_of_project() {
            let suspicion = reading.suspect.suspicion(holds_value);
            self.modules.push(Scanned { origin: origin.clone(), suspicion });
        }
        let Reading { candidates, drops, mut masks, marks, .. } = reading;
        self.add_drops(drops);
        masks.sort_by_key(|(range, _)| range.start);
        let marks = marks.into_iter().map(|mark| mark.masked(&masks)).collect();
        let mut marks = FileMarks::new(origin, marks, self.scanner.options.suppress);
        self.conclude(blob, candidates, &masks, &mut marks);
        if !marks.is_empty() {
            self.marks.push(marks);
        }
        self.buffer = buffer;
        shrank
    }

    /// Everything in a text that an excerpt must not show, sorted by start.
    pub(super) fn masks(&mut self, origin: &Origin, bytes: &[u8]) -> Vec<(Range<u64>, Secret)> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut pieces = Pieces::new(bytes, Some(bytes.len() as u64), CONTEXT, &mut buffer);
        let size = Some(bytes.len() as u64);
        let blob = Blob { origin, size, apart: &[], is_file: false, setting: &AsItIs };
        let mut reading = Reading::new(self.scanner, &blob);
        while let Ok(Some(piece)) = pieces.read() {
            reading.piece(&piece, &mut self.scratch);
        }
        let mut masks = reading.masks;
        masks.sort_by_key(|(range, _)| range.start);
        masks
    }

    /// Weighs a file's candidates and turns those that remain into findings.
    fn conclude(
        &mut self,
        blob: &Blob<'_>,
        candidates: Vec<Candidate>,
        masks: &[(Range<u64>, Secret)],
        marks: &mut FileMarks,
    ) {
        let (scanner, origin, setting) = (self.scanner, blob.origin, blob.setting);
        let (winners, alone) = resolve::resolve(candidates, origin, scanner.rules());
        let mut drops = Drops::new(scanner, origin);
        for candidate in alone {
            drops.push(candidate.rule, candidate.start.line, DropReason::Alone, candidate.secret);
        }
        if winners.is_empty() {
            return self.add_drops(drops);
        }
        let options = &scanner.options;
        let policy = options.policy.at(origin.path());
        for Winner { candidate, also, evidence } in winners {
            let rule = &scanner.rules().rules[candidate.rule];
            let is_muted = options.muted.contains(&rule.id);
            let judge = |side| policy.judge(rule, side, candidate.confidence, options.confidence);
            // The project is read for what some side would make a finding, and for nothing else.
            let matters = !is_muted
                && Side::ALL.into_iter().any(|side| judge(side).is_ok_and(|level| level > Level::None));
            let was_before = matters && setting.was_before(&candidate.secret);
            let (offset, line) = (candidate.span.start, candidate.start.line);
            let verdict = match matters && !was_before {
                true => scanner.verdict(origin, setting.file(), offset, line),
                false => Verdict::unknown(),
            };
            let Verdict { side, evidence: chain } = verdict;
            let judged = judge(side);
            if is_muted || judged.is_err() {
                // Another run reports it, so a mark for it is of use.
                let provider = &scanner.rules().provider(rule).slug;
                let subject = Subject { rule: &rule.id, also: &also, provider, exposed: true };
                marks.accept(&subject, candidate.start.line, candidate.end.line);
            }
            if is_muted {
                continue;
            }
            let level = match judged {
                Ok(level) => level,
                Err(reason) => {
                    drops.push(candidate.rule, candidate.start.line, reason, candidate.secret);
                    continue;
                }
            };
            let level = level.min(candidate.remark.map_or(Level::Error, Remark::ceiling));
            if level == Level::None {
                *self.outcome.public.entry(rule.class).or_default() += 1;
                if !options.list_public {
                    continue;
                }
            }
            // Its side may turn out to be another; what is accepted wherever it stands is accepted already.
            let provider = &scanner.rules().provider(rule).slug;
            let subject = Subject { rule: &rule.id, also: &also, provider, exposed: side.is_exposed() };
            let accepted = marks.suppression(&subject, candidate.start.line, candidate.end.line);
            let before = was_before.then_some(Suppression { kind: SuppressionKind::Before, reason: None });
            self.outcome.findings.push(Finding {
                rule: rule.id.clone(),
                also,
                class: rule.class,
                confidence: candidate.confidence,
                level,
                side,
                environment: candidate.environment,
                excerpt: excerpt::redacted(&candidate.line, &candidate.text, &candidate.secret, masks),
                location: Location {
                    origin: origin.clone(),
                    span: candidate.span,
                    start: candidate.start,
                    end: candidate.end,
                    line_hash: None,
                },
                original: None,
                fingerprint: candidate.secret.fingerprint(),
                secret: candidate.secret,
                remark: candidate.remark,
                message: None,
                evidence: candidate.known.into_iter().chain(chain).chain(evidence).collect(),
                suppressed: before.or(accepted),
            });
        }
        self.add_drops(drops);
    }

    fn add_drops(&mut self, drops: Drops<'_>) {
        for (reason, count) in drops.counts {
            match reason {
                DropReason::Muted(reason) => *self.outcome.muted.findings.entry(reason).or_default() += count,
                reason => *self.outcome.dropped.entry(reason).or_default() += count,
            }
        }
        self.outcome.dropped_list.extend(drops.list);
    }

    pub(super) fn gap(&mut self, origin: Origin, reason: GapReason) {
        self.outcome.coverage.gaps.push(Gap { origin, reason });
    }
}

pub(super) fn unreadable(error: &std::io::Error) -> GapReason {
    match error.kind() {
        std::io::ErrorKind::NotFound => GapReason::Missing,
        _ => GapReason::Unreadable(error.to_string()),
    }
}

/// Whether code may import a file as data.
fn is_data(origin: &Origin) -> bool {
    origin.file_path().extension().is_some_and(|extension| extension == "json")
}

/// The state of a file that is being read.
struct Reading<'s> {
    scanner: &'s Scanner,
    origin: &'s Origin,
    apart: &'s [Range<u64>],
    place: Option<filter::Place>,
    encoding: Option<Encoding>,
    layout: Option<Layout>,
    mappings: Option<Mappings>,
    path: String,
    /// Stands at the start of the next piece.
    cursor: LineCursor,
    /// Where the present piece begins in the file's text.
    text_offset: u64,
    candidates: Vec<Candidate>,
    /// How many of them are of classes that are reported.
    reported: usize,
    drops: Drops<'s>,
    marks: Vec<RawMark>,
    names_in_marks: usize,
    /// Everything that an excerpt must not show: what was believed, and what may be a secret all the same.
    masks: Vec<(Range<u64>, Secret)>,
    overflowed: bool,
    /// Whether lints may have something to say of it.
    suspect: Suspect,
}

impl<'s> Reading<'s> {
    fn new(scanner: &'s Scanner, blob: &Blob<'s>) -> Self {
        let origin = blob.origin;
        Self {
            scanner,
            origin,
            apart: blob.apart,
            place: None,
            encoding: None,
            layout: None,
            mappings: None,
            path: origin.display_path(),
            cursor: LineCursor::default(),
            text_offset: 0,
            candidates: Vec::new(),
            reported: 0,
            drops: Drops::new(scanner, origin),

            marks: Vec::new(),
            names_in_marks: 0,
            masks: Vec::new(),
            overflowed: false,
            suspect: Suspect::new(scanner.options.sides.then(|| origin.file_path())),
        }
    }

    fn piece(&mut self, piece: &Piece<'_>, scratch: &mut Scratch) {
        let encoding = *self.encoding.get_or_insert_with(|| decode::encoding(piece.bytes));
        let fragment = Fragment::new(piece, encoding);
        let content = if encoding == Encoding::Binary { Content::Binary } else { Content::Text };
        if content == Content::Text {
            let (suspicions, rules) = (&self.scanner.suspicions, self.scanner.rules());
            self.suspect.piece(suspicions, rules, &fragment.text, piece.last);
        }
        let mut matches: Vec<Match> = Vec::new();
        let mut words: Vec<usize> = Vec::new();
        let mappings = self.mappings.get_or_insert_with(|| Mappings::new(&fragment.text));
        let parts = mappings.around(&fragment.text, fragment.own.clone());
        let parts = parts.into_iter().flat_map(|part| decode::between(part, piece.offset, self.apart));
        for part in parts {
            let (word, found) = (|at| words.push(at), |found| matches.push(found));
            let view = View { path: &self.path, text: &fragment.text, own: part, content };
            self.scanner.detector.detect(view, scratch, word, found);
        }
        if content == Content::Binary || self.scanner.options.artefact {
            words.clear();
        }
        let places = self.known_places(&fragment);
        if !piece.last || !matches.is_empty() || !words.is_empty() || !places.is_empty() {
            let place = self.filter_place();
            let layout = *self.layout.get_or_insert_with(|| decode::layout(encoding, &fragment.text));
            if piece.offset == 0 {
                self.cursor = LineCursor::new(&fragment.text);
            }
            self.read_marks(&fragment, words, layout);
            let first = self.candidates.len();
            self.add_known(&fragment, places, layout, content);
            self.judge(&fragment, matches, place, layout, content);
            // Masks are let go of by the last one.
            self.candidates[first..].sort_by_key(|candidate| candidate.text.start);
            if !piece.last {
                self.forget_masks(self.text_offset + fragment.next as u64);
                self.cursor.advance(&fragment.text, fragment.next, layout);
                self.cursor.rebase(fragment.next);
                self.text_offset += fragment.next as u64;
            }
        }
    }

    /// What the file is, as far as its name tells.
    fn filter_place(&mut self) -> filter::Place {
        let is_shipped = self.scanner.options.artefact;
        *self.place.get_or_insert_with(|| {
            let place = filter::Place::of(self.origin.local_path());
            if is_shipped { place.shipped() } else { place }
        })
    }

    fn read_marks(&mut self, fragment: &Fragment<'_>, mut words: Vec<usize>, layout: Layout) {
        words.sort_unstable();
        let mut cursor = self.cursor.clone();
        let place = Place { origin: self.origin, text_offset: self.text_offset, layout };
        for at in words {
            if self.names_in_marks >= inline::MOST_NAMES {
                break;
            }
            let line = cursor.advance(&fragment.text, at, layout).line;
            let Some(mark) = RawMark::read(&fragment.text, at, line, &place) else { continue };
            self.names_in_marks += mark.weight();
            self.marks.push(mark);
        }
    }

    /// Where known values stand.
    fn known_places(&self, fragment: &Fragment<'_>) -> Vec<known::Place> {
        match (&self.scanner.options.known, self.scanner.known_rule) {
            (Some(known), Some(_)) => known.find(&fragment.text, fragment.own.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes known values for candidates: nothing about them has to be judged.
    fn add_known(
        &mut self,
        fragment: &Fragment<'_>,
        places: Vec<known::Place>,
        layout: Layout,
        content: Content,
    ) {
        let (Some(known), Some(rule)) = (&self.scanner.options.known, self.scanner.known_rule) else {
            return;
        };
        let (mut cursor, text) = (self.cursor.clone(), &fragment.text[..]);
        for place in places {
            let range = place.range.clone();
            let absolute = self.text_offset + range.start as u64..self.text_offset + range.end as u64;
            self.masks.push((absolute.clone(), Secret::new(&text[range.clone()], 0)));
            if !self.has_room_for(&self.scanner.rules().rules[rule]) {
                continue;
            }
            self.candidates.push(Candidate {
                rule,
                confidence: Confidence::High,
                remark: None,
                environment: None,
                span: fragment.span(&range),
                start: cursor.advance(text, range.start, layout),
                end: cursor.clone().advance(text, range.end, layout),
                line: line_of(text, &range, self.text_offset, layout, content),
                text: absolute,
                secret: known.secret(&place).clone(),
                known: Some(known.evidence(&place)),
            });
        }
    }

    fn judge(
        &mut self,
        fragment: &Fragment<'_>,
        mut matches: Vec<Match>,
        place: filter::Place,
        layout: Layout,
        content: Content,
    ) {
        matches.sort_by_key(|found| (found.secret.start, found.secret.end, found.rule));
        matches.dedup();
        let mut cursor = self.cursor.clone();
        let text = &fragment.text[..];
        let mut context = Context::new(text, place);
        let first = self.candidates.len();
        let mut local: Vec<Range<u64>> = Vec::new();
        for found in matches {
            let rule = &self.scanner.rules().rules[found.rule];
            let bytes = &text[found.secret.clone()];
            let secret = Secret::new(bytes, filter::public_length(rule, bytes));
            let start = cursor.advance(text, found.secret.start, layout);
            let absolute =
                self.text_offset + found.secret.start as u64..self.text_offset + found.secret.end as u64;
            let decision = self.scanner.filters.judge(rule, &mut context, &found, &secret);
            if decision != Decision::Drop(DropReason::Placeholder) {
                self.masks.push((absolute.clone(), secret.clone()));
            }
            let (confidence, remark) = match decision {
                Decision::Drop(reason) => {
                    if reason == DropReason::Local {
                        local.push(absolute);
                    }
                    self.drops.push(found.rule, start.line, reason, secret);
                    continue;
                }
                Decision::Keep(confidence, remark) => (confidence, remark),
            };
            if !self.has_room_for(rule) {
                continue;
            }
            let environment = found.env.as_ref().and_then(|env| {
                let name = &text[env.clone()];
                rule.environments.iter().find(|(text, _)| text.as_bytes() == name).map(|(_, env)| *env)
            });
            self.candidates.push(Candidate {
                rule: found.rule,
                confidence,
                remark,
                environment,
                span: fragment.span(&found.secret),
                start,
                end: cursor.clone().advance(text, found.secret.end, layout),
                line: line_of(text, &found.secret, self.text_offset, layout, content),
                text: absolute,
                secret,
                known: None,
            });
        }
        self.drop_local(first, &local);
    }

    /// What a rule that knows its place calls a matter of the developer's own machine, a rule that only guesses does not report either.
    fn drop_local(&mut self, first: usize, local: &[Range<u64>]) {
        if local.is_empty() {
            return;
        }
        let rules = &self.scanner.rules().rules;
        let overlaps =
            |text: &Range<u64>| local.iter().any(|range| range.start < text.end && text.start < range.end);
        let recent = self.candidates.split_off(first);
        let keep = |candidate: &Candidate| !(rules[candidate.rule].fallback && overlaps(&candidate.text));
        self.candidates.extend(recent.into_iter().filter(keep));
    }

    /// Counts a candidate; too many of one file are not kept.
    fn has_room_for(&mut self, rule: &Rule) -> bool {
        let is_public = default_level(rule.class, Side::Unknown, Confidence::High) == Level::None;
        if is_public && !self.scanner.options.policy.levels.may_report(rule.class) {
            return self.candidates.len() - self.reported < MOST;
        }
        let has_room = self.reported < MOST;
        self.reported += usize::from(has_room);
        self.overflowed |= !has_room;
        has_room
    }

    /// Lets go of the masks before `end` that no excerpt needs.
    fn forget_masks(&mut self, end: u64) {
        // Lines of candidates and marks come in order, so whatever stands after the last one and before the next piece is not shown.
        let line = self.candidates.last().map_or(0, |last| last.line.end());
        let shown = self.marks.last().map_or(line, |last| last.end().max(line));
        let beyond = end.saturating_sub(MAX_LENGTH as u64);
        self.masks.retain(|(range, _)| range.start < shown || range.end > beyond);
    }
}

/// What a report shows around a secret.
fn line_of(text: &[u8], secret: &Range<usize>, offset: u64, layout: Layout, content: Content) -> RawLine {
    match content {
        Content::Text => RawLine::around(text, secret, offset, layout),
        Content::Binary => RawLine::of_binary(text, secret, offset),
    }
}

/// Matches of a file that are not reported: always counted, listed if that was asked for.
struct Drops<'s> {
    scanner: &'s Scanner,
    origin: &'s Origin,
    counts: BTreeMap<DropReason, u64>,
    list: Vec<Dropped>,
}

impl<'s> Drops<'s> {
    fn new(scanner: &'s Scanner, origin: &'s Origin) -> Self {
        Self { scanner, origin, counts: BTreeMap::new(), list: Vec::new() }
    }

    fn push(&mut self, rule: usize, line: u64, reason: DropReason, secret: Secret) {
        *self.counts.entry(reason).or_default() += 1;
        if self.scanner.options.list_dropped {
            let rule = self.scanner.rules().rules[rule].id.clone();
            self.list.push(Dropped { origin: self.origin.clone(), line, rule, reason, secret });
        }
    }
}
