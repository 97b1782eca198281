#!/usr/bin/env bash
# Puts a program of the wanted release into the job's temporary folder, after a look at its checksum.
# Writes the output `program`; gh reads GH_TOKEN.
set -euo pipefail
: "${VERSION?}" "${CHECKSUM?}"

repository=keyside/keyside
folder=$RUNNER_TEMP/keyside
own=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$GITHUB_ACTION_PATH/Cargo.toml" | head -n 1)
version=${VERSION#v}
version=${version:-$own}

fail() {
  echo "::error title=keyside cannot be installed::$1"
  exit 1
}

target() {
  case $RUNNER_OS-$RUNNER_ARCH in
    Linux-X64) echo x86_64-unknown-linux-musl ;;
    Linux-ARM64) echo aarch64-unknown-linux-musl ;;
    macOS-X64) echo x86_64-apple-darwin ;;
    macOS-ARM64) echo aarch64-apple-darwin ;;
    Windows-X64 | Windows-ARM64) echo x86_64-pc-windows-msvc ;;
    *) fail "There is no program for $RUNNER_OS on $RUNNER_ARCH. With 'version: source' it is built, which takes Rust." ;;
  esac
}

download() {
  curl --fail --silent --show-error --location --retry 3 --proto '=https' --tlsv1.2 --output "$2" \
    "https://github.com/$repository/releases/download/v$version/$1" ||
    fail "The release v$version has no $1, or it could not be downloaded. 'version: source' builds the Action's own commit with cargo."
}

# The SHA-256 that the archive must have: from the workflow, from the Action itself, or else from the release, whose word alone
# does not protect from whoever can change the release: hence the attestation.
expected() {
  local known
  if [[ -n $CHECKSUM ]]; then
    echo "$CHECKSUM"
    return
  fi
  known=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$archive\$/\1/p" "$GITHUB_ACTION_PATH/action/checksums.txt")
  if [[ -z $known ]]; then
    download SHA256SUMS "$folder/SHA256SUMS"
    known=$(sed -n "s/^\([0-9a-f]\{64\}\) [ *]$archive\$/\1/p" "$folder/SHA256SUMS")
    attested >&2
  fi
  echo "$known"
}

attested() {
  if ! command -v gh >/dev/null; then
    echo "::notice title=keyside::There is no gh to verify the attestation of $archive with; its checksum is the release's own."
  elif ! gh attestation verify "$folder/$archive" --repo "$repository" >/dev/null; then
    fail "The attestation of $archive is not one of $repository."
  fi
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum <"$1"; else shasum -a 256 <"$1"; fi | cut -d ' ' -f 1
}

mkdir -p "$folder"
if [[ -n ${KEYSIDE_BINARY:-} ]]; then
  program=$KEYSIDE_BINARY
elif [[ $version == source ]]; then
  command -v cargo >/dev/null || fail "'version: source' builds with cargo, which is not on the path."
  cargo install --locked --quiet --path "$GITHUB_ACTION_PATH" --root "$folder"
  program=$folder/bin/keyside
else
  [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || fail "Not a version: '$VERSION'. It is one such as '$own', or 'source'."
  target=$(target) || { echo "$target"; exit 1; }
  archive=keyside-v$version-$target.tar.gz
  download "$archive" "$folder/$archive"
  wanted=$(expected) || { echo "$wanted"; exit 1; }
  found=$(sha256 "$folder/$archive")
  [[ -n $wanted && $found == "$wanted" ]] || fail "The SHA-256 of $archive is $found, and must be ${wanted:-known}."
  tar -xzf "$folder/$archive" -C "$folder"
  program=$folder/keyside
fi
[[ $RUNNER_OS != Windows || $program == *.exe ]] || program=$program.exe
"$program" --version
echo "program=$program" >>"$GITHUB_OUTPUT"
