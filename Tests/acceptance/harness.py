"""What the acceptance programs share: results, options, a folder, inputs made on the spot, hashes."""

import argparse
import csv
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
SAMPLE = ROOT / "sample-data"
# The sample's own day: on another one no milestone may be crossed, and no status notice due.
DAYS = ["--date", "2026-11-22", "--since", "2026-11-21"]


class Results:
    """Counts what held, prints what did not, and what could not be tried."""

    def __init__(self):
        self.held = 0
        self.broken = 0
        self.skipped = 0
        self.start = time.monotonic()

    def check(self, truth, what):
        if truth:
            self.held += 1
        else:
            self.broken += 1
            print(f"BROKEN: {what}", flush=True)
        return bool(truth)

    def skip(self, what, reason):
        self.skipped += 1
        print(f"skipped: {what}: {reason}", flush=True)

    def told(self, what):
        print(f"{time.monotonic() - self.start:6.1f} s  {what}", flush=True)

    def finish(self):
        self.told(f"{self.held} held, {self.broken} broken, {self.skipped} skipped")
        sys.exit(1 if self.broken else 0)


def arguments(description, **extra):
    """The options every program has; `extra` are integers with their defaults and help."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--program", type=lambda path: pathlib.Path(path).resolve(),
        default=ROOT / ".build/release/license-digest", help="a built license-digest")
    for name, (default, text) in extra.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=f"{text} ({default})")
    return parser.parse_args()


class Place:
    """A folder, open to all users, with a copy of the program and the templates."""

    def __init__(self, program, base=None):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="license-digest-", dir=base))
        self.path.chmod(0o755)
        self.program = self.path / "license-digest"
        shutil.copy(program, self.program)
        self.templates = self.path / "templates"
        shutil.copytree(TEMPLATES, self.templates)
        (self.path / "license-digest.yml").write_text("from: digest@sender.example\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def command(self, inputs, output, date="2026-11-22", since="2026-11-21", more=()):
        if not isinstance(inputs, (list, tuple)):
            inputs = [inputs]
        return [
            str(self.program), "build", "--formats", "html,text,eml,json", "--input", *map(str, inputs),
            "--output", str(output), "--date", date, "--since", since,
            "--templates", str(self.templates), *map(str, more)]

    def run(self, inputs, output, date="2026-11-22", since="2026-11-21", more=(), **options):
        """Runs a build to its end; the result has `returncode` and `stderr` as text."""
        options.setdefault("timeout", 120)
        options.setdefault("cwd", self.path)
        return subprocess.run(
            self.command(inputs, output, date, since, more), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
            **options)


def committed_days(program, folder, *more):
    """The options of days that give the committed output, with the nights before it in a folder.

    As scripts/run builds them: each night has the one before as its previous run.
    """
    previous = "none"
    for date in ("2026-11-20", "2026-11-21"):
        output = pathlib.Path(folder) / f"night-{date}"
        shutil.rmtree(output, ignore_errors=True)
        subprocess.run(
            [program, "build", "--input", ROOT / "sample-data-before", "--output", output,
             "--date", date, "--previous", previous, "--skip-pages", "--quiet", "--config",
             SAMPLE / "license-digest.yml", *more], stdin=subprocess.DEVNULL, capture_output=True)
        previous = str(output)
    return ["--date", "2026-11-22", "--previous", previous]


def without_previous(program):
    """The options of a build that compares with nothing, also where it replaces a folder."""
    said = subprocess.run([program, "build", "--help"], capture_output=True, text=True).stdout
    return ["--previous", "none"] if "--previous" in said else []


WATCHER = """
import json, os, subprocess, sys, threading
for line in sys.stdin:
    job = json.loads(line)
    with open(job["errors"], "wb") as said:
        process = subprocess.Popen(
            job["command"], cwd=job["cwd"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=said, **job["options"])
        watch = threading.Timer(60, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    print(json.dumps([process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
    sys.stdout.flush()
"""


class Watcher:
    """Runs programs and tells what they cost.

    A small process of its own: the most memory that the system tells of a child is never less
    than its parent had.
    """

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", WATCHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)

    def run(self, command, cwd, errors, **options):
        """Exit code (negative: a signal; killed after 60 s), processor seconds, memory in KiB."""
        job = {"command": command, "cwd": str(cwd), "errors": str(errors), "options": options}
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def csv_text(rows):
    """Rows as RFC 4180 text."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


LICENSE_HEADER = [
    "account_domain", "account_name", "virtual_account", "license", "sku", "license_type",
    "quantity", "in_use", "start_date", "end_date", "subscription_id", "status"]
PREFERENCE_HEADER = [
    "account_domain", "email", "role", "virtual_accounts", "daily_summary",
    "status_notification", "alert_events", "expiry_windows", "additional_emails", "locale"]


def license_rows(accounts, licenses):
    """Sound rows: every account has two virtual accounts and some terms that end soon."""
    rows = []
    for account in range(accounts):
        domain = f"customer-{account:04}.example"
        for number in range(licenses):
            part = "DEFAULT" if number % 2 else "Branch"
            day = 1 + (account + number) % 28
            rows.append([
                domain, f"Customer {account}", part, f"License {number:05}", f"SKU-{number}",
                "TERM", str(10 + number % 90), str(number % 60), "2024-01-01",
                f"2026-{12 if number % 3 else 11}-{day:02}", f"Sub{account:04}{number:05}",
                "In Compliance"])
    return rows


def preference_rows(accounts):
    """Two readers an account: its administrator, and one who sees one virtual account."""
    rows = []
    for account in range(accounts):
        domain = f"customer-{account:04}.example"
        rows.append([
            domain, f"admin@{domain}", "smart-account-admin", "*", "yes", "yes", "*", "90;30",
            f"noc@{domain}", "en"])
        rows.append([
            domain, f"reader@{domain}", "user", "Branch", "yes", "no", "", "30", "", "fr"])
    return rows


def write_inputs(folder, accounts=40, licenses=40):
    """An input folder of sound exports."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "licenses.csv").write_text(
        csv_text([LICENSE_HEADER] + license_rows(accounts, licenses)))
    (folder / "preferences.csv").write_text(
        csv_text([PREFERENCE_HEADER] + preference_rows(accounts)))
    return folder


def tree_hash(folder):
    """One hash over names, kinds and bytes below a folder; None where nothing stands."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        return None
    total = hashlib.sha256()
    for root, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(root, name)
            total.update(os.path.relpath(path, folder).encode() + b"\0")
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    total.update(hashlib.sha256(file.read()).digest())
        for name in folders:
            total.update(os.path.relpath(os.path.join(root, name), folder).encode() + b"/\0")
    return total.hexdigest()


def modes(folder):
    """The mode of every file and folder below a folder, by its path."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): oct(path.lstat().st_mode) for path in folder.rglob("*")}


def killed_at_moments(stand, length, moments, what, state_of):
    """Kills a stand's command at moments of its length; each time the file is old or new."""
    found = set()
    for moment in range(moments):
        stand.reset()
        process = subprocess.Popen(
            stand.command(), cwd=stand.place.path, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(length * 1.2 * moment / moments)
        process.kill()
        process.wait()
        state = state_of()
        found.add(state)
        stand.results.check(state, f"{what}: killed at moment {moment}: old or new")
    stand.reset()
    stand.results.told(f"{what}: {moments} kills, found {sorted(map(str, found))}")


def leftovers(output):
    """The names of folders that a run staged beside an output and did not remove."""
    output = pathlib.Path(output)
    return [n for n in os.listdir(output.parent) if n.startswith(f".{output.name}.new-")]


def run_json(output):
    return json.loads((pathlib.Path(output) / "run.json").read_text())


def problems(output):
    text = (pathlib.Path(output) / "problems.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]
