//! JavaScript and TypeScript, read by `oxc`.

mod chain;
mod collect;
mod component;
mod files;
mod guard;
mod lower;
mod names;
mod parts;
mod uses;

use std::path::Path;

use oxc_allocator::Allocator;
use oxc_ast::ast::{BindingPattern, Expression, ObjectPropertyKind, Program};
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{GetSpan, SourceType};

use super::{Export, ModuleFacts, Part, Region, RegionKind, Target, Use};

/// Reads a whole file.
pub(super) fn module(path: &Path, text: &str) -> ModuleFacts {
    let source_type = SourceType::from_path(path).unwrap_or_else(|_| SourceType::tsx());
    let mut facts = ModuleFacts::default();
    read(&mut facts, text, source_type, 0, None, Usage::Known);
    // `.js` files may hold JSX, and some hold types.
    if facts.broken && source_type.is_javascript() {
        let mut typed = ModuleFacts::default();
        read(&mut typed, text, source_type.with_typescript(true).with_jsx(true), 0, None, Usage::Known);
        if !typed.broken {
            return typed;
        }
    }
    facts
}

/// Reads a script block of a page or component into the file's facts. The block stands at `offset` of the file's text.
pub(super) fn block(
    facts: &mut ModuleFacts,
    file: &str,
    text: &str,
    typed: bool,
    offset: u32,
    block: super::Block,
) {
    let parent = facts.regions.len();
    let end = offset + text.len() as u32;
    facts.regions.push(Region { span: offset..end, parent: None, kind: RegionKind::Block(block) });
    let source_type = SourceType::mjs().with_typescript(typed).with_jsx(true);
    let (first, first_binding) = (facts.parts.len(), facts.bindings.len());
    read(facts, text, source_type, offset, Some(parent), Usage::InMarkupToo);
    if block != super::Block::Bundled {
        // They become one function or are sent as they are: nothing is dropped alone.
        let compiled = matches!(block, super::Block::Script | super::Block::ModuleScript);
        for part in &mut facts.parts[first..] {
            // Compilers pass on what the markup uses; a constant that is named nowhere else is dropped with its value.
            let is_idle = !part.effects
                && !part.declares.is_empty()
                && part.declares.iter().all(|n| is_named_once(file, n));
            part.effects = !(compiled && is_idle);
        }
        // The markup may use whatever is imported; a part without bytes stands for it.
        let (part, region) = (facts.parts.len(), Some(parent));
        facts.parts.push(Part { span: end..end, declares: Vec::new(), effects: true });
        let uses = (first_binding..facts.bindings.len()).map(Target::Binding);
        facts.uses.extend(uses.map(|target| Use { part, region, target, member: None, at: end }));
    }
}

/// Reads a script that stands between the prose of a page, which uses its names as well.
pub(super) fn script_of_page(facts: &mut ModuleFacts, text: &str, offset: u32) {
    read(facts, text, SourceType::mjs().with_jsx(true), offset, None, Usage::InMarkupToo);
}

/// Whether a name stands in a text only once.
fn is_named_once(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let whole = text
        .match_indices(name)
        .filter(|(at, _)| !text[..*at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part));
    whole.count() == 1
}

/// Reads a JSON file: its keys are parts and exports.
pub(super) fn data(text: &str) -> ModuleFacts {
    with_expression(text, |_, expression| keys(expression))
        .unwrap_or_else(|| ModuleFacts { broken: true, ..ModuleFacts::default() })
}

fn keys(expression: &Expression<'_>) -> ModuleFacts {
    let mut facts = ModuleFacts::default();
    let mut part = |name: Option<String>, span: oxc_span::Span| {
        let (span, target) = (span.start..span.end, Target::Part(facts.parts.len()));
        facts.exports.extend(name.map(|name| Export { name, target, span: span.clone() }));
        facts.parts.push(Part { span, declares: Vec::new(), effects: false });
    };
    match expression {
        Expression::ObjectExpression(object) => {
            for property in &object.properties {
                if let ObjectPropertyKind::ObjectProperty(property) = property {
                    part(property.key.static_name().map(std::borrow::Cow::into_owned), property.span);
                }
            }
        }
        other => part(None, other.span()),
    }
    facts
}

/// Parses a program for [`super::value`]; one that nests too deeply is empty.
pub(super) fn with_program<T>(
    path: &Path,
    text: &str,
    use_program: impl for<'a> FnOnce(&'a Allocator, &Program<'a>) -> T,
) -> T {
    let text = if is_too_deep(text) { "" } else { text };
    let allocator = Allocator::default();
    let source_type = SourceType::from_path(path).unwrap_or_else(|_| SourceType::tsx());
    let parsed = Parser::new(&allocator, text, source_type).with_options(options()).parse();
    use_program(&allocator, &parsed.program)
}

/// Whether all uses of a block's names can be seen in its text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Usage {
    Known,
    /// The markup beside a script uses its names as well.
    InMarkupToo,
}

/// Parses an expression, if the text is one.
pub(super) fn with_expression<T>(
    text: &str,
    use_expression: impl for<'a> FnOnce(&'a Allocator, &Expression<'a>) -> T,
) -> Option<T> {
    if is_too_deep(text) {
        return None;
    }
    let allocator = Allocator::default();
    let expression = Parser::new(&allocator, text, SourceType::mjs()).parse_expression().ok()?;
    Some(use_expression(&allocator, &expression))
}

/// How deeply brackets nest at most in what is parsed. People stay below a hundred; parsers recurse, and stacks have an end.
const DEEPEST: usize = 4096;

/// Whether brackets nest too deeply, those in strings and comments counted as well.
fn is_too_deep(text: &str) -> bool {
    let mut depth = 0usize;
    text.bytes().any(|byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

fn read(
    facts: &mut ModuleFacts,
    text: &str,
    source_type: SourceType,
    offset: u32,
    region: Option<usize>,
    usage: Usage,
) {
    if is_too_deep(text) {
        facts.broken = true;
        return;
    }
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, source_type).with_options(options()).parse();
    facts.broken |= parsed.panicked || !parsed.diagnostics.is_empty();
    let dropped = parsed.program.comments.iter().filter(|comment| !comment.is_legal());
    facts.comments.extend(dropped.map(|comment| comment.span.start + offset..comment.span.end + offset));
    let program = allocator_ref(&allocator, parsed.program);
    let scoping = SemanticBuilder::new().build(program).semantic.into_scoping();
    let erases = usage == Usage::Known && source_type.is_typescript();
    collect::Collector::new(facts, &scoping, offset, region).collect(program, erases);
}

/// Reads a text's values into a program; the text stands at `offset` of its file.
pub(super) fn values(
    program: &mut super::program::Program,
    text: &str,
    source_type: SourceType,
    offset: u32,
) {
    if is_too_deep(text) {
        return;
    }
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, source_type).with_options(options()).parse();
    let tree = allocator_ref(&allocator, parsed.program);
    let scoping = SemanticBuilder::new().build(tree).semantic.into_scoping();
    lower::Lower::new(program, &scoping, offset).tree(tree);
}

/// Reads the values of an expression of markup, whose names are those of the page's scripts; none if it does not parse. A character stands
/// before it in the file.
pub(super) fn expression_values(
    program: &mut super::program::Program,
    text: &str,
    offset: u32,
) -> Option<super::program::ExprId> {
    if is_too_deep(text) {
        return None;
    }
    let before = program.exprs.len();
    let text = format!("({text}\n)");
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &text, typescript()).with_options(options()).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return None;
    }
    let tree = allocator_ref(&allocator, parsed.program);
    let scoping = SemanticBuilder::new().build(tree).semantic.into_scoping();
    lower::Lower::new(program, &scoping, offset.checked_sub(1)?).tree(tree);
    // What an expression is made of comes before it.
    program.exprs.len().checked_sub(1).filter(|last| *last >= before)
}

/// Reads a JSON file's values: the whole as the default export, and each key as one of its own.
pub(super) fn data_values(program: &mut super::program::Program, text: &str) {
    use super::program::{Entry, Exported, Expr};
    let scoping = Scoping::default();
    let value =
        with_expression(text, |_, expression| lower::Lower::new(program, &scoping, 0).markup(expression));
    let Some(value) = value else { return };
    if let Expr::Object(entries) = program.exprs[value].clone() {
        for entry in entries {
            if let Entry::Known(name, value, _) = entry {
                program.exports.insert(name, Exported::Value(value));
            }
        }
    }
    program.exports.insert("default".to_owned(), Exported::Value(value));
}

/// The type of scripts in components.
pub(super) fn typescript() -> SourceType {
    SourceType::mjs().with_typescript(true).with_jsx(true)
}

/// The type of a file's text.
pub(super) fn type_of(path: &Path) -> SourceType {
    let source_type = SourceType::from_path(path).unwrap_or_else(|_| SourceType::tsx());
    // `.js` files may hold JSX.
    if source_type.is_javascript() { source_type.with_jsx(true) } else { source_type }
}

/// Semantic analysis wants the program to live as long as what it points into.
fn allocator_ref<'a>(allocator: &'a Allocator, program: Program<'a>) -> &'a Program<'a> {
    allocator.alloc(program)
}

fn options() -> ParseOptions {
    ParseOptions { allow_return_outside_function: true, preserve_parens: false, ..ParseOptions::default() }
}

/// The names of a member chain, and whether it begins at `import.meta`, which has none itself.
pub(super) fn member_names(expression: &oxc_ast::ast::Expression<'_>) -> Option<(Vec<String>, bool)> {
    chain::chain(expression).map(names_of)
}

/// The names of what is called; `import.meta` has none.
pub(super) fn callee_names(expression: &oxc_ast::ast::Expression<'_>) -> Option<Vec<String>> {
    chain::callee(expression).map(names_of).map(|(names, _)| names)
}

/// The names that a pattern declares.
pub(super) fn declared_names(pattern: &BindingPattern<'_>, found: &mut Vec<String>) {
    names::declared(pattern, found);
}

fn names_of(chain: chain::Chain<'_, '_>) -> (Vec<String>, bool) {
    let (root, is_meta) = match chain.root {
        chain::Root::Name(name) => (Some(name.name.to_string()), false),
        chain::Root::ImportMeta => (None, true),
    };
    (root.into_iter().chain(chain.members.into_iter().map(str::to_owned)).collect(), is_meta)
}
