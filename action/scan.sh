#!/usr/bin/env bash
# Scans, and says how it went in outputs: status, exit-code, findings, sarif-file, upload, upload-file. Succeeds whatever is found: results
# are uploaded next, and the last step gives the verdict.
set -euo pipefail
: "${KEYSIDE?}" "${MODE?}" "${SINCE?}" "${PATHS?}" "${CATEGORY?}" "${FAIL_ON?}" "${BASELINE?}" "${CONFIG?}" \
  "${ENV_FILE?}" "${ANNOTATIONS?}" "${SUMMARY?}" "${UPLOAD?}" "${HEAD_REPOSITORY?}"

output() { echo "$1=$2" >>"$GITHUB_OUTPUT"; }

usage() {
  echo "::error title=keyside::$1"
  output status error
  output exit-code 2
  output upload false
  exit 0
}

# one_of NAME VALUE ALLOWED...
one_of() {
  local name=$1 value=$2 allowed
  shift 2
  for allowed; do
    [[ $value != "$allowed" ]] || return 0
  done
  usage "The input '$name' is one of $(printf "'%s' " "$@")and not '$value'."
}

one_of mode "$MODE" tree diff history audit
one_of fail-on "$FAIL_ON" note warning error never
one_of upload-sarif "$UPLOAD" auto true false
one_of annotations "$ANNOTATIONS" true false
one_of summary "$SUMMARY" true false
[[ -z $ENV_FILE || $MODE == audit ]] || usage "The input 'env-file' belongs to 'mode: audit'."

reports=$(mktemp -d "$RUNNER_TEMP/keyside-XXXXXX")
sarif=$reports/keyside.sarif
default_category=keyside
case $MODE in
  tree) arguments=(scan) ;;
  # Without a commit to start after, the tree; under a name of its own in any case, so that results of a part never replace those of all.
  diff) arguments=(scan) default_category=keyside/diff ;;
  history) arguments=(scan --history) default_category=keyside/history ;;
  audit) arguments=(audit) default_category=keyside/audit ;;
esac
[[ $MODE != diff || -z $SINCE ]] || arguments+=(--since "$SINCE")
arguments+=(--strict --fail-on "$FAIL_ON" --category "${CATEGORY:-$default_category}")
arguments+=(--output "sarif:$sarif" --output "jsonl:$reports/findings.jsonl" --output "github:$reports/annotations.txt")
[[ $SUMMARY == false ]] || arguments+=(--summary "$GITHUB_STEP_SUMMARY")
[[ -z $ENV_FILE ]] || arguments+=(--env-file "$ENV_FILE")
case $BASELINE in
  "") ;;
  none) arguments+=(--no-baseline) ;;
  *) arguments+=(--baseline "$BASELINE") ;;
esac
case $CONFIG in
  "") ;;
  none) arguments+=(--no-config) ;;
  *) arguments+=(--config "$CONFIG") ;;
esac
paths=()
while IFS= read -r path; do
  path=${path%$'\r'}
  [[ -z ${path//[[:space:]]/} ]] || paths+=("$path")
done <<<"$PATHS"
[[ ${#paths[@]} -gt 0 ]] || usage "The input 'paths' names nothing."

# The report quotes files, which must not give the runner orders.
silence=keyside-$RANDOM$RANDOM$RANDOM
echo "::stop-commands::$silence"
code=0
"$KEYSIDE" "${arguments[@]}" -- "${paths[@]}" || code=$?
echo "::$silence::"

[[ $ANNOTATIONS == false || ! -f $reports/annotations.txt ]] || cat "$reports/annotations.txt"
case $code in
  0) status=clean ;;
  1) status=findings ;;
  3) status=incomplete ;;
  *) status=error ;;
esac
output status "$status"
output exit-code "$code"
if [[ ! -f $sarif ]]; then
  output upload false
  exit 0
fi
output findings "$(grep --count '"suppressed":null' "$reports/findings.jsonl" || true)"
output sarif-file "$sarif"

# Code scanning does not read suppressions: what was accepted would be an alert.
open=$reports/upload.sarif
if command -v jq >/dev/null; then
  jq '.runs[].results |= map(select(.suppressions | not))' "$sarif" >"$open"
else
  open=$sarif
fi

# Tokens of pull requests from forks and of Dependabot may not write.
may_upload() {
  [[ $UPLOAD == true ]] && return
  [[ $UPLOAD == auto && $GITHUB_ACTOR != "dependabot[bot]" ]] || return 1
  [[ -z $HEAD_REPOSITORY || $HEAD_REPOSITORY == "$GITHUB_REPOSITORY" || $GITHUB_EVENT_NAME == pull_request_target ]]
}
if may_upload; then
  output upload true
  output upload-file "$open"
else
  output upload false
  [[ $UPLOAD == false ]] || echo "::notice title=keyside::Not uploaded: the token of this pull request may not write to code scanning."
fi
