//! Configuration files as values: what is written out is known, what is computed is not. Nothing is run.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use oxc_ast::ast::*;
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};

use super::javascript;

/// A value of a configuration file.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// An array.
    List(Vec<Value>),
    /// An object, in the order of the text.
    Object(Vec<Property>),
    /// An environment variable; the whole environment, if it has no name.
    Env(Option<String>),
    /// A regular expression's source.
    Pattern(String),
    /// A call or construction: the names along the callee's chain, and the arguments.
    Call(Vec<String>, Vec<Value>),
    /// What is computed.
    Unknown,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its name; `...` for a spread whose names are not known.
    pub name: String,
    /// Its value.
    pub value: Value,
    /// The bytes of the value in the file.
    pub span: Range<u32>,
}

impl Value {
    /// The value under a chain of keys.
    pub fn get(&self, keys: &[&str]) -> Option<&Value> {
        match keys {
            [] => Some(self),
            _ => self.property(keys).map(|property| &property.value),
        }
    }

    /// The property under a chain of keys; the last one, if there are several of a name.
    pub fn property(&self, keys: &[&str]) -> Option<&Property> {
        let (first, rest) = keys.split_first()?;
        let property = self.entries().iter().rev().find(|property| property.name == *first)?;
        if rest.is_empty() { Some(property) } else { property.value.property(rest) }
    }

    /// An object's properties; none of anything else.
    pub fn entries(&self) -> &[Property] {
        match self {
            Self::Object(entries) => entries,
            _ => &[],
        }
    }

    /// An array's elements; none of anything else.
    pub fn elements(&self) -> &[Value] {
        match self {
            Self::List(elements) => elements,
            _ => &[],
        }
    }

    /// The string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The strings of a string, an array or the values of an object, however deep.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(elements) => elements.iter().flat_map(Self::texts).collect(),
            Self::Object(entries) => entries.iter().flat_map(|property| property.value.texts()).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it is this truth value.
    pub fn is(&self, value: bool) -> bool {
        *self == Self::Bool(value)
    }

    /// Every value in it, itself first.
    pub fn walk(&self) -> Vec<&Value> {
        let mut all = vec![self];
        let mut at = 0;
        while at < all.len() {
            match all[at] {
                Self::List(elements) | Self::Call(_, elements) => all.extend(elements),
                Self::Object(entries) => all.extend(entries.iter().map(|property| &property.value)),
                _ => {}
            }
            at += 1;
        }
        all
    }

    /// The object within calls such as `defineConfig({…})` and `withPlugin(options)(config)`.
    fn unwrapped(self) -> Self {
        match self {
            Self::Call(names, arguments) if names.first().is_some_and(|name| name != "JSON") => {
                let last = arguments.into_iter().map(Self::unwrapped).rfind(|value| {
                    matches!(value, Self::Object(_)) || matches!(value, Self::List(list) if !list.is_empty())
                });
                last.unwrap_or(Self::Unknown)
            }
            other => other,
        }
    }
}

/// What a configuration file exports: JavaScript, TypeScript, or JSON with or without comments.
pub fn config(path: &Path, text: &str) -> Value {
    let is_json = path.extension().is_some_and(|e| e == "json" || e == "jsonc" || e == "json5")
        || path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("rc"));
    if is_json {
        let text = text.trim_start_matches('\u{FEFF}');
        let value = javascript::with_expression(text, |expression| Reader::default().read(expression, 0));
        return value.unwrap_or(Value::Unknown);
    }
    javascript::with_program(path, text, |program| exported(program).unwrapped())
}

/// Everything that a file constructs with `new`, however deep: plugins that are pushed onto a list somewhere.
pub fn constructions(path: &Path, text: &str) -> Vec<(Vec<String>, Vec<Value>, Range<u32>)> {
    struct News(Reader, Vec<(Vec<String>, Vec<Value>, Range<u32>)>);
    impl<'a> Visit<'a> for News {
        fn visit_new_expression(&mut self, it: &NewExpression<'a>) {
            if let Value::Call(names, arguments) = self.0.call(&it.callee, &it.arguments, 0) {
                self.1.push((names, arguments, range(it.span)));
            }
            walk::walk_new_expression(self, it);
        }
    }
    javascript::with_program(path, text, |program| {
        let mut news = News(Reader::default(), Vec::new());
        program.body.iter().for_each(|statement| {
            if let Statement::VariableDeclaration(variables) = statement {
                news.0.note(variables);
            }
        });
        news.visit_program(program);
        news.1
    })
}

/// The deepest nesting that is followed, names included.
const DEEPEST: usize = 64;

fn exported(program: &Program<'_>) -> Value {
    let mut reader = Reader::default();
    let mut found = Value::Unknown;
    for statement in &program.body {
        match statement {
            Statement::VariableDeclaration(variables) => reader.note(variables),
            Statement::ExportDeclaration(export) => {
                if let Declaration::VariableDeclaration(variables) = &export.declaration {
                    reader.note(variables);
                }
            }
            Statement::FunctionDeclaration(function) => {
                if let (Some(id), Some(body)) = (&function.id, &function.body) {
                    let value = reader.returned(body, 0);
                    reader.define(&id.name, value);
                }
            }
            Statement::ExportDefaultDeclaration(export) => {
                found = match &export.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                        function.body.as_ref().map_or(Value::Unknown, |body| reader.returned(body, 0))
                    }
                    other => other.as_expression().map_or(Value::Unknown, |e| reader.read(e, 0)),
                };
            }
            Statement::ExpressionStatement(statement) => {
                if let Expression::AssignmentExpression(assignment) = &statement.expression {
                    reader.assignment(assignment, &mut found);
                }
            }
            Statement::TSExportAssignment(export) => found = reader.read(&export.expression, 0),
            _ => {}
        }
    }
    found
}

fn range(span: Span) -> Range<u32> {
    span.start..span.end
}

/// How many values are made of one file at most: a constant may hold another one twice, and so on.
const MOST_VALUES: usize = 100_000;

/// Reads expressions, with the constants that were seen so far.
#[derive(Default)]
struct Reader {
    /// Each with the number of values in it.
    names: HashMap<String, (Value, usize)>,
    /// How many values constants were put in for.
    copied: usize,
}

impl Reader {
    fn define(&mut self, name: &str, value: Value) {
        let size = value.walk().len();
        self.names.insert(name.to_owned(), (value, size));
    }

    /// A constant's value, or what stands under a chain of keys in it.
    fn constant(&mut self, name: &str, keys: &[&str]) -> Value {
        let Some((value, size)) = self.names.get(name) else { return Value::Unknown };
        self.copied += size;
        if self.copied > MOST_VALUES {
            return Value::Unknown;
        }
        match (value, keys) {
            // `const env = loadEnv(…)`
            (Value::Env(None), [name]) => Value::Env(Some((*name).to_owned())),
            _ => value.get(keys).cloned().unwrap_or(Value::Unknown),
        }
    }

    fn note(&mut self, variables: &VariableDeclaration<'_>) {
        for declarator in &variables.declarations {
            let (BindingPattern::BindingIdentifier(name), Some(init)) = (&declarator.id, &declarator.init)
            else {
                continue;
            };
            let value = self.read(init, 0);
            self.define(&name.name, value);
        }
    }

    /// `module.exports = …`, `exports.default = …`, `config.key = …`.
    fn assignment(&mut self, assignment: &AssignmentExpression<'_>, found: &mut Value) {
        let AssignmentTarget::StaticMemberExpression(target) = &assignment.left else { return };
        let value = self.read(&assignment.right, 0);
        let Expression::Identifier(object) = &target.object else { return };
        match (object.name.as_str(), target.property.name.as_str()) {
            ("module", "exports") | ("exports", "default") => *found = value,
            (name, key) => {
                if let Some((Value::Object(entries), _)) = self.names.get_mut(name) {
                    let span = range(assignment.right.span());
                    entries.push(Property { name: key.to_owned(), value, span });
                }
            }
        }
    }

    fn read(&mut self, expression: &Expression<'_>, depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Unknown;
        }
        match expression.get_inner_expression() {
            Expression::StringLiteral(text) => Value::Text(text.value.to_string()),
            Expression::NumericLiteral(number) => Value::Number(number.value),
            Expression::BooleanLiteral(value) => Value::Bool(value.value),
            Expression::RegExpLiteral(pattern) => Value::Pattern(pattern.regex.pattern.text.to_string()),
            Expression::TemplateLiteral(template) if template.expressions.is_empty() => {
                let text = template.quasis.first().and_then(|quasi| quasi.value.cooked.as_ref());
                text.map_or(Value::Unknown, |text| Value::Text(text.to_string()))
            }
            Expression::ArrayExpression(array) => self.list(array, depth),
            Expression::ObjectExpression(object) => self.object(object, depth),
            Expression::Identifier(name) => self.constant(&name.name, &[]),
            Expression::AwaitExpression(awaited) => self.read(&awaited.argument, depth + 1),
            Expression::ParenthesizedExpression(inner) => self.read(&inner.expression, depth + 1),
            Expression::CallExpression(call) => self.call(&call.callee, &call.arguments, depth),
            Expression::NewExpression(new) => self.call(&new.callee, &new.arguments, depth),
            Expression::ArrowFunctionExpression(function) => match &function.body {
                ArrowFunctionBody::FunctionBody(body) => self.returned(body, depth + 1),
                body => body.as_expression().map_or(Value::Unknown, |e| self.read(e, depth + 1)),
            },
            Expression::FunctionExpression(function) => {
                function.body.as_ref().map_or(Value::Unknown, |body| self.returned(body, depth + 1))
            }
            // A default that is written out is what a build without the variable gets; the variable is what may leak.
            Expression::LogicalExpression(logical) => match self.read(&logical.left, depth + 1) {
                Value::Unknown => self.read(&logical.right, depth + 1),
                known => known,
            },
            Expression::ConditionalExpression(choice) => match self.read(&choice.consequent, depth + 1) {
                Value::Unknown => self.read(&choice.alternate, depth + 1),
                known => known,
            },
            other => self.member(other, depth),
        }
    }

    fn member(&mut self, expression: &Expression<'_>, depth: usize) -> Value {
        let Some((names, root_is_meta)) = javascript::member_names(expression) else { return Value::Unknown };
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match (root_is_meta, names.as_slice()) {
            (false, ["process", "env"]) | (true, ["env"]) => Value::Env(None),
            (false, ["process", "env", name]) | (true, ["env", name]) => Value::Env(Some((*name).to_owned())),
            (false, [root, members @ ..]) if depth < DEEPEST => self.constant(root, members),
            _ => Value::Unknown,
        }
    }

    fn list(&mut self, array: &ArrayExpression<'_>, depth: usize) -> Value {
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

    fn object(&mut self, object: &ObjectExpression<'_>, depth: usize) -> Value {
        let mut entries = Vec::new();
        for property in &object.properties {
            match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    if let Some(key) = property.key.static_name() {
                        let value = self.read(&property.value, depth + 1);
                        let span = range(property.value.span());
                        entries.push(Property { name: key.into_owned(), value, span });
                    }
                }
                ObjectPropertyKind::SpreadProperty(spread) => match self.read(&spread.argument, depth + 1) {
                    Value::Object(more) => entries.extend(more),
                    // `...process.env`: everything is in it, under no name of its own.
                    Value::Env(None) => {
                        let span = range(spread.span);
                        entries.push(Property { name: "...".to_owned(), value: Value::Env(None), span });
                    }
                    _ => {}
                },
            }
        }
        Value::Object(entries)
    }

    fn call(&mut self, callee: &Expression<'_>, arguments: &[Argument<'_>], depth: usize) -> Value {
        let names = javascript::callee_names(callee).unwrap_or_default();
        if names.last().is_some_and(|name| name == "loadEnv") {
            return Value::Env(None);
        }
        let mut values: Vec<Value> = Vec::new();
        // `withPlugin(options)(config)`: the inner call's arguments count as well.
        if let Expression::CallExpression(inner) = callee.get_inner_expression() {
            values.extend(
                inner.arguments.iter().filter_map(Argument::as_expression).map(|e| self.read(e, depth + 1)),
            );
        }
        values.extend(arguments.iter().filter_map(Argument::as_expression).map(|e| self.read(e, depth + 1)));
        Value::Call(names, values)
    }

    /// What a function returns in the end; its own constants are seen on the way.
    fn returned(&mut self, body: &FunctionBody<'_>, depth: usize) -> Value {
        let outer = self.names.clone();
        let mut value = Value::Unknown;
        for statement in &body.statements {
            match statement {
                Statement::VariableDeclaration(variables) => self.note(variables),
                Statement::ReturnStatement(returned) => {
                    value = returned.argument.as_ref().map_or(Value::Unknown, |e| self.read(e, depth + 1));
                }
                Statement::ExpressionStatement(statement) => {
                    if let Expression::AssignmentExpression(assignment) = &statement.expression {
                        self.assignment(assignment, &mut Value::Unknown);
                    }
                }
                _ => {}
            }
        }
        self.names = outer;
        value.unwrapped()
    }
}
