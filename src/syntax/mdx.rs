//! MDX: prose with modules' imports and exports, components and expressions.

use markdown::mdast::Node;
use markdown::{Constructs, MdxSignal, ParseOptions, to_mdast};

use super::{Import, ImportKind, ModuleFacts, Part, Region, Target, Use, javascript, style};

/// Reads a page. What its front matter says stands where directives do; one that does not parse is prose.
pub(super) fn module(text: &str) -> ModuleFacts {
    let mut facts = ModuleFacts { regions: style::html_comments(text, 0), ..ModuleFacts::default() };
    let options = ParseOptions {
        constructs: Constructs { frontmatter: true, gfm_table: true, ..Constructs::mdx() },
        mdx_esm_parse: Some(Box::new(end_of_script)),
        ..ParseOptions::mdx()
    };
    // Comments of HTML are none of MDX, but Docusaurus takes them out of what it is given.
    let blank = without(text, &facts.regions);
    let Ok(root) = to_mdast(&blank, &options) else { return facts };
    let mut nodes = vec![&root];
    let mut scripts = Vec::new();
    while let Some(node) = nodes.pop() {
        nodes.extend(node.children().into_iter().flatten().rev());
        let Some(span) = node.position().map(|place| place.start.offset..place.end.offset) else { continue };
        match node {
            Node::Yaml(front) => {
                facts.directives.extend(front.value.lines().map(|line| line.trim().to_owned()))
            }
            Node::MdxjsEsm(_) => scripts.push(span),
            Node::MdxFlowExpression(it) if is_comment(&it.value) => {
                facts.regions.push(style::of_component(range(span)))
            }
            Node::MdxTextExpression(it) if is_comment(&it.value) => {
                facts.regions.push(style::of_component(range(span)))
            }
            Node::Image(it) => picture(&mut facts, &it.url, range(span)),
            Node::MdxJsxFlowElement(it) => name(&mut facts, it.name.as_deref(), span.start),
            Node::MdxJsxTextElement(it) => name(&mut facts, it.name.as_deref(), span.start),
            _ => {}
        }
    }
    for span in scripts {
        javascript::script_of_page(&mut facts, &text[span.clone()], span.start as u32);
    }
    body(&mut facts, text.len() as u32);
    facts
}

/// Imports and exports end at a blank line, save within brackets.
fn end_of_script(text: &str) -> MdxSignal {
    let opened = text.matches(['(', '[', '{']).count();
    if opened > text.matches([')', ']', '}']).count() {
        let (what, nobody) = ("a bracket has no end".to_owned(), || Box::new("keyside".to_owned()));
        return MdxSignal::Eof(what, nobody(), nobody());
    }
    MdxSignal::Ok
}

/// The prose uses whatever is imported; a part without bytes stands for it.
fn body(facts: &mut ModuleFacts, end: u32) {
    let part = facts.parts.len();
    facts.parts.push(Part { span: end..end, declares: Vec::new(), effects: true });
    let pictures = facts.imports.iter().enumerate().filter(|(_, import)| import.kind == ImportKind::Url);
    let pictures = pictures.map(|(import, _)| Target::Module(import));
    let uses: Vec<Target> = (0..facts.bindings.len()).map(Target::Binding).chain(pictures).collect();
    facts.uses.extend(uses.into_iter().map(|target| Use {
        part,
        region: None,
        target,
        member: None,
        at: end,
    }));
}

/// Pictures beside the page are published with it.
fn picture(facts: &mut ModuleFacts, url: &str, span: std::ops::Range<u32>) {
    if url.starts_with('/') || url.contains("://") || url.starts_with("data:") {
        return;
    }
    let specifier = if url.starts_with('.') { url.to_owned() } else { format!("./{url}") };
    facts.imports.push(Import { specifier, kind: ImportKind::Url, span });
}

fn name(facts: &mut ModuleFacts, name: Option<&str>, at: usize) {
    if let Some(name) = name.filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())) {
        facts.components.entry(name.to_owned()).or_insert(at as u32);
    }
}

/// A text with blanks in place of some spans, so that offsets stay.
fn without(text: &str, regions: &[Region]) -> String {
    let mut blank = text.to_owned();
    for region in regions {
        let span = region.span.start as usize..region.span.end as usize;
        let spaces: String =
            text[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        blank.replace_range(span, &spaces);
    }
    blank
}

fn is_comment(expression: &str) -> bool {
    let text = expression.trim();
    text.starts_with("/*") && text.ends_with("*/")
}

fn range(span: std::ops::Range<usize>) -> std::ops::Range<u32> {
    span.start as u32..span.end as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_import_and_comment() {
        let text = "---\ntitle: T\n---\n\nimport Box from '../Box';\n\nexport const a = {\n\n};\n\n<!-- a -->\n\n:::note\n\n{/* b */} <Box />\n\n:::\n";
        let facts = module(text);
        assert_eq!(facts.directives, ["title: T"]);
        assert_eq!(facts.imports.len(), 1);
        assert_eq!(facts.exports.len(), 1);
        assert!(facts.components.contains_key("Box"));
        let comments: Vec<&str> = facts
            .regions
            .iter()
            .map(|region| &text[region.span.start as usize..region.span.end as usize])
            .collect();
        assert_eq!(comments, ["<!-- a -->", "{/* b */}"]);
    }

    #[test]
    fn what_is_no_mdx_is_prose() {
        let facts = module("import { from\n\na < b\n\n<p>{\n");
        assert!(facts.imports.is_empty());
    }
}
