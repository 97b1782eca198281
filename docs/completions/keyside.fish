# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_keyside_global_optspecs
    string join \n h/help V/version
end

function __fish_keyside_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_keyside_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_keyside_using_subcommand
    set -l cmd (__fish_keyside_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c keyside -n "__fish_keyside_needs_command" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_needs_command" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "scan" -d 'Scan files and folders for secret keys'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "audit" -d 'Search what is about to ship: a build, a bundle, source maps'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "baseline" -d 'Accept what is there: from now on a scan reports only what is new'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "explain" -d 'Say what a rule finds, why it matters and how to mend it'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "rules" -d 'List rules, or check rule files'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "config" -d 'Show the configuration that holds for a path, and where each value of it comes from'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "side" -d 'Say which side of an application files are on, and why'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "init" -d 'Say what this repository needs so that keyside runs on commits and pushes, or write it'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "demo" -d 'Write a small leaky shop to a temporary folder and scan it'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "completions" -d 'Print a shell\'s completion script'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "man" -d 'Write the man pages to a folder'
complete -c keyside -n "__fish_keyside_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l files-from -d 'Scan the files named in FILE, one a line; `-` reads the names from standard input' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l stdin-path -d 'The name to report standard input under' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l threads -d 'Worker threads; as many as there are processors if not given' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l since -d 'What the commits have added that lead to HEAD and not to REV, such as main or HEAD~3' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l range -d 'The same for any commits: FROM..TO, or FROM...TO for what TO has added since it forked from FROM' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l format -d 'The report\'s format; without it, text' -r -f -a "text\t'For people'
json\t'One document'
jsonl\t'A finding a line, each as soon as its file is done'
sarif\t'For code scanning and viewers'
github\t'Annotations of GitHub Actions'
gitlab\t'GitLab\'s report of secret detection'
junit\t'Test results as build services show them'
csv\t'A table'"
complete -c keyside -n "__fish_keyside_using_subcommand scan" -s o -l output -d 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l summary -d 'Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l no-ignore -d 'Scan what .gitignore and other ignore files leave out, too' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l max-file-size -d 'Do not scan files larger than this (units: k, M, G)' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l rules -d 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l only -d 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l skip -d 'Leave this rule, provider or pattern out; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l confidence -d 'The least confidence of a finding [default: medium]' -r -f -a "low\t''
medium\t''
high\t''"
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l fail-on -d 'The least level that makes the exit code 1 [default: error]' -r -f -a "note\t''
warning\t''
error\t''
never\t''"
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l strict -d 'End with exit code 3 if anything could not be read' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l baseline -d 'Use this baseline; without it, the configuration\'s, or the nearest .keyside-baseline.json upward from a scanned path' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l category -d 'In a SARIF log, the name that tells this scan from others of the same commit, such as one of the build' -r
complete -c keyside -n "__fish_keyside_using_subcommand scan" -s 0 -l null -d 'Names in --files-from end with a NUL byte instead of a line feed'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l staged -d 'What the next commit adds, as it is staged'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l tracked -d 'Every file that git tracks, as it is staged'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l pre-commit -d 'For pre-commit: like --staged; where nothing is staged and no commit is under way, like --tracked (`pre-commit run --all-files`)'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l history -d 'Every version of every file that led to HEAD; a value is reported where it came first'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l all -d 'With --history: whatever led to any branch or tag'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l show-authors -d 'Name the authors of commits, with their addresses'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l compact -d 'In a text report, one line for each place: `path:line:column: level rule message`'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l show-secrets -d 'Show secrets in full instead of redacted'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -s q -l quiet -d 'No summary; what could not be read is said all the same'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -s v -l verbose -d 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l no-baseline -d 'Use no baseline'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -l deny-unused-allow -d 'Report marks and [[allow]] entries that accept nothing as errors'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keyside -n "__fish_keyside_using_subcommand scan" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l format -d 'The report\'s format; without it, text' -r -f -a "text\t'For people'
json\t'One document'
jsonl\t'A finding a line, each as soon as its file is done'
sarif\t'For code scanning and viewers'
github\t'Annotations of GitHub Actions'
gitlab\t'GitLab\'s report of secret detection'
junit\t'Test results as build services show them'
csv\t'A table'"
complete -c keyside -n "__fish_keyside_using_subcommand audit" -s o -l output -d 'Write the report to FILE instead of standard output; as FORMAT:FILE, a report beside the one there. May be repeated' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l summary -d 'Append a summary in Markdown to FILE, as $GITHUB_STEP_SUMMARY wants it' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l max-file-size -d 'Do not scan files larger than this (units: k, M, G)' -r
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l rules -d 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l only -d 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l skip -d 'Leave this rule, provider or pattern out; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l confidence -d 'The least confidence of a finding [default: medium]' -r -f -a "low\t''
medium\t''
high\t''"
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l fail-on -d 'The least level that makes the exit code 1 [default: error]' -r -f -a "note\t''
warning\t''
error\t''
never\t''"
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l strict -d 'End with exit code 3 if anything could not be read' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l baseline -d 'Use this baseline; without it, the configuration\'s, or the nearest .keyside-baseline.json upward from a scanned path' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l env-file -d 'Search for the values of this .env file, as they are and encoded; may be repeated' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l known-secrets -d 'Search for the values of this file, one a line; may be repeated' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l category -d 'In a SARIF log, the name that tells this audit from other analyses of the same commit' -r
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l threads -d 'Worker threads; as many as there are processors if not given' -r
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l no-ignore -d 'Scan what .gitignore and other ignore files leave out, too' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l compact -d 'In a text report, one line for each place: `path:line:column: level rule message`'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l show-secrets -d 'Show secrets in full instead of redacted'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -s q -l quiet -d 'No summary; what could not be read is said all the same'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -s v -l verbose -d 'Every place of a secret, every gap, and how many matches were dropped and why; twice to list each of them'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l no-baseline -d 'Use no baseline'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -l deny-unused-allow -d 'Report marks and [[allow]] entries that accept nothing as errors'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keyside -n "__fish_keyside_using_subcommand audit" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l files-from -d 'Scan the files named in FILE, one a line; `-` reads the names from standard input' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l stdin-path -d 'The name to report standard input under' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l threads -d 'Worker threads; as many as there are processors if not given' -r
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l no-ignore -d 'Scan what .gitignore and other ignore files leave out, too' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l max-file-size -d 'Do not scan files larger than this (units: k, M, G)' -r
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l rules -d 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l only -d 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l skip -d 'Leave this rule, provider or pattern out; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l confidence -d 'The least confidence of a finding [default: medium]' -r -f -a "low\t''
medium\t''
high\t''"
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l fail-on -d 'The least level that makes the exit code 1 [default: error]' -r -f -a "note\t''
warning\t''
error\t''
never\t''"
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l strict -d 'End with exit code 3 if anything could not be read' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l baseline -d 'The baseline; if not given, the configuration\'s, or .keyside-baseline.json in the repository\'s folder' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -s 0 -l null -d 'Names in --files-from end with a NUL byte instead of a line feed'
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -l update -d 'Bring the baseline up to date: what is new comes in, what is gone goes'
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand baseline" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand explain" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand explain" -l rules -d 'A rule file, or a folder of them, to look in as well' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand explain" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand explain" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand explain" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and not __fish_seen_subcommand_from list check help" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and not __fish_seen_subcommand_from list check help" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and not __fish_seen_subcommand_from list check help" -f -a "list" -d 'List every rule'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and not __fish_seen_subcommand_from list check help" -f -a "check" -d 'Check rule files and run their examples; without a file, the built-in rules'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and not __fish_seen_subcommand_from list check help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from list" -l format -d 'The list\'s format' -r -f -a "text\t''
json\t''"
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from list" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from list" -l rules -d 'A rule file, or a folder of them, to list as well' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from list" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from check" -l seeds -d 'With how many seeds each example\'s random parts are made' -r
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from check" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "list" -d 'List every rule'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "check" -d 'Check rule files and run their examples; without a file, the built-in rules'
complete -c keyside -n "__fish_keyside_using_subcommand rules; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c keyside -n "__fish_keyside_using_subcommand config" -l format -d 'How it is shown' -r -f -a "toml\t''
json\t''"
complete -c keyside -n "__fish_keyside_using_subcommand config" -l no-ignore -d 'Scan what .gitignore and other ignore files leave out, too' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand config" -l max-file-size -d 'Do not scan files larger than this (units: k, M, G)' -r
complete -c keyside -n "__fish_keyside_using_subcommand config" -l rules -d 'A rule file, or a folder of them, that adds to the built-in rules or replaces those of the same id' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand config" -l only -d 'Report this rule only, or the rules of this provider, or those of a pattern such as PROVIDER-*; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand config" -l skip -d 'Leave this rule, provider or pattern out; may be repeated' -r
complete -c keyside -n "__fish_keyside_using_subcommand config" -l confidence -d 'The least confidence of a finding [default: medium]' -r -f -a "low\t''
medium\t''
high\t''"
complete -c keyside -n "__fish_keyside_using_subcommand config" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand config" -l fail-on -d 'The least level that makes the exit code 1 [default: error]' -r -f -a "note\t''
warning\t''
error\t''
never\t''"
complete -c keyside -n "__fish_keyside_using_subcommand config" -l strict -d 'End with exit code 3 if anything could not be read' -r -f -a "true\t''
false\t''"
complete -c keyside -n "__fish_keyside_using_subcommand config" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand config" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand config" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand side" -l graph -d 'Print what imports what instead: modules and edges, each with its side' -r -f -a "json\t'One object with `modules` and `edges`'
dot\t'For Graphviz'"
complete -c keyside -n "__fish_keyside_using_subcommand side" -l config -d 'Use this configuration; without it, the nearest keyside.toml, package.json or Cargo.toml upward that holds one' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand side" -l no-config -d 'Use no configuration'
complete -c keyside -n "__fish_keyside_using_subcommand side" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c keyside -n "__fish_keyside_using_subcommand side" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand init" -l write -d 'Write the new files without asking; files that exist stay as they are'
complete -c keyside -n "__fish_keyside_using_subcommand init" -l check -d 'Only say what is missing'
complete -c keyside -n "__fish_keyside_using_subcommand init" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand init" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand demo" -l dir -d 'Write the shop here instead of a temporary folder; must not exist' -r -F
complete -c keyside -n "__fish_keyside_using_subcommand demo" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand demo" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand completions" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand completions" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand man" -s h -l help -d 'Print help'
complete -c keyside -n "__fish_keyside_using_subcommand man" -s V -l version -d 'Print version'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "scan" -d 'Scan files and folders for secret keys'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "audit" -d 'Search what is about to ship: a build, a bundle, source maps'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "baseline" -d 'Accept what is there: from now on a scan reports only what is new'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "explain" -d 'Say what a rule finds, why it matters and how to mend it'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "rules" -d 'List rules, or check rule files'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "config" -d 'Show the configuration that holds for a path, and where each value of it comes from'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "side" -d 'Say which side of an application files are on, and why'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "init" -d 'Say what this repository needs so that keyside runs on commits and pushes, or write it'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "demo" -d 'Write a small leaky shop to a temporary folder and scan it'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "completions" -d 'Print a shell\'s completion script'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "man" -d 'Write the man pages to a folder'
complete -c keyside -n "__fish_keyside_using_subcommand help; and not __fish_seen_subcommand_from scan audit baseline explain rules config side init demo completions man help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c keyside -n "__fish_keyside_using_subcommand help; and __fish_seen_subcommand_from rules" -f -a "list" -d 'List every rule'
complete -c keyside -n "__fish_keyside_using_subcommand help; and __fish_seen_subcommand_from rules" -f -a "check" -d 'Check rule files and run their examples; without a file, the built-in rules'
