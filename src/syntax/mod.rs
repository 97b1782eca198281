//! What one module says about itself: plain data, so that no syntax tree outlives its file.
//!
//! A module is a list of [`Part`]s, the top-level statements that a bundler keeps or drops one by one, and a tree of
//! [`Region`]s, the spans that a framework may leave out of one of its builds. What uses what is told part by part and region
//! by region; which of them ship is for `side` to say.

mod config;
mod javascript;
mod markup;
mod mdx;
pub mod program;
pub mod settings;
mod style;
mod template;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

pub use config::{Call, Script, Source, config, script};
pub use value::{Place, Property, Value, Variables};

/// Everything that `side` needs to know of a module.
#[derive(Debug, Clone, Default)]
pub struct ModuleFacts {
    /// Directives before the first statement, such as `use client`; of a page of prose, the lines of its front matter.
    pub directives: Vec<String>,
    /// Other modules that are named here.
    pub imports: Vec<Import>,
    /// Names that imports bring into scope.
    pub bindings: Vec<Binding>,
    /// Names that others may import.
    pub exports: Vec<Export>,
    /// Parts that do nothing but export a name by `exports.name = …`. Some bundlers drop them like other exports.
    pub common: Vec<usize>,
    /// What may be kept or dropped by itself, in the order of the text.
    pub parts: Vec<Part>,
    /// Fields of constant objects, in the order of the text: those that nobody reads are dropped by some minifiers.
    pub fields: Vec<Field>,
    /// Spans that may have a side of their own, outer ones before those in them.
    pub regions: Vec<Region>,
    /// Who uses what.
    pub uses: Vec<Use>,
    /// Reads of environment variables.
    pub env: Vec<EnvRead>,
    /// Folders that a server is told to publish.
    pub served: Vec<Folder>,
    /// Names that nothing here declares, with their places: globals, constants that a bundler puts in, names that a framework imports
    /// by itself.
    pub globals: BTreeMap<String, Vec<GlobalUse>>,
    /// Elements of the markup that are no element of HTML, with a place of each.
    pub components: BTreeMap<String, u32>,
    /// Comments that builds drop, in the order of the text.
    pub comments: Vec<Range<u32>>,
    /// It could not be parsed to its end; what was understood still counts.
    pub broken: bool,
    lines: Vec<u32>,
}

impl ModuleFacts {
    /// The 1-based line of an offset.
    pub fn line(&self, offset: u32) -> u64 {
        self.lines.partition_point(|start| *start <= offset) as u64
    }

    /// The part that holds an offset.
    pub fn part_at(&self, offset: u32) -> Option<usize> {
        // Parts do not overlap, so the last one that begins before the offset is the only one that can hold it.
        let next = self.parts.partition_point(|part| part.span.start <= offset);
        next.checked_sub(1).filter(|at| self.parts[*at].span.contains(&offset))
    }

    /// Whether a part is an object whose fields are told apart.
    pub fn has_fields(&self, part: usize) -> bool {
        self.fields.binary_search_by_key(&part, |field| field.part).is_ok()
    }

    /// The field that holds an offset.
    pub fn field_at(&self, offset: u32) -> Option<&Field> {
        let next = self.fields.partition_point(|field| field.span.start <= offset);
        next.checked_sub(1).map(|at| &self.fields[at]).filter(|field| field.span.contains(&offset))
    }

    /// The innermost region that holds an offset.
    pub fn region_at(&self, offset: u32) -> Option<usize> {
        self.regions.iter().rposition(|region| region.span.contains(&offset))
    }

    /// A region and those around it, from the inside out.
    pub fn around(&self, region: Option<usize>) -> impl Iterator<Item = (usize, &Region)> {
        std::iter::successors(region, |at| self.regions[*at].parent).map(|at| (at, &self.regions[at]))
    }

    /// Whether an offset is in a comment that builds drop.
    pub fn is_comment(&self, offset: u32) -> bool {
        let next = self.comments.partition_point(|comment| comment.start <= offset);
        next > 0 && self.comments[next - 1].contains(&offset)
    }

    fn set_lines(&mut self, text: &str) {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1);
        self.lines = std::iter::once(0).chain(breaks).collect();
    }
}

/// Another module that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// As written.
    pub specifier: String,
    /// How.
    pub kind: ImportKind,
    /// Where.
    pub span: Range<u32>,
}

/// How a module is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportKind {
    /// `import … from`, evaluated before the module that names it.
    Static,
    /// The same in TypeScript, of names that are only used as types: nothing is left of it.
    Erased,
    /// None is written: a framework imports the name by itself.
    Implicit,
    /// `export … from`.
    Reexport,
    /// `<script src="…">`; of a page, the path is a URL of the site.
    Script,
    /// `<link href="…">`, `<img src="…">`: what a page shows.
    Link,
    /// `fs.readFileSync(__dirname + "/…")`: some bundlers put the text in its place.
    FileRead,
    /// `import("…")`.
    Dynamic,
    /// ``import(`./x/${y}.js`)``, `import.meta.glob("…")`: the specifier is a glob.
    Glob,
    /// `require("…")`.
    Require,
    /// `new URL("…", import.meta.url)`: an asset, or a worker's script.
    Url,
    /// `new Worker(new URL("…", import.meta.url))` and the like: a program of its own.
    Worker,
}

/// A name that an import brings into scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// The import that brings it.
    pub import: usize,
    /// The exported name; `*` for the whole module, `default` for its default export.
    pub imported: String,
    /// The name here.
    pub local: String,
}

/// A name that others may import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The name; `*` for all that another module exports.
    pub name: String,
    /// What it stands for.
    pub target: Target,
    /// Where it is exported.
    pub span: Range<u32>,
}

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A part of this module.
    Part(usize),
    /// An imported name.
    Binding(usize),
    /// A name of another module that is passed on, `*` for all of them.
    From(usize, String),
    /// A module as such: a dynamic import, a worker.
    Module(usize),
}

/// A top-level statement, or one declarator of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub span: Range<u32>,
    /// The names that it declares.
    pub declares: Vec<String>,
    /// Evaluating it does something besides making a value, so a bundler keeps it even if nobody uses it.
    pub effects: bool,
}

/// A field of a constant object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The part that is the object.
    pub part: usize,
    /// Its name.
    pub name: String,
    /// Its bytes, the name included.
    pub span: Range<u32>,
}

/// A span that may have a side of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its bytes.
    pub span: Range<u32>,
    /// The region around it.
    pub parent: Option<usize>,
    /// What it is.
    pub kind: RegionKind,
}

/// What a region is, in the language's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegionKind {
    /// The body of a function that begins with a directive.
    Directive(String),
    /// An argument of a call, or what stands under a property of one.
    Argument {
        /// What is called.
        callee: Callee,
        /// The argument's place.
        index: usize,
        /// The properties that lead from the argument to the region.
        property: Vec<String>,
    },
    /// Code that runs only where a condition holds, or only where it does not.
    Guard(Guard, bool),
    /// A call of a global's or package's function. Builds can be told to drop calls of a name, or those whose result nobody uses.
    Call {
        /// What is called.
        callee: Callee,
        /// Nobody uses the result.
        unused: bool,
    },
    /// A statement with a label.
    Label(String),
    /// A comment that stays, unless a build drops it.
    Comment(CommentOf),
    /// A block of a page or component file.
    Block(Block),
}

/// What is called: `createServerFn().handler` is the names `createServerFn` and `handler`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callee {
    /// The names along the chain; calls and brackets are left out.
    pub names: Vec<String>,
    /// The specifier that the first name is imported from; a global, if there is none.
    pub from: Option<String>,
}

impl Callee {
    /// Whether the chain begins with `first` and ends with `last`; the same name twice for a plain call.
    pub fn is(&self, first: &str, last: &str) -> bool {
        self.names.first().is_some_and(|name| name == first)
            && self.names.last().is_some_and(|name| name == last)
    }
}

/// A condition that a build may know.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Guard {
    /// `import.meta.server`, `process.server`.
    MetaServer,
    /// `import.meta.client`, `import.meta.browser`, `process.client`, `process.browser`.
    MetaClient,
    /// `import.meta.env.SSR`.
    Ssr,
    /// `typeof window !== "undefined"`, and other objects that only browsers have.
    Window,
    /// `process.env.NODE_ENV === "production"`, `import.meta.env.PROD`.
    Production,
    /// Nothing: the code behind it never runs.
    Never,
    /// A name that a build may put a constant in place of, such as `__DEV__` or `process.env.TARGET`: that it is true, or that it equals
    /// something.
    Constant(String, Option<Literal>),
    /// A constant of a package, by its binding.
    Imported(usize),
}

/// A value that is written out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A number, as JavaScript prints it.
    Number(String),
    /// A truth value.
    Bool(bool),
    /// `null` or `undefined`.
    Nothing,
}

impl Literal {
    /// Whether a condition that it is holds.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Text(text) => !text.is_empty(),
            Self::Number(number) => number != "0",
            Self::Bool(value) => *value,
            Self::Nothing => false,
        }
    }
}

/// What a comment stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommentOf {
    /// A style sheet.
    Style,
    /// A page.
    Page,
    /// The markup of a component.
    Component,
    /// A template: code that leaves nothing in the page.
    Template,
}

/// A block of a page or component file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Block {
    /// The fence at the top of an Astro component.
    Frontmatter,
    /// A script of a component.
    Script,
    /// A script that is evaluated once for all instances of a component: `<script module>`, Vue's plain one beside `setup`.
    ModuleScript,
    /// A script of a page that the browser gets as it is.
    Inline,
    /// A script of a page that a bundler processes.
    Bundled,
    /// A component in a page that is hydrated in the browser.
    Island,
    /// Markup that is only rendered.
    Markup,
}

/// A folder that a server is told to publish: `express.static("public")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// As written.
    pub path: String,
    /// It counts from the file's own folder, and not from where the program runs.
    pub of_file: bool,
    /// Where.
    pub at: u32,
}

/// A use of a name that nothing here declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlobalUse {
    /// Where.
    pub at: u32,
    /// The members that are read of it, as far as they are known: `url.base` of `CONFIG.url.base`; empty for the whole.
    pub members: String,
}

/// A use of a name or module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The part that uses it.
    pub part: usize,
    /// The innermost region around the use.
    pub region: Option<usize>,
    /// What is used.
    pub target: Target,
    /// The member of a namespace or module object that is used, if it is one and known.
    pub member: Option<String>,
    /// Where.
    pub at: u32,
}

/// A read of an environment variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvRead {
    /// The object that is read.
    pub object: EnvObject,
    /// The variable; none if the whole object or a computed name is read.
    pub name: Option<String>,
    /// How it is read.
    pub form: EnvForm,
    /// Where.
    pub span: Range<u32>,
}

/// Where environment variables are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnvObject {
    /// `process.env`.
    Process,
    /// `import.meta.env`.
    ImportMeta,
    /// `Deno.env`.
    Deno,
    /// `Bun.env`.
    Bun,
}

/// How a variable is read. Bundlers replace some forms only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnvForm {
    /// `process.env.X`.
    Member,
    /// `process.env["X"]`.
    Bracket,
    /// `const { X } = process.env`.
    Destructured,
    /// `process.env[name]`, `process.env` as a whole.
    Dynamic,
}

/// Whether a file's name is one that facts can be read from.
pub fn is_module(path: &Path) -> bool {
    language(path).is_some()
}

/// Reads a module. `None` if its name is of no language that is known here.
pub fn module(path: &Path, text: &str) -> Option<ModuleFacts> {
    let mut facts = match language(path)? {
        Language::Script => javascript::module(path, text),
        Language::Markup(kind) => markup::module(kind, text),
    };
    facts.uses.sort_by_key(|used| used.part);
    facts.set_lines(text);
    Some(facts)
}

/// How a file is read whose name does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Markup that is compiled into its component.
    Template,
    /// Prose with imports, exports and components.
    Mdx,
    /// CSS.
    Styles,
    /// What is compiled to CSS, and may have comments to the end of a line.
    StylesToCompile,
}

/// Reads a file in a certain way.
pub fn read_as(reading: Reading, text: &str) -> ModuleFacts {
    let mut facts = match reading {
        Reading::Template => style::template(text),
        Reading::Mdx => mdx::module(text),
        Reading::Styles => style::module(text, false),
        Reading::StylesToCompile => style::module(text, true),
    };
    facts.uses.sort_by_key(|used| used.part);
    facts.set_lines(text);
    facts
}

/// Reads a JSON file as the module that bundlers make of it: one part for each key, which can be imported by its name.
pub fn data(text: &str) -> ModuleFacts {
    let mut facts = javascript::data(text);
    facts.set_lines(text);
    facts
}

/// Reads what a module's expressions are made of. `None` if its name is of no language that is known here.
pub fn values(path: &Path, text: &str) -> Option<program::Program> {
    let mut program = program::Program::default();
    match language(path)? {
        Language::Script => javascript::values(&mut program, text, javascript::type_of(path), 0),
        Language::Markup(kind) => markup::values(&mut program, kind, text),
    }
    Some(program)
}

/// Reads what a JSON file is made of, as the module that bundlers make of it.
pub fn data_values(text: &str) -> program::Program {
    let mut program = program::Program::default();
    javascript::data_values(&mut program, text);
    program
}

enum Language {
    Script,
    Markup(markup::Kind),
}

fn language(path: &Path) -> Option<Language> {
    Some(match path.extension()?.to_str()? {
        "js" | "jsx" | "mjs" | "cjs" | "ts" | "tsx" | "mts" | "cts" => Language::Script,
        "vue" => Language::Markup(markup::Kind::Vue),
        "svelte" => Language::Markup(markup::Kind::Svelte),
        "astro" => Language::Markup(markup::Kind::Astro),
        // Templates that bundlers turn into pages.
        "html" | "htm" | "ejs" => Language::Markup(markup::Kind::Html),
        _ => return None,
    })
}
