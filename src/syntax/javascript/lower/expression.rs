//! Expressions.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};

use super::Lower;
use crate::syntax::program::{self, Entry, Expr, ExprId};

impl Lower<'_> {
    pub(super) fn expression(&mut self, expression: &Expression<'_>) -> ExprId {
        let expression = expression.get_inner_expression();
        let span = expression.span();
        let lowered = match expression {
            Expression::StringLiteral(text) => Expr::Text(text.value.to_string()),
            Expression::NumericLiteral(number) => Expr::Number(number.value),
            Expression::BooleanLiteral(value) => Expr::Bool(value.value),
            Expression::TemplateLiteral(template) => self.template(template),
            Expression::Identifier(name) => self.reference(name),
            Expression::ImportMeta(_) => Expr::Meta,
            Expression::ThisExpression(_) => Expr::This(self.class),
            Expression::Super(_) => Expr::Super(self.class),
            Expression::ArrayExpression(array) => self.array(array),
            Expression::ObjectExpression(object) => return self.object(object),
            Expression::ArrowFunctionExpression(function) => self.arrow(function),
            Expression::FunctionExpression(function) => Expr::Function(self.function(function, None)),
            Expression::ClassExpression(class) => Expr::Class(self.class(class)),
            Expression::CallExpression(call) => return self.call(call),
            Expression::NewExpression(new) => {
                let callee = self.expression(&new.callee);
                return self.called(callee, &new.arguments, true, span);
            }
            Expression::ChainExpression(chain) => return self.chain(&chain.expression, span),
            Expression::AwaitExpression(awaited) => return self.expression(&awaited.argument),
            Expression::AssignmentExpression(assignment) => return self.assignment(assignment),
            Expression::BinaryExpression(binary) => self.binary(binary),
            Expression::LogicalExpression(logical) => self.logical(logical),
            Expression::ConditionalExpression(choice) => {
                self.expression(&choice.test);
                let (yes, no) = (self.expression(&choice.consequent), self.expression(&choice.alternate));
                Expr::OneOf(vec![yes, no])
            }
            Expression::SequenceExpression(sequence) => {
                let all: Vec<ExprId> = sequence.expressions.iter().map(|e| self.expression(e)).collect();
                Expr::OneOf(all.last().copied().into_iter().collect())
            }
            Expression::ImportExpression(import) => match super::super::chain::string(&import.source) {
                Some(specifier) => Expr::Module(specifier.to_owned()),
                None => Expr::Mixed(vec![self.expression(&import.source)]),
            },
            Expression::TaggedTemplateExpression(tagged) => {
                let tag = self.expression(&tagged.tag);
                let parts = tagged.quasi.expressions.iter().map(|e| self.expression(e)).collect::<Vec<_>>();
                Expr::Mixed(std::iter::once(tag).chain(parts).collect())
            }
            Expression::UnaryExpression(unary) => {
                let argument = self.expression(&unary.argument);
                match unary.operator {
                    UnaryOperator::UnaryNegation => match self.program.exprs[argument] {
                        Expr::Number(number) => Expr::Number(-number),
                        _ => Expr::Mixed(vec![argument]),
                    },
                    UnaryOperator::LogicalNot | UnaryOperator::Typeof | UnaryOperator::Void => Expr::Nothing,
                    _ => Expr::Mixed(vec![argument]),
                }
            }
            Expression::YieldExpression(yielded) => {
                let argument = yielded.argument.as_ref().map(|argument| self.expression(argument));
                Expr::Mixed(argument.into_iter().collect())
            }
            Expression::JSXElement(element) => return self.element(element),
            Expression::JSXFragment(fragment) => {
                let children = self.children(&fragment.children);
                Expr::Mixed(children)
            }
            other => match other.as_member_expression() {
                Some(member) => return self.member(member),
                None => Expr::Nothing,
            },
        };
        self.push(lowered, span)
    }

    fn template(&mut self, template: &TemplateLiteral<'_>) -> Expr {
        let cooked = |quasi: &TemplateElement<'_>| quasi.value.cooked.as_ref().map(ToString::to_string);
        if template.expressions.is_empty() {
            return Expr::Text(template.quasis.first().and_then(cooked).unwrap_or_default());
        }
        let mut parts = Vec::new();
        for (at, quasi) in template.quasis.iter().enumerate() {
            let text = cooked(quasi).unwrap_or_default();
            if !text.is_empty() {
                parts.push(self.push(Expr::Text(text), quasi.span));
            }
            parts.extend(template.expressions.get(at).map(|e| self.expression(e)));
        }
        Expr::Concat(parts)
    }

    fn array(&mut self, array: &ArrayExpression<'_>) -> Expr {
        let mut elements = Vec::with_capacity(array.elements.len());
        for element in &array.elements {
            let (value, spread) = match element {
                ArrayExpressionElement::SpreadElement(spread) => (self.expression(&spread.argument), true),
                ArrayExpressionElement::Elision(hole) => (self.push(Expr::Nothing, hole.span), false),
                other => match other.as_expression() {
                    Some(expression) => (self.expression(expression), false),
                    None => continue,
                },
            };
            elements.push(program::Argument { value, spread });
        }
        Expr::Array(elements)
    }

    fn object(&mut self, object: &ObjectExpression<'_>) -> ExprId {
        let mut entries = Vec::with_capacity(object.properties.len());
        for property in &object.properties {
            entries.push(match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    let value = self.expression(&property.value);
                    match property.key.static_name() {
                        Some(name) => Entry::Known(name.into_owned(), value, self.range(property.span)),
                        None => Entry::Computed(self.key(&property.key), value),
                    }
                }
                ObjectPropertyKind::SpreadProperty(spread) => {
                    Entry::Spread(self.expression(&spread.argument))
                }
            });
        }
        let methods: Vec<ExprId> = entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::Known(_, value, _) | Entry::Computed(_, value) => Some(*value),
                Entry::Spread(_) => None,
            })
            .collect();
        let id = self.push(Expr::Object(entries), object.span);
        for value in methods {
            if let Expr::Function(function) = self.program.exprs[value] {
                self.program.functions[function].object = Some(id);
            }
        }
        id
    }

    /// A computed key.
    fn key(&mut self, key: &PropertyKey<'_>) -> ExprId {
        match key.as_expression() {
            Some(expression) => self.expression(expression),
            None => self.push(Expr::Nothing, key.span()),
        }
    }

    fn call(&mut self, call: &CallExpression<'_>) -> ExprId {
        if let Some(specifier) = self.required(call) {
            return self.push(Expr::Module(specifier), call.span);
        }
        let callee = self.expression(&call.callee);
        self.called(callee, &call.arguments, false, call.span)
    }

    /// The specifier of `require("…")`.
    fn required(&self, call: &CallExpression<'_>) -> Option<String> {
        let Expression::Identifier(name) = &call.callee else { return None };
        let is_global =
            name.reference_id.get().is_none_or(|id| self.scoping.get_reference(id).symbol_id().is_none());
        if name.name != "require" || !is_global {
            return None;
        }
        let specifier = call.arguments.first()?.as_expression()?;
        super::super::chain::string(specifier).map(str::to_owned)
    }

    fn called(&mut self, callee: ExprId, arguments: &[Argument<'_>], new: bool, span: Span) -> ExprId {
        let mut lowered = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let (value, spread) = match argument {
                Argument::SpreadElement(spread) => (self.expression(&spread.argument), true),
                other => match other.as_expression() {
                    Some(expression) => (self.expression(expression), false),
                    None => continue,
                },
            };
            lowered.push(program::Argument { value, spread });
        }
        let id = self.push(Expr::Call { callee, arguments: lowered.clone(), new }, span);
        for (at, argument) in lowered.iter().enumerate() {
            if let Expr::Function(function) = self.program.exprs[argument.value] {
                self.program.functions[function].passed_to = Some((id, at));
            }
        }
        id
    }

    fn chain(&mut self, chain: &ChainElement<'_>, span: Span) -> ExprId {
        match chain {
            ChainElement::CallExpression(call) => self.call(call),
            ChainElement::TSNonNullExpression(inner) => self.expression(&inner.expression),
            other => match other.as_member_expression() {
                Some(member) => self.member(member),
                None => self.push(Expr::Nothing, span),
            },
        }
    }

    pub(super) fn member(&mut self, member: &MemberExpression<'_>) -> ExprId {
        let object = self.expression(member.object());
        let lowered = match (member, member.static_property_name()) {
            (_, Some(name)) => Expr::Member(object, name.to_string()),
            (MemberExpression::PrivateFieldExpression(private), _) => {
                Expr::Member(object, format!("#{}", private.field.name))
            }
            (MemberExpression::ComputedMemberExpression(computed), _) => {
                Expr::Index(object, self.expression(&computed.expression))
            }
            _ => Expr::Mixed(vec![object]),
        };
        self.push(lowered, member.span())
    }

    fn binary(&mut self, binary: &BinaryExpression<'_>) -> Expr {
        let (left, right) = (self.expression(&binary.left), self.expression(&binary.right));
        match binary.operator {
            BinaryOperator::Addition => match &self.program.exprs[left] {
                // `a + b + c` is one sum.
                Expr::Concat(parts) if self.program.spans[left].start == binary.span.start + self.offset => {
                    Expr::Concat(parts.iter().copied().chain([right]).collect())
                }
                _ => Expr::Concat(vec![left, right]),
            },
            operator if operator.is_arithmetic() || operator.is_bitwise() => Expr::Mixed(vec![left, right]),
            _ => Expr::Nothing,
        }
    }

    fn logical(&mut self, logical: &LogicalExpression<'_>) -> Expr {
        let (left, right) = (self.expression(&logical.left), self.expression(&logical.right));
        match logical.operator {
            LogicalOperator::And => Expr::OneOf(vec![right]),
            LogicalOperator::Or | LogicalOperator::Coalesce => Expr::OneOf(vec![left, right]),
        }
    }

    fn element(&mut self, element: &JSXElement<'_>) -> ExprId {
        let opening = &element.opening_element;
        let name = self.element_name(&opening.name);
        let mut properties = Vec::new();
        for attribute in &opening.attributes {
            match attribute {
                JSXAttributeItem::SpreadAttribute(spread) => {
                    properties.push(Entry::Spread(self.expression(&spread.argument)));
                }
                JSXAttributeItem::Attribute(attribute) => {
                    let value = self.attribute_value(attribute);
                    let name = match &attribute.name {
                        JSXAttributeName::Identifier(name) => name.name.to_string(),
                        // `client:load`, `xlink:href`
                        JSXAttributeName::NamespacedName(name) => {
                            format!("{}:{}", name.namespace.name, name.name.name)
                        }
                    };
                    properties.push(Entry::Known(name, value, self.range(attribute.span)));
                }
            }
        }
        let children = self.children(&element.children);
        self.push(Expr::Element { name, properties, children }, element.span)
    }

    fn attribute_value(&mut self, attribute: &JSXAttribute<'_>) -> ExprId {
        match &attribute.value {
            None => self.push(Expr::Bool(true), attribute.span),
            Some(JSXAttributeValue::StringLiteral(text)) => {
                self.push(Expr::Text(text.value.to_string()), text.span)
            }
            Some(JSXAttributeValue::ExpressionContainer(container)) => {
                match container.expression.as_expression() {
                    Some(expression) => self.expression(expression),
                    None => self.push(Expr::Nothing, container.span),
                }
            }
            Some(JSXAttributeValue::Element(element)) => self.element(element),
            Some(JSXAttributeValue::Fragment(fragment)) => {
                let children = self.children(&fragment.children);
                self.push(Expr::Mixed(children), fragment.span)
            }
        }
    }

    fn element_name(&mut self, name: &JSXElementName<'_>) -> ExprId {
        let lowered = match name {
            JSXElementName::Identifier(name) => Expr::Text(name.name.to_string()),
            JSXElementName::IdentifierReference(name) => self.reference(name),
            JSXElementName::NamespacedName(name) => Expr::Text(name.name.name.to_string()),
            JSXElementName::MemberExpression(member) => {
                let object = match &member.object {
                    JSXMemberExpressionObject::IdentifierReference(name) => self.reference(name),
                    JSXMemberExpressionObject::MemberExpression(_)
                    | JSXMemberExpressionObject::ThisExpression(_) => Expr::Nothing,
                };
                let object = self.push(object, member.object.span());
                Expr::Member(object, member.property.name.to_string())
            }
            JSXElementName::ThisExpression(_) => Expr::Nothing,
        };
        self.push(lowered, name.span())
    }

    fn children(&mut self, children: &[JSXChild<'_>]) -> Vec<ExprId> {
        let mut lowered = Vec::new();
        for child in children {
            match child {
                JSXChild::Text(text) => {
                    let shown = text.value.trim();
                    if !shown.is_empty() {
                        let before = (text.value.len() - text.value.trim_start().len()) as u32;
                        let start = text.span.start + before;
                        let span = Span::new(start, start + shown.len() as u32);
                        lowered.push(self.push(Expr::Text(shown.to_owned()), span));
                    }
                }
                JSXChild::Element(element) => lowered.push(self.element(element)),
                JSXChild::Fragment(fragment) => lowered.extend(self.children(&fragment.children)),
                JSXChild::ExpressionContainer(container) => {
                    lowered.extend(container.expression.as_expression().map(|e| self.expression(e)));
                }
                JSXChild::Spread(spread) => lowered.push(self.expression(&spread.expression)),
            }
        }
        lowered
    }
}
