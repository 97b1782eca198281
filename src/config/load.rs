//! From files to one configuration: what a file extends comes first, and what it says itself wins.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check;
use super::document::{Document, Kind};
use super::find::{candidates, is_within, mentions_keyside, read, repository, shown};
use super::mistake::{ConfigError, Mistake, Place, quoted};
use super::spec::Spec;
use super::value::List;
use super::{Config, ConfigFile, Provenance, Setting};
use crate::location::{Base, Origin, normal};
use crate::rule::RuleSet;

/// How many files one configuration may be made of; more is a mistake or an attack.
const MOST_FILES: usize = 64;

/// See [`Config::find`].
pub(super) fn found(start: &Path, current: &Path) -> Result<Config, ConfigError> {
    let start = normal(&current.join(start));
    for (path, kind) in candidates(&start) {
        if kind != Kind::Own && !mentions_keyside(&path) {
            continue;
        }
        let folder = path.parent().unwrap_or(&path);
        let root = repository(folder).unwrap_or_else(|| folder.to_owned());
        let mut loader = Loader::new(current, Base::new(folder, current), Some(root));
        let file = loader.shown(&path);
        if !loader.may_read(&path) {
            return Err(at(&file, OUTSIDE).into());
        }
        let text = read(&path).map_err(|message| at(&file, &message))?;
        let Some(document) = Document::read(kind, &file, &text)? else { continue };
        loader.document(document, &path)?;
        return loader.finish(ConfigFile { name: file, found: true });
    }
    Ok(Config::defaults(current))
}

/// See [`Config::read`].
pub(super) fn named(file: &Path, start: &Path, current: &Path) -> Result<Config, ConfigError> {
    let path = normal(&current.join(file));
    let folder = path.parent().unwrap_or(&path);
    let own = Base::new(folder, current);
    let base = if own.relative(start).is_some() { own } else { Base::new(current, current) };
    let mut loader = Loader::new(current, base, None);
    let name = loader.shown(&path);
    let document = loader.open(&path)?;
    loader.document(document, &path)?;
    loader.finish(ConfigFile { name, found: false })
}

/// What a configuration that was found may not do.
const OUTSIDE: &str = "this file is outside the repository; a configuration that was found cannot read there, one that is named \
                       with --config can";

fn at(file: &Arc<str>, message: &str) -> Mistake {
    Mistake { place: Place { file: file.clone(), line: 0 }, key: String::new(), message: message.to_owned() }
}

struct Loader<'c> {
    current: &'c Path,
    /// Nothing outside is read; `None` trusts whoever named the configuration.
    root: Option<PathBuf>,
    config: Config,
    mistakes: Vec<Mistake>,
    /// The files that are being read, each extended by the one before.
    open: Vec<PathBuf>,
    files: usize,
}

impl<'c> Loader<'c> {
    fn new(current: &'c Path, base: Base, root: Option<PathBuf>) -> Self {
        let config = Config { base, ..Config::defaults(current) };
        Self { current, root, config, mistakes: Vec::new(), open: Vec::new(), files: 0 }
    }

    fn finish(self, file: ConfigFile) -> Result<Config, ConfigError> {
        if self.mistakes.is_empty() {
            Ok(Config { file: Some(file), ..self.config })
        } else {
            Err(ConfigError(self.mistakes))
        }
    }

    /// A file's name in messages, in which nothing steers the terminal.
    fn shown(&self, path: &Path) -> Arc<str> {
        Origin::file(shown(path, self.current)).to_string().into()
    }

    fn may_read(&self, path: &Path) -> bool {
        self.root.as_ref().is_none_or(|root| is_within(root, path))
    }

    fn open(&self, path: &Path) -> Result<Document, Mistake> {
        let file = self.shown(path);
        let text = read(path).map_err(|message| at(&file, &message))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Document::read(Kind::of(&name), &file, &text)?
            .ok_or_else(|| at(&file, "this manifest holds no configuration of keyside"))
    }

    /// Adds a file, after the files that it extends.
    fn document(&mut self, mut document: Document, path: &Path) -> Result<(), Mistake> {
        self.files += 1;
        self.open.push(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
        let folder = path.parent().unwrap_or(path);
        for (index, name) in std::mem::take(&mut document.spec.extends).iter().enumerate() {
            let key = format!("extends[{index}]");
            match self.extended(name, folder) {
                Ok((base, path)) => self.document(base, &path)?,
                Err(Extended::Mistake(message)) => return Err(document.mistake(&key, message)),
                Err(Extended::Own(mistake)) => return Err(mistake),
            }
        }
        self.open.pop();
        let first = self.mistakes.len();
        self.mistakes.extend(check::check(&document, &self.config.base));
        self.add(document, folder);
        self.mistakes[first..].sort_by_key(|mistake| mistake.place.line);
        Ok(())
    }

    /// A file that another one extends.
    fn extended(&self, name: &str, folder: &Path) -> Result<(Document, PathBuf), Extended> {
        if name.contains("://") {
            return Err(Extended::Mistake("only local files can be extended".into()));
        }
        let path = normal(&folder.join(name));
        if !self.may_read(&path) {
            return Err(Extended::Mistake(OUTSIDE.into()));
        }
        if !path.is_file() {
            let path = self.shown(&path);
            return Err(Extended::Mistake(format!("there is no file {}", quoted(&path))));
        }
        if self.open.contains(&path.canonicalize().unwrap_or_else(|_| path.clone())) {
            let path = self.shown(&path);
            return Err(Extended::Mistake(format!(
                "{} extends itself, directly or through others",
                quoted(&path)
            )));
        }
        if self.files >= MOST_FILES {
            return Err(Extended::Mistake(format!("a configuration is made of {MOST_FILES} files at most")));
        }
        let document = self.open(&path).map_err(Extended::Own)?;
        Ok((document, path))
    }

    /// Adds what a file says itself.
    fn add(&mut self, document: Document, folder: &Path) {
        let rules = self.rule_files(&document, folder);
        let baseline = self.baseline(&document, folder);
        let Document { spec, .. } = &document;
        let config = &mut self.config;
        let from = |key: &str| Provenance::File(document.place(key));
        replace(&mut config.confidence, spec.confidence, from("confidence"));
        replace(&mut config.fail_on, spec.fail_on, from("fail-on"));
        replace(&mut config.strict, spec.strict, from("strict"));
        replace(&mut config.max_file_size, spec.max_file_size.map(Some), from("max-file-size"));
        replace(&mut config.no_ignore, spec.no_ignore, from("no-ignore"));
        replace(&mut config.require_reason, spec.require_reason, from("require-reason"));
        replace(&mut config.baseline, baseline.map(Some), from("baseline"));
        if !spec.only.is_empty() {
            config.only.clear();
        }
        config.rules.extend(rules);
        add(&mut config.exclude, &spec.exclude, &document, "exclude");
        add(&mut config.only, &spec.only, &document, "only");
        add(&mut config.skip, &spec.skip, &document, "skip");
        add(&mut config.levels, &spec.level, &document, "level");
        add(&mut config.overrides, &spec.overrides, &document, "override");
        add(&mut config.allow, &spec.allow, &document, "allow");
        add(&mut config.sides, &spec.side, &document, "side");
        let Spec { environment, headers, .. } = spec;
        for (list, names, key) in [
            (&mut config.public_variables, &environment.public, "environment.public"),
            (&mut config.secret_variables, &environment.secret, "environment.secret"),
        ] {
            let names: Vec<_> = names.iter().filter_map(|name| check::variables(name)).collect();
            add(list, &names, &document, key);
        }
        let headers: Vec<_> = headers.names.iter().map(|name| name.to_ascii_lowercase()).collect();
        add(&mut config.headers, &headers, &document, "headers.names");
    }

    /// The rule files and folders that a configuration names. They are looked at here so that nothing is read that may not be.
    fn rule_files(&mut self, document: &Document, folder: &Path) -> Vec<Setting<PathBuf>> {
        let List(names) = &document.spec.rules;
        let mut settings = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let key = format!("rules[{index}]");
            let path = normal(&folder.join(name));
            let outside = |path: &Path| !self.may_read(path);
            let files = if outside(&path) { Ok(vec![path.clone()]) } else { RuleSet::files(&path) };
            match files {
                Err(error) => self.mistakes.push(document.mistake(&key, error.to_string())),
                Ok(files) if files.iter().any(|file| outside(file)) => {
                    self.mistakes.push(document.mistake(&key, OUTSIDE));
                }
                Ok(files) if files.iter().any(|file| !file.is_file()) => {
                    self.mistakes.push(document.mistake(&key, "there is no such rule file or folder"));
                }
                Ok(_) => settings.push(Setting {
                    value: shown(&path, self.current),
                    from: Provenance::File(document.place(&key)),
                }),
            }
        }
        settings
    }

    fn baseline(&mut self, document: &Document, folder: &Path) -> Option<PathBuf> {
        let path = normal(&folder.join(document.spec.baseline.as_ref()?));
        if !self.may_read(&path) {
            self.mistakes.push(document.mistake("baseline", OUTSIDE));
            return None;
        }
        Some(shown(&path, self.current))
    }
}

/// Why a file cannot be extended.
enum Extended {
    /// The name is wrong.
    Mistake(String),
    /// The file is.
    Own(Mistake),
}

fn replace<T>(setting: &mut Setting<T>, value: Option<T>, from: Provenance) {
    if let Some(value) = value {
        *setting = Setting { value, from };
    }
}

fn add<T: Clone>(settings: &mut Vec<Setting<T>>, values: &[T], document: &Document, key: &str) {
    settings.extend(values.iter().enumerate().map(|(index, value)| Setting {
        value: value.clone(),
        from: Provenance::File(document.place(&format!("{key}[{index}]"))),
    }));
}
