//! TOML files of platforms.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Assigned, TABLES};

pub(super) fn assigned(text: &str) -> Vec<Assigned> {
    let mut found = Vec::new();
    if let Ok(table) = DeTable::parse(text) {
        read(table.get_ref(), false, &mut found);
    }
    found
}

fn read(table: &DeTable<'_>, holds_variables: bool, found: &mut Vec<Assigned>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Table(inner) => read(inner, TABLES.contains(&key.get_ref().as_ref()), found),
            DeValue::Array(elements) => {
                let tables = elements.iter().filter_map(|element| match element.get_ref() {
                    DeValue::Table(table) => Some(table),
                    _ => None,
                });
                tables.for_each(|table| read(table, false, found));
            }
            _ if holds_variables => found.push(entry(key.get_ref(), key.span().start, value)),
            _ => {}
        }
    }
}

fn entry(name: &str, start: usize, value: &Spanned<DeValue<'_>>) -> Assigned {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        _ => String::new(),
    };
    Assigned { name: name.to_owned(), value: text, span: start as u32..value.span().end as u32 }
}
