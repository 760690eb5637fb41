#!/usr/bin/env python3
"""Proves that saving preferences replaces one file whole, or leaves it as it was.

Runs the release binary on a CSV and on an XML file.

  killed    SIGKILL between writing and renaming, after renaming, and at moments spread over the
            run: the file is the old one or the new one, and the next save tidies up
  refused   no byte, inode or time of the file changes, nor where nothing is to be saved
  kept      mode, owner, links; a file with two names, a file or folder that cannot be written, and
            a disk that is full are refused with the reason
  together  many at once, each for another user: all of it is there in the end; of those who saw
            the same state and say so, one saves and the others are told
"""

import json
import os
import pathlib
import resource
import shutil
import signal
import struct
import subprocess
import sys
import time

sys.dont_write_bytecode = True
from harness import (
    LICENSE_HEADER, Place, Results, arguments, csv_text, killed_at_moments, license_rows)

NOBODY = 65534
DOMAIN = "customer-0000.example"
USERS = 12


def csv_file():
    rows = [f"{DOMAIN};admin@{DOMAIN};admin;*;yes;no;30;;\r\n"]
    rows += [f"{DOMAIN};u{number}@{DOMAIN};;*;\"yes\";;90;;\r\n" for number in range(USERS)]
    head = "account_domain;email;role;virtual_accounts;daily_summary;note;expiry_windows;additional_emails;locale\r\n"
    return ("\ufeff" + head + "".join(rows)).encode()


def xml_file():
    users = "".join(
        f"  <user email='u{number}@{DOMAIN}' virtual-accounts='*'\n"
        f"    daily-summary='yes' expiry-windows='90'/> <!-- {number} -->\n"
        for number in range(USERS))
    return (
        f"<?xml version='1.0'?>\n<preference-export version='1'>\n <smart-account domain='{DOMAIN}'>\n"
        f"  <user email='admin@{DOMAIN}' role='admin' daily-summary='yes'/>\n{users}"
        " </smart-account>\n</preference-export>\n").encode()


class Stand:
    """An input folder with one file of preferences."""

    def __init__(self, place, results, name, text, folder):
        self.place, self.results, self.text = place, results, text
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.folder.chmod(0o777)
        self.file = self.folder / name
        (self.folder / "licenses.csv").write_text(
            csv_text([LICENSE_HEADER] + license_rows(1, 10)))
        self.reset()

    def reset(self):
        for path in self.folder.iterdir():
            if path.name != "licenses.csv":
                path.unlink()
        self.file.write_bytes(self.text)
        self.file.chmod(0o644)

    def command(self, user=0, windows="60", more=(), by=None):
        return [
            str(self.place.program), "preferences", "set", "--input", str(self.folder),
            "--account", DOMAIN, "--email", f"u{user}@{DOMAIN}", "--as", by or f"u{user}@{DOMAIN}",
            "--expiry-windows", windows, "--date", "2026-11-22", "--since", "2026-11-21",
            "--templates", str(self.place.templates), "--format", "json", *more]

    def save(self, *words, env=None, **named):
        options = {name: named.pop(name) for name in ("user_id", "preexec_fn") if name in named}
        if "user_id" in options:
            user = options.pop("user_id")
            options.update(user=user, group=user, extra_groups=[])
        return subprocess.run(
            self.command(*words, **named), cwd=self.place.path, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=120, env=dict(os.environ, **(env or {})),
            **options)

    def expected(self, user=0):
        old = {
            ".csv": f'u{user}@{DOMAIN};;*;"yes";;90;', ".xml":
            f"u{user}@{DOMAIN}' virtual-accounts='*'\n    daily-summary='yes' expiry-windows='90'",
        }[self.file.suffix]
        return self.file_text_with(old, old.replace("90", "60"))

    def file_text_with(self, old, new):
        assert self.text.count(old.encode()) == 1, old
        return self.text.replace(old.encode(), new.encode())

    @property
    def extra(self):
        known = {"licenses.csv", self.file.name}
        return sorted(path.name for path in self.folder.iterdir() if path.name not in known)

    def stamp(self):
        status = self.file.stat()
        return self.file.read_bytes(), status.st_ino, status.st_mtime_ns, status.st_mode


def killed(stand, moments):
    check, kill = stand.results.check, "LICENSE_DIGEST_KILL_AT"
    before = stand.stamp()
    result = stand.save(env={kill: "replacement-written"})
    check(result.returncode == -signal.SIGKILL, f"killed before the rename: {result}")
    check(stand.stamp() == before, "killed before the rename: the old file")
    check(len(stand.extra) == 1 and stand.extra[0].startswith(f".{stand.file.name}.new-"),
          f"killed before the rename: what was written lies beside it: {stand.extra}")
    result = stand.save(env={kill: "replaced"})
    check(result.returncode == -signal.SIGKILL, "killed after the rename")
    check(stand.file.read_bytes() == stand.expected(), "killed after the rename: the new file")
    check(not stand.extra, f"the next save tidies up: {stand.extra}")
    begin = time.monotonic()
    stand.reset()
    check(stand.save().returncode == 0, "a sound save")
    length = time.monotonic() - begin
    killed_at_moments(
        stand, length, moments, stand.file.name,
        lambda: {stand.text: "old", stand.expected(): "new"}.get(stand.file.read_bytes()))


def refused(stand):
    check = stand.results.check
    before = stand.stamp()
    for what, code, words in [
        ("a window not offered", 2, dict(windows="45")),
        ("another user's", 2, dict(by=f"u1@{DOMAIN}")),
        ("several reasons", 2, dict(
            windows="45", by=f"u1@{DOMAIN}",
            more=["--locale", "xx", "--additional-emails", "a@b.example"])),
        ("a wrong hash", 2, dict(more=["--if-unchanged", "0" * 64])),
        ("what is there already", 0, dict(windows="90")),
        ("a dry run", 0, dict(more=["--dry-run"])),
    ]:
        result = stand.save(**words)
        check(result.returncode == code, f"{what}: exit {result.returncode}, {result.stderr}")
        answer = json.loads(result.stdout)
        check(bool(answer["refusals"]) == (code == 2), f"{what}: {answer['refusals']}")
        check(stand.stamp() == before and not stand.extra, f"{what}: the file is as it was")
    answer = json.loads(stand.save(
        windows="45", by=f"u1@{DOMAIN}",
        more=["--locale", "xx", "--additional-emails", "a@b.example"]).stdout)
    check(len(answer["refusals"]) == 5, f"every reason at once: {answer['refusals']}")


def labelled(stand):
    """Gives the file an access control list and an attribute, where its file system has them."""
    entry = struct.Struct("<HHI").pack
    everyone = 2 ** 32 - 1
    entries = [entry(1, 6, everyone), entry(2, 4, NOBODY), entry(4, 4, everyone),
               entry(16, 4, everyone), entry(32, 0, everyone)]
    given = {"system.posix_acl_access": struct.pack("<I", 2) + b"".join(entries),
             "user.note": b"ours"}
    try:
        for name, value in given.items():
            os.setxattr(stand.file, name, value)
    except OSError as error:
        stand.results.skip("lists and attributes", error.strerror)
    return {name: os.getxattr(stand.file, name) for name in os.listxattr(stand.file)}


def kept(stand):
    check = stand.results.check
    stand.file.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(stand.file, NOBODY, NOBODY)
    attributes = labelled(stand)
    before = stand.file.stat()
    check(stand.save().returncode == 0, "a sound save")
    kept = {name: os.getxattr(stand.file, name) for name in os.listxattr(stand.file)}
    check(all(kept.get(name) == value for name, value in attributes.items()),
          f"lists and attributes are kept: {kept} for {attributes}")
    after = stand.file.stat()
    check(before.st_ino != after.st_ino, "the file is another one")
    for part in ("st_mode", "st_uid", "st_gid"):
        check(getattr(before, part) == getattr(after, part), f"{part} is kept")
    stand.reset()
    target = stand.folder / f".real{stand.file.suffix}"
    stand.file.rename(target)
    stand.file.symlink_to(target.name)
    check(stand.save().returncode == 0, "through a link")
    check(stand.file.is_symlink() and target.read_bytes() == stand.expected(),
          "the link stays, and its file is replaced")
    check(stand.extra == [target.name], f"nothing else: {stand.extra}")
    stand.reset()
    os.link(stand.file, stand.folder / ".other-name")
    result = stand.save()
    check(result.returncode == 2 and "several names (hard links)" in result.stderr,
          f"a file with two names: {result.stderr}")
    check(stand.file.read_bytes() == stand.text, "a file with two names: as it was")
    stand.reset()

    def no_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    result = stand.save(preexec_fn=no_room)
    check(result.returncode == 2 and "cannot be replaced: File too large" in result.stderr,
          f"no room: {result.stderr}")
    check(stand.file.read_bytes() == stand.text and not stand.extra, "no room: as it was")
    if os.geteuid() != 0:
        return stand.results.skip("files of others", "it takes root to make them")
    stand.file.chmod(0o644)
    result = stand.save(user_id=NOBODY)
    check(result.returncode == 2 and "cannot be replaced: Permission denied" in result.stderr,
          f"a file one may not write: {result.stderr}")
    stand.file.chmod(0o666)
    result = stand.save(user_id=NOBODY)
    check(result.returncode == 2 and "Operation not permitted" in result.stderr,
          f"an owner that cannot be kept: {result.stderr}")
    os.chown(stand.file, NOBODY, NOBODY)
    stand.folder.chmod(0o755)
    result = stand.save(user_id=NOBODY)
    check(result.returncode == 2 and "Permission denied" in result.stderr,
          f"a folder one may not write: {result.stderr}")
    stand.folder.chmod(0o777)
    check(stand.file.read_bytes() == stand.text and not stand.extra, "denied: as it was")
    stand.reset()


def together(stand, rounds):
    check = stand.results.check
    for number in range(rounds):
        stand.reset()
        processes = [
            subprocess.Popen(
                stand.command(user), cwd=stand.place.path, stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE, text=True)
            for user in range(USERS)]
        for process in processes:
            error = process.communicate()[1]
            check(process.returncode == 0, f"together, round {number}: {error}")
        all_saved = stand.text
        for user in range(USERS):
            stand.text, text = all_saved, stand.text
            all_saved = stand.expected(user)
            stand.text = text
        check(stand.file.read_bytes() == all_saved, f"together, round {number}: nothing is lost")
        check(not stand.extra, f"together, round {number}: nothing is left: {stand.extra}")
    stand.reset()
    shown = subprocess.run(
        [str(stand.place.program), "preferences", "show", "--input", str(stand.folder),
         "--account", DOMAIN, "--date", "2026-11-22", "--templates", str(stand.place.templates),
         "--format", "json"], cwd=stand.place.path, capture_output=True, text=True)
    known = json.loads(shown.stdout)["file"]["sha256"]
    processes = [
        subprocess.Popen(
            stand.command(user, more=["--if-unchanged", known]), cwd=stand.place.path,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for user in range(USERS)]
    answers = [json.loads(process.communicate()[0]) for process in processes]
    saved = [number for number, answer in enumerate(answers) if answer["saved"]]
    check(len(saved) == 1, f"who saw the same state: one saves ({saved})")
    codes = {code["code"] for answer in answers for code in answer["refusals"]}
    check(codes == {"file-changed"}, f"the others are told: {codes}")
    check(len(saved) == 1 and stand.file.read_bytes() == stand.expected(saved[0]),
          "who saw the same state: what was saved is there")


def main():
    options = arguments(
        __doc__, moments=(30, "kills a file"), rounds=(3, "rounds of many at once"))
    results = Results()
    with Place(options.program) as place:
        for name, text in [("preferences.csv", csv_file()), ("preferences.xml", xml_file())]:
            stand = Stand(place, results, name, text, place.path / name.replace(".", "-"))
            killed(stand, options.moments)
            refused(stand)
            kept(stand)
            together(stand, options.rounds)
            shutil.rmtree(stand.folder)
            results.told(f"{name}: done")
    results.finish()


main()
