//! Source maps: the originals that they carry, and where a place of a bundle came from.

use std::borrow::Cow;
use std::ops::Range;

use base64::Engine as _;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;
use serde_json::value::RawValue;
use sourcemap::DecodedMap;

/// What a script's or a style sheet's comment about its source map begins with, after `//#`, `//@` or `/*#`.
const REFERENCE: &[u8] = b"sourceMappingURL=";

/// How many maps within one file are read: development builds have one for each module.
const MOST_INLINE: usize = 10_000;

/// How far from its place a value is looked for in the original, in lines: a template's parts have no places of their own.
const NEAR: usize = 50;

/// The originals that a map carries.
#[derive(Debug)]
pub struct SourceMap<'m> {
    sources: Vec<Source<'m>>,
}

/// An original as it stands in a map.
#[derive(Debug)]
pub struct Source<'m> {
    /// Its name, as the map gives it.
    pub name: String,
    /// Where it stands in the map, quotes included.
    pub range: Range<usize>,
    raw: &'m RawValue,
}

impl Source<'_> {
    /// Its text.
    pub fn content(&self) -> String {
        // It was parsed as a string before.
        serde_json::from_str(self.raw.get()).unwrap_or_default()
    }
}

/// A map that is not one, by where reading it stopped. What stands there is not told: it may be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenMap {
    /// 1-based.
    pub line: usize,
    /// In bytes, 1-based.
    pub column: usize,
}

/// A map as its format has it. What is not needed is not read.
#[derive(Deserialize)]
struct Raw<'m> {
    #[serde(borrow, default)]
    sources: Vec<Option<Cow<'m, str>>>,
    #[serde(borrow, default, rename = "sourceRoot")]
    source_root: Option<Cow<'m, str>>,
    #[serde(borrow, default, rename = "sourcesContent")]
    contents: Option<Vec<Option<&'m RawValue>>>,
    #[serde(borrow, default)]
    sections: Vec<Section<'m>>,
}

/// A part of a map that was made of several.
#[derive(Deserialize)]
struct Section<'m> {
    #[serde(borrow, default)]
    map: Option<Box<Raw<'m>>>,
}

impl<'m> SourceMap<'m> {
    /// Whether a file of this name that begins with these bytes is to be read as a map.
    pub fn is_one(name: &str, start: &[u8]) -> bool {
        let start = without_guard(start).trim_ascii_start();
        let is_named = || name.len() > 4 && name.to_ascii_lowercase().ends_with(".map");
        let head = &start[..start.len().min(256)];
        start.starts_with(b"{")
            && (is_named()
                || memchr::memmem::find(head, b"\"version\"").is_some()
                    && memchr::memmem::find(start, b"\"mappings\"").is_some())
    }

    /// Reads a map.
    ///
    /// # Errors
    /// Where it is broken.
    pub fn read(text: &'m [u8]) -> Result<Self, BrokenMap> {
        let json = without_guard(text);
        let raw: Raw<'m> = serde_json::from_slice(json)
            .map_err(|error| BrokenMap { line: error.line().max(1), column: error.column().max(1) })?;
        let mut sources = Vec::new();
        collect(&raw, text, &mut sources);
        sources.sort_by_key(|source| source.range.start);
        Ok(Self { sources })
    }

    /// In their order in the file.
    pub fn sources(&self) -> &[Source<'m>] {
        &self.sources
    }
}

fn collect<'m>(raw: &Raw<'m>, text: &'m [u8], sources: &mut Vec<Source<'m>>) {
    let root = raw.source_root.as_deref().unwrap_or_default();
    let names = raw.sources.iter().map(|name| name.as_deref().unwrap_or_default());
    let contents = raw.contents.iter().flatten();
    for (number, (name, content)) in names.chain(std::iter::repeat("")).zip(contents).enumerate() {
        let Some(content) = content.filter(|content| content.get().starts_with('"')) else { continue };
        // The value is a part of the text, so the distance of their addresses is its place there.
        let start = (content.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let name = if name.is_empty() { format!("source {}", number + 1) } else { joined(root, name) };
        sources.push(Source { name, range: start..start + content.get().len(), raw: content });
    }
    for map in raw.sections.iter().filter_map(|section| section.map.as_deref()) {
        collect(map, text, sources);
    }
}

fn joined(root: &str, name: &str) -> String {
    let is_absolute = name.starts_with('/') || name.contains("://");
    if root.is_empty() || is_absolute {
        name.to_owned()
    } else {
        format!("{}/{name}", root.trim_end_matches('/'))
    }
}

/// Servers put `)]}'` before JSON so that it cannot be run as a script.
fn without_guard(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    match text.strip_prefix(b")]}'") {
        Some(rest) => rest.strip_prefix(b",").unwrap_or(rest),
        None => text,
    }
}

/// Where a map's sources were, as paths that mean something beside the map: `webpack://shop/./src/pay.ts` is `src/pay.ts`.
pub fn source_path(name: &str) -> String {
    let name = match name.split_once("://") {
        // The first part is the bundle's name, not a folder.
        Some((_, rest)) => rest.split_once('/').map_or(rest, |(_, path)| path),
        None => name,
    };
    let name = name.split(['?', '#']).next().filter(|name| !name.is_empty()).unwrap_or(name);
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The mappings of a map: which place of a bundle came from where.
pub struct Mapped(DecodedMap);

/// A place of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcePlace {
    /// The original's name, as the map gives it.
    pub source: String,
    /// 1-based.
    pub line: u64,
    /// In characters, 1-based.
    pub column: u64,
}

impl Mapped {
    /// Reads the mappings of a map, if it is one.
    pub fn read(map: &[u8]) -> Option<Self> {
        sourcemap::decode_slice(without_guard(map)).ok().map(Self)
    }

    /// Where the bytes come from that stand at a line and a column in UTF-16 units, both 1-based. A mapping names the start of a
    /// token; the bytes themselves are looked for from there on, if the map holds the original.
    pub fn place(&self, line: u64, utf16_column: u64, bytes: &[u8]) -> Option<SourcePlace> {
        let (line, column) =
            (u32::try_from(line).ok()?.checked_sub(1)?, u32::try_from(utf16_column).ok()?.checked_sub(1)?);
        let token = self.0.lookup_token(line, column)?;
        let source = token.get_source().filter(|source| !source.is_empty())?;
        let (at_line, at_column) = (token.get_src_line() as usize, token.get_src_col() as usize);
        let content = token.sourcemap().get_source_contents(token.get_src_id());
        let found = content.and_then(|content| find(content, at_line, at_column, bytes));
        let (line, column) = found.unwrap_or((at_line as u64 + 1, at_column as u64 + 1));
        Some(SourcePlace { source: source.to_owned(), line, column })
    }
}

/// The first place of some bytes in a text, from a line and a column in UTF-16 units on, both 0-based. A place that is told is 1-based.
fn find(content: &str, line: usize, utf16_column: usize, bytes: &[u8]) -> Option<(u64, u64)> {
    for (number, text) in content.split('\n').enumerate().skip(line).take(NEAR) {
        let from = if number == line { byte_of(text, utf16_column) } else { 0 };
        // The first bytes are enough: a value of several lines goes on in the next ones.
        let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
        let rest = text.as_bytes().get(from..)?;
        if let Some(at) = memchr::memmem::find(rest, first).filter(|_| !first.is_empty()) {
            let before = text.get(..from + at)?;
            return Some((number as u64 + 1, before.chars().count() as u64 + 1));
        }
    }
    None
}

fn byte_of(text: &str, utf16_column: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16_column {
            return at;
        }
        units += c.len_utf16();
    }
    text.len()
}

/// Where a file says that its map is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// In another file, by a URL.
    Url(String),
    /// In the file itself.
    Inline {
        /// The map.
        map: Vec<u8>,
        /// The URL that holds it.
        range: Range<usize>,
    },
}

/// What a script or a style sheet says of its maps, in the order of the text; of the maps elsewhere only the last one counts.
pub fn references(text: &[u8]) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut url = None;
    for at in memchr::memmem::find_iter(text, REFERENCE) {
        let is_comment =
            text[..at].trim_ascii_end().ends_with(b"#") || text[..at].trim_ascii_end().ends_with(b"@");
        let start = at + REFERENCE.len();
        let ends =
            |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b'`' | b'\\' | b'*' | b'<' | b')');
        let length = text[start..].iter().position(ends).unwrap_or(text.len() - start);
        let value = &text[start..start + length];
        if !is_comment || value.is_empty() {
            continue;
        }
        match value.strip_prefix(b"data:") {
            Some(data) if references.len() < MOST_INLINE => {
                let map = data_of(data);
                references.extend(map.map(|map| Reference::Inline { map, range: start..start + length }));
            }
            Some(_) => {}
            None => url = std::str::from_utf8(value).ok().map(str::to_owned),
        }
    }
    references.extend(url.map(Reference::Url));
    references
}

/// What the rest of a data URL holds.
fn data_of(url: &[u8]) -> Option<Vec<u8>> {
    let comma = memchr::memchr(b',', url)?;
    let (kind, data) = (&url[..comma], &url[comma + 1..]);
    if kind.to_ascii_lowercase().ends_with(b";base64") {
        let config = GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true);
        GeneralPurpose::new(&base64::alphabet::STANDARD, config).decode(data).ok()
    } else {
        Some(percent_encoding::percent_decode(data).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = r#"{"version":3,"sourceRoot":"","sources":["webpack://shop/./src/a.ts",null,"../src/b.ts"],"sourcesContent":["const a = \"x\";\n",null,"b"],"names":[],"mappings":"AAAA"}"#;

    #[test]
    fn originals_are_found_with_their_places() {
        let map = SourceMap::read(MAP.as_bytes()).unwrap();
        let sources: Vec<_> = map.sources().iter().map(|s| (s.name.as_str(), s.content())).collect();
        let expected =
            [("webpack://shop/./src/a.ts", "const a = \"x\";\n".to_owned()), ("../src/b.ts", "b".to_owned())];
        assert_eq!(sources, expected);
        assert_eq!(&MAP[map.sources()[1].range.clone()], "\"b\"");
    }

    #[test]
    fn maps_of_sections_and_guarded_maps_are_maps() {
        let sections = format!(
            r#")]}}',
{{"version":3,"sections":[{{"offset":{{"line":0,"column":0}},"map":{MAP}}},{{"offset":{{"line":9,"column":0}},"url":"x"}}]}}"#
        );
        assert!(SourceMap::is_one("app.js.map", sections.as_bytes()));
        assert_eq!(SourceMap::read(sections.as_bytes()).unwrap().sources().len(), 2);
    }

    #[test]
    fn a_broken_map_says_where() {
        assert_eq!(SourceMap::read(b"{\"sources\": [1]}").unwrap_err(), BrokenMap { line: 1, column: 14 });
        assert!(!SourceMap::is_one("linker.map", b"Archive member included"));
        assert!(!SourceMap::is_one("a.json", b"{\"version\":3}"));
        assert!(SourceMap::is_one("map", MAP.as_bytes()));
    }

    #[test]
    fn names_of_sources_become_paths() {
        for (name, path) in [
            ("webpack://shop/./src/pay.ts?3f2a", "src/pay.ts"),
            ("../../src/pay.ts", "../../src/pay.ts"),
            ("turbopack:///[project]/app/page.tsx", "[project]/app/page.tsx"),
            ("./a/../b.ts", "b.ts"),
            ("source 1", "source 1"),
        ] {
            assert_eq!(source_path(name), path);
        }
    }

    #[test]
    fn a_place_is_where_the_bytes_are() {
        // `let v="abcdefgh"` of line 1 comes from line 2, column 7 of a.ts.
        let map = r#"{"version":3,"sources":["a.ts"],"sourcesContent":["// 1\nexport const key =\n  \"abcdefgh\";"],"names":[],"mappings":"AACA,IAAI"}"#;
        let mapped = Mapped::read(map.as_bytes()).unwrap();
        let place = mapped.place(1, 8, b"abcdefgh").unwrap();
        assert_eq!((place.source.as_str(), place.line, place.column), ("a.ts", 3, 4));
        let place = mapped.place(1, 8, b"elsewhere").unwrap();
        assert_eq!((place.line, place.column), (2, 5));
        assert_eq!(Mapped::read(b"{").map(|_| ()), None);
    }

    #[test]
    fn references_are_read_where_they_are_comments() {
        let map = base64::engine::general_purpose::STANDARD.encode(MAP);
        let text = format!(
            "x=\"sourceMappingURL=no\"\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,{map}\n//# sourceMappingURL=app.js.map\n"
        );
        let references = references(text.as_bytes());
        let Reference::Inline { map, range } = &references[0] else { panic!("{references:?}") };
        assert_eq!(map, MAP.as_bytes());
        assert!(text[range.clone()].starts_with("data:") && text[range.end..].starts_with('\n'));
        assert_eq!(references[1..], [Reference::Url("app.js.map".into())]);
        let css = super::references(b"a{} /*# sourceMappingURL=a.css.map */");
        assert_eq!(css, [Reference::Url("a.css.map".into())]);
    }
}
