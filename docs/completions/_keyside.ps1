
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'keyside' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'keyside'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'keyside' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Scan files and folders for secret keys')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Search what is about to ship: a build, a bundle, source maps')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Accept what is there: from now on a scan reports only what is new')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say what a rule finds, why it matters and how to mend it')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List rules, or check rule files')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration that holds for a path, and where each value of it comes from')
            [CompletionResult]::new('side', 'side', [CompletionResultType]::ParameterValue, 'Say which side of an application files are on, and why')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Say what this repository needs so that keyside runs on commits and pushes, or write it')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Write a small leaky shop to a temporary folder and scan it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell''s completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the man pages to a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'keyside;scan' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Scan the files named in FILE, one a line; `-` reads the names from standard input')
            [CompletionResult]::new('--stdin-path', '--stdin-path', [CompletionResultType]::ParameterName, 'The name to report standard input under')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Worker threads; as many as there are processors if not given')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'What the commits have added that lead to HEAD and not to REV, such as main or HEAD~3')
            [CompletionResult]::new('--range', '--range', [CompletionResultType]::ParameterName, 'The same for any commits: FROM..TO, or FROM...TO for what TO has added since it forked from FROM')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The report''s format; without it, text')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Scan what .gitignore and other ignore files leave out, too')
            [CompletionResult]::new('--max-file-size', '--max-file-size', [CompletionResultType]::ParameterName, 'Do not scan files larger than this (units: k, M, G)')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave this rule, provider or pattern out; may be repeated')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'The least confidence of a finding [default: medium]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The least level that makes the exit code 1 [default: error]')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'End with exit code 3 if anything could not be read')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Use this baseline; without it, the configuration''s, or the nearest .keyside-baseline.json upward from a scanned path')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'In a SARIF log, the name that tells this scan from others of the same commit, such as one of the build')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'Names in --files-from end with a NUL byte instead of a line feed')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'Names in --files-from end with a NUL byte instead of a line feed')
            [CompletionResult]::new('--staged', '--staged', [CompletionResultType]::ParameterName, 'What the next commit adds, as it is staged')
            [CompletionResult]::new('--tracked', '--tracked', [CompletionResultType]::ParameterName, 'Every file that git tracks, as it is staged')
            [CompletionResult]::new('--pre-commit', '--pre-commit', [CompletionResultType]::ParameterName, 'For pre-commit: like --staged; where nothing is staged and no commit is under way, like --tracked (`pre-commit run --all-files`)')
            [CompletionResult]::new('--history', '--history', [CompletionResultType]::ParameterName, 'Every version of every file that led to HEAD; a value is reported where it came first')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'With --history: whatever led to any branch or tag')
            [CompletionResult]::new('--show-authors', '--show-authors', [CompletionResultType]::ParameterName, 'Name the authors of commits, with their addresses')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'In a text report, one line for each place: `path:line:column: level rule message`')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets in full instead of redacted')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No summary; what could not be read is said all the same')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No summary; what could not be read is said all the same')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('--no-baseline', '--no-baseline', [CompletionResultType]::ParameterName, 'Use no baseline')
            [CompletionResult]::new('--deny-unused-allow', '--deny-unused-allow', [CompletionResultType]::ParameterName, 'Report marks and [[allow]] entries that accept nothing as errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;audit' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The report''s format; without it, text')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it')
            [CompletionResult]::new('--max-file-size', '--max-file-size', [CompletionResultType]::ParameterName, 'Do not scan files larger than this (units: k, M, G)')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave this rule, provider or pattern out; may be repeated')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'The least confidence of a finding [default: medium]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The least level that makes the exit code 1 [default: error]')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'End with exit code 3 if anything could not be read')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Use this baseline; without it, the configuration''s, or the nearest .keyside-baseline.json upward from a scanned path')
            [CompletionResult]::new('--env-file', '--env-file', [CompletionResultType]::ParameterName, 'Search for the values of this .env file, as they are and encoded; may be repeated')
            [CompletionResult]::new('--known-secrets', '--known-secrets', [CompletionResultType]::ParameterName, 'Search for the values of this file, one a line; may be repeated')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'In a SARIF log, the name that tells this audit from other analyses of the same commit')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Worker threads; as many as there are processors if not given')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Scan what .gitignore and other ignore files leave out, too')
            [CompletionResult]::new('--compact', '--compact', [CompletionResultType]::ParameterName, 'In a text report, one line for each place: `path:line:column: level rule message`')
            [CompletionResult]::new('--show-secrets', '--show-secrets', [CompletionResultType]::ParameterName, 'Show secrets in full instead of redacted')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No summary; what could not be read is said all the same')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No summary; what could not be read is said all the same')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('--no-baseline', '--no-baseline', [CompletionResultType]::ParameterName, 'Use no baseline')
            [CompletionResult]::new('--deny-unused-allow', '--deny-unused-allow', [CompletionResultType]::ParameterName, 'Report marks and [[allow]] entries that accept nothing as errors')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;baseline' {
            [CompletionResult]::new('--files-from', '--files-from', [CompletionResultType]::ParameterName, 'Scan the files named in FILE, one a line; `-` reads the names from standard input')
            [CompletionResult]::new('--stdin-path', '--stdin-path', [CompletionResultType]::ParameterName, 'The name to report standard input under')
            [CompletionResult]::new('--threads', '--threads', [CompletionResultType]::ParameterName, 'Worker threads; as many as there are processors if not given')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Scan what .gitignore and other ignore files leave out, too')
            [CompletionResult]::new('--max-file-size', '--max-file-size', [CompletionResultType]::ParameterName, 'Do not scan files larger than this (units: k, M, G)')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave this rule, provider or pattern out; may be repeated')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'The least confidence of a finding [default: medium]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The least level that makes the exit code 1 [default: error]')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'End with exit code 3 if anything could not be read')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'The baseline; if not given, the configuration''s, or .keyside-baseline.json in the repository''s folder')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'Names in --files-from end with a NUL byte instead of a line feed')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'Names in --files-from end with a NUL byte instead of a line feed')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('--update', '--update', [CompletionResultType]::ParameterName, 'Bring the baseline up to date: what is new comes in, what is gone goes')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;explain' {
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'A rule file, or a folder of them, to look in as well')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;rules' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every rule')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check rule files and run their examples; without a file, the built-in rules')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'keyside;rules;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The list''s format')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'A rule file, or a folder of them, to list as well')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;rules;check' {
            [CompletionResult]::new('--seeds', '--seeds', [CompletionResultType]::ParameterName, 'With how many seeds each example''s random parts are made')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;rules;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every rule')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check rule files and run their examples; without a file, the built-in rules')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'keyside;rules;help;list' {
            break
        }
        'keyside;rules;help;check' {
            break
        }
        'keyside;rules;help;help' {
            break
        }
        'keyside;config' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How it is shown')
            [CompletionResult]::new('--no-ignore', '--no-ignore', [CompletionResultType]::ParameterName, 'Scan what .gitignore and other ignore files leave out, too')
            [CompletionResult]::new('--max-file-size', '--max-file-size', [CompletionResultType]::ParameterName, 'Do not scan files larger than this (units: k, M, G)')
            [CompletionResult]::new('--rules', '--rules', [CompletionResultType]::ParameterName, 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Leave this rule, provider or pattern out; may be repeated')
            [CompletionResult]::new('--confidence', '--confidence', [CompletionResultType]::ParameterName, 'The least confidence of a finding [default: medium]')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'The least level that makes the exit code 1 [default: error]')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'End with exit code 3 if anything could not be read')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;side' {
            [CompletionResult]::new('--graph', '--graph', [CompletionResultType]::ParameterName, 'Print what imports what instead: modules and edges, each with its side')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one')
            [CompletionResult]::new('--no-config', '--no-config', [CompletionResultType]::ParameterName, 'Use no configuration')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;init' {
            [CompletionResult]::new('--write', '--write', [CompletionResultType]::ParameterName, 'Write the new files without asking; files that exist stay as they are')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Only say what is missing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;demo' {
            [CompletionResult]::new('--dir', '--dir', [CompletionResultType]::ParameterName, 'Write the shop here instead of a temporary folder; must not exist')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'keyside;help' {
            [CompletionResult]::new('scan', 'scan', [CompletionResultType]::ParameterValue, 'Scan files and folders for secret keys')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Search what is about to ship: a build, a bundle, source maps')
            [CompletionResult]::new('baseline', 'baseline', [CompletionResultType]::ParameterValue, 'Accept what is there: from now on a scan reports only what is new')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Say what a rule finds, why it matters and how to mend it')
            [CompletionResult]::new('rules', 'rules', [CompletionResultType]::ParameterValue, 'List rules, or check rule files')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the configuration that holds for a path, and where each value of it comes from')
            [CompletionResult]::new('side', 'side', [CompletionResultType]::ParameterValue, 'Say which side of an application files are on, and why')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Say what this repository needs so that keyside runs on commits and pushes, or write it')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Write a small leaky shop to a temporary folder and scan it')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a shell''s completion script')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the man pages to a folder')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'keyside;help;scan' {
            break
        }
        'keyside;help;audit' {
            break
        }
        'keyside;help;baseline' {
            break
        }
        'keyside;help;explain' {
            break
        }
        'keyside;help;rules' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List every rule')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Check rule files and run their examples; without a file, the built-in rules')
            break
        }
        'keyside;help;rules;list' {
            break
        }
        'keyside;help;rules;check' {
            break
        }
        'keyside;help;config' {
            break
        }
        'keyside;help;side' {
            break
        }
        'keyside;help;init' {
            break
        }
        'keyside;help;demo' {
            break
        }
        'keyside;help;completions' {
            break
        }
        'keyside;help;man' {
            break
        }
        'keyside;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
