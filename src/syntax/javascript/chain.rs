//! Member chains: `process.env.X`, `createServerFn().handler`.

use oxc_ast::ast::{Argument, Expression, IdentifierReference};

/// Where a chain begins.
#[derive(Clone, Copy)]
pub(super) enum Root<'e, 'a> {
    Name(&'e IdentifierReference<'a>),
    ImportMeta,
}

/// A chain of members with known names.
pub(super) struct Chain<'e, 'a> {
    pub root: Root<'e, 'a>,
    /// The members after the root.
    pub members: Vec<&'e str>,
}

impl Chain<'_, '_> {
    /// Whether it is exactly this, such as `["import.meta", "env"]`.
    pub fn is(&self, root: &str, members: &[&str]) -> bool {
        self.root_name() == root && self.members == members
    }

    pub fn root_name(&self) -> &str {
        match self.root {
            Root::Name(name) => name.name.as_str(),
            Root::ImportMeta => "import.meta",
        }
    }
}

/// The chain that an expression is, if each member's name is written out. `globalThis.x` is `x`'s business: it is cut off.
pub(super) fn chain<'e, 'a>(expression: &'e Expression<'a>) -> Option<Chain<'e, 'a>> {
    let mut members = Vec::new();
    let root = walk(expression, &mut members, Calls::Refused)?;
    members.reverse();
    Some(Chain { root, members })
}

/// The names of what is called, calls along the way left out.
pub(super) fn callee<'e, 'a>(expression: &'e Expression<'a>) -> Option<Chain<'e, 'a>> {
    let mut members = Vec::new();
    let root = walk(expression, &mut members, Calls::LeftOut)?;
    members.reverse();
    Some(Chain { root, members })
}

#[derive(Clone, Copy, PartialEq)]
enum Calls {
    Refused,
    LeftOut,
}

fn walk<'e, 'a>(
    expression: &'e Expression<'a>,
    members: &mut Vec<&'e str>,
    calls: Calls,
) -> Option<Root<'e, 'a>> {
    match expression.get_inner_expression() {
        Expression::Identifier(name) => Some(Root::Name(name)),
        Expression::ImportMeta(_) => Some(Root::ImportMeta),
        Expression::StaticMemberExpression(member) => {
            members.push(member.property.name.as_str());
            walk(&member.object, members, calls)
        }
        Expression::ComputedMemberExpression(member) => {
            members.push(string(&member.expression)?);
            walk(&member.object, members, calls)
        }
        Expression::CallExpression(call) if calls == Calls::LeftOut => walk(&call.callee, members, calls),
        Expression::ChainExpression(chain) => match &chain.expression {
            oxc_ast::ast::ChainElement::CallExpression(call) if calls == Calls::LeftOut => {
                walk(&call.callee, members, calls)
            }
            oxc_ast::ast::ChainElement::StaticMemberExpression(member) => {
                members.push(member.property.name.as_str());
                walk(&member.object, members, calls)
            }
            oxc_ast::ast::ChainElement::ComputedMemberExpression(member) => {
                members.push(string(&member.expression)?);
                walk(&member.object, members, calls)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The text of a string literal or of a template without expressions.
pub(super) fn string<'e>(expression: &'e Expression<'_>) -> Option<&'e str> {
    match expression.get_inner_expression() {
        Expression::StringLiteral(literal) => Some(literal.value.as_str()),
        Expression::TemplateLiteral(template) if template.expressions.is_empty() => {
            template.quasis.first()?.value.cooked.as_ref().map(|text| text.as_str())
        }
        _ => None,
    }
}

/// A specifier with `*` for what is computed, and whether anything is.
pub(super) fn specifier(expression: &Expression<'_>) -> Option<(String, bool)> {
    match expression.get_inner_expression() {
        Expression::TemplateLiteral(template) => {
            let texts =
                template.quasis.iter().map(|q| q.value.cooked.as_ref().map_or("", |text| text.as_str()));
            let texts: Vec<&str> = texts.collect();
            Some((texts.join("*"), !template.expressions.is_empty()))
        }
        Expression::BinaryExpression(sum) if sum.operator.is_arithmetic() => {
            let left = specifier(&sum.left).map_or_else(|| "*".to_owned(), |(text, _)| text);
            let right = specifier(&sum.right).map_or_else(|| "*".to_owned(), |(text, _)| text);
            Some((left + &right, true))
        }
        other => string(other).map(|text| (text.to_owned(), false)),
    }
}

/// The strings of an argument that is one or a list of them.
pub(super) fn strings(argument: Option<&Argument<'_>>) -> Vec<String> {
    let Some(expression) = argument.and_then(Argument::as_expression) else { return Vec::new() };
    match expression.get_inner_expression() {
        Expression::ArrayExpression(list) => {
            let elements = list.elements.iter().filter_map(|element| element.as_expression());
            elements.filter_map(string).map(str::to_owned).collect()
        }
        other => string(other).map(str::to_owned).into_iter().collect(),
    }
}
