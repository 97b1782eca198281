//! The command line: names and help, no behaviour.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use keyside::config::parse_size;

/// Finds secret keys and says which side of an application they end up on.
#[derive(Debug, Parser)]
#[command(name = "keyside", version, propagate_version = true, max_term_width = 100, after_help = FIRST_STEPS)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const FIRST_STEPS: &str = "\
`keyside scan` looks through this folder; `keyside demo` shows what it finds in a leaky one.
`keyside scan --help` has examples.";

const SCAN_EXAMPLES: &str = "\
Examples:
  keyside scan                            this folder, without what .gitignore names
  keyside scan dist --no-ignore           a build, whatever ignore files say
  keyside scan --compact                  a line for each place, for editors and logs
  keyside scan -o sarif:keyside.sarif     a report for code scanning beside the one for people
  keyside scan --no-baseline              what was accepted, too
  keyside scan --only PROVIDER --strict   one provider's keys; fails if a file cannot be read
  keyside scan - --stdin-path src/app.ts  standard input, such as an editor's buffer
  git ls-files -z | keyside scan --files-from - -0
  keyside scan --staged                   what the next commit adds; for a hook
  keyside scan --since origin/main        what this branch has added, commit by commit
  keyside scan --history --all            every version of every file of the repository

Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  wrong usage, or a broken rule file, configuration or baseline
  3  something could not be read, and --strict is on";

const AUDIT_HELP: &str = "\
Examples:
  keyside audit dist                      a build: all of it is on the client's side
  keyside audit dist --strict             fails if anything could not be opened
  keyside audit dist --env-file .env      the values of a file too, however they are written
  keyside audit app.js.br app.js.map      compressed files and source maps are opened

Ignore files, the configuration's `exclude` and marks in comments do not count here: a file that ships, ships.

Exit codes:
  0  nothing at or above --fail-on
  1  findings
  2  wrong usage, or a broken rule file, configuration or baseline
  3  something could not be read, and --strict is on";

const INIT_HELP: &str = "\
It looks for frameworks, managers of hooks (pre-commit, husky, lefthook, lint-staged, git's own) and workflows of GitHub and
GitLab, and names the least that is missing. On a terminal it asks before it writes; a file that exists is never written.

Exit codes:
  0  told or written; with --check, nothing is missing
  1  with --check, something is missing
  2  wrong usage, or a file that cannot be written";

const BASELINE_HELP: &str = "\
Examples:
  keyside baseline             accepts what a scan of this folder reports
  keyside baseline --update    takes in what is new, and out what is gone

The file holds a salted hash of each value, never the value itself. Commit it: a scan uses it wherever it finds it.
A finding that moves within its repository stays accepted; one more place of its secret is new.

Exit codes:
  0  written
  2  wrong usage, or a file that cannot be read or written";

const COMPLETIONS_HELP: &str = "\
Where scripts go:
  bash        keyside completions bash >~/.local/share/bash-completion/completions/keyside
  zsh         keyside completions zsh >DIR/_keyside, with DIR a folder of $fpath
  fish        keyside completions fish >~/.config/fish/completions/keyside.fish
  powershell  keyside completions powershell >>$PROFILE
  elvish      keyside completions elvish >>~/.config/elvish/rc.elv";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Scan files and folders for secret keys
    Scan(ScanArgs),
    /// Search what is about to ship: a build, a bundle, source maps
    Audit(AuditArgs),
    /// Accept what is there: from now on a scan reports only what is new
    Baseline(BaselineArgs),
    /// Say what a rule finds, why it matters and how to mend it
    Explain(ExplainArgs),
    /// List rules, or check rule files
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Show the configuration that holds for a path, and where each value of it comes from
    Config(ConfigArgs),
    /// Say which side of an application files are on, and why
    Side(SideArgs),
    /// Say what this repository needs so that keyside runs on commits and pushes, or write it
    Init(InitArgs),
    /// Write a small leaky shop to a temporary folder and scan it
    Demo(DemoArgs),
    /// Print a shell's completion script
    #[command(after_help = COMPLETIONS_HELP)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the man pages to a folder
    Man {
        /// The folder, which must exist
        dir: PathBuf,
    },
}

#[derive(Debug, Args)]
#[command(after_help = SCAN_EXAMPLES, group = ArgGroup::new(GIT).conflicts_with("files_from"))]
pub struct ScanArgs {
    #[command(flatten)]
    pub files: FileArgs,

    #[command(flatten)]
    pub git: GitArgs,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub settings: SettingsArgs,

    #[command(flatten)]
    pub accept: AcceptArgs,

    /// In a SARIF log, the name that tells this scan from others of the same commit, such as one of the build
    #[arg(long, help_heading = "Report", value_name = "NAME", default_value = "keyside", value_parser = parse_category)]
    pub category: String,
}

#[derive(Debug, Args)]
#[command(after_help = AUDIT_HELP, mut_arg("no_ignore", |arg| arg.hide(true)))]
pub struct AuditArgs {
    /// Files and folders that ship
    #[arg(required = true, value_name = "ARTEFACT")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub settings: SettingsArgs,

    #[command(flatten)]
    pub accept: AcceptArgs,

    /// Search for the values of this .env file, as they are and encoded; may be repeated
    ///
    /// A value is never shown. Short and common ones are left out, and those of variables that frameworks publish.
    #[arg(long, value_name = "FILE", help_heading = WHAT)]
    pub env_file: Vec<PathBuf>,

    /// Search for the values of this file, one a line; may be repeated
    #[arg(long, value_name = "FILE", help_heading = WHAT)]
    pub known_secrets: Vec<PathBuf>,

    /// In a SARIF log, the name that tells this audit from other analyses of the same commit
    #[arg(long, help_heading = "Report", value_name = "NAME", default_value = "keyside/audit", value_parser = parse_category)]
    pub category: String,

    /// Worker threads; as many as there are processors if not given
    #[arg(long, help_heading = None, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

#[derive(Debug, Args)]
#[command(after_help = BASELINE_HELP)]
pub struct BaselineArgs {
    #[command(flatten)]
    pub files: FileArgs,

    #[command(flatten)]
    pub settings: SettingsArgs,

    /// Bring the baseline up to date: what is new comes in, what is gone goes
    #[arg(long, help_heading = None)]
    pub update: bool,

    /// The baseline; if not given, the configuration's, or .keyside-baseline.json in the repository's folder
    #[arg(long, value_name = "FILE", help_heading = None)]
    pub baseline: Option<PathBuf>,
}

/// What accepts findings, besides marks in comments.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "What was accepted")]
pub struct AcceptArgs {
    /// Use this baseline; without it, the configuration's, or the nearest .keyside-baseline.json upward from a scanned path
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub baseline: Option<PathBuf>,

    /// Use no baseline
    #[arg(long)]
    pub no_baseline: bool,

    /// Report marks and [[allow]] entries that accept nothing as errors
    #[arg(long, help_heading = EXIT_CODE)]
    pub deny_unused_allow: bool,
}

/// Which files are scanned.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = WHAT)]
pub struct FileArgs {
    /// Files and folders; `-` reads standard input [default: .]
    #[arg(help_heading = None)]
    pub paths: Vec<PathBuf>,

    /// Scan the files named in FILE, one a line; `-` reads the names from standard input
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub files_from: Option<PathBuf>,

    /// Names in --files-from end with a NUL byte instead of a line feed
    #[arg(short = '0', long, requires = "files_from")]
    pub null: bool,

    /// The name to report standard input under
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    pub stdin_path: PathBuf,

    /// Worker threads; as many as there are processors if not given
    #[arg(long, help_heading = None, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// What is scanned of a git repository in place of files; paths confine it.
#[derive(Debug, Args)]
#[command(next_help_heading = "What to scan of a git repository")]
pub struct GitArgs {
    /// What the next commit adds, as it is staged
    ///
    /// What stood there before is not reported, wherever the commit moves it. If PRE_COMMIT_FROM_REF and PRE_COMMIT_TO_REF are
    /// set, as pre-commit does for a push, it is what the commits between them have added.
    #[arg(long, group = GIT)]
    pub staged: bool,

    /// Every file that git tracks, as it is staged
    #[arg(long, group = GIT)]
    pub tracked: bool,

    /// For pre-commit: like --staged; where nothing is staged and no commit is under way, like --tracked (`pre-commit run --all-files`)
    #[arg(long, group = GIT)]
    pub pre_commit: bool,

    /// What the commits have added that lead to HEAD and not to REV, such as main or HEAD~3
    #[arg(long, group = GIT, value_name = "REV")]
    pub since: Option<String>,

    /// The same for any commits: FROM..TO, or FROM...TO for what TO has added since it forked from FROM
    #[arg(long, group = GIT, value_name = "FROM..TO")]
    pub range: Option<String>,

    /// Every version of every file that led to HEAD; a value is reported where it came first
    #[arg(long, group = GIT)]
    pub history: bool,

    /// With --history: whatever led to any branch or tag
    #[arg(long, requires = "history")]
    pub all: bool,

    /// Name the authors of commits, with their addresses
    #[arg(long)]
    pub show_authors: bool,
}

const WHAT: &str = "What to scan";
/// One of these at most, and none with a list of files.
const GIT: &str = "git";
const EXIT_CODE: &str = "Exit code";

impl GitArgs {
    /// Whether git is asked rather than the file system.
    pub fn is_used(&self) -> bool {
        self.staged
            || self.tracked
            || self.pre_commit
            || self.since.is_some()
            || self.range.is_some()
            || self.history
    }
}

impl FileArgs {
    /// The paths that were given, or the one that is meant if none was.
    pub fn paths(&self) -> &[PathBuf] {
        static HERE: LazyLock<[PathBuf; 1]> = LazyLock::new(|| [PathBuf::from(".")]);
        if self.paths.is_empty() { &*HERE } else { &self.paths }
    }
}

/// How findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
pub struct OutputArgs {
    /// The report's format; without it, text
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated
    ///
    /// Without FORMAT and --format, the ending of FILE tells: .json, .jsonl, .sarif, .csv, .xml (JUnit). `-` is standard
    /// output. A name that begins like a format is written with a folder: ./json:x.
    #[arg(short, long, value_name = "[FORMAT:]FILE", value_hint = ValueHint::FilePath, value_parser = OsStringValueParser::new().try_map(Output::parse))]
    pub output: Vec<Output>,

    /// In a text report, one line for each place: `path:line:column: level rule message`
    #[arg(long)]
    pub compact: bool,

    /// Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,

    /// Show secrets in full instead of redacted
    #[arg(long)]
    pub show_secrets: bool,

    /// No summary; what could not be read is said all the same
    #[arg(short, long)]
    pub quiet: bool,

    /// Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// Where the configuration is.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigFileArgs {
    /// Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Use no configuration
    #[arg(long)]
    pub no_config: bool,
}

/// What a configuration may say as well; what is said here wins.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub struct SettingsArgs {
    /// Scan what .gitignore and other ignore files leave out, too
    #[arg(long, help_heading = WHAT, value_name = "BOOL", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_ignore: Option<bool>,

    /// Do not scan files larger than this (units: k, M, G)
    #[arg(long, help_heading = WHAT, value_name = "SIZE", value_parser = parse_size)]
    pub max_file_size: Option<u64>,

    /// A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<PathBuf>,

    /// Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated
    #[arg(long, value_name = "RULE")]
    pub only: Vec<String>,

    /// Leave this rule, provider or pattern out; may be repeated
    #[arg(long, value_name = "RULE")]
    pub skip: Vec<String>,

    /// The least confidence of a finding [default: medium]
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub confidence: Option<Confidence>,

    #[command(flatten)]
    pub file: ConfigFileArgs,

    /// The least level that makes the exit code 1 [default: error]
    #[arg(long, help_heading = EXIT_CODE, value_enum, value_name = "LEVEL")]
    pub fail_on: Option<FailOn>,

    /// End with exit code 3 if anything could not be read
    #[arg(long, help_heading = EXIT_CODE, value_name = "BOOL", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub strict: Option<bool>,
}

#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// The file or folder whose configuration is shown
    #[arg(default_value = ".")]
    pub path: PathBuf,

    /// How it is shown
    #[arg(long, value_enum, default_value_t = ConfigFormat::Toml)]
    pub format: ConfigFormat,

    #[command(flatten)]
    pub settings: SettingsArgs,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule's id
    pub rule: String,

    #[command(flatten)]
    pub file: ConfigFileArgs,

    /// A rule file, or a folder of them, to look in as well
    #[arg(long, value_name = "FILE")]
    pub rules: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// List every rule
    List {
        /// The list's format
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,

        #[command(flatten)]
        file: ConfigFileArgs,

        /// A rule file, or a folder of them, to list as well
        #[arg(long, value_name = "FILE")]
        rules: Vec<PathBuf>,
    },
    /// Check rule files and run their examples; without a file, the built-in rules
    Check {
        /// Rule files, or folders of them
        files: Vec<PathBuf>,

        /// With how many seeds each example's random parts are made
        #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u64).range(1..))]
        seeds: u64,
    },
}

#[derive(Debug, Args)]
pub struct SideArgs {
    /// Files and folders
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,

    /// Print what imports what instead: modules and edges, each with its side
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "json")]
    pub graph: Option<GraphFormat>,

    #[command(flatten)]
    pub file: ConfigFileArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// One object with `modules` and `edges`
    Json,
    /// For Graphviz
    Dot,
}

#[derive(Debug, Args)]
#[command(after_help = INIT_HELP)]
pub struct InitArgs {
    /// A folder of the repository
    #[arg(default_value = ".")]
    pub dir: PathBuf,

    /// Write the new files without asking; files that exist stay as they are
    #[arg(long, conflicts_with = "check")]
    pub write: bool,

    /// Only say what is missing
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Write the shop here instead of a temporary folder; must not exist
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One document
    Json,
    /// A finding a line, each as soon as its file is done
    Jsonl,
    /// For code scanning and viewers
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's report of secret detection
    Gitlab,
    /// Test results as build services show them
    Junit,
    /// A table
    Csv,
}

impl Format {
    /// The word on the command line.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn named(name: &str) -> Result<Self, String> {
        if let Ok(format) = Self::from_str(name, false) {
            return Ok(format);
        }
        let names: Vec<String> = Self::value_variants().iter().map(|format| format.name()).collect();
        let near = names.iter().min_by_key(|known| strsim::damerau_levenshtein(name, known));
        let near = near.filter(|known| strsim::damerau_levenshtein(name, known) <= 2);
        let hint = near.map_or_else(|| ".".to_owned(), |near| format!("; did you mean {near}?"));
        Err(format!(
            "there is no format {name}{hint} The formats are {}; a file of that name is written ./{name}:...",
            names.join(", ")
        ))
    }
}

/// Where a report goes, and in which format if that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    pub format: Option<Format>,
    pub target: Target,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Stdout,
    File(PathBuf),
}

impl Output {
    /// `FORMAT:FILE` or `FILE`. What stands before a colon is a format if it is a word of at least two letters: one letter is
    /// a Windows drive, and a path has a separator.
    fn parse(text: OsString) -> Result<Self, String> {
        let lossy = text.to_string_lossy();
        let (format, file) = match lossy.split_once(':') {
            Some((word, file)) if word.len() >= 2 && word.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                (Some(Format::named(word)?), file)
            }
            _ => (None, &*lossy),
        };
        let target = match (format, file) {
            (_, "") => return Err("the name of a file is missing".into()),
            (_, "-") => Target::Stdout,
            (None, _) => Target::File(text.into()),
            (Some(_), file) if text.to_str().is_some() => Target::File(file.into()),
            (Some(_), _) => return Err("FORMAT:FILE takes UTF-8 names only; use --format".into()),
        };
        Ok(Self { format, target })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    Toml,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Note,
    Warning,
    Error,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Confidence {
    Low,
    Medium,
    High,
}

/// A category ends at its last `/`, which is added.
fn parse_category(text: &str) -> Result<String, String> {
    match text.trim_matches('/') {
        "" => Err("a name is needed, like keyside or keyside/dist".into()),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<Format>, Target) {
        let output = Output::parse(text.into()).expect("it is an output");
        (output.format, output.target)
    }

    #[test]
    fn outputs_are_files_or_formats_with_files() {
        let file = |name: &str| Target::File(name.into());
        assert_eq!(parse("out.json"), (None, file("out.json")));
        assert_eq!(parse("sarif:out/x"), (Some(Format::Sarif), file("out/x")));
        assert_eq!(parse(r"sarif:C:\out\x"), (Some(Format::Sarif), file(r"C:\out\x")));
        assert_eq!(parse(r"C:\out\x"), (None, file(r"C:\out\x")));
        assert_eq!(parse("./json:x"), (None, file("./json:x")));
        assert_eq!(parse("json:-"), (Some(Format::Json), Target::Stdout));
        assert_eq!(parse("-"), (None, Target::Stdout));
    }

    #[test]
    fn outputs_without_a_file_or_of_unknown_formats_are_mistakes() {
        let error = |text: &str| Output::parse(text.into()).expect_err("it is a mistake");
        assert!(error("").contains("name of a file is missing"));
        assert!(error("json:").contains("name of a file is missing"));
        assert!(error("sraif:x").contains("did you mean sarif?"));
        assert!(error("toml:x").contains("The formats are text, json"));
    }
}
