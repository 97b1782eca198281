//! Environment variables as configuration files get at them.

use super::{Reader, path};
use crate::syntax::value::{Value, Variables};

/// The file that is loaded if none is named.
const DEFAULT: &str = ".env";

impl Reader<'_, '_> {
    /// `import "dotenv/config"` loads a file by being imported.
    pub(super) fn loads_environment(&mut self, specifier: &str) {
        if specifier.contains("dotenv") {
            self.script.env_files.push(DEFAULT.to_owned());
        }
    }

    /// Calls that load variables or turn them into others.
    pub(super) fn of_environment(
        &mut self,
        names: &[&str],
        from: Option<&str>,
        arguments: &[Value],
    ) -> Option<Value> {
        let is_dotenv = || from.is_some_and(|from| from.contains("dotenv"));
        let value = match names {
            [.., "loadEnv"] => return Some(self.load_env(arguments)),
            ["process", "loadEnvFile"] | ["loadEnvFile"] => {
                let file = arguments.first().and_then(Value::text).unwrap_or(DEFAULT);
                self.script.env_files.push(path::normal(file));
                Value::Unknown
            }
            [.., "config" | "configDotenv"] if is_dotenv() => {
                let named = arguments.first().and_then(|options| options.get(&["path"]));
                let files: Vec<&str> = match named {
                    Some(value) => value.texts(),
                    None => vec![DEFAULT],
                };
                self.script.env_files.extend(files.iter().map(|file| path::normal(file)));
                let file = files.last().map(|file| path::normal(file));
                let parsed = file.map_or(Value::Unknown, |file| of_file(Some(file)));
                self.object_of([("parsed", parsed)])
            }
            [.., "parse"] if is_dotenv() => match arguments.first()? {
                Value::Call(names, read) if names.last().is_some_and(|name| name.starts_with("readFile")) => {
                    let file = path::normal(read.first().and_then(Value::text)?);
                    self.script.env_files.push(file.clone());
                    of_file(Some(file))
                }
                _ => Value::Env(None),
            },
            // `dotenvExpand.expand(dotenv.config())`
            _ if is_dotenv() => arguments.first().cloned()?,
            ["Object", "assign"] => arguments.iter().cloned().reduce(Value::merged)?,
            ["Object", "entries" | "keys" | "fromEntries" | "values" | "freeze"] => {
                arguments.first().cloned()?
            }
            _ => return None,
        };
        Some(value)
    }

    /// `loadEnv(mode, folder, prefixes)` of Vite, `loadEnv({ prefixes })` of Rsbuild.
    fn load_env(&self, arguments: &[Value]) -> Value {
        let owned = |value: &Value| value.texts().into_iter().map(str::to_owned).collect::<Vec<_>>();
        let options = arguments.first().filter(|first| matches!(first, Value::Object(_)));
        if options.is_some() || arguments.is_empty() {
            let prefixes = options.and_then(|options| options.get(&["prefixes"])).map(owned);
            let prefixes = prefixes.unwrap_or_else(|| vec!["PUBLIC_".to_owned()]);
            let public = Value::Variables(Variables { prefixes, ..Variables::default() });
            return self.object_of([
                ("publicVars", public.clone()),
                ("rawPublicVars", public),
                ("parsed", Value::Env(None)),
            ]);
        }
        let prefixes = match arguments.get(2) {
            Some(prefixes) => owned(prefixes),
            None => vec!["VITE_".to_owned()],
        };
        if prefixes.is_empty() || prefixes.iter().any(String::is_empty) {
            return Value::Env(None);
        }
        Value::Variables(Variables { prefixes, ..Variables::default() })
    }
}

fn of_file(file: Option<String>) -> Value {
    Value::Variables(Variables { file, ..Variables::default() })
}
