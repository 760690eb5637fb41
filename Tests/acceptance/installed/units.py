#!/usr/bin/env python3
"""Proves what packaging/ has for every night: systemd units, users, folders, and the crontab line.

systemd itself judges its files, without a running one: `systemd-analyze verify` and `security`,
systemd-sysusers and systemd-tmpfiles in a scratch root. The commands of the service and of the
crontab are run as they are written, with the paths moved into a scratch folder and a sendmail that
counts. What needs systemd is skipped where it is missing and cannot be installed.
"""

import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from harness import ROOT, Results, arguments

PACKAGING = ROOT / "packaging"
PATHS = {
    "/usr/libexec/license-digest": "libexec", "/usr/bin/license-digest": "program",
    "/etc/license-digest.yml": "license-digest.yml", "/var/lib/license-digest": "state"}
# With User= these imply NoNewPrivileges (systemd.exec(5)), under which no set-gid sendmail works.
IMPLYING = (
    "NoNewPrivileges=yes PrivateDevices ProtectKernelTunables ProtectKernelModules ProtectKernelLogs "
    "ProtectClock ProtectHostname MemoryDenyWriteExecute RestrictAddressFamilies RestrictNamespaces "
    "RestrictRealtime RestrictSUIDSGID SystemCallFilter SystemCallArchitectures LockPersonality "
    "DynamicUser").split()
SENDMAIL = '#!/bin/sh\ncat >/dev/null\necho mail >> "$(dirname "$0")/mails"\n'


class Stand:
    """A scratch folder in which the paths of the units lead somewhere."""

    def __init__(self, results, folder, program):
        self.results, self.folder = results, pathlib.Path(folder)
        shutil.copy(program, self.folder / "program")
        shutil.copytree(PACKAGING, self.folder / "libexec")
        shutil.copytree(ROOT / "templates", self.folder / "templates")
        shutil.copy(ROOT / "sample-data/license-digest.yml", self.folder / "license-digest.yml")
        for name in ("published", "metrics", "sent"):
            (self.folder / "state" / name).mkdir(parents=True)
        shutil.copytree(ROOT / "sample-data", self.folder / "state/exports")
        self.sendmail = self.folder / "sendmail"
        self.sendmail.write_text(SENDMAIL)
        self.sendmail.chmod(0o755)

    def moved(self, text):
        for path, name in PATHS.items():
            text = text.replace(path, str(self.folder / name))
        return text

    def run(self, command, cwd=None):
        """Runs a line in a shell, as cron does; templates lie where the installed ones would."""
        command = self.moved(command).replace(
            "license-digest.yml ", f"license-digest.yml --templates {self.folder}/templates ")
        command = re.sub(r"(sent/ledger\.jsonl)", rf"\1 --sendmail {self.sendmail}", command)
        return subprocess.run(
            ["sh", "-c", command], cwd=cwd or self.folder, capture_output=True, text=True,
            timeout=120)

    @property
    def mails(self):
        counted = self.folder / "mails"
        return len(counted.read_text().splitlines()) if counted.exists() else 0


def setting(text, name):
    """The value of a unit's setting, lines joined."""
    joined = text.replace("\\\n", " ")
    return re.search(rf"^{name}=(.*)$", joined, re.MULTILINE)[1]


def commands(stand):
    """The service, then the mails' service: as written, twice; the second mails nothing."""
    results = stand.results
    build = (PACKAGING / "license-digest.service").read_text()
    send = (PACKAGING / "license-digest-send.service").read_text()
    good = {0, int(setting(build, "SuccessExitStatus"))}
    for turn in range(2):
        done = stand.run(setting(build, "ExecStart"))
        results.check(done.returncode in good, f"the service's command: {done.returncode}")
        before = stand.mails
        sent = stand.run(setting(send, "ExecStart"))
        results.check(sent.returncode == 0, f"the mails' command: {sent.stderr[:300]}")
        new = stand.mails - before
        results.check(new > 0 if turn == 0 else new == 0, f"turn {turn} mails {new}")
    for name in ("published/output/run.json", "metrics/license-digest.prom", "sent/ledger.jsonl"):
        results.check((stand.folder / "state" / name).is_file(), f"{name} is made")
    writable = setting(build, "ReadWritePaths").split()
    for option in ("output", "metrics"):
        path = re.search(rf"--{option} (\S+)", setting(build, "ExecStart"))[1]
        results.check(os.path.dirname(path) in writable, f"the folder of {path} may be written")
    for name in IMPLYING:
        results.check(f"\n{name}" not in send, f"license-digest-send.service: no {name}")
    results.check("OnSuccess=license-digest-send.service" in build, "a build is followed by mails")
    results.told("the services' commands")


def crontab(stand):
    lines = [line for line in (PACKAGING / "crontab").read_text().splitlines()
             if line and not line.startswith("#")]
    for line in lines:
        *times, user, command = line.split(None, 6)
        stand.results.check(
            all(re.fullmatch(r"[\d*,/-]+", field) for field in times) and user == "license-digest",
            f"times and user of: {line}")
        # cron ends the command at a percent sign.
        stand.results.check("%" not in command, "no percent sign")
        for turn in range(2):
            before = stand.mails
            done = stand.run(command)
            stand.results.check(done.returncode == 0, f"crontab: {done.returncode} {done.stderr[:300]}")
            new = stand.mails - before
            stand.results.check(new > 0 if turn == 0 else new == 0, f"crontab, turn {turn}: {new}")
        # A build that publishes nothing is not followed by mails.
        (stand.folder / "license-digest.yml").write_text("colour: red\n")
        before = stand.mails
        done = stand.run(command)
        stand.results.check(
            done.returncode != 0 and stand.mails == before, "after a failed build nothing is sent")
    stand.results.check(len(lines) == 1, "the crontab is one line")
    stand.results.told("the crontab line")


def has_systemd(results):
    if shutil.which("systemd-analyze"):
        return True
    results.skip("what systemd says", "systemd-analyze is missing (apt install systemd)")
    return False


def units(stand):
    """`verify` with the commands where they are; `security` offline, by its exposure of 0 to 10."""
    results = stand.results
    names = sorted(path.name for path in PACKAGING.iterdir() if path.suffix in (".service", ".timer"))
    folder = stand.folder / "units"
    folder.mkdir()
    for name in names:
        (folder / name).write_text(stand.moved((PACKAGING / name).read_text()))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(folder / name) for name in names)],
        capture_output=True, text=True)
    told = [line for line in done.stderr.splitlines() if str(folder) in line or "license-digest" in line]
    results.check(done.returncode == 0 and not told, f"verify: {done.returncode} {told}")
    bad = folder / "bad.service"
    bad.write_text("[Service]\nExecStart=/no/such/program\n")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(bad)], capture_output=True, text=True)
    results.check(done.returncode != 0 or "no/such" in done.stderr, "verify sees a bad unit")
    for name, most in (("license-digest.service", 10), ("license-digest-send.service", 90)):
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={most}",
             str(folder / name)], capture_output=True, text=True)
        last = (done.stdout.strip().splitlines() or [""])[-1]
        results.check(done.returncode == 0, f"{name}: {last} (at most {most / 10}) {done.stderr[:300]}")
        results.told(last.strip("→ ").encode("ascii", "ignore").decode())
    calendar = setting((PACKAGING / "license-digest.timer").read_text(), "OnCalendar")
    done = subprocess.run(["systemd-analyze", "calendar", calendar], capture_output=True, text=True)
    results.check(done.returncode == 0 and "02:30" in done.stdout, f"calendar: {done.stdout[:200]}")


def folders(stand):
    """The user, and the folders the services write into, in a scratch root."""
    results = stand.results
    if os.geteuid() != 0:
        return results.skip("users and folders", "needs root")
    root = stand.folder / "root"
    (root / "etc").mkdir(parents=True)
    for command, file in (
            (["systemd-sysusers"], "license-digest.sysusers"),
            (["systemd-tmpfiles", "--create"], "license-digest.tmpfiles")):
        done = subprocess.run(
            [*command, f"--root={root}", str(PACKAGING / file)], capture_output=True, text=True)
        results.check(done.returncode == 0, f"{file}: {done.stderr[:300]}")
    user = [line.split(":") for line in (root / "etc/passwd").read_text().splitlines()
            if line.startswith("license-digest:")]
    results.check(len(user) == 1 and user[0][6].endswith("nologin"), f"the user: {user}")
    for name, mode in (("exports", 0o750), ("published", 0o750), ("metrics", 0o755), ("sent", 0o700)):
        found = (root / "var/lib/license-digest" / name).stat()
        results.check(
            stat.S_IMODE(found.st_mode) == mode and str(found.st_uid) == user[0][2],
            f"{name}: {stat.S_IMODE(found.st_mode):o} of {found.st_uid}")
    results.told("users and folders")


def main():
    program = arguments(__doc__).program
    results = Results()
    with tempfile.TemporaryDirectory(prefix="license-digest-") as folder:
        stand = Stand(results, folder, program)
        commands(stand)
        shutil.rmtree(stand.folder / "state/published/output")
        (stand.folder / "state/sent/ledger.jsonl").unlink()
        crontab(stand)
        if has_systemd(results):
            units(stand)
            folders(stand)
    results.finish()


main()
