#!/usr/bin/env python3
"""Compares license-digest with an independent reading of the documented rules, over random worlds.

    oracle.py --program PATH [--worlds N] [--seed FIRST] [--keep FOLDER] [--no-notices]

For every seed the facts are written as CSV and as XML or JSON, the program is run on both, and each
folder is compared with what the documents ask for and with the other one. A failing world stays
in the folder of --keep, named after its seed. Exit code 1 when any world differs.
"""

import argparse
import csv
import json
import os
import random
import shutil
import subprocess
import sys

from expecting import Expectation
from forms import CSVForm, XMLForm
from reading import account_of, written
from responses import JSONForm
from worlds import World

PROJECT = os.path.abspath(__file__).rsplit(os.sep, 4)[0]
SKIPPED = {"html", "text", "eml", "bytes", "sha256", "subject"}
BODY_KEYS = ["kind", "account", "account_name", "date", "since", "locale", "windows", "previous",
             "unread", "changes", "cleared", "expiring", "alerts", "events", "totals",
             "dismissed"]
LINE_KEYS = ["kind", "account", "locale", "windows", "virtual_accounts", "alert_events",
             "recipients", "subject", "html", "text", "json", "eml", "expiring", "renewed", "new",
             "changes", "milestones", "events", "alerts", "dismissed", "bytes", "sha256"]
CSV_ENDINGS = [".csv", ".csv", ".CSV", ".tsv"]
XML_ENDINGS = [".xml", ".xml", ".XML"]
JSON_ENDINGS = [".json", ".json", ".JSON"]
LICENSES = b"account_domain,virtual_account,license,quantity\nacme.example,DEFAULT,Junk,7\n"
# What lies in an input and gives no row.
JUNK = {".hidden.csv": LICENSES, "notes.txt": LICENSES, "other/licenses.csv": LICENSES,
        "acme.example/deeper/licenses.csv": LICENSES, "junk.csv": b"a,b\n1,2\n",
        "empty.tsv": b"", "twice.csv": LICENSES.replace(b"quantity", b"quantity,Quantity"),
        "doctype.xml": b"<!DOCTYPE x><license-export version='1'/>",
        "later.xml": b"<license-export version='2'><smart-account/></license-export>"}
KINDS = {"product instances": "instances"}
# Warnings of several rows at once, and of fields that are cleaned more than once.
FREE = {"shared-virtual-account", "rows-disagree", "direction-removed", "unknown-status"}


class Differences:
    """What is wrong with one world, in words."""

    def __init__(self):
        self.lines = []

    def add(self, text):
        self.lines.append(text)

    def same(self, where, expected, found):
        if expected == found:
            return
        if isinstance(expected, dict) and isinstance(found, dict):
            for key in expected.keys() | found.keys():
                self.same(f"{where}.{key}", expected.get(key, "(absent)"),
                          found.get(key, "(absent)"))
        elif isinstance(expected, list) and isinstance(found, list) and (
                len(expected) == len(found)):
            for number, pair in enumerate(zip(expected, found)):
                self.same(f"{where}[{number}]", *pair)
        else:
            self.add(f"{where}\n    documents: {expected!r}\n    program:   {found!r}")


def yaml(config):
    """The configuration as YAML; JSON's scalars and lists are YAML's."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in config.items())


def place(file, ending):
    """A file's path in output: relative to its --input, the input's number before it."""
    return os.path.join(str(file.input or ""), file.folder, file.stem + ending)


def write(world, folder, name):
    """Write every file of the world in one form; by file the form and its path in output."""
    made = {}
    draw = random.Random(f"{world.seed} {name}")
    for file in world.files:
        is_xml = name == "xml" or name == "mixed" and draw.random() < 0.5
        style, endings = (XMLForm, XML_ENDINGS) if is_xml else (CSVForm, CSV_ENDINGS)
        if file.page and name != "csv" and draw.random() < 0.7:
            style, endings = JSONForm, JSON_ENDINGS
        style, path = style(world, file), place(file, draw.choice(endings))
        put(folder, name, path, style.bytes(), file.copied)
        made[file] = style, path
    if world.junk:
        for path in JUNK:
            put(folder, name, os.path.join(str(world.inputs[0] or ""), path), JUNK[path], False)
    return made


def put(folder, name, path, content, twice):
    """Write a file, and a copy that comes behind it."""
    path = os.path.join(folder, name, path)
    stem, ending = os.path.splitext(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    for each in [path] + [f"{stem}~copy{ending}"] * twice:
        with open(each, "wb") as handle:
            handle.write(content)


def run(binary, world, folder, form):
    """Build one form in some time zone and language; exit code and what was told."""
    command = [binary, "build", "--formats", "json", "--skip-pages"]
    for number in world.inputs:
        command += ["--input", os.path.join(folder, form, str(number or ""))]
    command += ["--output", os.path.join(folder, form + "-out"), "--date", written(world.date),
                "--since", written(world.since), "--config", os.path.join(folder, "digest.yml")]
    with open(os.path.join(folder, form + ".command"), "w") as handle:
        handle.write(" ".join(command) + "\n")
    elsewhere = dict(os.environ, TZ="Pacific/Kiritimati", LANG="tr_TR.UTF-8", LC_ALL="C")
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60,
                          env=elsewhere if form == "xml" else None)
    return done.returncode, done.stderr.decode(errors="replace")


def compare_again(binary, world, folder, differences):
    """What was published is what would be published again."""
    with open(os.path.join(folder, "csv.command")) as handle:
        command = handle.read().replace(" build ", " diff ", 1).split()
    code = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=60).returncode
    differences.same("exit code of diff", 0, code)


def tree(folder):
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(base, name)
            with open(path, "rb") as handle:
                found[os.path.relpath(path, folder)] = handle.read()
    return found


def compare_bodies(expected, files, differences):
    bodies = {path for path in files if path.startswith("accounts/") and path.endswith(".json")
              and not path.endswith("/account.json")}
    for path in sorted(bodies | expected.bodies.keys()):
        if path not in files or path not in expected.bodies:
            differences.add(f"{path}: only in the {'program' if path in files else 'documents'}")
            continue
        body = json.loads(files[path])
        if list(body) != BODY_KEYS:
            differences.add(f"{path}: keys {list(body)}")
        for alert in body["alerts"]:
            if not alert.pop("detail", None):
                differences.add(f"{path}: an alert without detail: {alert}")
        unread, known = body.pop("unread"), expected.unread[path]
        rows = unread["rows"]
        if rows is not None and sorted(rows) != ["alerts", "events", "instances", "licenses"]:
            differences.add(f"{path}: unread rows {rows}")
        differences.same(f"{path}: unread", known, {key: unread[key] for key in known})
        differences.same(path, expected.bodies[path], body)


def compare_messages(expected, files, differences):
    lines = [json.loads(line) for line in files["messages.jsonl"].splitlines()]
    for line in lines:
        if list(line) != LINE_KEYS:
            differences.add(f"messages.jsonl: keys {list(line)}")
    kept = [{key: line[key] for key in line if key not in SKIPPED} for line in lines]
    if [line["json"] for line in kept] != [line["json"] for line in expected.messages]:
        differences.same("messages.jsonl files", [line["json"] for line in expected.messages],
                         [line["json"] for line in kept])
        return
    for want, line in zip(expected.messages, kept):
        differences.same(f"messages.jsonl {line['json']}", want, line)


def compare_renewals(expected, files, differences):
    paths = {path for path in files if path.endswith("renewals.csv")}
    for path in sorted(paths | expected.renewals.keys()):
        if path not in files or path not in expected.renewals:
            differences.add(f"{path}: only in the {'program' if path in files else 'documents'}")
            continue
        rows = list(csv.reader(files[path].decode().splitlines(keepends=True), strict=True))
        differences.same(path, expected.renewals[path], rows)


def compare_run(expected, manifest, differences):
    counts = manifest["counts"]
    differences.same("run.json counts", expected.counts,
                     {key: counts.get(key) for key in expected.counts})
    # An account is also what only rejected rows name: its page shows their problems.
    named = len(expected.named - {None})
    if not len(expected.accounts) <= counts["accounts"] <= named:
        differences.add(f"run.json accounts: {counts['accounts']}, {named} are named")


def compare_rows(world, expected, made, manifest, problems, differences):
    """Rows, kept and rejected of each CSV file, and the problems of each row, by line."""
    files = {file["path"]: file for file in manifest["files"]}
    for file in world.files:
        style, path = made[file]
        told = [expected.told[file.stem, number] for number in range(len(file.rows))]
        rejected = {number for number, one in enumerate(told) if one.rejected}
        differences.same(f"run.json {path}", {
            "kind": KINDS.get(file.kind, file.kind), "rows": len(told), "kept": len(told) - len(rejected),
            "rejected": len(rejected)},
            {key: files.get(path, {}).get(key) for key in ("kind", "rows", "kept", "rejected")})
        mine = [line for line in problems if line["path"] == path]
        compare_problems(file, path, mine, told, style.lines, differences)


def compare_files(world, made, problems, differences):
    """Files cut short, repeated, rejected and not read are told, once each."""
    found = sorted((problem["path"], problem["message"].rpartition("; ")[2])
                   for problem in problems
                   if problem["line"] is None or problem["message"].endswith(("rejected", "short"))
                   and not problem["message"].endswith("row rejected"))
    found = [(path, loss if loss.startswith("file ") else "note or warning")
             for path, loss in found]
    wanted = [(made[file][1], "file cut short") for file in world.files if file.cut]
    for file in world.files:
        stem, ending = os.path.splitext(made[file][1])
        wanted += [(f"{stem}~copy{ending}", "note or warning")] * file.copied
    if world.junk:
        within = str(world.inputs[0] or "")
        wanted += [(os.path.join(within, path), "file rejected") for path in JUNK
                   if "/" not in path and not path.endswith(".txt") and path[0] != "."]
        wanted += [(os.path.join(within, path), "note or warning")
                   for path in ("other", "acme.example/deeper", "notes.txt")]
    differences.same("files told", sorted(wanted), sorted(found))


def compare_problems(file, path, problems, told, lines, differences):
    rejected, errors, warnings, directions = set(), {}, {}, set()
    for problem in problems:
        row = lines.get(problem["line"])
        if row is None:
            cut = file.cut and problem["message"].endswith("file cut short")
            if problem["severity"] != "note" and not cut and problem["code"] != "file-repeated":
                differences.add(f"{path}: a problem on no row: {problem}")
            continue
        account = account_of(file, file.rows[row])
        if problem["account"] not in (account, file.folder or None, None):
            differences.add(f"{path}: row {row} is of {account}: {problem}")
        if problem["message"].endswith("row rejected"):
            rejected.add(row)
        elif problem["severity"] == "error":
            errors.setdefault(row, []).append(problem["message"])
        elif problem["code"] == "direction-removed":
            directions.add(row)
        elif problem["severity"] == "warning" and problem["code"] not in FREE:
            warnings.setdefault(row, []).append(problem["message"])
    for number, one in enumerate(told):
        if one.rejected != (number in rejected):
            differences.add(f"{path}: row {number} rejected: expected {one.rejected}, program "
                            f"{number in rejected}")
        if one.rejected:
            continue
        if one.directions != (number in directions):
            differences.add(f"{path}: row {number} directions: expected {one.directions}")
        for word, count, found in (("errors", one.errors, errors.get(number, [])),
                                   ("warnings", one.warnings, warnings.get(number, []))):
            lenient = word == "errors" and getattr(one, "without_effect", False)
            if count != len(found) and not lenient:
                differences.add(f"{path}: row {number} {word}: expected {count}, program {found}")


def without_rejected(path, files):
    """A file without how many rows were rejected: damage of bytes is in CSV rows alone."""
    if path not in files or not path.endswith((".json", ".jsonl")):
        return files.get(path)
    lines = [json.loads(line) for line in files[path].splitlines()]
    for line in lines:
        line.pop("subject", None)
        line.get("unread", {}).pop("rows", None)
    return lines


def compare_forms(form, csv_files, xml_files, differences):
    """The same facts in CSV, in XML and in some of each give the same bytes."""
    free = {"run.json", "problems.jsonl"}
    for path in sorted((csv_files.keys() | xml_files.keys()) - free):
        if without_rejected(path, csv_files) != without_rejected(path, xml_files):
            differences.add(f"{path}: CSV and {form} differ"
                            + ("" if path in csv_files and path in xml_files else " (absent)"))


def compare(world, folder, binary):
    """Write, run and compare one world; what differs."""
    differences = Differences()
    with open(os.path.join(folder, "digest.yml"), "w") as handle:
        handle.write(yaml(world.config))
    outputs, made, codes = {}, {}, {}
    for form in ("csv", "xml", "mixed"):
        made[form] = write(world, folder, form)
        code, text = run(binary, world, folder, form)
        if code not in (0, 1):
            differences.add(f"{form}: exit code {code}\n{text}")
            return differences.lines
        codes[form] = code
        outputs[form] = tree(os.path.join(folder, form + "-out"))
    files = outputs["csv"]
    expected = Expectation(world)
    manifest = json.loads(files["run.json"])
    problems = [json.loads(line) for line in files["problems.jsonl"].splitlines()]
    compare_rows(world, expected, made["csv"], manifest, problems, differences)
    if world.seed % 10 == 0:
        compare_again(binary, world, folder, differences)
    compare_files(world, made["csv"], problems, differences)
    wrong = any(problem["severity"] != "note" for problem in problems)
    differences.same("exit code", int(wrong), codes["csv"])
    compare_run(expected, manifest, differences)
    compare_messages(expected, files, differences)
    compare_bodies(expected, files, differences)
    compare_renewals(expected, files, differences)
    for form in ("xml", "mixed"):
        compare_forms(form, files, outputs[form], differences)
    return differences.lines


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--program", "--binary", dest="binary", required=True)
    parser.add_argument("--worlds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="/tmp/license-digest-oracle")
    parser.add_argument("--notices", action=argparse.BooleanOptionalAction, default=True,
                        help="expect status notices too")
    parser.add_argument("--lines", type=int, default=12, help="differences shown of one world")
    return parser.parse_args()


def main():
    wanted = options()
    failed = []
    for seed in range(wanted.seed, wanted.seed + wanted.worlds):
        world = World(seed, wanted.notices)
        folder = os.path.join(wanted.keep, str(seed))
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        lines = compare(world, folder, wanted.binary)
        if not lines:
            shutil.rmtree(folder)
            continue
        failed.append(seed)
        print(f"seed {seed}: {len(lines)} differences, kept in {folder}")
        for line in lines[:wanted.lines]:
            print("  " + line)
    print(f"{wanted.worlds} worlds, {len(failed)} differ: {failed[:40]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
