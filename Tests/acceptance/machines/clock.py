"""Runs programs under other clocks and time zones: nothing may depend on the day it is tested.

Debian's faketime puts the clock to a leap day, to the last minute of a year, to days on which clocks are
changed and to a year far off; the time zones are those at both ends of the world, and some between. First the command itself: without --date it takes the
day of its zone, and with --date its bytes are the committed ones. Then acceptance programs: those
that build without a date, or all of them with --all 1.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys

from harness import ROOT, SAMPLE, Place, Results, arguments, committed_days, tree_hash
from programs import PROGRAMS
from tools import found

# The clock, in the zone, and the report date that follows from it.
CLOCKS = [
    ("2024-02-29 12:00:00", "UTC", "2024-02-29"),
    ("2026-12-31 23:59:00", "Pacific/Kiritimati", "2026-12-31"),
    ("2026-12-31 23:59:00", "Pacific/Pago_Pago", "2026-12-31"),
    # The day has no midnight, and the hour that there is twice.
    ("2018-11-04 01:00:05", "America/Sao_Paulo", "2018-11-04"),
    ("2026-10-25 02:59:55", "Europe/Berlin", "2026-10-25"),
    ("2031-06-15 00:00:30", "America/St_Johns", "2031-06-15"),
]
# They build as a reader would, without a date.
SHORT = ["readme", "units"]


def under(clock, zone, command, **options):
    return subprocess.run(
        ["faketime", "-f", f"@{clock}", *map(str, command)], stdin=subprocess.DEVNULL,
        capture_output=True, text=True, errors="replace", env={**os.environ, "TZ": zone}, **options)


def sample(place, results, clock, zone, day):
    what = f"{clock} in {zone}"
    output = place.path / "output"
    options = [
        "--input", SAMPLE, "--output", output, "--config", SAMPLE / "license-digest.yml",
        "--templates", ROOT / "templates", "--quiet", "--accept-shrunk"]
    done = under(clock, zone, [place.program, "build", *options])
    results.check(done.returncode == 1, f"{what}: exit {done.returncode} {done.stderr[:300]}")
    date = json.loads((output / "run.json").read_text())["date"]
    results.check(date == day, f"{what}: today is {date}, not {day}")
    before = datetime.date.fromisoformat(day) - datetime.timedelta(days=1)
    since = json.loads((output / "run.json").read_text())["since"]
    results.check(since <= str(before), f"{what}: since {since}")
    days = committed_days(place.program, place.path, "--templates", ROOT / "templates")
    done = under(clock, zone, [place.program, "build", *options[:2], "--output",
                               place.path / "fixed", *options[4:], *days])
    results.check(
        tree_hash(place.path / "fixed") == tree_hash(ROOT / "output"),
        f"{what}: with --date the bytes are the committed ones {done.stderr[:300]}")


def main():
    options = arguments(__doc__, all=(0, "1: every other acceptance program"))
    results = Results()
    if not found("faketime"):
        results.skip("other clocks", "faketime is missing (apt install faketime)")
        results.finish()
    names = [name for name in PROGRAMS if name != "clock"] if options.all else SHORT
    with Place(options.program) as place:
        for clock, zone, day in CLOCKS:
            sample(place, results, clock, zone, day)
    results.told("the sample under every clock")
    clocks = CLOCKS if options.all else CLOCKS[-1:]
    for clock, zone, _ in clocks:
        for name in names:
            program = PROGRAMS[name]
            done = under(clock, zone, [
                sys.executable, "-B", pathlib.Path(__file__).parents[1] / program.path, "--program",
                options.program, *program.options], cwd=ROOT)
            results.check(
                done.returncode == 0,
                f"{name} at {clock} in {zone}: {(done.stdout + done.stderr)[-1500:]}")
        results.told(f"{len(names)} programs at {clock} in {zone}")
    results.finish()


main()
