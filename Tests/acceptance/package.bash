#!/usr/bin/env bash
# Installs and removes the program both ways in scratch folders, and runs the sample with it.
#
#     scripts/acceptance package     PROGRAM names a binary that is built already, the preview's beside it
#
# The Debian package goes through dpkg where this is root, else it is only unpacked.
set -euo pipefail
if [ "${1:-}" = --help ]; then sed -n '2,6s/^# \{0,1\}//p' "$0"; exit; fi
cd "$(dirname "$0")/../.."
here="$PWD"
if [ -n "${PROGRAM:-}" ]; then
  PROGRAM="$(realpath "$PROGRAM")"
else
  PROGRAM="$(scripts/build)"
fi
export PROGRAM
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
fail() { echo "BROKEN: $1" >&2; exit 1; }

# Runs the sample with an installed program, far from the sources, and compares it with output/.
run_sample() {
  mkdir "$scratch/work"
  local code=0
  (cd "$scratch/work" && "$1" build --input "$here/sample-data" --output output --quiet \
    --config "$here/sample-data/license-digest.yml" --date 2026-11-22 --since 2026-11-21 \
    2> "$scratch/problems") || code=$?
  if [ "$code" -gt 1 ]; then cat "$scratch/problems" >&2; fail "$1 ends with $code"; fi
  diff -r "$here/output" "$scratch/work/output" >&2 || fail "$1 gives another output"
  rm -r "$scratch/work"
}

# The installed program finds the preview's server beside itself, and that serves the page.
run_preview() {
  coproc server { exec "$1" preview --input "$here/sample-data" --quiet 2> "$scratch/problems"; }
  local line url=
  while [ -z "$url" ] && read -r -u "${server[0]}" line; do
    case "$line" in Preview:*) url="${line#Preview: }" ;; esac
  done
  local page=
  for _ in $(seq 100); do
    page="$(curl -sL -c "$scratch/cookies" -b "$scratch/cookies" "$url")"
    case "$page" in *'<h1>Accounts</h1>'*) break ;; esac
    sleep 0.1
  done
  # shellcheck disable=SC2154 # set by coproc
  kill -INT "$server_PID"
  local code=0
  wait "$server_PID" || code=$?
  case "$page" in *'<h1>Accounts</h1>'*) ;; *) fail "$1 preview shows no page" ;; esac
  if [ "$code" -ne 130 ]; then fail "$1 preview ends with $code"; fi
}

# What judges the texts; where one is missing and this may not install it, its check is left out.
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  missing=()
  for tool in zsh fish groff; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -q >/dev/null
    apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null 2>&1
  fi
fi

# The shells and the manual's formatter find nothing to complain of, and each completes; the manual
# has every option.
check_texts() {
  local completions="$1/share/bash-completion/completions/license-digest" given expected words
  while IFS='|' read -r words expected; do
    given="$(bash -c 'source "$1"; shift; COMP_LINE="$*" COMP_POINT=$((${#COMP_LINE}))
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _license-digest "$1" "${@: -1}" "${@: -2:1}"; echo "${COMPREPLY[*]}"' \
      - "$completions" license-digest $words)"
    if [ "$given" != "$expected" ]; then fail "bash completes '$words' to '$given'"; fi
  done <<'END'
sche|schema
build --acc|--accept-shrunk
build --log-format j|json
schema lic|licenses
END
  if command -v zsh >/dev/null; then zsh -n "$2"; else echo "skipped: there is no zsh"; fi
  if command -v fish >/dev/null; then
    given="$(fish --no-config -c 'source $argv[1]; complete -C "license-digest build --acc"' \
      "$1/share/fish/vendor_completions.d/license-digest.fish" | cut -f 1)"
    if [ "$given" != --accept-shrunk ]; then fail "fish completes --acc to '$given'"; fi
  else
    echo "skipped: there is no fish"
  fi
  if command -v groff >/dev/null; then
    gzip -dc "$1/share/man/man1/license-digest.1.gz" > "$scratch/manual"
    groff -man -Tascii -ww -P-cbou "$scratch/manual" > "$scratch/page" 2> "$scratch/groff"
    if [ -s "$scratch/groff" ]; then cat "$scratch/groff" >&2; fail "the manual has faults"; fi
    for words in $("$1/bin/license-digest" --experimental-dump-help \
      | grep -o '"name" *: *"[a-z-]*"' | sed 's/.*"\(.*\)"/\1/' | grep -v '^h$\|^help$\|^version$'); do
      grep -q -- "--$words" "$scratch/page" || fail "the manual has no --$words"
    done
  else
    echo "skipped: there is no groff"
  fi
}

check_libraries() {
  local others
  others="$(objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }' \
    | grep -vE '^(libxml2|libstdc\+\+|libgcc_s|libm|libc|ld-linux.*)\.so\.' || true)"
  if [ -n "$others" ]; then fail "the binary needs $others"; fi
}

scripts/install "$scratch/prefix with blank" > /dev/null
prefix="$scratch/prefix with blank"
check_libraries "$prefix/bin/license-digest"
check_libraries "$prefix/bin/license-digest-preview"
check_texts "$prefix" "$prefix/share/zsh/site-functions/_license-digest"
run_sample "$prefix/bin/license-digest"
run_preview "$prefix/bin/license-digest"
touch "$prefix/share/fish/another"
scripts/install "$prefix" > /dev/null
scripts/install --uninstall "$prefix" > /dev/null
left="$(cd "$prefix" && find . -type f)"
if [ "$left" != ./share/fish/another ]; then fail "uninstalling left: $left"; fi
echo "Installed, run and uninstalled under a prefix."

package="$(scripts/package 2> "$scratch/log")" || { cat "$scratch/log" >&2; exit 1; }
first="$(sha256sum < "$package")"
scripts/package > /dev/null 2>&1
if [ "$(sha256sum < "$package")" != "$first" ]; then fail "two packages of one build differ"; fi
root="$scratch/root"
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
touch "$root/var/lib/dpkg/status"
if [ "$(id -u)" -eq 0 ]; then
  dpkg --root="$root" --force-depends --log=/dev/null -i "$package" > "$scratch/log" 2>&1 \
    || { cat "$scratch/log" >&2; fail "the package cannot be installed"; }
else
  dpkg-deb -x "$package" "$root"
fi
check_texts "$root/usr" "$root/usr/share/zsh/vendor-completions/_license-digest"
run_sample "$root/usr/bin/license-digest"
run_preview "$root/usr/bin/license-digest"
if [ "$(id -u)" -eq 0 ]; then
  dpkg --root="$root" --log=/dev/null --purge license-digest > /dev/null 2>&1
  left="$(find "$root" -path "$root/var/lib/dpkg" -prune -o -type f -print)"
  if [ -n "$left" ]; then fail "removing the package left: $left"; fi
fi
echo "Packaged, installed, run and removed: $package ($(du -h "$package" | cut -f 1))"
