//! Expressions of a configuration file.

use oxc_ast::ast::*;
use oxc_span::{GetSpan, Span};

use super::scope::{COMMON_EXPORTS, Callable};
use super::{Call, DEEPEST, MOST_STEPS, Reader, path};
use crate::syntax::javascript;
use crate::syntax::value::{Place, Property, Value};

impl<'a> Reader<'a, '_> {
    /// Counts a step. Tells whether there may be more of them.
    pub(super) fn may_go_on(&mut self) -> bool {
        self.steps += 1;
        self.steps <= MOST_STEPS
    }

    pub(super) fn property(&self, name: &str, value: Value, span: Span) -> Property {
        let (name, span, file) = (name.to_owned(), span.start..span.end, self.file.clone());
        Property { name, value, span, file, sources: Vec::new() }
    }

    /// Reads a value, and tells where the constants stand that it is made of.
    pub(super) fn read_placed(&mut self, expression: &Expression<'a>, depth: usize) -> (Value, Vec<Place>) {
        let before = self.sources.len();
        let value = self.read(expression, depth);
        (value, self.sources.get(before..).unwrap_or_default().to_vec())
    }

    /// A member of an object: of its constants, those count that the member is made of.
    fn member_of_object(&mut self, object: &Expression<'a>, key: &str, depth: usize) -> Value {
        let before = self.sources.len();
        let object = self.read(object, depth + 1);
        if let Some(property) = object.property(&[key]) {
            self.sources.truncate(before);
            self.sources.push((property.file.clone(), property.span.clone()));
            self.sources.extend(property.sources.iter().cloned());
        }
        member(&object, key)
    }

    /// An object that nobody wrote.
    pub(super) fn object_of<const N: usize>(&self, entries: [(&str, Value); N]) -> Value {
        let entries = entries.into_iter().map(|(name, value)| self.property(name, value, Span::default()));
        Value::Object(entries.collect())
    }

    pub(super) fn read(&mut self, expression: &Expression<'a>, depth: usize) -> Value {
        if depth > DEEPEST || !self.may_go_on() {
            return Value::Unknown;
        }
        match expression.get_inner_expression() {
            Expression::StringLiteral(text) => Value::Text(text.value.to_string()),
            Expression::NumericLiteral(number) => Value::Number(number.value),
            Expression::BooleanLiteral(value) => Value::Bool(value.value),
            Expression::RegExpLiteral(pattern) => Value::Pattern(pattern.regex.pattern.text.to_string()),
            Expression::TemplateLiteral(template) => self.template(template, depth),
            Expression::ArrayExpression(array) => self.list(array, depth),
            Expression::ObjectExpression(object) => self.object(object, depth),
            Expression::Identifier(name) => self.named(&name.name, depth),
            Expression::AwaitExpression(awaited) => self.read(&awaited.argument, depth + 1),
            Expression::ParenthesizedExpression(inner) => self.read(&inner.expression, depth + 1),
            Expression::CallExpression(call) => self.call(&call.callee, &call.arguments, call.span, depth),
            Expression::NewExpression(new) => self.construction(new, depth),
            Expression::ArrowFunctionExpression(_) | Expression::FunctionExpression(_) => {
                let function = self.callable(expression);
                function.map_or(Value::Unknown, |function| self.apply(function, Vec::new(), depth + 1))
            }
            Expression::LogicalExpression(logical) => self.logical(logical, depth),
            Expression::ConditionalExpression(choice) => self.choice(choice, depth),
            Expression::BinaryExpression(binary) => self.binary(binary, depth),
            Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::LogicalNot => {
                match self.read(&unary.argument, depth + 1) {
                    Value::Bool(value) => Value::Bool(!value),
                    _ => Value::Unknown,
                }
            }
            other => self.member_of(other, depth),
        }
    }

    fn named(&mut self, name: &str, depth: usize) -> Value {
        if let Some(function) = self.scopes.function(name) {
            return self.apply(function, Vec::new(), depth + 1);
        }
        match name {
            "__dirname" if !self.scopes.knows(name) => Value::Text(self.source.folder.to_owned()),
            "__filename" if !self.scopes.knows(name) => Value::Text(self.own_path()),
            _ => {
                let (value, places) = self.scopes.placed(name);
                self.sources.extend(places);
                value
            }
        }
    }

    fn own_path(&self) -> String {
        let name = self.source.path.file_name().map(|name| name.to_string_lossy().into_owned());
        path::join(self.source.folder, &name.unwrap_or_default())
    }

    fn template(&mut self, template: &TemplateLiteral<'a>, depth: usize) -> Value {
        let mut text = String::new();
        let mut unknown = None;
        for (at, quasi) in template.quasis.iter().enumerate() {
            text.push_str(quasi.value.cooked.as_ref().map_or("", |cooked| cooked.as_str()));
            let Some(expression) = template.expressions.get(at) else { continue };
            match self.read(expression, depth + 1) {
                Value::Text(part) => text.push_str(&part),
                Value::Number(part) => text.push_str(&part.to_string()),
                // A text that holds a variable is worth as much as the variable.
                other => unknown = unknown.or(Some(other)),
            }
        }
        unknown.unwrap_or(Value::Text(text))
    }

    fn logical(&mut self, logical: &LogicalExpression<'a>, depth: usize) -> Value {
        let left = self.read(&logical.left, depth + 1);
        match (logical.operator, left) {
            (LogicalOperator::And, Value::Bool(false)) => Value::Bool(false),
            (LogicalOperator::And, left) => match self.read(&logical.right, depth + 1) {
                Value::Unknown => left,
                right => right,
            },
            (LogicalOperator::Or, Value::Bool(false)) | (_, Value::Unknown) => {
                self.read(&logical.right, depth + 1)
            }
            // A default that is written out is what a build without the variable gets; the variable is what may leak.
            (_, known) => known,
        }
    }

    fn choice(&mut self, choice: &ConditionalExpression<'a>, depth: usize) -> Value {
        match self.read(&choice.test, depth + 1) {
            Value::Bool(true) => self.read(&choice.consequent, depth + 1),
            Value::Bool(false) => self.read(&choice.alternate, depth + 1),
            _ => match self.read(&choice.consequent, depth + 1) {
                Value::Unknown => self.read(&choice.alternate, depth + 1),
                known => known,
            },
        }
    }

    fn binary(&mut self, binary: &BinaryExpression<'a>, depth: usize) -> Value {
        let (left, right) = (self.read(&binary.left, depth + 1), self.read(&binary.right, depth + 1));
        let equal = match binary.operator {
            BinaryOperator::Addition => {
                return match (left, right) {
                    (Value::Text(left), Value::Text(right)) => Value::Text(left + &right),
                    (known @ (Value::Env(_) | Value::Variables(_)), _)
                    | (_, known @ (Value::Env(_) | Value::Variables(_))) => known,
                    _ => Value::Unknown,
                };
            }
            BinaryOperator::Equality | BinaryOperator::StrictEquality => true,
            BinaryOperator::Inequality | BinaryOperator::StrictInequality => false,
            _ => return Value::Unknown,
        };
        match (mode(left), mode(right)) {
            (Value::Text(left), Value::Text(right)) => Value::Bool((left == right) == equal),
            _ => Value::Unknown,
        }
    }

    fn member_of(&mut self, expression: &Expression<'a>, depth: usize) -> Value {
        if let Some((names, root_is_meta)) = javascript::member_names(expression) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            match (root_is_meta, names.as_slice()) {
                (false, ["process", "env"]) | (true, ["env"]) => return Value::Env(None),
                (false, ["process", "env", name]) | (true, ["env", name]) => {
                    return Value::Env(Some((*name).to_owned()));
                }
                (true, ["dirname"]) => return Value::Text(self.source.folder.to_owned()),
                (true, ["url" | "filename"]) => return Value::Text(self.own_path()),
                (false, ["module", "exports", keys @ ..]) => {
                    return self.scopes.value(COMMON_EXPORTS).get(keys).cloned().unwrap_or_default();
                }
                _ => {}
            }
        }
        match expression.get_inner_expression() {
            Expression::StaticMemberExpression(it) => {
                self.member_of_object(&it.object, &it.property.name, depth)
            }
            Expression::ComputedMemberExpression(it) => {
                let object = self.read(&it.object, depth + 1);
                match self.read(&it.expression, depth + 1) {
                    Value::Text(key) => member(&object, &key),
                    _ => Value::Unknown,
                }
            }
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::StaticMemberExpression(it) => {
                    self.member_of_object(&it.object, &it.property.name, depth)
                }
                ChainElement::CallExpression(call) => {
                    self.call(&call.callee, &call.arguments, call.span, depth + 1)
                }
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    fn list(&mut self, array: &ArrayExpression<'a>, depth: usize) -> Value {
        let mut elements = Vec::new();
        for element in &array.elements {
            match element {
                ArrayExpressionElement::SpreadElement(spread) => match self.read(&spread.argument, depth + 1)
                {
                    Value::List(more) => elements.extend(more),
                    other => elements.push(other),
                },
                other => {
                    elements.extend(other.as_expression().map(|e| self.read(e, depth + 1)));
                }
            }
        }
        Value::List(elements)
    }

    fn object(&mut self, object: &ObjectExpression<'a>, depth: usize) -> Value {
        let mut entries = Vec::new();
        for property in &object.properties {
            match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    let key = match property.key.static_name() {
                        Some(key) => Some(key.into_owned()),
                        None => property
                            .key
                            .as_expression()
                            .and_then(|key| self.read(key, depth + 1).text().map(str::to_owned)),
                    };
                    if let Some(key) = key {
                        let (value, sources) = self.read_placed(&property.value, depth + 1);
                        let known = self.property(&key, value, property.value.span());
                        entries.push(Property { sources, ..known });
                    }
                }
                ObjectPropertyKind::SpreadProperty(spread) => match self.read(&spread.argument, depth + 1) {
                    Value::Object(more) => entries.extend(more),
                    // `...process.env`: everything is in it, under no name of its own.
                    all @ (Value::Env(None) | Value::Variables(_)) => {
                        entries.push(self.property("...", all, spread.span));
                    }
                    _ => {}
                },
            }
        }
        Value::Object(entries)
    }

    pub(super) fn arguments(&mut self, arguments: &[Argument<'a>], depth: usize) -> Vec<Value> {
        let mut values = Vec::new();
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => match self.read(&spread.argument, depth + 1) {
                    Value::List(elements) => values.extend(elements),
                    other => values.push(other),
                },
                other => {
                    values.push(other.as_expression().map_or(Value::Unknown, |e| self.read(e, depth + 1)))
                }
            }
        }
        values
    }

    pub(super) fn construction(&mut self, new: &NewExpression<'a>, depth: usize) -> Value {
        let names = javascript::callee_names(&new.callee).unwrap_or_default();
        let arguments = self.arguments(&new.arguments, depth + 1);
        match (names.as_slice(), arguments.as_slice()) {
            // `new URL("./src", import.meta.url)`
            ([name], [Value::Text(relative), Value::Text(base)]) if name == "URL" => {
                Value::Text(path::normal(&path::join(path::parent(base), relative)))
            }
            _ => {
                let from = names.first().and_then(|name| self.imported.get(name)).cloned();
                self.noted(names, from, arguments, new.span)
            }
        }
    }

    pub(super) fn call(
        &mut self,
        callee: &Expression<'a>,
        arguments: &[Argument<'a>],
        span: Span,
        depth: usize,
    ) -> Value {
        if depth > DEEPEST || !self.may_go_on() {
            return Value::Unknown;
        }
        if let Some(function) = self.callable(callee) {
            let arguments = self.arguments(arguments, depth + 1);
            return self.apply(function, arguments, depth + 1);
        }
        if let Some(value) = self.of_elements(callee, arguments, depth) {
            return value;
        }
        let names = javascript::callee_names(callee).unwrap_or_default();
        let mut values: Vec<Value> = Vec::new();
        // `withPlugin(options)(config)`: the inner call's arguments count as well.
        if let Expression::CallExpression(inner) = callee.get_inner_expression() {
            values.extend(self.arguments(&inner.arguments, depth + 1));
        }
        let last = self.arguments(arguments, depth + 1);
        let short: Vec<&str> = names.iter().map(String::as_str).collect();
        let from = self.origin(callee, &names);
        if let Some(value) = self.of_environment(&short, from.as_deref(), &last) {
            return value;
        }
        if let Some(value) = of_paths(&short, &last) {
            return value;
        }
        let is_merge = |name: &&str| name.to_ascii_lowercase().contains("merge");
        if short.iter().any(is_merge) && last.iter().any(|value| matches!(value, Value::Object(_))) {
            let objects = last.into_iter().filter(|value| matches!(value, Value::Object(_)));
            return objects.reduce(Value::merged).unwrap_or_default();
        }
        values.extend(last);
        self.noted(names, from, values, span)
    }

    /// The package that what is called comes from.
    fn origin(&self, callee: &Expression<'a>, names: &[String]) -> Option<String> {
        // `require("dotenv").config()`
        if let Expression::StaticMemberExpression(member) = callee.get_inner_expression()
            && let Expression::CallExpression(call) = member.object.get_inner_expression()
            && names.first().is_some_and(|name| name == "require")
        {
            return match call.arguments.first()?.as_expression()? {
                Expression::StringLiteral(text) => Some(text.value.to_string()),
                _ => None,
            };
        }
        self.imported.get(names.first()?).cloned()
    }

    fn noted(
        &mut self,
        names: Vec<String>,
        from: Option<String>,
        arguments: Vec<Value>,
        span: Span,
    ) -> Value {
        if self.record {
            let call =
                Call { names: names.clone(), from, arguments: arguments.clone(), span: span.start..span.end };
            if !self.script.calls.contains(&call) {
                self.script.calls.push(call);
            }
        }
        Value::Call(names, arguments)
    }

    /// Methods that take a list's or object's elements one by one, or leave them as they are.
    fn of_elements(
        &mut self,
        callee: &Expression<'a>,
        arguments: &[Argument<'a>],
        depth: usize,
    ) -> Option<Value> {
        let Expression::StaticMemberExpression(method) = callee.get_inner_expression() else { return None };
        let name = method.property.name.as_str();
        if !matches!(
            name,
            "map"
                | "flatMap"
                | "filter"
                | "reduce"
                | "concat"
                | "flat"
                | "sort"
                | "reverse"
                | "join"
                | "then"
                | "replace"
        ) {
            return None;
        }
        let object = self.read(&method.object, depth + 1);
        let function = arguments.first().and_then(Argument::as_expression).and_then(|e| self.callable(e));
        match (name, object, function) {
            // What is made of all variables is all of them.
            (_, all @ (Value::Env(None) | Value::Variables(_)), _) => Some(all),
            ("map" | "flatMap", Value::List(elements), Some(function)) => {
                let applied =
                    elements.into_iter().map(|element| self.apply(function, vec![element], depth + 1));
                Some(Value::List(applied.collect()))
            }
            ("map", Value::Object(entries), Some(function)) => {
                let applied =
                    entries.into_iter().filter_map(|entry| self.renamed_entry(function, entry, depth));
                Some(Value::Object(applied.collect()))
            }
            ("reduce", Value::List(elements), Some(function)) => {
                let start = arguments.get(1).and_then(Argument::as_expression);
                let start = start.map_or(Value::Unknown, |start| self.read(start, depth + 1));
                let folded = elements
                    .into_iter()
                    .fold(start, |folded, element| self.apply(function, vec![folded, element], depth + 1));
                Some(folded)
            }
            ("concat", Value::List(mut elements), _) => {
                for value in self.arguments(arguments, depth + 1) {
                    match value {
                        Value::List(more) => elements.extend(more),
                        other => elements.push(other),
                    }
                }
                Some(Value::List(elements))
            }
            ("filter" | "flat" | "sort" | "reverse", known @ (Value::List(_) | Value::Object(_)), _) => {
                Some(known)
            }
            _ => None,
        }
    }

    /// An entry of an object as a function of its name and value makes it: `([name, value]) => [`process.env.${name}`, value]`.
    fn renamed_entry(&mut self, function: Callable<'a>, entry: Property, depth: usize) -> Option<Property> {
        let pair = Value::List(vec![Value::Text(entry.name.clone()), entry.value]);
        match self.apply(function, vec![pair], depth + 1) {
            Value::List(pair) => {
                let mut pair = pair.into_iter();
                let name = pair.next()?.text()?.to_owned();
                Some(Property { name, value: pair.next()?, ..entry })
            }
            _ => None,
        }
    }
}

/// What stands under a key. Of all variables it is one.
pub(super) fn member(value: &Value, key: &str) -> Value {
    match value {
        Value::Env(None) => Value::Env(Some(key.to_owned())),
        Value::Variables(all) if all.file.is_none() => Value::Env(Some(key.to_owned())),
        Value::Variables(all) => {
            Value::Variables(super::super::value::Variables { name: Some(key.to_owned()), ..all.clone() })
        }
        // `new URL("./src", import.meta.url).pathname`
        Value::Text(_) if matches!(key, "pathname" | "href") => value.clone(),
        _ => value.get(&[key]).cloned().unwrap_or_default(),
    }
}

/// What a production build sees in place of the variable that says so.
fn mode(value: Value) -> Value {
    match value {
        Value::Env(Some(name)) if name == "NODE_ENV" => Value::Text("production".to_owned()),
        other => other,
    }
}

/// Paths that are put together from texts.
fn of_paths(names: &[&str], arguments: &[Value]) -> Option<Value> {
    let texts: Option<Vec<&str>> = arguments.iter().map(Value::text).collect();
    let joined = match (names, texts?.as_slice()) {
        (["process", "cwd"], []) => String::new(),
        ([.., "fileURLToPath" | "pathToFileURL"], [path]) => (*path).to_owned(),
        ([.., "dirname"], [file]) => path::parent(file).to_owned(),
        (["path", .., "join" | "resolve"] | ["join" | "resolve"], parts @ [_, ..]) => {
            parts.iter().fold(String::new(), |folder, part| path::join(&folder, part))
        }
        _ => return None,
    };
    Some(Value::Text(path::normal(&joined)))
}
