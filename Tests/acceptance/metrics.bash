#!/usr/bin/env bash
# Has Prometheus' promtool judge the metrics of a run, and the expressions README.md offers on them.
#
#     scripts/acceptance metrics [PROGRAM]     the release build unless a program is named
#
# promtool comes from the path, else out of Debian's package, which is unpacked and not installed.
set -euo pipefail
if [ "${1:-}" = --help ]; then sed -n '2,6s/^# \{0,1\}//p' "$0"; exit; fi
cd "$(dirname "$0")/../.."
program="${1:-.build/release/license-digest}"
if [ ! -x "$program" ]; then scripts/build >/dev/null; fi
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
fail() { echo "BROKEN: $1" >&2; exit 1; }

promtool="$(command -v promtool || echo .build/prometheus/usr/bin/promtool)"
if [ ! -x "$promtool" ]; then
  if ! command -v apt-get >/dev/null; then echo "skipped: no promtool, and no apt"; exit; fi
  mkdir -p .build/prometheus
  if [ "$(id -u)" -eq 0 ]; then apt-get update -q >/dev/null; fi
  (cd "$scratch" && apt-get download -q prometheus >/dev/null)
  dpkg-deb --fsys-tarfile "$scratch"/prometheus_*.deb \
    | tar -x -C .build/prometheus ./usr/bin/promtool
fi

# A world with everything to measure, and the smallest one.
mkdir "$scratch/small" "$scratch/text"
printf 'account_domain,virtual_account,license,quantity\na.example,V,L,1\n' >"$scratch/small/a.csv"
for input in sample-data "$scratch/small"; do
  code=0
  "$program" build --input "$input" --output "$scratch/output" --date 2026-11-22 \
    --since 2026-11-21 --accept-shrunk --metrics "$scratch/text/x.prom" --quiet \
    2>"$scratch/problems" || code=$?
  if [ "$code" -gt 1 ]; then cat "$scratch/problems" >&2; fail "the build ends with $code"; fi
  if [ "$(ls -A "$scratch/text")" != x.prom ]; then fail "beside the metrics lies something"; fi
  said="$("$promtool" check metrics <"$scratch/text/x.prom" 2>&1)" || fail "metrics: $said"
  if [ -n "$said" ]; then fail "metrics: $said"; fi
  # promtool sees what it is there for.
  if sed '0,/^# HELP/{/^# HELP/d}' "$scratch/text/x.prom" | "$promtool" check metrics 2>/dev/null
  then fail "promtool misses a metric without help"; fi
done

# The block that begins with time(): each line an expression, its comment taken off.
mapfile -t expressions < <(
  sed -n '/^    time() - /,/^$/{/^    /{s/^ *//;s/  *#.*//;p;};}' README.md)
if [ ${#expressions[@]} -eq 0 ]; then fail "README.md offers no expression"; fi
printf 'groups:\n- name: readme\n  rules:\n' >"$scratch/rules.yml"
for place in "${!expressions[@]}"; do
  printf '  - alert: a%s\n    expr: %s\n' "$place" "${expressions[place]}" >>"$scratch/rules.yml"
  for name in $(grep -o 'license_digest_[a-z_]*' <<<"${expressions[place]}"); do
    grep -q "^$name[{ ]" "$scratch/text/x.prom" || grep -q "^# TYPE $name " "$scratch/text/x.prom" \
      || [ "$name" = license_digest_next_expiry_date_seconds ] || fail "there is no metric $name"
  done
done
said="$("$promtool" check rules "$scratch/rules.yml" 2>&1)" || fail "README.md: $said"
echo "promtool takes the metrics of two runs and ${#expressions[@]} expressions of README.md."
