//! Files and folders that code names: those that it reads, and those that a server publishes.

use oxc_ast::ast::{Argument, BinaryOperator, CallExpression, Expression};

use super::chain;
use super::collect::Collector;
use crate::syntax::{Callee, Folder, ImportKind, Target};

/// Functions and methods that publish a folder.
const SERVE: &[&str] = &[
    "static",
    "serveStatic",
    "useStaticAssets",
    "staticPlugin",
    "sirv",
    "serveDir",
    "fastifyStatic",
    "koaStatic",
    "forRoot",
];

/// Packages whose default export does.
const SERVING: &[&str] = &[
    "koa-static",
    "sirv",
    "serve-static",
    "serve-handler",
    "@fastify/static",
    "fastify-static",
    "ecstatic",
    "st",
];

/// Options that name the folder.
const OPTIONS: &[&str] = &["root", "rootPath", "assets", "public", "fsRoot", "directory"];

impl Collector<'_> {
    /// Notes what a call publishes or reads.
    pub(super) fn note_files(&mut self, call: &CallExpression<'_>, callee: Option<&Callee>) {
        let method = method(&call.callee);
        let serves = method.is_some_and(|name| SERVE.contains(&name) || name == "register")
            || callee
                .is_some_and(|callee| callee.from.as_deref().is_some_and(|from| SERVING.contains(&from)));
        if serves {
            let arguments = call.arguments.iter().filter_map(Argument::as_expression);
            let only_options = method == Some("register");
            if let Some((path, of_file)) = arguments.filter_map(|value| folder_of(value, only_options)).next()
            {
                self.facts.served.push(Folder { path, of_file, at: call.span.start + self.offset });
            }
        }
        if method.is_some_and(|name| name == "readFileSync")
            && let Some((path, true)) =
                call.arguments.first().and_then(Argument::as_expression).and_then(path_of)
        {
            let specifier = format!("./{}", path.trim_start_matches("./").trim_start_matches('/'));
            let import = self.push_import(&specifier, ImportKind::FileRead, call.span);
            self.use_of(Target::Module(import), None, call.span.start);
        }
    }
}

/// The last name of what is called.
fn method<'e>(callee: &'e Expression<'_>) -> Option<&'e str> {
    match callee.get_inner_expression() {
        Expression::StaticMemberExpression(member) => Some(member.property.name.as_str()),
        Expression::Identifier(name) => Some(name.name.as_str()),
        _ => None,
    }
}

/// A folder that is named by itself or as an option.
fn folder_of(value: &Expression<'_>, only_options: bool) -> Option<(String, bool)> {
    let Expression::ObjectExpression(options) = value.get_inner_expression() else {
        return path_of(value).filter(|_| !only_options);
    };
    options.properties.iter().find_map(|property| {
        let property = property.as_property()?;
        let name = property.key.static_name()?;
        OPTIONS.contains(&name.as_ref()).then(|| path_of(&property.value)).flatten()
    })
}

/// A path that is written out, and whether it counts from the file's own folder.
fn path_of(value: &Expression<'_>) -> Option<(String, bool)> {
    match value.get_inner_expression() {
        Expression::BinaryExpression(sum) if sum.operator == BinaryOperator::Addition => {
            let ((left, of_file), (right, _)) = (path_of(&sum.left)?, path_of(&sum.right)?);
            Some((left + &right, of_file)).map(|(path, of_file)| (clean(path), of_file))
        }
        Expression::TemplateLiteral(template) if !template.expressions.is_empty() => {
            let of_file = template.expressions.len() == 1 && is_own_folder(&template.expressions[0]);
            let last = template.quasis.last()?.value.cooked.as_ref()?.as_str();
            of_file.then(|| (clean(last.to_owned()), true))
        }
        Expression::CallExpression(call) => joined(call),
        Expression::NewExpression(new) => {
            let name = chain::chain(&new.callee)?;
            let base = chain::chain(new.arguments.get(1)?.as_expression()?)?;
            let is_own = name.is("URL", &[]) && base.is("import.meta", &["url"]);
            let path = chain::string(new.arguments.first()?.as_expression()?)?;
            is_own.then(|| (path.to_owned(), true))
        }
        other if is_own_folder(other) => Some((String::new(), true)),
        other => chain::string(other).map(|path| (path.to_owned(), false)),
    }
}

/// `path.join(__dirname, "public")` and the like.
fn joined(call: &CallExpression<'_>) -> Option<(String, bool)> {
    let name = method(&call.callee)?;
    let mut arguments = call.arguments.iter().filter_map(Argument::as_expression);
    match name {
        "join" | "resolve" => {
            let (mut path, of_file) = path_of(arguments.next()?)?;
            for part in arguments {
                let (part, _) = path_of(part)?;
                let slash = if path.is_empty() { "" } else { "/" };
                path = format!("{path}{slash}{part}");
            }
            Some((clean(path), of_file))
        }
        "fileURLToPath" => path_of(arguments.next()?),
        "cwd" => Some((String::new(), false)),
        _ => None,
    }
}

fn is_own_folder(value: &Expression<'_>) -> bool {
    chain::chain(value).is_some_and(|chain| {
        chain.is("__dirname", &[])
            || chain.is("import.meta", &["dirname"])
            || chain.is("import.meta", &["dir"])
    })
}

/// A path below a folder does not begin at the root.
fn clean(path: String) -> String {
    path.trim_start_matches('/').to_owned()
}
