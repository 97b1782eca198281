#!/usr/bin/env bash
# Makes sure that the commits to scan are there, also after a checkout with `fetch-depth: 1`.
# Writes the output `since`: the commit that the scan starts after. Without it the scan takes the tree.
set -euo pipefail
: "${MODE?}" "${TOKEN?}" "${BASE?}" "${COMMITS?}" "${DEFAULT_BRANCH?}"
export GIT_TERMINAL_PROMPT=0

zero=0000000000000000000000000000000000000000
git=(git -c "safe.directory=$GITHUB_WORKSPACE" -C "$GITHUB_WORKSPACE")

notice() { echo "::notice title=keyside::$1"; }

# The whole tree instead: it has what the commits have added, unless they have removed it again.
whole_tree() {
  notice "$1 The whole tree is scanned instead."
  exit 0
}

# With the credentials that the checkout left, or else with the token. Two authorizations in one request would be refused.
fetch() {
  local options=(fetch --quiet --no-tags --no-recurse-submodules --no-write-fetch-head)
  "${git[@]}" "${options[@]}" "$@" 2>/dev/null && return
  [[ -n $TOKEN ]] || return 1
  GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.$GITHUB_SERVER_URL/.extraheader \
    GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\r\n')" \
    "${git[@]}" "${options[@]}" "$@"
}

is_there() { "${git[@]}" cat-file -e "$1^{commit}" 2>/dev/null; }

is_shallow() { [[ $("${git[@]}" rev-parse --is-shallow-repository) == true ]]; }

# Whether no commit of the range has parents that are not here.
is_whole() {
  local shallow
  shallow=$("${git[@]}" rev-parse --git-path shallow)
  [[ $shallow == /* ]] || shallow=$GITHUB_WORKSPACE/$shallow
  [[ ! -s $shallow ]] || ! "${git[@]}" rev-list HEAD "^$1" | grep --quiet --line-regexp --fixed-strings --file "$shallow"
}

# Gets older commits, more each time, until the range is whole.
deepen() {
  local base=$1 step=$((${COMMITS:-20} + 2)) head
  head=$("${git[@]}" rev-parse HEAD)
  for _ in 1 2 3 4 5; do
    is_whole "$base" && return
    fetch --deepen="$step" origin "$base" "$head" || return 1
    step=$((step * 4))
  done
  is_whole "$base"
}

# Prints the commit that the pull request or push builds on.
base() {
  # GitHub checks out the merge of a pull request: its first parent is what it was merged into just now.
  if [[ $GITHUB_REF == refs/pull/*/merge && $("${git[@]}" rev-parse HEAD) == "$GITHUB_SHA" ]]; then
    is_there HEAD^1 || fetch --deepen=1 origin "$GITHUB_SHA" || true
    if is_there HEAD^2; then
      "${git[@]}" rev-parse HEAD^1
      return
    fi
  fi
  if [[ $BASE != "$zero" ]]; then
    echo "$BASE"
  elif [[ $GITHUB_REF != "refs/heads/$DEFAULT_BRANCH" ]]; then
    # A new branch builds on the default one.
    fetch --depth=1 origin "+refs/heads/$DEFAULT_BRANCH:refs/keyside/base" && "${git[@]}" rev-parse refs/keyside/base || true
  fi
}

"${git[@]}" rev-parse --git-dir >/dev/null 2>&1 || {
  [[ $MODE == diff ]] && whole_tree "There is no checkout in the workspace."
  exit 0
}
if [[ $MODE == history ]]; then
  # What cannot be fetched is missing in the scan's coverage.
  ! is_shallow || fetch --unshallow origin "$("${git[@]}" rev-parse HEAD)" || notice "The history could not be fetched."
  exit 0
fi
[[ -n $BASE ]] || whole_tree "An event such as $GITHUB_EVENT_NAME has no commit to compare with."
since=$(base)
[[ -n $since ]] || whole_tree "There is nothing to compare with on the first push."
is_there "$since" || fetch --depth=1 origin "$since" || whole_tree "The commit $since could not be fetched."
deepen "$since" || whole_tree "The commits since $since could not be fetched."
echo "since=$since" >>"$GITHUB_OUTPUT"
