//! The text that is being judged, from its start to its end, and what it says about the place of a value.

use memchr::memmem;

use super::place::{Place, Role, Syntax};

/// How far back the start of a line is looked for, in bytes.
const LONGEST_INDENT: usize = 160;

/// Names of sections that show how something is used.
const SECTIONS: [&[u8]; 4] = [b"example", b"examples", b"sample", b"samples"];

/// A text and how far it has been read. Values are asked about in order, so that a file of values is read once.
pub struct Context<'t> {
    /// The text.
    pub text: &'t [u8],
    /// What its file is.
    pub place: Place,
    /// Up to where the triple quotes were counted, and whether a text between them is open there.
    quotes: (usize, Option<&'static [u8]>),
    /// The same for the last line without indent, and whether it begins a section of examples.
    section: (usize, bool),
    /// Where tests begin that stand in the file of what they test, once it has been looked for.
    tests: Option<usize>,
}

impl<'t> Context<'t> {
    /// A text of a file.
    pub fn new(text: &'t [u8], place: Place) -> Self {
        Self { text, place, quotes: (0, None), section: (0, false), tests: None }
    }

    /// Whether a value at `at` is most likely made up: it stands in a test, an example or a documentation.
    pub fn is_sample(&mut self, at: usize) -> bool {
        match self.place.syntax {
            _ if self.place.role == Role::Sample => true,
            Syntax::Config => self.in_examples(at),
            Syntax::Python => self.in_triple_quotes(at),
            Syntax::Code => self.is_doc_comment(at) || at > self.inline_tests(),
        }
    }

    /// Python's `"""` and `'''`, in which documentation stands.
    fn in_triple_quotes(&mut self, at: usize) -> bool {
        const QUOTES: [&[u8]; 2] = [b"\"\"\"", b"'''"];
        let (mut read, mut open) = self.quotes;
        if read > at {
            return open.is_some();
        }
        while let Some(offset) = memchr::memchr2(b'"', b'\'', &self.text[read..at]) {
            let here = &self.text[read + offset..];
            let met = QUOTES.iter().copied().find(|quotes| here.starts_with(quotes));
            read += offset + met.map_or(1, <[u8]>::len);
            match (open, met) {
                (None, Some(_)) => open = met,
                (Some(_), Some(_)) if open == met => open = None,
                _ => {}
            }
        }
        self.quotes = (read.max(at), open);
        open.is_some()
    }

    /// A section of YAML that calls itself examples.
    fn in_examples(&mut self, at: usize) -> bool {
        let (mut read, mut examples) = self.section;
        while let Some(end) = self.text.get(read..at).and_then(|rest| memchr::memchr(b'\n', rest)) {
            let line = &self.text[read..read + end];
            if line.first().is_some_and(u8::is_ascii_alphanumeric) {
                let name = line.split(|b| *b == b':').next().unwrap_or_default();
                examples = name.len() < line.len()
                    && SECTIONS.iter().any(|section| name.eq_ignore_ascii_case(section));
            }
            read += end + 1;
        }
        self.section = (read, examples);
        examples && self.text.get(read).is_some_and(|b| matches!(b, b' ' | b'\t'))
    }

    /// A line that begins as comments of documentation do: `///`, `//!`, ` * `.
    fn is_doc_comment(&self, at: usize) -> bool {
        let near = &self.text[at.saturating_sub(LONGEST_INDENT)..at];
        let Some(start) = memchr::memrchr(b'\n', near) else { return false };
        let line = near[start..].trim_ascii_start();
        [&b"///"[..], b"//!", b"/**", b"* "].iter().any(|mark| line.starts_with(mark))
    }

    /// Where the tests begin in a file of Rust; the end of any other text.
    fn inline_tests(&mut self) -> usize {
        *self.tests.get_or_insert_with(|| memmem::find(self.text, b"#[cfg(test)]").unwrap_or(self.text.len()))
    }
}
