//! JSON files of platforms.

use std::path::Path;

use super::{Assigned, TABLES};
use crate::syntax::{Source, Value};

pub(super) fn assigned(path: &Path, text: &str) -> Vec<Assigned> {
    let whole = crate::syntax::config(&Source { path, folder: "", open: &|_| None }, text);
    let mut found = Vec::new();
    for value in whole.walk() {
        for table in value.entries().iter().filter(|property| TABLES.contains(&property.name.as_str())) {
            for entry in table.value.entries() {
                let value = match &entry.value {
                    Value::Text(text) => text.clone(),
                    Value::Object(_) | Value::List(_) => continue,
                    _ => String::new(),
                };
                // A property's span is its value's.
                let name = format!("\"{}\"", entry.name);
                let before = text.get(..entry.span.start as usize).unwrap_or_default();
                let start = before.rfind(&name).map_or(entry.span.start, |at| at as u32);
                found.push(Assigned { name: entry.name.clone(), value, span: start..entry.span.end });
            }
        }
    }
    found
}
