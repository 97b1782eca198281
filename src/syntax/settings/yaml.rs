//! YAML: workflows, compose files, manifests. Read event by event, so that nothing recurses.

use saphyr_parser::{Event, Parser, Span};

use super::{Assigned, TABLES, is_name, pair};

/// Keys whose text is a list of variables, one a line.
const LISTS: &[&str] = &["build-args", "build_args"];

/// The names that a list of variables may give to its columns.
const COLUMNS: (&[&str], &[&str]) = (&["name", "key"], &["value"]);

/// A list or mapping that is being read.
struct Open {
    /// The key that it stands under.
    name: String,
    is_mapping: bool,
    /// The key whose value comes next, and where it begins.
    key: Option<(String, usize)>,
    /// Scalars of a mapping that stands in a list, by their keys.
    columns: Vec<(String, String)>,
    start: usize,
}

pub(super) fn assigned(text: &str) -> Vec<Assigned> {
    let offsets = Offsets::new(text);
    let mut reader = Reader { text, offsets, open: Vec::new(), found: Vec::new() };
    // What was read before a mistake still counts.
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        reader.event(&event, span);
    }
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    offsets: Offsets,
    open: Vec<Open>,
    found: Vec<Assigned>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        let (start, end) = (self.offsets.byte(span.start.index()), self.offsets.byte(span.end.index()));
        match event {
            Event::Scalar(value, ..) => self.scalar(value, start, end),
            Event::Alias(_) => drop(self.take_key()),
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let is_mapping = matches!(event, Event::MappingStart(..));
                // What stands in a list stands under the list's key.
                let name = match self.open.last() {
                    Some(list) if !list.is_mapping => list.name.clone(),
                    _ => self.take_key().map(|(name, _)| name).unwrap_or_default(),
                };
                self.open.push(Open { name, is_mapping, key: None, columns: Vec::new(), start });
            }
            Event::MappingEnd | Event::SequenceEnd => self.close(end),
            _ => {}
        }
    }

    fn take_key(&mut self) -> Option<(String, usize)> {
        self.open.last_mut()?.key.take()
    }

    fn scalar(&mut self, value: &str, start: usize, end: usize) {
        let is_table = |open: &Open| TABLES.contains(&open.name.as_str());
        let Some(open) = self.open.last_mut() else { return };
        if !open.is_mapping {
            if is_table(open)
                && let Some((name, value)) = pair(value)
            {
                self.push(name.to_owned(), value.to_owned(), start, end);
            }
            return;
        }
        let Some((key, key_start)) = open.key.take() else {
            open.key = Some((value.to_owned(), start));
            return;
        };
        open.columns.push((key.clone(), value.to_owned()));
        let (is_variable, outer) = (is_table(open) && is_name(&key), open.name.clone());
        let is_in_list = self.open.iter().rev().nth(1).is_some_and(|around| !around.is_mapping);
        let is_in_table =
            self.open.iter().rev().nth(1).is_some_and(|around| around.is_mapping && is_table(around));
        if LISTS.contains(&key.as_str()) && value.contains('=') {
            self.lines(start, end);
        } else if is_variable && !is_in_list {
            self.push(key, value.to_owned(), key_start, end);
        } else if is_in_table && COLUMNS.1.contains(&key.as_str()) && is_name(&outer) {
            // `NAME: { value: … }`
            self.push(outer, value.to_owned(), key_start, end);
        }
    }

    /// `- name: NAME` and `value: …`
    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let column = |names: &[&str]| {
            open.columns.iter().find(|(key, _)| names.contains(&key.as_str())).map(|(_, value)| value.clone())
        };
        let is_row = open.is_mapping
            && TABLES.contains(&open.name.as_str())
            && self.open.last().is_some_and(|around| !around.is_mapping);
        if let (true, Some(name)) = (is_row, column(COLUMNS.0)) {
            let end = open.start + self.text[open.start..end.max(open.start)].trim_end().len();
            self.push(name, column(COLUMNS.1).unwrap_or_default(), open.start, end);
        }
    }

    /// The lines of a text, each a variable.
    fn lines(&mut self, start: usize, end: usize) {
        let mut at = start;
        for line in self.text[start..end].split_inclusive('\n') {
            let inner = line.trim();
            let from = at + (line.len() - line.trim_start().len());
            if let Some((name, value)) = pair(inner) {
                self.push(name.to_owned(), value.to_owned(), from, from + inner.len());
            }
            at += line.len();
        }
    }

    fn push(&mut self, name: String, value: String, start: usize, end: usize) {
        // What follows a value in a line of several counts to it for the parser.
        let end = start + self.text[start..end.max(start)].trim_end().len();
        self.found.push(Assigned { name, value, span: start as u32..end as u32 });
    }
}

/// From characters, which the parser counts, to bytes.
struct Offsets(Option<Vec<usize>>, usize);

impl Offsets {
    fn new(text: &str) -> Self {
        let of_characters = || text.char_indices().map(|(at, _)| at).collect();
        Self((!text.is_ascii()).then(of_characters), text.len())
    }

    fn byte(&self, character: usize) -> usize {
        match &self.0 {
            Some(bytes) => bytes.get(character).copied().unwrap_or(self.1),
            None => character.min(self.1),
        }
    }
}
