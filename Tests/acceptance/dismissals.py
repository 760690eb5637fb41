#!/usr/bin/env python3
"""Proves that dismissing an alert changes one file whole, or leaves everything as it was.

Runs the release binary where the account has a file of dismissals (CSV, XML), and where it has none.

  killed    SIGKILL between writing and renaming, after renaming, and at moments spread over the
            run: the file is the old one or the new one, and the next change of it tidies up
  refused   no byte, inode or time of the file changes
  together  many at once, each of another license: all of it is there in the end
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from harness import (
    LICENSE_HEADER, Place, Results, arguments, csv_text, killed_at_moments, license_rows)

DOMAIN = "customer-0000.example"
ADMIN = f"admin@{DOMAIN}"
LICENSES = 24
CSV = (
    "account_domain;note;virtual_account;alert_event;subject;until;by;reason\r\n"
    f'{DOMAIN};"as; it was";DEFAULT;licenses-expiring;License 00001;2026-12-31;{ADMIN};ordered\r\n')
XML = (
    "<?xml version='1.0'?>\n<dismissal-export version='1'>\n"
    f" <smart-account domain='{DOMAIN}'>\n"
    "  <dismissal virtual-account='DEFAULT' alert-event='licenses-expiring'\n"
    f"    subject='License 00001' until='2026-12-31' by='{ADMIN}'/> <!-- as it was -->\n"
    " </smart-account>\n</dismissal-export>\n")


class Stand:
    """An input folder, with a file of dismissals or the place where one is made."""

    def __init__(self, place, results, name, text):
        self.place, self.results = place, results
        self.text = text.encode() if text else None
        self.folder = pathlib.Path(place.path) / f"in-{name.replace('.', '-')}-{bool(text)}"
        self.folder.mkdir()
        (self.folder / "licenses.csv").write_text(
            csv_text([LICENSE_HEADER] + license_rows(1, LICENSES)))
        (self.folder / "preferences.csv").write_text(
            "account_domain,email,role,virtual_accounts,daily_summary\n"
            f"{DOMAIN},{ADMIN},admin,*,yes\n")
        self.known = {path.name for path in self.folder.iterdir()}
        self.file = self.folder / name
        self.what = f"{name}, {'there' if text else 'not there'}"
        self.reset()

    def reset(self):
        for path in self.folder.iterdir():
            if path.name not in self.known:
                path.unlink()
        if self.text:
            self.file.write_bytes(self.text)

    def command(self, number=3, reason="The renewal is ordered"):
        return [
            str(self.place.program), "alerts", "dismiss", "--input", str(self.folder),
            "--account", DOMAIN, "--event", "licenses-expiring", "--subject",
            f"License {number:05}", "--until", "2026-12-10", "--reason", reason, "--as", ADMIN,
            "--date", "2026-11-22", "--since", "2026-11-21", "--templates",
            str(self.place.templates)]

    def dismiss(self, *words, kill=""):
        return subprocess.run(
            self.command(*words), cwd=self.place.path, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120,
            env={**os.environ, "LICENSE_DIGEST_KILL_AT": kill})

    @property
    def content(self):
        return self.file.read_bytes() if self.file.exists() else None

    @property
    def extra(self):
        known = self.known | {self.file.name}
        return sorted(path.name for path in self.folder.iterdir() if path.name not in known)

    def stamp(self):
        if not self.file.exists():
            return None
        status = self.file.stat()
        return self.file.read_bytes(), status.st_ino, status.st_mtime_ns, status.st_mode


def killed(stand, moments):
    check = stand.results.check
    begin = time.monotonic()
    result = stand.dismiss()
    length = time.monotonic() - begin
    check(result.returncode == 0, f"{stand.what}: a sound dismissal: {result.stderr}")
    new = stand.content
    check(new and b"License 00003" in new and new != stand.text, f"{stand.what}: it is written")
    old = stand.text or b""
    same = len(os.path.commonprefix([old, new]))
    check(new.endswith(old[same:]), f"{stand.what}: what was there stays around one place")
    stand.reset()
    before = stand.stamp()
    result = stand.dismiss(kill="replacement-written")
    check(result.returncode == -signal.SIGKILL, f"{stand.what}: killed before: {result}")
    check(stand.stamp() == before, f"{stand.what}: killed before: as it was")
    check(len(stand.extra) == 1, f"{stand.what}: killed before: what it left: {stand.extra}")
    check(stand.dismiss(kill="replacement-written").returncode == -signal.SIGKILL
          and len(stand.extra) == 1, f"{stand.what}: the next one tidies up first: {stand.extra}")
    result = stand.dismiss(kill="replaced")
    check(result.returncode == -signal.SIGKILL, f"{stand.what}: killed after: {result}")
    check(stand.content == new, f"{stand.what}: killed after: the new file")
    check(not stand.extra, f"{stand.what}: killed after: nothing is left: {stand.extra}")
    check(stand.dismiss(4).returncode == 0, f"{stand.what}: a dismissal after it")
    check(not stand.extra, f"{stand.what}: the next one tidies up: {stand.extra}")
    killed_at_moments(
        stand, length, moments, stand.what,
        lambda: {stand.text: "old", new: "new"}.get(stand.content))


def refused(stand):
    before = stand.stamp()
    for what, words in [("an unknown license", (999,)), ("no reason", (3, ""))]:
        result = stand.dismiss(*words)
        stand.results.check(
            result.returncode == 2, f"{stand.what}: {what}: {result.returncode} {result.stderr}")
        stand.results.check(
            stand.stamp() == before and not stand.extra, f"{stand.what}: {what}: as it was")


def together(stand, count):
    stand.reset()
    processes = [
        subprocess.Popen(
            stand.command(number), cwd=stand.place.path, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)
        for number in range(2, 2 + count)]
    for process in processes:
        error = process.communicate()[1]
        stand.results.check(process.returncode == 0, f"{stand.what}: together: {error}")
    content = stand.content or b""
    lost = [number for number in range(2, 2 + count) if b"License %05d" % number not in content]
    stand.results.check(not lost, f"{stand.what}: together: lost {lost}")
    stand.results.check(not stand.extra, f"{stand.what}: nothing is left: {stand.extra}")
    stand.reset()


def main():
    options = arguments(__doc__, moments=(30, "kills a file"), count=(8, "dismissals at once"))
    results = Results()
    with Place(options.program) as place:
        for name, text in [("dismissals.csv", CSV), ("dismissals.xml", XML), ("dismissals.csv", None)]:
            stand = Stand(place, results, name, text)
            killed(stand, options.moments)
            refused(stand)
            together(stand, options.count)
            shutil.rmtree(stand.folder)
    results.finish()


main()
