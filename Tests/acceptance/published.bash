#!/usr/bin/env bash
# Runs ready checks of mails and pages over a published folder, from the folder CHECKS names.
#
#     CHECKS=DIR bash Tests/acceptance/published.bash [OUTPUT]
#
# Without CHECKS, or where a check's libraries cannot be installed, it says so and leaves with 0.
set -euo pipefail
cd "$(dirname "$0")/../.."
output="${1:-output}"
if [ -z "${CHECKS:-}" ]; then echo "CHECKS names no folder: nothing is checked."; exit 0; fi
export CHECKS_VENDOR="$PWD/.build/checks-vendor"
mkdir -p "$CHECKS_VENDOR"
apt=()
if [ "$(id -u)" -eq 0 ]; then apt=(--apt); fi
if ! sh "$CHECKS/setup.sh" "${apt[@]}" >.build/checks-setup.log 2>&1; then
  echo "The checks' libraries cannot be installed (.build/checks-setup.log): nothing is checked."
  exit 0
fi
mapfile -t mails < <(find "$output/accounts" -name 'daily-*.html' -o -name 'status-*.html' | sort)
mapfile -t texts < <(find "$output/accounts" -name '*.txt' | sort)
"$CHECKS/check-html" "$output" --email 'daily*.html' --email 'status*.html' --quiet
"$CHECKS/check-email-html" --quiet "${mails[@]}"
# A line of an HTML mail leads to its row on the account's page; the text has the page's own address,
# so that the part of it is taken off before the addresses of both are compared.
bodies="$(mktemp -d)"
cp -R "$output/accounts" "$bodies"
find "$bodies" -name '*.html' -exec sed -i 's/\(alerts\.html\)#license-[0-9a-f]*"/\1"/g' {} +
mapfile -t twins < <(find "$bodies" -name '*.txt' | sort)
"$CHECKS/check-text" --quiet --width 76 --licence-css .n "${twins[@]}"
# Each message's .eml files hold its two bodies.
for text in "${texts[@]}"; do
  stem="$(basename "$text" .txt)"
  mapfile -t messages < <(find "$(dirname "$text")" -name "$stem.*.eml" | sort)
  if [ "${#messages[@]}" -eq 0 ]; then continue; fi
  "$CHECKS/check-eml" --quiet --allow-header x-license-digest-reason --txt "$stem.txt" --html "$stem.html" "${messages[@]}"
done
# axe reads the style sheet a second time, by a request that the pages' policy forbids; so it is
# given the same pages with the sheet inside. The filters are the one part that needs JavaScript,
# and they are hidden without it.
twin="$(mktemp -d)"
trap 'rm -rf "$bodies" "$twin"' EXIT
cp -R "$output/." "$twin"
python3 - "$twin" <<'PYTHON'
import pathlib, re, sys
root = pathlib.Path(sys.argv[1])
style = "<style>" + (root / "assets/site.css").read_text() + "</style>"
for page in root.rglob("*.html"):
    text = page.read_text()
    text, count = re.subn(r'<link rel="stylesheet" href="[./]*assets/site\.css">', lambda _: style, text)
    if count:
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", text))
PYTHON
mapfile -t accounts < <(find "$twin/accounts" -name 'alerts.html' -size +8k | sort | head -4)
mapfile -t mails < <(find "$twin/accounts" -name 'daily-*.html' -o -name 'status-*.html' | sort -r | head -3)
"$CHECKS/check-a11y" --quiet --nojs-note "$twin"/*.html "${accounts[@]}" "${mails[@]}"
