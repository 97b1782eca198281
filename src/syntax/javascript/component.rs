//! Angular's decorators: they name files, and are compiled to static fields that a bundler may drop with their class.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};

use super::chain;
use super::collect::Collector;
use crate::syntax::{ImportKind, style};

const PACKAGE: &str = "@angular/core";

/// Decorators whose classes nobody keeps unless something uses them.
const DROPPABLE: &[&str] = &["Component", "Directive", "Pipe", "NgModule"];

impl Collector<'_> {
    /// Whether a class has nothing but such decorators. Fields that are evaluated with the class speak for themselves.
    pub(super) fn is_compiled_away(&self, class: &Class<'_>) -> bool {
        let is_static = |element: &ClassElement<'_>| match element {
            ClassElement::StaticBlock(_) => true,
            ClassElement::PropertyDefinition(property) => property.r#static && property.value.is_some(),
            _ => false,
        };
        !class.decorators.is_empty()
            && class.decorators.iter().all(|decorator| {
                self.decorator_name(decorator).is_some_and(|(name, _)| DROPPABLE.contains(&name.as_str()))
            })
            && !class.body.body.iter().any(is_static)
    }

    /// Notes the files that a component names, and the comments of a template that is written out.
    pub(super) fn decorator(&mut self, decorator: &Decorator<'_>) {
        let Some((name, call)) = self.decorator_name(decorator) else { return };
        let Some(Expression::ObjectExpression(options)) =
            call.arguments.first().and_then(Argument::as_expression)
        else {
            return;
        };
        if name != "Component" {
            return;
        }
        for property in &options.properties {
            let ObjectPropertyKind::ObjectProperty(property) = property else { continue };
            match property.key.static_name().as_deref() {
                Some("templateUrl" | "styleUrl") => {
                    self.named_file(chain::string(&property.value), property.value.span());
                }
                Some("styleUrls") => {
                    let Expression::ArrayExpression(list) = &property.value else { continue };
                    for element in list.elements.iter().filter_map(ArrayExpressionElement::as_expression) {
                        self.named_file(chain::string(element), element.span());
                    }
                }
                Some("template") => self.template(&property.value),
                _ => {}
            }
        }
    }

    fn decorator_name<'d, 'a>(
        &self,
        decorator: &'d Decorator<'a>,
    ) -> Option<(String, &'d CallExpression<'a>)> {
        let Expression::CallExpression(call) = &decorator.expression else { return None };
        let callee = self.callee(&call.callee)?;
        let is_angular = callee.from.as_deref() == Some(PACKAGE) && callee.names.len() == 1;
        is_angular.then(|| (callee.names[0].clone(), &**call))
    }

    /// Paths are relative to the component, also where they do not say so.
    fn named_file(&mut self, path: Option<&str>, span: Span) {
        let Some(path) = path else { return };
        let path = if path.starts_with('.') || path.starts_with('/') {
            path.to_owned()
        } else {
            format!("./{path}")
        };
        self.module_use(&path, ImportKind::Url, span);
    }

    fn template(&mut self, value: &Expression<'_>) {
        let (text, start) = match value {
            Expression::TemplateLiteral(template) => match template.quasis.first() {
                Some(quasi) => (quasi.value.raw.as_str(), quasi.span.start),
                None => return,
            },
            Expression::StringLiteral(text) => (text.value.as_str(), text.span.start + 1),
            _ => return,
        };
        self.facts.regions.extend(style::html_comments(text, (start + self.offset) as usize));
    }
}
