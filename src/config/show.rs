//! A configuration as it came to be: each value with where it came from. As TOML it is a configuration itself.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Map, Value, json as value};

use super::{Config, Provenance, Setting};
use crate::location::is_steering;

/// A key and what it came to.
enum Shown {
    /// One value.
    One(Value, Provenance),
    /// A list, each item from a place of its own.
    Many(Vec<(Value, Provenance)>),
    /// Tables, each from a place of its own.
    Tables(Vec<(Value, Provenance)>),
}

/// As TOML, with the places as comments.
pub fn toml(config: &Config) -> String {
    let mut out = String::new();
    let file = config.file.as_ref();
    let title = file.map_or("No configuration".to_owned(), |file| format!("Configuration: {}", file.name));
    // Writing to a string does not fail.
    let _ = writeln!(out, "# {title}\n");
    let mut table = "";
    for (key, shown) in settings(config) {
        let (new_table, key) = key.rsplit_once('.').unwrap_or(("", key));
        if let Shown::Many(items) = &shown
            && items.is_empty()
            && !new_table.is_empty()
        {
            continue;
        }
        if new_table != table {
            table = new_table;
            let _ = writeln!(out, "\n[{table}]");
        }
        match shown {
            Shown::One(Value::Null, from) => {
                let _ = writeln!(out, "# {key} is not set  # {from}");
            }
            Shown::One(value, from) => {
                let _ = writeln!(out, "{key} = {}  # {from}", text(&value));
            }
            Shown::Many(items) if items.is_empty() => {
                let _ = writeln!(out, "{key} = []  # {}", Provenance::Default);
            }
            Shown::Many(items) => {
                let _ = writeln!(out, "{key} = [");
                for (item, from) in items {
                    let _ = writeln!(out, "    {},  # {from}", text(&item));
                }
                let _ = writeln!(out, "]");
            }
            Shown::Tables(entries) => {
                for (entry, from) in entries {
                    let _ = writeln!(out, "\n[[{key}]]  # {from}");
                    write_table(&mut out, key, &entry);
                }
            }
        }
    }
    out
}

/// As JSON: `{ "value": …, "from": … }`, or a list of them.
pub fn json(config: &Config) -> Value {
    let pair = |(value, from): (Value, Provenance)| value!({ "value": value, "from": from.to_string() });
    let settings: Map<String, Value> = settings(config)
        .into_iter()
        .map(|(key, shown)| {
            let shown = match shown {
                Shown::One(value, from) => pair((value, from)),
                Shown::Many(items) | Shown::Tables(items) => items.into_iter().map(pair).collect(),
            };
            (key.to_owned(), shown)
        })
        .collect();
    value!({
        "configuration": config.file.as_ref().map(|file| value!({ "file": &*file.name, "found": file.found })),
        "settings": settings,
    })
}

/// Every key, tables last, as TOML wants it.
fn settings(config: &Config) -> Vec<(&'static str, Shown)> {
    let paths = |paths: &[Setting<std::path::PathBuf>]| {
        Shown::Many(paths.iter().map(|path| (slashed(&path.value), path.from.clone())).collect())
    };
    let baseline = config.baseline.value.as_deref().map_or(Value::Null, slashed);
    vec![
        ("confidence", one(&config.confidence)),
        ("fail-on", one(&config.fail_on)),
        ("strict", one(&config.strict)),
        ("max-file-size", one(&config.max_file_size)),
        ("no-ignore", one(&config.no_ignore)),
        ("require-reason", one(&config.require_reason)),
        ("baseline", Shown::One(baseline, config.baseline.from.clone())),
        ("exclude", many(&config.exclude)),
        ("rules", paths(&config.rules)),
        ("only", many(&config.only)),
        ("skip", many(&config.skip)),
        ("level", tables(&config.levels)),
        ("override", tables(&config.overrides)),
        ("allow", tables(&config.allow)),
        ("side", tables(&config.sides)),
        ("environment.public", many(&variables(&config.public_variables))),
        ("environment.secret", many(&variables(&config.secret_variables))),
        ("headers.names", many(&config.headers)),
    ]
}

fn variables(settings: &[Setting<super::Variables>]) -> Vec<Setting<String>> {
    let shown = |s: &Setting<super::Variables>| Setting { value: s.value.to_string(), from: s.from.clone() };
    settings.iter().map(shown).collect()
}

fn slashed(path: &std::path::Path) -> Value {
    let path = path.to_string_lossy();
    Value::String(if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() })
}

fn one<T: Serialize>(setting: &Setting<T>) -> Shown {
    Shown::One(to_value(&setting.value), setting.from.clone())
}

fn pairs<T: Serialize>(settings: &[Setting<T>]) -> Vec<(Value, Provenance)> {
    settings.iter().map(|setting| (to_value(&setting.value), setting.from.clone())).collect()
}

fn many<T: Serialize>(settings: &[Setting<T>]) -> Shown {
    Shown::Many(pairs(settings))
}

fn tables<T: Serialize>(settings: &[Setting<T>]) -> Shown {
    Shown::Tables(pairs(settings))
}

/// Plain data of texts, numbers, lists and tables always has a value.
fn to_value<T: Serialize>(data: &T) -> Value {
    serde_json::to_value(data).unwrap_or_default()
}

/// The keys of a table, then the tables in it.
fn write_table(out: &mut String, name: &str, table: &Value) {
    let entries = table.as_object().into_iter().flatten();
    let is_tables = |value: &Value| value.as_array().is_some_and(|list| list.iter().any(Value::is_object));
    let (tables, values): (Vec<_>, Vec<_>) = entries.partition(|(_, value)| is_tables(value));
    for (key, value) in values {
        let _ = writeln!(out, "{key} = {}", text(value));
    }
    for (key, list) in tables {
        for entry in list.as_array().into_iter().flatten() {
            let name = format!("{name}.{key}");
            let _ = writeln!(out, "[[{name}]]");
            write_table(out, &name, entry);
        }
    }
}

/// A value as both JSON and TOML write it.
fn text(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", ")),
        value => {
            let plain = value.to_string();
            let escaped = plain.chars().map(|c| match c {
                c if is_steering(c) => format!("\\u{:04X}", u32::from(c)),
                c => c.to_string(),
            });
            escaped.collect()
        }
    }
}
