#!/usr/bin/env python3
"""Proves that no row is lost silently: every row is kept, or rejected and named.

  corrupt   random rows of good exports, in random ways: each is named in problems.jsonl by file
            and line, with what was lost; rows = kept + rejected, and the run's errors add up
  delete    random rows: the counts of run.json fall by exactly them
  shrunken  a run with under half the licenses of the one it replaces stops with 2, and
            --accept-shrunk publishes it

The random numbers are seeded, so that two runs try the same.
"""

import random
import shutil
import sys

sys.dont_write_bytecode = True
from harness import (
    LICENSE_HEADER, PREFERENCE_HEADER, Place, Results, arguments, csv_text, license_rows,
    preference_rows, problems, run_json, tree_hash)

INSTANCE_HEADER = [
    "account_domain", "virtual_account", "product_instance", "product", "registration_date",
    "registration_renewed", "authorization_date", "last_contact", "status"]
EVENT_HEADER = ["account_domain", "virtual_account", "time", "event", "message", "user"]

# How a row is spoiled so that it must be rejected: by its column's new text, for the files that
# have the column. None of them changes how many lines there are.
REJECTING = [
    ("account_domain", ""), ("account_domain", "no domain"), ("account_domain", "../x.example"),
    ("virtual_account", ""), ("license", "  "), ("product_instance", ""), ("quantity", "-1"),
    ("quantity", "many"), ("quantity", "1e3"), ("quantity", ""), ("email", "nobody"),
    ("email", "a@b.example\0"), ("email", "")]
# How a value is spoiled so that the value alone is ignored. An end date is, too: its row keeps its
# seats, with an unknown end (no row here is PERPETUAL, where it would not be read).
IGNORED = [
    ("end_date", "2026-02-30"), ("end_date", "soon"), ("in_use", "some"), ("start_date", "2026-13-01"), ("last_contact", "yesterday"),
    ("registration_renewed", "1"), ("daily_summary", "perhaps"), ("time", "noon"),
    ("expiry_windows", "91"), ("alert_events", "licenses-vanishing")]


class Export:
    """Rows of one file, and what was done to them."""

    def __init__(self, name, header, rows):
        self.name, self.header = name, header
        self.rows = [list(row) for row in rows]
        self.rejected, self.ignored = set(), set()

    def spoil(self, chance, table, picked, line):
        row = self.rows[line - 2]
        ways = [(column, text) for column, text in table if column in self.header]
        if self.name == "events.csv":
            ways = [(c, t) for c, t in ways if c != "virtual_account"]
        if ways:
            column, text = chance.choice(ways)
            row[self.header.index(column)] = text
            picked.add(line)

    def tear(self, chance, line):
        """Puts a field on, or takes off those that a row needs: it is rejected. Where the last one
        alone is missing, which no file needs, the row is used."""
        row = self.rows[line - 2]
        torn = chance.choice([row + ["x"], row[:2], row[:-1]])
        self.rows[line - 2] = torn
        if len(torn) != len(row) - 1:
            self.rejected.add(line)

    def write(self, folder):
        (folder / self.name).write_text(csv_text([self.header] + self.rows))


def exports(accounts, licenses):
    domains = [f"customer-{number:04}.example" for number in range(accounts)]
    instances = [
        [domain, "Branch", f"edge-{n}", "C9300", "2026-01-01", "2026-11-20", "2026-11-20",
         "2026-11-20", "authorized"] for domain in domains for n in range(5)]
    events = [
        [domain, "DEFAULT", f"2026-11-21T1{n}:00:00Z", "New", f"message {n}", "alice"]
        for domain in domains for n in range(5)]
    return [
        Export("events.csv", EVENT_HEADER, events),
        Export("instances.csv", INSTANCE_HEADER, instances),
        Export("licenses.csv", LICENSE_HEADER, license_rows(accounts, licenses)),
        Export("preferences.csv", PREFERENCE_HEADER, preference_rows(accounts))]


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def corrupt(place, results, rounds):
    spoiled = 0
    for seed in range(rounds):
        chance = random.Random(seed)
        files = exports(accounts=6, licenses=12)
        folder = fresh(place.path / "in")
        for file in files:
            for line in range(2, len(file.rows) + 2):
                fate = chance.random()
                if fate < 0.06:
                    file.spoil(chance, REJECTING, file.rejected, line)
                elif fate < 0.10:
                    file.spoil(chance, IGNORED, file.ignored, line)
                elif fate < 0.12:
                    file.tear(chance, line)
            spoiled += len(file.rejected) + len(file.ignored)
            file.write(folder)
        result = place.run(folder, place.path / "output", more=["--accept-shrunk"])
        if not results.check(result.returncode == 1, f"seed {seed}: {result.stderr[:300]}"):
            continue
        judge(place, results, files, seed)
    results.told(f"{rounds} runs with {spoiled} spoiled rows")


def judge(place, results, files, seed):
    found, run = problems(place.path / "output"), run_json(place.path / "output")
    for file in files:
        errors = [p for p in found if p["path"] == file.name and p["severity"] == "error"]
        rejected = {p["line"] for p in errors if p["message"].endswith("row rejected")}
        ignored = {p["line"] for p in errors if p["message"].endswith("value ignored")}
        what = f"seed {seed}: {file.name}"
        results.check(
            rejected == file.rejected,
            f"{what}: rejected {sorted(rejected)}, spoiled {sorted(file.rejected)}")
        results.check(
            ignored == file.ignored,
            f"{what}: ignored {sorted(ignored)}, spoiled {sorted(file.ignored)}")
        listed = next(f for f in run["files"] if f["path"] == file.name)
        results.check(
            listed["rows"] == len(file.rows) == listed["kept"] + listed["rejected"]
            and listed["rejected"] == len(file.rejected), f"{what}: {listed}")
    for severity in ("error", "warning", "note"):
        count = sum(p["severity"] == severity for p in found)
        results.check(
            run["counts"][severity + "s"] == count, f"seed {seed}: {severity}s are counted")


def delete(place, results, rounds):
    folder, output = place.path / "in", place.path / "output"
    fresh(folder)
    whole = exports(accounts=6, licenses=12)
    for file in whole:
        file.write(folder)
    place.run(folder, output)
    full = run_json(output)["counts"]
    names = {"events.csv": "events", "instances.csv": "instances", "licenses.csv": "terms",
             "preferences.csv": "preferences"}
    for seed in range(rounds):
        chance = random.Random(1_000 + seed)
        fallen = {}
        for file in exports(accounts=6, licenses=12):
            gone = chance.sample(range(1, len(file.rows)), chance.randrange(len(file.rows) // 3))
            file.rows = [row for n, row in enumerate(file.rows) if n not in gone]
            fallen[names[file.name]] = len(gone)
            file.write(folder)
        result = place.run(folder, output)
        counts = run_json(output)["counts"]
        for name, number in fallen.items():
            results.check(
                result.returncode == 0 and counts[name] == full[name] - number,
                f"delete, seed {seed}: {name} {counts[name]}, not {full[name]} - {number}")
    results.told(f"{rounds} runs with deleted rows")


def shrunken(place, results):
    folder, output = fresh(place.path / "in"), place.path / "shrunken"
    whole = license_rows(2, 10)

    def build(count, *more):
        (folder / "licenses.csv").write_text(csv_text([LICENSE_HEADER] + whole[:count]))
        return place.run(folder, output, more=more)

    results.check(build(20).returncode == 0, "20 licenses are published")
    before = tree_hash(output)
    result = build(9)
    results.check(
        result.returncode == 2 and tree_hash(output) == before
        and "licenses read: 9" in result.stderr and "--accept-shrunk" in result.stderr,
        f"9 of 20 licenses stop the run: {result.stderr}")
    results.check(build(10).returncode == 0, "half of them do not")
    results.check(build(4, "--accept-shrunk").returncode == 0, "--accept-shrunk publishes 4")
    results.check(run_json(output)["counts"]["licenses"] == 4, "4 licenses stand")
    results.check(build(20).returncode == 0, "and more are no question")


def main():
    options = arguments(__doc__, rounds=(60, "how many runs with spoiled rows, and with fewer"))
    results = Results()
    with Place(options.program) as place:
        corrupt(place, results, options.rounds)
        delete(place, results, options.rounds)
        shrunken(place, results)
    results.finish()


main()
