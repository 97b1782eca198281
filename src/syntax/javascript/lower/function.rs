//! Functions and classes.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};

use super::Lower;
use crate::syntax::program::{self, ClassId, Definition, Expr, FunctionId};

impl Lower<'_> {
    pub(super) fn function(&mut self, function: &Function<'_>, class: Option<ClassId>) -> FunctionId {
        // A function of its own has a `this` of its own.
        let outer = std::mem::replace(&mut self.class, class);
        let id = self.begin(function.span, class);
        let around = self.function.replace(id);
        self.parameters(id, &function.params, class);
        if let Some(body) = &function.body {
            self.body(id, body);
        }
        (self.function, self.class) = (around, outer);
        id
    }

    pub(super) fn arrow(&mut self, function: &ArrowFunctionExpression<'_>) -> Expr {
        let id = self.begin(function.span, None);
        self.program.functions[id].arrow = true;
        let around = self.function.replace(id);
        self.parameters(id, &function.params, None);
        match &function.body {
            ArrowFunctionBody::FunctionBody(body) => self.body(id, body),
            body => {
                if let Some(expression) = body.as_expression() {
                    let value = self.expression(expression);
                    self.program.functions[id].returns.push(value);
                }
            }
        }
        self.function = around;
        Expr::Function(id)
    }

    fn begin(&mut self, span: Span, class: Option<ClassId>) -> FunctionId {
        let function =
            program::Function { span: self.range(span), class, parent: self.function, ..Default::default() };
        self.program.functions.push(function);
        self.program.functions.len() - 1
    }

    fn body(&mut self, id: FunctionId, body: &FunctionBody<'_>) {
        let directives = body.directives.iter().map(|directive| directive.directive.to_string());
        self.program.functions[id].directives.extend(directives);
        self.statements(&body.statements);
    }

    fn parameters(&mut self, id: FunctionId, parameters: &FormalParameters<'_>, class: Option<ClassId>) {
        for (at, parameter) in parameters.items.iter().enumerate() {
            let default = parameter.initializer.as_ref().map(|value| self.expression(value));
            let keys = default.map(program::Key::Default).into_iter().collect();
            let variable = self.bind(&parameter.pattern, &Definition::Parameter(id, at, keys));
            self.program.functions[id].parameters.push(variable);
            // `constructor(private key: string)` is a field as well.
            let is_field = parameter.accessibility.is_some() || parameter.readonly;
            if let (true, Some(class), Some(variable)) = (is_field, class, variable) {
                let name = self.program.variables[variable].name.clone();
                let value = self.push(Expr::Variable(variable), parameter.span);
                self.program.classes[class].fields.push((name, value));
            }
        }
        if let Some(rest) = &parameters.rest {
            let keys = vec![program::Key::Rest];
            self.bind(&rest.rest.argument, &Definition::Parameter(id, parameters.items.len(), keys));
        }
    }

    pub(super) fn class(&mut self, class: &Class<'_>) -> ClassId {
        let parent = class.heritage.as_ref().map(|heritage| self.expression(&heritage.expression));
        let id = self.program.classes.len();
        self.program.classes.push(program::Class { parent, ..Default::default() });
        let outer = self.class.replace(id);
        for element in &class.body.body {
            self.class_element(id, element);
        }
        self.class = outer;
        id
    }

    fn class_element(&mut self, class: ClassId, element: &ClassElement<'_>) {
        match element {
            ClassElement::MethodDefinition(method) if method.value.body.is_some() => {
                let function = self.function(&method.value, Some(class));
                let value = self.push(Expr::Function(function), method.span);
                let class = &mut self.program.classes[class];
                match (method.kind, name(&method.key)) {
                    (MethodDefinitionKind::Constructor, _) => class.constructor = Some(function),
                    (MethodDefinitionKind::Set, _) | (_, None) => {}
                    (kind, Some(name)) => {
                        let getter = kind == MethodDefinitionKind::Get;
                        class.methods.push(program::Method { name, function, value, getter });
                    }
                }
            }
            ClassElement::PropertyDefinition(property) => {
                self.field(class, &property.key, property.value.as_ref());
            }
            ClassElement::AccessorProperty(property) => {
                self.field(class, &property.key, property.value.as_ref());
            }
            ClassElement::StaticBlock(block) => self.statements(&block.body),
            _ => {}
        }
    }

    fn field(&mut self, class: ClassId, key: &PropertyKey<'_>, value: Option<&Expression<'_>>) {
        let (Some(name), Some(value)) = (name(key), value) else { return };
        let value = self.expression(value);
        if let Expr::Function(function) = self.program.exprs[value] {
            self.program.functions[function].class = Some(class);
        }
        self.program.classes[class].fields.push((name, value));
    }

    pub(super) fn enumeration(&mut self, declaration: &TSEnumDeclaration<'_>) {
        let Some(symbol) = declaration.id.symbol_id.get() else { return };
        let mut entries = Vec::new();
        for member in &declaration.body.members {
            let name = member.id.static_name().to_string();
            if let Some(value) = &member.initializer {
                let value = self.expression(value);
                entries.push(program::Entry::Known(name, value, self.range(member.span)));
            }
        }
        let value = self.push(Expr::Object(entries), declaration.span());
        let variable = self.variable(symbol);
        self.define(variable, Definition::Value(value, Vec::new()));
    }
}

fn name(key: &PropertyKey<'_>) -> Option<String> {
    match key {
        PropertyKey::PrivateIdentifier(private) => Some(format!("#{}", private.name)),
        key => key.static_name().map(std::borrow::Cow::into_owned),
    }
}
