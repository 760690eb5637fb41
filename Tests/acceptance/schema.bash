#!/usr/bin/env bash
# Compares the sample with the printed schemas by xmllint, and has `check --schema` agree.
#
#     scripts/acceptance schema [PROGRAM]     the release build unless a program is named
#
# Each spoiled copy of the sample must be refused by both, and the sample by none. Installs xmllint
# where it is missing and this is root.
set -euo pipefail
if [ "${1:-}" = --help ]; then sed -n '2,7s/^# \{0,1\}//p' "$0"; exit; fi
cd "$(dirname "$0")/../.."
program="${1:-.build/release/license-digest}"
if [ ! -x "$program" ]; then
  scripts/set-up
  scripts/build >/dev/null
fi
if ! command -v xmllint >/dev/null; then
  if [ "$(id -u)" -ne 0 ]; then echo "skipped: xmllint is missing (apt install libxml2-utils)"; exit; fi
  apt-get update -q >/dev/null
  apt-get install -y -q libxml2-utils >/dev/null
fi
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
fail() { echo "BROKEN: $1" >&2; exit 1; }
tried=0

# Whether both take the document in $scratch/in/x.xml, or both refuse it.
agree() {
  local schema="$1" expected="$2" what="$3" lint=fits own=fits said
  xmllint --noout --nonet --schema "$scratch/$schema.xsd" "$scratch/in/x.xml" 2>"$scratch/lint" \
    || lint=refused
  said="$("$program" check --schema --input "$scratch/in" --date 2026-11-22 2>&1 || true)"
  if grep -q 'does not fit the schema' <<<"$said"; then own=refused; fi
  if [ "$lint" != "$expected" ]; then cat "$scratch/lint" >&2; fail "xmllint: $what is $lint"; fi
  if [ "$own" != "$expected" ]; then echo "$said" >&2; fail "check --schema: $what is $own"; fi
  tried=$((tried + 1))
}

mkdir "$scratch/in"
# A run needs a file of licenses.
cp sample-data/licenses.csv "$scratch/in/"
for schema in licenses preferences; do
  "$program" schema "$schema" >"$scratch/$schema.xsd"
  sample=sample-data/stark.xml
  if [ "$schema" = preferences ]; then sample=sample-data/stark-preferences.xml; fi
  cp "$sample" "$scratch/in/x.xml"
  agree "$schema" fits "$sample"
  while IFS= read -r change; do
    sed -E "0,/${change%%|*}/s//${change#*|}/" "$sample" >"$scratch/in/x.xml"
    if cmp -s "$sample" "$scratch/in/x.xml"; then fail "$sample has no ${change%%|*}"; fi
    agree "$schema" refused "$sample with ${change#*|}"
  done < <(if [ "$schema" = licenses ]; then
    printf '%s\n' 'quantity="[0-9]+"|quantity="1,000"' 'quantity="[0-9]+"|' \
      'end-date="[0-9-]+"|end-date="soon"' '<license name|<license colour="red" name' \
      '<virtual-account name="[^"]*"|<virtual-account' '<term |<terms '
  else
    printf '%s\n' ' email="[^"]*"|' ' daily-summary="[^"]*"| daily-summary="perhaps"' \
      '<user |<user age="3" ' 'expiry-windows="[^"]*"|expiry-windows="90;30"'
  fi)
done
echo "xmllint and check --schema agree on $tried documents."
