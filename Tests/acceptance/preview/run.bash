#!/usr/bin/env bash
# Proves the preview: what it serves and refuses over raw sockets, and its pages in a real browser.
#
#     scripts/acceptance preview [PROGRAM]     the release build unless a program is named
#
# PROGRAM is license-digest; license-digest-preview stands beside it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
if [ "${1:-}" = --help ]; then sed -n '2,6s/^# \{0,1\}//p' "$0"; exit; fi
program="${1:-.build/release/license-digest}"
if [ ! -x "$program" ] || [ ! -x "$program-preview" ]; then
  scripts/set-up
  scripts/build >/dev/null
fi
program="$(realpath "$program")"
python3 -B Tests/acceptance/preview/serving.py "$program"
venv="$(Tests/acceptance/browser/set-up.bash)"
export SE_OFFLINE=true AXE_JS="$venv/data/axe_playwright_python/axe.min.js"
exec "$venv/bin/python" -B Tests/acceptance/preview/browser.py "$program"
