
use builtin;
use str;

set edit:completion:arg-completer[keyside] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'keyside'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'keyside'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand scan 'Scan files and folders for secret keys'
            cand audit 'Search what is about to ship: a build, a bundle, source maps'
            cand baseline 'Accept what is there: from now on a scan reports only what is new'
            cand explain 'Say what a rule finds, why it matters and how to mend it'
            cand rules 'List rules, or check rule files'
            cand config 'Show the configuration that holds for a path, and where each value of it comes from'
            cand side 'Say which side of an application files are on, and why'
            cand init 'Say what this repository needs so that keyside runs on commits and pushes, or write it'
            cand demo 'Write a small leaky shop to a temporary folder and scan it'
            cand completions 'Print a shell''s completion script'
            cand man 'Write the man pages to a folder'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'keyside;scan'= {
            cand --files-from 'Scan the files named in FILE, one a line; `-` reads the names from standard input'
            cand --stdin-path 'The name to report standard input under'
            cand --threads 'Worker threads; as many as there are processors if not given'
            cand --since 'What the commits have added that lead to HEAD and not to REV, such as main or HEAD~3'
            cand --range 'The same for any commits: FROM..TO, or FROM...TO for what TO has added since it forked from FROM'
            cand --format 'The report''s format; without it, text'
            cand -o 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated'
            cand --output 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated'
            cand --summary 'Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it'
            cand --no-ignore 'Scan what .gitignore and other ignore files leave out, too'
            cand --max-file-size 'Do not scan files larger than this (units: k, M, G)'
            cand --rules 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id'
            cand --only 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated'
            cand --skip 'Leave this rule, provider or pattern out; may be repeated'
            cand --confidence 'The least confidence of a finding [default: medium]'
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --fail-on 'The least level that makes the exit code 1 [default: error]'
            cand --strict 'End with exit code 3 if anything could not be read'
            cand --baseline 'Use this baseline; without it, the configuration''s, or the nearest .keyside-baseline.json upward from a scanned path'
            cand --category 'In a SARIF log, the name that tells this scan from others of the same commit, such as one of the build'
            cand -0 'Names in --files-from end with a NUL byte instead of a line feed'
            cand --null 'Names in --files-from end with a NUL byte instead of a line feed'
            cand --staged 'What the next commit adds, as it is staged'
            cand --tracked 'Every file that git tracks, as it is staged'
            cand --pre-commit 'For pre-commit: like --staged; where nothing is staged and no commit is under way, like --tracked (`pre-commit run --all-files`)'
            cand --history 'Every version of every file that led to HEAD; a value is reported where it came first'
            cand --all 'With --history: whatever led to any branch or tag'
            cand --show-authors 'Name the authors of commits, with their addresses'
            cand --compact 'In a text report, one line for each place: `path:line:column: level rule message`'
            cand --show-secrets 'Show secrets in full instead of redacted'
            cand -q 'No summary; what could not be read is said all the same'
            cand --quiet 'No summary; what could not be read is said all the same'
            cand -v 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them'
            cand --verbose 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them'
            cand --no-config 'Use no configuration'
            cand --no-baseline 'Use no baseline'
            cand --deny-unused-allow 'Report marks and [[allow]] entries that accept nothing as errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;audit'= {
            cand --format 'The report''s format; without it, text'
            cand -o 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated'
            cand --output 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated'
            cand --summary 'Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it'
            cand --max-file-size 'Do not scan files larger than this (units: k, M, G)'
            cand --rules 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id'
            cand --only 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated'
            cand --skip 'Leave this rule, provider or pattern out; may be repeated'
            cand --confidence 'The least confidence of a finding [default: medium]'
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --fail-on 'The least level that makes the exit code 1 [default: error]'
            cand --strict 'End with exit code 3 if anything could not be read'
            cand --baseline 'Use this baseline; without it, the configuration''s, or the nearest .keyside-baseline.json upward from a scanned path'
            cand --env-file 'Search for the values of this .env file, as they are and encoded; may be repeated'
            cand --known-secrets 'Search for the values of this file, one a line; may be repeated'
            cand --category 'In a SARIF log, the name that tells this audit from other analyses of the same commit'
            cand --threads 'Worker threads; as many as there are processors if not given'
            cand --no-ignore 'Scan what .gitignore and other ignore files leave out, too'
            cand --compact 'In a text report, one line for each place: `path:line:column: level rule message`'
            cand --show-secrets 'Show secrets in full instead of redacted'
            cand -q 'No summary; what could not be read is said all the same'
            cand --quiet 'No summary; what could not be read is said all the same'
            cand -v 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them'
            cand --verbose 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them'
            cand --no-config 'Use no configuration'
            cand --no-baseline 'Use no baseline'
            cand --deny-unused-allow 'Report marks and [[allow]] entries that accept nothing as errors'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;baseline'= {
            cand --files-from 'Scan the files named in FILE, one a line; `-` reads the names from standard input'
            cand --stdin-path 'The name to report standard input under'
            cand --threads 'Worker threads; as many as there are processors if not given'
            cand --no-ignore 'Scan what .gitignore and other ignore files leave out, too'
            cand --max-file-size 'Do not scan files larger than this (units: k, M, G)'
            cand --rules 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id'
            cand --only 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated'
            cand --skip 'Leave this rule, provider or pattern out; may be repeated'
            cand --confidence 'The least confidence of a finding [default: medium]'
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --fail-on 'The least level that makes the exit code 1 [default: error]'
            cand --strict 'End with exit code 3 if anything could not be read'
            cand --baseline 'The baseline; if not given, the configuration''s, or .keyside-baseline.json in the repository''s folder'
            cand -0 'Names in --files-from end with a NUL byte instead of a line feed'
            cand --null 'Names in --files-from end with a NUL byte instead of a line feed'
            cand --no-config 'Use no configuration'
            cand --update 'Bring the baseline up to date: what is new comes in, what is gone goes'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;explain'= {
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --rules 'A rule file, or a folder of them, to look in as well'
            cand --no-config 'Use no configuration'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;rules'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List every rule'
            cand check 'Check rule files and run their examples; without a file, the built-in rules'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'keyside;rules;list'= {
            cand --format 'The list''s format'
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --rules 'A rule file, or a folder of them, to list as well'
            cand --no-config 'Use no configuration'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;rules;check'= {
            cand --seeds 'With how many seeds each example''s random parts are made'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;rules;help'= {
            cand list 'List every rule'
            cand check 'Check rule files and run their examples; without a file, the built-in rules'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'keyside;rules;help;list'= {
        }
        &'keyside;rules;help;check'= {
        }
        &'keyside;rules;help;help'= {
        }
        &'keyside;config'= {
            cand --format 'How it is shown'
            cand --no-ignore 'Scan what .gitignore and other ignore files leave out, too'
            cand --max-file-size 'Do not scan files larger than this (units: k, M, G)'
            cand --rules 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id'
            cand --only 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated'
            cand --skip 'Leave this rule, provider or pattern out; may be repeated'
            cand --confidence 'The least confidence of a finding [default: medium]'
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --fail-on 'The least level that makes the exit code 1 [default: error]'
            cand --strict 'End with exit code 3 if anything could not be read'
            cand --no-config 'Use no configuration'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;side'= {
            cand --graph 'Print what imports what instead: modules and edges, each with its side'
            cand --config 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one'
            cand --no-config 'Use no configuration'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;init'= {
            cand --write 'Write the new files without asking; files that exist stay as they are'
            cand --check 'Only say what is missing'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;demo'= {
            cand --dir 'Write the shop here instead of a temporary folder; must not exist'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;completions'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;man'= {
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'keyside;help'= {
            cand scan 'Scan files and folders for secret keys'
            cand audit 'Search what is about to ship: a build, a bundle, source maps'
            cand baseline 'Accept what is there: from now on a scan reports only what is new'
            cand explain 'Say what a rule finds, why it matters and how to mend it'
            cand rules 'List rules, or check rule files'
            cand config 'Show the configuration that holds for a path, and where each value of it comes from'
            cand side 'Say which side of an application files are on, and why'
            cand init 'Say what this repository needs so that keyside runs on commits and pushes, or write it'
            cand demo 'Write a small leaky shop to a temporary folder and scan it'
            cand completions 'Print a shell''s completion script'
            cand man 'Write the man pages to a folder'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'keyside;help;scan'= {
        }
        &'keyside;help;audit'= {
        }
        &'keyside;help;baseline'= {
        }
        &'keyside;help;explain'= {
        }
        &'keyside;help;rules'= {
            cand list 'List every rule'
            cand check 'Check rule files and run their examples; without a file, the built-in rules'
        }
        &'keyside;help;rules;list'= {
        }
        &'keyside;help;rules;check'= {
        }
        &'keyside;help;config'= {
        }
        &'keyside;help;side'= {
        }
        &'keyside;help;init'= {
        }
        &'keyside;help;demo'= {
        }
        &'keyside;help;completions'= {
        }
        &'keyside;help;man'= {
        }
        &'keyside;help;help'= {
        }
    ]
    $completions[$command]
}
