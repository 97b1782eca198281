//! What a file is, as far as its name tells: how its language writes values, and whether people would keep a secret in it.

use std::path::Path;

/// How a language gives a value to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// A string literal, and nothing else: JavaScript, Go, Java and the like.
    Code,
    /// The same, and a colon assigns only to a name in quotes.
    Python,
    /// Quotes may be left out: YAML, `.env`, properties, shell, and whatever is not known.
    Config,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Part of a product, or unknown.
    Product,
    /// Tests, examples and documentation: most of their values are made up.
    Sample,
    /// Texts of an interface in some language.
    Translation,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How it writes values.
    pub syntax: Syntax,
    /// What it is for.
    pub role: Role,
}

const CODE: &[&str] = &[
    "astro", "c", "cc", "cjs", "clj", "coffee", "cpp", "cs", "cshtml", "css", "cts", "cxx", "dart", "ejs",
    "elm", "erl", "ex", "exs", "fs", "go", "gradle", "graphql", "groovy", "h", "hbs", "hcl", "hh", "hpp",
    "hs", "htm", "html", "java", "jl", "js", "jsp", "jsx", "kt", "kts", "less", "lua", "m", "map", "mjs",
    "ml", "mm", "mts", "nim", "php", "phtml", "pl", "pm", "proto", "ps1", "psd1", "psm1", "r", "razor", "rb",
    "rs", "sass", "scala", "scss", "sol", "sql", "svelte", "swift", "tf", "tfvars", "ts", "tsx", "vb", "vue",
    "xhtml", "zig",
];

const PYTHON: &[&str] = &["py", "pyi", "pyx"];

/// Documents: prose with examples in it.
const DOCUMENTS: &[&str] = &["adoc", "asciidoc", "markdown", "md", "mdx", "org", "pod", "rst", "tex"];

const TRANSLATIONS: &[&str] = &["arb", "ftl", "po", "pot", "resx", "strings", "xlf", "xliff"];

/// Folders of tests, examples and documentation.
const SAMPLE_FOLDERS: &[&str] = &[
    "__fixtures__",
    "__mocks__",
    "__snapshots__",
    "__tests__",
    "androidtest",
    "cypress",
    "doc",
    "docs",
    "documentation",
    "e2e",
    "example",
    "examples",
    "fixture",
    "fixtures",
    "mock",
    "mocks",
    "molecule",
    "sample",
    "samples",
    "spec",
    "specs",
    "test",
    "test-data",
    "test-fixtures",
    "test_data",
    "testdata",
    "testing",
    "tests",
    "testutil",
    "testutils",
];

const TRANSLATION_FOLDERS: &[&str] = &[
    "i18n",
    "l10n",
    "lang",
    "langs",
    "language",
    "languages",
    "locale",
    "locales",
    "translation",
    "translations",
];

/// Words in a file's name that call it a test or an example: `pay.test.ts`, `test_pay.py`, `.env.example`, `PayTests.cs`.
const SAMPLE_WORDS: &[&str] = &[
    "conftest", "e2e", "example", "examples", "fixture", "fixtures", "mock", "mocks", "sample", "samples",
    "spec", "specs", "stories", "test", "tests",
];

/// Endings of files that are copied and filled in: `.env.dist`.
const TEMPLATES: &[&str] = &["dist", "template", "tmpl", "tpl"];

impl Place {
    /// The same, of a file that ships: nothing in there is a mere example.
    #[must_use]
    pub fn shipped(self) -> Self {
        let role = if self.role == Role::Sample { Role::Product } else { self.role };
        Self { role, ..self }
    }

    /// Reads the path of a file within its project.
    pub fn of(path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let extension = match name.rsplit_once('.') {
            Some((_, extension)) => extension.to_ascii_lowercase(),
            None => String::new(),
        };
        let is = |list: &[&str]| list.contains(&extension.as_str());
        let syntax = match () {
            () if is(PYTHON) => Syntax::Python,
            () if is(CODE) => Syntax::Code,
            () => Syntax::Config,
        };
        Self { syntax, role: role(path, &name, is(DOCUMENTS) || is(TEMPLATES), is(TRANSLATIONS)) }
    }
}

fn role(path: &Path, name: &str, is_sample: bool, is_translation: bool) -> Role {
    let in_folder = |list: &[&str]| {
        let folders = path.parent().into_iter().flat_map(Path::iter);
        folders
            .filter_map(|part| part.to_str())
            .any(|part| list.iter().any(|folder| part.eq_ignore_ascii_case(folder)))
    };
    if is_translation || in_folder(TRANSLATION_FOLDERS) || is_language(name) {
        Role::Translation
    } else if is_sample || in_folder(SAMPLE_FOLDERS) || words(name).any(|word| SAMPLE_WORDS.contains(&&*word))
    {
        Role::Sample
    } else {
        Role::Product
    }
}

/// The words of a file's name, in lower case.
fn words(name: &str) -> impl Iterator<Item = String> {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    parts.flat_map(|part| {
        let words = part.as_bytes().chunk_by(|a, b| !(a.is_ascii_lowercase() && b.is_ascii_uppercase()));
        words.map(|word| String::from_utf8_lossy(word).to_ascii_lowercase())
    })
}

/// `de.json`, `pt-BR.yml`, `messages_fr.properties`: the texts of a language.
fn is_language(name: &str) -> bool {
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    if !matches!(extension, "json" | "yml" | "yaml" | "properties" | "js" | "ts" | "php" | "xml") {
        return false;
    }
    let tag = stem.strip_prefix("messages_").or_else(|| stem.strip_prefix("messages.")).unwrap_or(stem);
    let (language, region) = tag.split_once(['-', '_']).unwrap_or((tag, "XX"));
    let is_region = region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase());
    stem == "messages" || stem == "strings" || (LANGUAGES.contains(&language) && is_region)
}

/// Two-letter codes of the languages that interfaces are mostly translated to. Those that are also words of code (`go`, `is`, `js`)
/// are not here.
const LANGUAGES: &[&str] = &[
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he",
    "hi", "hr", "hu", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "nb", "nl", "nn", "pl", "pt", "ro",
    "ru", "sk", "sl", "sq", "sr", "sv", "ta", "th", "tr", "uk", "ur", "uz", "vi", "zh",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &str) -> (Syntax, Role) {
        let Place { syntax, role } = Place::of(Path::new(path));
        (syntax, role)
    }

    #[test]
    fn names_of_files_tell_their_syntax_and_role() {
        for (path, syntax, role) in [
            ("src/pay.ts", Syntax::Code, Role::Product),
            ("app/settings.py", Syntax::Python, Role::Product),
            (".env", Syntax::Config, Role::Product),
            (".env.production", Syntax::Config, Role::Product),
            ("Dockerfile", Syntax::Config, Role::Product),
            ("src/latest.go", Syntax::Code, Role::Product),
            ("src/attestation/contest.go", Syntax::Code, Role::Product),
            (".env.example", Syntax::Config, Role::Sample),
            ("src/pay.test.ts", Syntax::Code, Role::Sample),
            ("pay_test.go", Syntax::Code, Role::Sample),
            ("test_pay.py", Syntax::Python, Role::Sample),
            ("src/PayTests.cs", Syntax::Code, Role::Sample),
            ("Tests/pay.py", Syntax::Python, Role::Sample),
            ("README.md", Syntax::Config, Role::Sample),
            ("web/locales/de/common.json", Syntax::Config, Role::Translation),
            ("web/pt-BR.json", Syntax::Config, Role::Translation),
            ("res/messages_fr.properties", Syntax::Config, Role::Translation),
            ("django.po", Syntax::Config, Role::Translation),
        ] {
            assert_eq!(place(path), (syntax, role), "{path}");
        }
    }
}
