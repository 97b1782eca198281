//! Pages and components: their script blocks are modules, each a region of its own.

use std::collections::HashMap;
use std::ops::Range;

use tree_sitter::{Node, Parser};

use super::program::{Entry, Expr, ExprId, Program};
use super::template::{self, Attribute, Found, Held};
use super::{
    Block, CommentOf, Import, ImportKind, ModuleFacts, Part, Region, RegionKind, Target, Use, javascript,
};

/// What kind of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Vue,
    Svelte,
    Astro,
    Html,
}

/// Reads a page or component.
pub(super) fn module(kind: Kind, text: &str) -> ModuleFacts {
    let mut facts = ModuleFacts::default();
    let body = if kind == Kind::Astro { frontmatter(&mut facts, text) } else { 0 };
    let mut parser = Parser::new();
    let tree = match parser.set_language(&tree_sitter_html::LANGUAGE.into()) {
        Ok(()) => parser.parse(&text[body..], None),
        Err(_) => None,
    };
    let Some(tree) = tree else {
        facts.broken = true;
        return facts;
    };
    if kind == Kind::Html {
        template_code(&mut facts, text);
    }
    for element in elements(tree.root_node()) {
        if element.kind() == "comment" {
            comment(&mut facts, kind, element.start_byte() + body..element.end_byte() + body);
            continue;
        }
        let tag = Tag::new(element, &text[body..], body);
        match tag.name {
            "script" => script(&mut facts, kind, text, &tag),
            name => {
                if kind == Kind::Html {
                    link(&mut facts, &tag);
                }
                if name.contains('-') || name.starts_with(|c: char| c.is_ascii_uppercase()) {
                    facts.components.entry(name.to_owned()).or_insert(tag.span.start as u32);
                }
                if kind == Kind::Astro {
                    island(&mut facts, name, &tag);
                }
            }
        }
    }
    facts
}

/// Reads the values of a page's scripts, as one program: they share their names.
pub(super) fn values(program: &mut Program, kind: Kind, text: &str) {
    let mut body = 0;
    if kind == Kind::Astro
        && let Some(fence) = fence(text)
    {
        body = fence.end + 3;
        javascript::values(program, &text[fence.clone()], javascript::typescript(), fence.start as u32);
    }
    // Before the scripts, whose names are none of the markup's.
    if kind == Kind::Astro {
        expressions(program, text, body);
    }
    let mut parser = Parser::new();
    let tree = match parser.set_language(&tree_sitter_html::LANGUAGE.into()) {
        Ok(()) => parser.parse(&text[body..], None),
        Err(_) => None,
    };
    let mut template = None;
    for element in tree.iter().flat_map(|tree| elements(tree.root_node())) {
        let tag = Tag::new(element, &text[body..], body);
        if tag.name == "template" {
            template.get_or_insert(tag.span.clone());
        }
        if let ("script", Some(content)) = (tag.name, &tag.content) {
            javascript::values(
                program,
                &text[content.clone()],
                javascript::typescript(),
                content.start as u32,
            );
        }
    }
    if let (Kind::Vue, Some(template)) = (kind, template) {
        shown(program, text, &template);
    }
}

/// Reads the expressions that a Vue component's template shows: `{{ key }}`.
fn shown(program: &mut Program, text: &str, template: &Range<usize>) {
    let mut at = template.start;
    while let Some(open) = text[at..template.end].find("{{") {
        let start = at + open + 2;
        let Some(length) = text[start..template.end].find("}}") else { return };
        let inside = start..start + length;
        at = inside.end + 2;
        let range = inside.start as u32..inside.end as u32;
        let written = &text[inside.clone()];
        if let Some(shown) = javascript::expression_values(program, written, inside.start as u32) {
            let name = program.push(Expr::Text(String::new()), range.clone());
            program.push(Expr::Element { name, properties: Vec::new(), children: vec![shown] }, range);
        }
    }
}

/// Reads the expressions of an Astro page's markup.
fn expressions(program: &mut Program, text: &str, body: usize) {
    let range = |span: &Range<usize>| span.start as u32..span.end as u32;
    for found in template::read(text, body) {
        match found {
            Found::Text(inside) => {
                let shown =
                    javascript::expression_values(program, &text[inside.clone()], inside.start as u32);
                let Some(shown) = shown else { continue };
                let name = program.push(Expr::Text(String::new()), range(&inside));
                let element = Expr::Element { name, properties: Vec::new(), children: vec![shown] };
                program.push(element, range(&inside));
            }
            Found::Element { name, attributes, span } => {
                let properties = attributes.iter().filter_map(|attribute| property(program, text, attribute));
                let properties: Vec<Entry> = properties.collect();
                let name = element_name(program, name, &span);
                program.push(Expr::Element { name, properties, children: Vec::new() }, range(&span));
            }
        }
    }
}

fn property(program: &mut Program, text: &str, attribute: &Attribute<'_>) -> Option<Entry> {
    let span = attribute.span.start as u32..attribute.span.end as u32;
    let mut expression = |inside: &Range<usize>| {
        javascript::expression_values(program, &text[inside.clone()], inside.start as u32)
    };
    let value = match &attribute.value {
        Held::Spread(inside) => return expression(inside).map(Entry::Spread),
        Held::Expression(inside) => expression(inside)?,
        Held::Nothing => program.push(Expr::Bool(true), span.clone()),
        Held::Text(value, at) => {
            program.push(Expr::Text((*value).to_owned()), at.start as u32..at.end as u32)
        }
    };
    Some(Entry::Known(attribute.name.to_owned(), value, span))
}

/// A component goes by a name of the page's script; what begins with a small letter is an element of HTML.
fn element_name(program: &mut Program, name: &str, span: &Range<usize>) -> ExprId {
    let at = span.start as u32 + 1;
    let range = at..at + name.len() as u32;
    let is_component = name.contains('.') || name.starts_with(|c: char| c.is_ascii_uppercase());
    let mut parts = name.split('.');
    let first = parts.next().unwrap_or_default();
    let root = match program.top.get(first) {
        Some(variable) if is_component => Expr::Variable(*variable),
        None if is_component => Expr::Global(first.to_owned()),
        _ => Expr::Text(name.to_owned()),
    };
    let root = program.push(root, range.clone());
    if !is_component {
        return root;
    }
    parts.fold(root, |object, part| program.push(Expr::Member(object, part.to_owned()), range.clone()))
}

/// The bytes between the dashes at the top of an Astro component.
fn fence(text: &str) -> Option<Range<usize>> {
    let inside = text.len() - text.trim_start().len() + 3;
    let end = text.trim_start().strip_prefix("---")?.find("\n---")?;
    Some(inside..inside + end + 1)
}

/// The fence at the top of an Astro component. Returns where the markup begins.
fn frontmatter(facts: &mut ModuleFacts, text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let inside = start + 3;
    let closing = text[start..].strip_prefix("---").and_then(|rest| rest.find("\n---"));
    let end = closing.map_or(0, |at| inside + at + 1);
    if closing.is_some() {
        javascript::block(facts, text, &text[inside..end], true, inside as u32, Block::Frontmatter);
    }
    // Uses in the markup need a part to stand in.
    let body = if closing.is_some() { end + 3 } else { 0 };
    facts.parts.push(Part { span: body as u32..body as u32, declares: Vec::new(), effects: true });
    body
}

/// What a page shows besides its scripts. Pages that it leads to are not shown, but published as well.
fn link(facts: &mut ModuleFacts, tag: &Tag<'_>) {
    let source = match tag.name {
        "link" | "a" => tag.value("href"),
        "img" | "source" | "video" | "audio" | "iframe" | "embed" => tag.value("src"),
        "object" => tag.value("data"),
        _ => None,
    };
    let is_own = |source: &&str| {
        !source.is_empty() && !source.contains([':', '<', '{', '%']) && !source.starts_with(['#', '?'])
    };
    if let Some(source) = source.filter(is_own).filter(|source| !source.starts_with("//")) {
        let span = tag.span.start as u32..tag.span.end as u32;
        facts.imports.push(Import { specifier: source.to_owned(), kind: ImportKind::Link, span });
    }
}

/// Compilers of components drop comments, Astro aside, which passes them on to the page.
fn comment(facts: &mut ModuleFacts, kind: Kind, span: Range<usize>) {
    let of = match kind {
        Kind::Vue | Kind::Svelte => CommentOf::Component,
        Kind::Astro | Kind::Html => CommentOf::Page,
    };
    let (span, kind) = (span.start as u32..span.end as u32, RegionKind::Comment(of));
    facts.regions.push(Region { span, parent: None, kind });
}

/// `<% … %>` runs when the page is made; `<%= … %>` and `<%- … %>` leave their value in it.
fn template_code(facts: &mut ModuleFacts, text: &str) {
    let mut from = 0;
    while let Some(start) = text[from..].find("<%").map(|at| from + at) {
        let end = text[start..].find("%>").map_or(text.len(), |at| start + at + 2);
        if !text[start + 2..].starts_with(['=', '-']) {
            let (span, kind) = (start as u32..end as u32, RegionKind::Comment(CommentOf::Template));
            facts.regions.push(Region { span, parent: None, kind });
        }
        from = end;
    }
}

/// Every element and comment, outer ones first, in the order of the text.
fn elements(root: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    let mut cursor = root.walk();
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        if matches!(node.kind(), "element" | "script_element" | "style_element" | "comment") {
            found.push(node);
        }
        let children: Vec<Node<'_>> = node.children(&mut cursor).collect();
        stack.extend(children.into_iter().rev());
    }
    found
}

/// An element's start tag.
struct Tag<'t> {
    name: &'t str,
    attributes: HashMap<&'t str, Option<&'t str>>,
    /// The bytes of the whole element in the file.
    span: Range<usize>,
    /// The bytes of what a script holds.
    content: Option<Range<usize>>,
}

impl<'t> Tag<'t> {
    fn new(element: Node<'_>, text: &'t str, offset: usize) -> Self {
        let slice = |node: Node<'_>| &text[node.byte_range()];
        let mut tag = Self {
            name: "",
            attributes: HashMap::new(),
            span: element.start_byte() + offset..element.end_byte() + offset,
            content: None,
        };
        let mut cursor = element.walk();
        for child in element.children(&mut cursor) {
            match child.kind() {
                "start_tag" | "self_closing_tag" => {
                    let mut inner = child.walk();
                    for part in child.children(&mut inner) {
                        match part.kind() {
                            "tag_name" => tag.name = slice(part),
                            "attribute" => {
                                let name = part.child(0).map(slice).unwrap_or_default();
                                let value = part.child(2).map(|v| slice(v).trim_matches(['"', '\'']));
                                tag.attributes.insert(name, value);
                            }
                            _ => {}
                        }
                    }
                }
                "raw_text" => tag.content = Some(child.start_byte() + offset..child.end_byte() + offset),
                _ => {}
            }
        }
        tag
    }

    fn has(&self, attribute: &str) -> bool {
        self.attributes.contains_key(attribute)
    }

    fn value(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).copied().flatten()
    }
}

fn script(facts: &mut ModuleFacts, kind: Kind, text: &str, tag: &Tag<'_>) {
    if !tag
        .value("type")
        .is_none_or(|t| matches!(t, "module" | "text/javascript" | "application/javascript" | ""))
    {
        return;
    }
    let block = match kind {
        Kind::Vue if tag.has("setup") => Block::Script,
        Kind::Vue => Block::ModuleScript,
        Kind::Svelte if tag.has("module") || tag.value("context") == Some("module") => Block::ModuleScript,
        Kind::Svelte => Block::Script,
        Kind::Astro if tag.has("is:inline") || tag.has("define:vars") => Block::Inline,
        Kind::Astro => Block::Bundled,
        Kind::Html if tag.value("type") == Some("module") => Block::Bundled,
        Kind::Html => Block::Inline,
    };
    let typed = kind != Kind::Html
        && (kind == Kind::Astro
            || tag.value("lang").is_some_and(|lang| matches!(lang, "ts" | "tsx" | "typescript")));
    if let Some(source) = tag.value("src") {
        let span = tag.span.start as u32..tag.span.end as u32;
        facts.regions.push(Region { span: span.clone(), parent: None, kind: RegionKind::Block(block) });
        facts.imports.push(Import { specifier: source.to_owned(), kind: ImportKind::Script, span });
    }
    if let Some(content) = &tag.content {
        javascript::block(facts, text, &text[content.clone()], typed, content.start as u32, block);
    }
}

/// A component in an Astro page: with a `client:` directive it is hydrated in the browser, else it is only rendered.
fn island(facts: &mut ModuleFacts, name: &str, tag: &Tag<'_>) {
    let local = name.split('.').next().unwrap_or(name);
    let Some(binding) = facts.bindings.iter().position(|binding| binding.local == local) else { return };
    let hydrated = tag.attributes.keys().any(|attribute| attribute.starts_with("client:"));
    let block = if hydrated { Block::Island } else { Block::Markup };
    let Some(part) = facts.parts.iter().rposition(|part| part.span.is_empty()) else { return };
    let span = tag.span.start as u32..tag.span.end as u32;
    let at = span.start;
    facts.regions.push(Region { span, parent: None, kind: RegionKind::Block(block) });
    let region = Some(facts.regions.len() - 1);
    facts.uses.push(Use { part, region, target: Target::Binding(binding), member: None, at });
}
