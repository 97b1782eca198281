//! Commands of a manifest's `scripts`.

/// One command of a script, which may be several that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command<'p> {
    /// The script's name: `build`.
    pub name: &'p str,
    /// The command as it is written.
    pub text: &'p str,
}

/// What may stand before a program's name.
const BEFORE: &[&str] =
    &["npx", "pnpm", "yarn", "bunx", "exec", "run", "dlx", "--", "cross-env", "env-cmd", "dotenv"];

/// The commands of a script.
pub fn commands<'p>(name: &'p str, script: &'p str) -> impl Iterator<Item = Command<'p>> {
    script
        .split(['&', '|', ';', '\n'])
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(move |text| Command { name, text })
}

impl<'p> Command<'p> {
    /// Its words, without quotes.
    pub fn words(self) -> impl Iterator<Item = &'p str> {
        self.text.split_whitespace().map(|word| word.trim_matches(['"', '\'']))
    }

    /// Whether it runs one of some programs.
    pub fn runs(self, programs: &[&str]) -> bool {
        let program =
            self.words().find(|word| !BEFORE.contains(word) && !word.contains('=') && !word.starts_with('-'));
        program.is_some_and(|word| programs.contains(&word.rsplit('/').next().unwrap_or(word)))
    }

    /// Whether it makes what ships, as far as its name and words tell.
    pub fn is_build(self) -> bool {
        let is_watch = self.words().any(|word| matches!(word, "serve" | "dev" | "--watch" | "-w" | "watch"));
        !is_watch
            && !["dev", "start", "watch", "serve", "test"]
                .iter()
                .any(|word| self.name.split([':', '-']).any(|part| part == *word))
    }

    /// The values of an option, by any of its names: `--config x`, `--config=x`.
    pub fn options(self, names: &[&str]) -> Vec<String> {
        let words: Vec<&str> = self.words().collect();
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            match word.split_once('=') {
                Some((name, value)) if names.contains(&name) => {
                    found.push(value.trim_matches(['"', '\'']).to_owned());
                }
                None if names.contains(word) => {
                    found.extend(words.get(at + 1).map(|word| (*word).to_owned()))
                }
                _ => {}
            }
        }
        found
    }
}
