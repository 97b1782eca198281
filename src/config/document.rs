//! One configuration file: its text to its [`Spec`], and each of its values to its line.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::mistake::{Mistake, Place, plain, quoted};
use super::spec::Spec;

/// How deep a configuration may nest; the deepest key of all is at 4.
const DEEPEST: usize = 16;

/// The key of manifests that holds a configuration.
pub(super) const KEY: &str = "keyside";

/// The kinds of file that hold a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `keyside.toml`, or any other name: the configuration and nothing else.
    Own,
    /// `package.json`: under the key `keyside`.
    Package,
    /// `Cargo.toml`: under `[package.metadata.keyside]` or `[workspace.metadata.keyside]`.
    Cargo,
}

impl Kind {
    /// By the file's name.
    pub fn of(name: &str) -> Self {
        match name {
            "package.json" => Self::Package,
            "Cargo.toml" => Self::Cargo,
            _ => Self::Own,
        }
    }
}

/// A configuration file that was read.
#[derive(Debug)]
pub(super) struct Document {
    /// The file, as the user would name it.
    pub file: Arc<str>,
    /// What it says.
    pub spec: Spec,
    lines: BTreeMap<String, usize>,
}

impl Document {
    /// Reads a text. `None` is a manifest that says nothing of keyside.
    pub fn read(kind: Kind, file: &Arc<str>, text: &str) -> Result<Option<Self>, Mistake> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mistake = |line: usize, key: String, message: String| {
            let file = file.clone();
            Mistake { place: Place { file, line }, key, message }
        };
        let table = match kind {
            Kind::Own => DeTable::parse(text).map(Some).map_err(|e| Broken::of_toml(&e, text)),
            Kind::Cargo => of_cargo(text),
            Kind::Package => of_package(text),
        };
        let table = table.map_err(|broken| mistake(broken.line, String::new(), broken.message))?;
        let Some(table) = table else { return Ok(None) };
        let spec = Spec::deserialize(toml::de::Deserializer::from(table.clone())).map_err(|error| {
            let span = error.span().unwrap_or_default();
            let key = key_at(table.get_ref(), &span).unwrap_or_default();
            mistake(line_of(text, &span), key.clone(), plain(error.message(), &key))
        })?;
        let mut lines = BTreeMap::new();
        visit(table.get_ref(), "", &mut |path, key_span, value_span| {
            // The value of a table is its header, and that of a list item the item.
            let span = if path.ends_with(']') { value_span } else { key_span };
            lines.insert(path.to_owned(), line_of(text, span));
        });
        Ok(Some(Self { file: file.clone(), spec, lines }))
    }

    /// The line of a key such as `exclude[2]`; an item of a list that was written as its only item has the line of the list.
    pub fn place(&self, key: &str) -> Place {
        let mut key = key;
        let line = loop {
            if let Some(line) = self.lines.get(key) {
                break *line;
            }
            match key.rfind(['.', '[']) {
                Some(end) => key = &key[..end],
                None => break 0,
            }
        };
        Place { file: self.file.clone(), line }
    }

    /// A mistake about a key such as `level[2].rule`.
    pub fn mistake(&self, key: &str, message: impl Into<String>) -> Mistake {
        Mistake { place: self.place(key), key: without_indexes(key), message: message.into() }
    }
}

/// `level[2].rule[0]` to `level.rule`.
pub(super) fn without_indexes(key: &str) -> String {
    key.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest)).collect()
}

/// A file that does not parse.
struct Broken {
    line: usize,
    message: String,
}

impl Broken {
    fn of_toml(error: &toml::de::Error, text: &str) -> Self {
        // The parser's messages name what it expects and never what stands there.
        Self {
            line: error.span().map_or(0, |span| line_of(text, &span)),
            message: plain(error.message(), ""),
        }
    }

    fn of_json(error: &serde_json::Error) -> Self {
        let what = if error.is_data() { "the file is no JSON object" } else { "this is not JSON" };
        Self { line: error.line(), message: format!("{what} (column {})", error.column()) }
    }
}

/// `[package.metadata.keyside]` or `[workspace.metadata.keyside]`.
fn of_cargo(text: &str) -> Result<Option<Spanned<DeTable<'_>>>, Broken> {
    let manifest = DeTable::parse(text).map_err(|error| Broken::of_toml(&error, text))?.into_inner();
    let mut found = None;
    for root in ["package", "workspace"] {
        let Some(entry) = get(&manifest, root)
            .and_then(|value| get(value.get_ref().as_table()?, "metadata"))
            .and_then(|value| get(value.get_ref().as_table()?, KEY))
        else {
            continue;
        };
        let line = line_of(text, &entry.span());
        let DeValue::Table(table) = entry.get_ref() else {
            let message = format!("`{root}.metadata.{KEY}` must be a table");
            return Err(Broken { line, message });
        };
        if found.is_some() {
            let message = format!(
                "both `[package.metadata.{KEY}]` and `[workspace.metadata.{KEY}]` are there; keep one of them"
            );
            return Err(Broken { line, message });
        }
        found = Some(Spanned::new(entry.span(), table.clone()));
    }
    Ok(found)
}

fn get<'t, 'i>(table: &'t DeTable<'i>, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
    table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
}

/// The key `keyside` of a package.json.
fn of_package(text: &str) -> Result<Option<Spanned<DeTable<'_>>>, Broken> {
    let manifest: BTreeMap<String, &RawValue> =
        serde_json::from_str(text).map_err(|error| Broken::of_json(&error))?;
    let Some(raw) = manifest.get(KEY) else { return Ok(None) };
    let value = of_json(raw, text, 0)?;
    let span = value.span();
    match value.into_inner() {
        DeValue::Table(table) => Ok(Some(Spanned::new(span, table))),
        _ => Err(Broken { line: line_of(text, &span), message: format!("`{KEY}` must be an object") }),
    }
}

/// A JSON value within `text` as the same TOML value. Raw values are slices of the text, which is how their places are known.
fn of_json<'t>(raw: &'t RawValue, text: &str, depth: usize) -> Result<Spanned<DeValue<'t>>, Broken> {
    let json = raw.get();
    let start = json.as_ptr() as usize - text.as_ptr() as usize;
    let span = start..start + json.len();
    let broken = |message: &str| Broken { line: line_of(text, &span), message: message.to_owned() };
    if depth > DEEPEST {
        return Err(broken("this nests too deep"));
    }
    let syntax = |error: serde_json::Error| Broken::of_json(&error);
    let value = match json.as_bytes().first() {
        Some(b'{') => {
            let mut table = DeTable::new();
            for (key, raw) in serde_json::from_str::<BTreeMap<String, &RawValue>>(json).map_err(syntax)? {
                let value = of_json(raw, text, depth + 1)?;
                table.insert(Spanned::new(value.span(), Cow::Owned(key)), value);
            }
            DeValue::Table(table)
        }
        Some(b'[') => {
            let mut items = DeArray::new();
            for raw in serde_json::from_str::<Vec<&RawValue>>(json).map_err(syntax)? {
                items.push(of_json(raw, text, depth + 1)?);
            }
            DeValue::Array(items)
        }
        Some(b'"') => DeValue::String(Cow::Owned(serde_json::from_str(json).map_err(syntax)?)),
        Some(b'n') => return Err(broken("null is no value here; leave the key out")),
        // Numbers and booleans are written alike in both.
        _ => DeValue::parse(json).map_err(|_| broken("this number is not allowed"))?.into_inner(),
    };
    Ok(Spanned::new(span, value))
}

/// Takes a key such as `level[0].rule`, the span of its name and that of its value.
type See<'s> = &'s mut dyn FnMut(&str, &Range<usize>, &Range<usize>);

/// Shows everything in a table.
fn visit(table: &DeTable<'_>, above: &str, see: See<'_>) {
    for (key, value) in table {
        let name = quoted(key.get_ref());
        let name = name.trim_matches('`');
        let path = if above.is_empty() { name.to_owned() } else { format!("{above}.{name}") };
        see(&path, &key.span(), &value.span());
        visit_value(value.get_ref(), &path, see);
    }
}

fn visit_value(value: &DeValue<'_>, path: &str, see: See<'_>) {
    match value {
        DeValue::Table(table) => visit(table, path, see),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = format!("{path}[{index}]");
                see(&path, &item.span(), &item.span());
                visit_value(item.get_ref(), &path, see);
            }
        }
        _ => {}
    }
}

/// The key whose name or value an error is about.
fn key_at(table: &DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let mut found = None;
    visit(table, "", &mut |path, key, value| {
        if key == span || value == span {
            found = Some(without_indexes(path));
        }
    });
    found
}

fn line_of(text: &str, span: &Range<usize>) -> usize {
    text.as_bytes()[..span.start.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, text: &str) -> Result<Option<Document>, Mistake> {
        Document::read(kind, &"file".into(), text)
    }

    #[test]
    fn values_know_their_lines() {
        let toml =
            "confidence = 'low'\nexclude = [\n  'a',\n  'b',\n]\n\n[[level]]\nrule = 'x'\nlevel = 'note'\n";
        let document = read(Kind::Own, toml).unwrap().unwrap();
        let line = |key| document.place(key).line;
        assert_eq!(line("confidence"), 1);
        assert_eq!(line("exclude"), 2);
        assert_eq!(line("exclude[1]"), 4);
        assert_eq!(line("level[0]"), 7);
        assert_eq!(line("level[0].rule[0]"), 8);
        let json = "{\n \"name\": \"x\",\n \"keyside\": {\n  \"exclude\": [\"a\",\n   \"b\"],\n  \"strict\": true\n }\n}";
        let document = read(Kind::Package, json).unwrap().unwrap();
        let line = |key| document.place(key).line;
        assert_eq!((line("exclude"), line("exclude[1]"), line("strict")), (4, 5, 6));
        assert_eq!(document.spec.strict, Some(true));
        assert_eq!(document.spec.exclude[..], ["a".to_owned(), "b".to_owned()]);
    }

    #[test]
    fn manifests_without_the_key_say_nothing() {
        assert!(read(Kind::Package, "{\"name\": \"keyside\"}").unwrap().is_none());
        assert!(
            read(Kind::Cargo, "[package]\nname = 'keyside'\n[workspace.metadata]\nx = 1").unwrap().is_none()
        );
        assert!(read(Kind::Cargo, "[workspace.metadata.keyside]\nstrict = true").unwrap().is_some());
    }

    #[test]
    fn depth_has_an_end() {
        let deep = |n| format!("{{\"keyside\": {}{}}}", "[".repeat(n), "]".repeat(n));
        assert!(read(Kind::Package, &deep(1_000_000)).is_err());
        assert!(read(Kind::Own, &format!("a = {}", "[".repeat(1_000_000))).is_err());
    }

    #[test]
    fn messages_repeat_no_values() {
        let value = crate::rule::example::expand("ghp_<<github-crc32:36>>", 1).unwrap().text;
        for toml in [
            format!("strict = '{value}'"),
            format!("fail-on = '{value}'"),
            format!("{value} = 1"),
            format!("max-file-size = '{value}'"),
            format!("[level]\n{value} = 1"),
            format!("= {value}"),
        ] {
            let mistake = read(Kind::Own, &toml).unwrap_err().to_string();
            assert!(!mistake.contains(&value[4..]), "{mistake}");
        }
    }
}
