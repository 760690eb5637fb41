#!/usr/bin/env bash
# Parses every .eml of a build of the sample and sends them through an SMTP server on 127.0.0.1.
#
#     scripts/acceptance mail [PROGRAM]     the release build unless a program is named
#
# Needs Python 3 with venv (installed where apt is there) and PyPI's aiosmtpd.
set -euo pipefail
cd "$(dirname "$0")/../../.."
if [ "${1:-}" = --help ]; then sed -n '2,6s/^# \{0,1\}//p' "$0"; exit; fi
program="${1:-.build/release/license-digest}"
if [ ! -x "$program" ]; then
  scripts/set-up
  scripts/build >/dev/null
fi
venv=.build/test-mail
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import aiosmtpd' 2>/dev/null; then
  rm -rf "$venv"
  if ! python3 -m venv "$venv" 2>/dev/null; then
    rm -rf "$venv"
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" apt-get install -y -q python3-venv
    python3 -m venv "$venv"
  fi
  "$venv/bin/pip" install -q aiosmtpd==1.4.6
fi
exec "$venv/bin/python" Tests/acceptance/mail/mails.py "$program"
