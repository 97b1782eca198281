//! `.env` files: which variable stands where, and which others it is made of.

use std::ops::Range;

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The variable.
    pub name: String,
    /// The bytes of the whole assignment.
    pub span: Range<usize>,
    /// Variables whose values are put in, as `dotenv-expand` does.
    pub from: Vec<String>,
}

/// Whether a file's name is one of a file of variables.
pub fn is_env_file(name: &str) -> bool {
    name == ".env" || name.starts_with(".env.") || name.ends_with(".env") || name == ".dev.vars"
}

/// How much a file counts in a production build, by its name: the highest wins. None if such a build does not read it.
pub fn rank(name: &str) -> Option<u8> {
    match name {
        ".env" => Some(0),
        ".env.local" => Some(1),
        ".env.production" => Some(2),
        ".env.production.local" => Some(3),
        _ => None,
    }
}

/// The assignments of a file.
pub fn assignments(text: &str) -> Vec<Assignment> {
    let mut found = Vec::new();
    let mut offset = 0;
    while offset < text.len() {
        let line_end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
        let line = &text[offset..line_end];
        let Some((name, value)) =
            line.split_once('=').filter(|(name, _)| !name.trim_start().starts_with('#'))
        else {
            offset = line_end + 1;
            continue;
        };
        let name = name.trim().trim_start_matches("export ").trim().to_owned();
        let value_start = line_end - value.len();
        let end = value_end(text, value_start, line_end);
        let literal = text[value_start..end].trim_start().starts_with('\'');
        let from = if literal { Vec::new() } else { references(&text[value_start..end]) };
        found.push(Assignment { name, span: offset..end, from });
        offset = end.max(line_end) + 1;
    }
    found
}

/// A quoted value may go on over lines.
fn value_end(text: &str, start: usize, line_end: usize) -> usize {
    let trimmed = text[start..].trim_start_matches([' ', '\t']);
    let open = text.len() - trimmed.len();
    let Some(quote) = trimmed.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
        return line_end;
    };
    let mut escaped = false;
    for (at, c) in text[open + 1..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return open + 1 + at + 1,
            _ => {}
        }
    }
    line_end
}

/// `$NAME` and `${NAME}`, `${NAME:-default}`.
fn references(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some(at) = rest.find('$') {
        let escaped = rest[..at].ends_with('\\');
        rest = &rest[at + 1..];
        let name_start = rest.strip_prefix('{').unwrap_or(rest);
        let name: String =
            name_start.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if !name.is_empty() && !escaped {
            found.push(name);
        }
    }
    found
}
