#!/usr/bin/env python3
"""Proves that publishing is all or nothing, by killing, filling, locking and refusing.

Runs the release binary. At every moment `output` must be the complete old tree or the complete
new one, by the hash of all its files:

  moments   SIGKILL at moments spread over the run, on this disk and on a tmpfs
  steps     SIGKILL at every publishing step (LICENSE_DIGEST_KILL_AT names one)
  signals   SIGINT (130) and SIGTERM (143), while running and while waiting for the lock
  full      no space, no inodes: a small tmpfs with less and less room
  denied    a folder that cannot be written, a read-only file system, mount points
  refused   what is not ours: /, home, inputs, foreign folders, links to them
  locks     two runs at once, --wait, readers that hold the lock shared
  modes     0640 for files that hold addresses, folders 0750, whatever the umask

Mounting needs root and is skipped otherwise. The outcome does not depend on timing; which moments
fall before and which after the swap does.
"""

import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
from harness import (
    Place, Results, arguments, leftovers, run_json, tree_hash, without_previous,
    write_inputs)

DATES = {"old": ("2026-11-21", "2026-11-20"), "new": ("2026-11-22", "2026-11-21")}
STEPS = ["locked", "staged", "writing", "written", "synced", "swapped", "recorded", "removed"]
BEFORE_SWAP = STEPS[:STEPS.index("swapped")]
NOBODY = 65534


class Stand:
    """An output with two trees it may hold, and the input that gives either by the date."""

    def __init__(self, place, results, folder):
        self.place, self.results = place, results
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.input = place.path / "in"
        self.output = self.folder / "output"
        self.hashes = {}
        # The tree follows from the date alone, not from what it replaces.
        self.alone = without_previous(place.program)
        for name in ("old", "new"):
            result = self.run(name)
            results.check(result.returncode == 0, f"a sound run: {result.stderr}")
            self.hashes[name] = tree_hash(self.output)
        results.check(self.hashes["old"] != self.hashes["new"], "two dates, two trees")

    def run(self, name, more=(), **options):
        date, since = DATES[name]
        return self.place.run(
            self.input, self.output, date, since, [*self.alone, *more], **options)

    def start(self, name, more=(), **options):
        date, since = DATES[name]
        return subprocess.Popen(
            self.place.command(self.input, self.output, date, since, [*self.alone, *more]),
            cwd=self.place.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, **options)

    @property
    def state(self):
        """Which tree the output is: old, new, or None for anything else."""
        found = tree_hash(self.output)
        return next((name for name, known in self.hashes.items() if known == found), None)

    def other(self):
        return "new" if self.state == "old" else "old"

    def clean_run(self, what):
        """The next run publishes, and removes what a killed one left."""
        name = self.other()
        result = self.run(name)
        self.results.check(
            result.returncode == 0 and self.state == name and not leftovers(self.output),
            f"{what}: the next run publishes and cleans up ({result.stderr.strip()}, "
            f"{leftovers(self.output)})")


def kill_at_moments(stand, count, where):
    results = stand.results
    times = []
    for _ in range(3):
        begin = time.monotonic()
        stand.run(stand.other())
        times.append(time.monotonic() - begin)
    length = sorted(times)[1] * 1.1
    swapped = 0
    for moment in range(count):
        name = stand.other()
        process = stand.start(name)
        # The moments jump about, and their span follows how busy the machine is.
        part = moment * 77 % count / count
        time.sleep(length * part)
        ended = process.poll() is not None
        process.kill()
        process.wait()
        state = stand.state
        if ended:
            length *= 0.95
        elif part > 0.85:
            length *= 1.1
        results.check(state is not None, f"{where}: killed at {part:.2f}, output is whole")
        if state is None:
            stand.clean_run(where)
        swapped += state == name
    stand.clean_run(where)
    results.told(
        f"{where}: {count} moments over {length * 1000:.0f} ms, {count - swapped} times the old "
        f"tree and {swapped} times the new one stood")


def kill_at_steps(stand, where):
    for step in STEPS:
        name = stand.other()
        before = stand.state
        result = stand.run(name, env={**os.environ, "LICENSE_DIGEST_KILL_AT": step})
        stand.results.check(
            result.returncode == -signal.SIGKILL, f"{where}: {step} is reached and kills")
        expected = before if step in BEFORE_SWAP else name
        stand.results.check(stand.state == expected, f"{where}: killed at {step}: {expected} tree")
        stand.clean_run(f"{where}: after {step}")
    # The first run of all has nothing to exchange with.
    for step in STEPS:
        shutil.rmtree(stand.output)
        stand.run("new", env={**os.environ, "LICENSE_DIGEST_KILL_AT": step})
        expected = None if step in BEFORE_SWAP else "new"
        stand.results.check(
            stand.state == expected and stand.output.exists() == (expected is not None),
            f"{where}: first run killed at {step}: {expected or 'nothing'} stands")
        stand.clean_run(f"{where}: after {step} of a first run")
    stand.results.told(f"{where}: {len(STEPS)} steps, replacing and first run")


def interrupt(stand, count):
    results = stand.results
    begin = time.monotonic()
    stand.run(stand.other())
    length = time.monotonic() - begin
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        interrupted = 0
        for moment in range(count):
            name, before = stand.other(), stand.state
            process = stand.start(name)
            time.sleep(length * moment / count)
            process.send_signal(number)
            ended = process.wait()
            # A shell calls death by the signal, which it is before the program holds it back,
            # by the same number.
            if ended in (code, -number):
                interrupted += ended == code
                good = stand.state == before
            else:
                good = ended == 0 and stand.state == name
            results.check(
                good and not leftovers(stand.output),
                f"{number.name} at {moment}/{count}: exit {ended}, {stand.state} tree, "
                f"{leftovers(stand.output)}")
        results.check(interrupted > 0, f"{number.name} ends a run with {code}")
    with open(stand.folder / ".output.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = stand.start(stand.other(), ["--wait", "60"])
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        results.check(process.wait(timeout=5) == 143, "SIGTERM ends the wait for the lock")
    results.told(f"signals: {2 * count} moments")


def locks(stand):
    results, output = stand.results, stand.output
    for kind, name in ((fcntl.LOCK_EX, "another run"), (fcntl.LOCK_SH, "a reader")):
        with open(stand.folder / ".output.lock") as lock:
            fcntl.flock(lock, kind)
            before, target = stand.state, stand.other()
            result = stand.run(target)
            results.check(
                result.returncode == 2 and "holds it" in result.stderr and stand.state == before,
                f"{name} holds the lock: exit 2 ({result.stderr.strip()})")
            waiting = stand.start(target, ["--wait", "30"])
            time.sleep(0.3)
            results.check(waiting.poll() is None and stand.state == before, f"{name}: --wait waits")
            fcntl.flock(lock, fcntl.LOCK_UN)
            results.check(waiting.wait() == 0 and stand.state == target, f"{name}: then publishes")
    result = stand.run(stand.other(), ["--wait", str(2**63 - 1)])
    results.check(result.returncode == 0, "the longest wait is a number like others")
    runs = [stand.start(n, m) for n in ("old", "new") * 4 for m in ((), ("--wait", "30"))]
    codes = [run.wait() for run in runs]
    results.check(
        set(codes) <= {0, 2} and set(codes[1::2]) == {0} and stand.state is not None
        and not leftovers(output), f"16 runs at once: {codes}")
    results.told("locks")


def refusals(stand):
    """Nothing that is not ours is touched, whatever it is called."""
    place, results, base = stand.place, stand.results, stand.folder / "refused"
    base.mkdir()
    home = base / "home"
    home.mkdir()
    foreign = base / "foreign"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("dear")
    claims = base / "claims"
    claims.mkdir()
    (claims / "run.json").write_text('{"generator":"another-program"}')
    pipe = base / "pipe"
    pipe.mkdir()
    os.mkfifo(pipe / "run.json")
    file = base / "file"
    file.write_text("text")
    dangling, link = base / "dangling", base / "link"
    dangling.symlink_to(base / "nowhere")
    link.symlink_to(foreign)
    inside = stand.input / "below"
    refused = {
        "/": "root folder", "//": "root folder", "/..": "root folder", home: "home folder",
        foreign: "it is ours", claims: "it is ours", pipe: "it is ours", file: "not a folder",
        dangling: "not a folder", link: "it is ours", stand.input: "is the input",
        inside: "lies in the input", stand.input.parent: "lies in it",
        base / "no" / "such": "make it first", "": "make it first"}
    before, listed = tree_hash(stand.folder), tree_hash(stand.input)
    for path, reason in refused.items():
        result = place.run(stand.input, path, env={**os.environ, "HOME": str(home)})
        results.check(
            result.returncode == 2 and reason in result.stderr,
            f"--output {path}: {reason} (exit {result.returncode}: {result.stderr.strip()})")
    results.check(tree_hash(stand.folder) == before, "nothing beside or in them was touched")
    results.check(tree_hash(stand.input) == listed, "the input was not touched")
    # Someone else's folder that appears while the run reads.
    late = base / "late"
    process = subprocess.Popen(
        place.command(stand.input, late), cwd=place.path, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    time.sleep(0.004)
    late.mkdir()
    (late / "letter.txt").write_text("dear")
    results.check(
        process.wait() == 2 and os.listdir(late) == ["letter.txt"],
        "a folder that appears during the run is not replaced")
    # Names that look like leftovers and are not.
    keep = stand.folder / ".output.new-plan"
    keep.mkdir()
    link = stand.folder / "link"
    link.symlink_to("output")
    name = stand.other()
    result = place.run(stand.input, link, *DATES[name], more=stand.alone)
    results.check(
        result.returncode == 0 and link.is_symlink() and stand.state == name and keep.exists(),
        "an output that is a link to ours is published where it leads, and the link stays")
    results.told(f"refused: {len(refused)} outputs")


def modes(stand):
    results = stand.results
    for mask in (0o000, 0o022, 0o077, 0o777):
        output = stand.folder / f"masked-{mask:03o}"
        result = stand.place.run(stand.input, output, umask=mask)
        results.check(result.returncode == 0, f"umask {mask:03o}: {result.stderr.strip()}")
        lock = stand.folder / f".{output.name}.lock"
        results.check(lock.stat().st_mode & 0o777 == 0o640, f"umask {mask:03o}: the lock is 0640")
        for root, _, files in os.walk(output):
            results.check(os.stat(root).st_mode & 0o777 == 0o750, f"{mask:03o}: {root} is 0750")
            for name in files:
                path = pathlib.Path(root) / name
                expected = 0o640 if b"@customer" in path.read_bytes() else 0o644
                mode = path.stat().st_mode & 0o777
                good = mode in (expected, 0o640)
                results.check(good, f"umask {mask:03o}: {path} is {mode:o}, not {expected:o}")
    results.told("modes: 4 umasks")


def denied(stand):
    """A parent folder, and an output of another user, that this user may not write."""
    results, place = stand.results, stand.place
    is_root = os.geteuid() == 0
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if is_root else {}
    closed = stand.folder / "closed"
    closed.mkdir()
    if is_root:
        os.chown(closed, NOBODY, NOBODY)
    output = closed / "output"
    result = place.run(stand.input, output, **user)
    before = tree_hash(output)
    closed.chmod(0o555)
    result = place.run(stand.input, output, "2026-11-23", "2026-11-22", **user)
    results.check(
        result.returncode == 2 and "Permission denied" in result.stderr
        and tree_hash(output) == before, f"a closed parent: exit 2 ({result.stderr.strip()})")
    closed.chmod(0o755)
    if not is_root:
        return results.skip("an output and leftovers of another user", "needs root")
    shared = stand.folder / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    output = shared / "output"
    place.run(stand.input, output)
    (shared / ".output.lock").unlink()
    left = shared / ".output.new-1"
    (left / "accounts").mkdir(parents=True)
    left.chmod(0o700)
    result = place.run(stand.input, output, "2026-11-23", "2026-11-22", **user)
    results.check(
        result.returncode == 2 and "it cannot be read" in result.stderr,
        f"another user's output, unreadable, is not replaced ({result.stderr.strip()})")
    for path in [output, *output.rglob("*")]:
        path.chmod(0o755)
    result = place.run(stand.input, output, "2026-11-23", "2026-11-22", **user)
    results.check(
        result.returncode == 0 and run_json(output)["date"] == "2026-11-23"
        and result.stderr.count("cannot be removed: Permission denied") == 2,
        f"what another user left is told and does not stop the run ({result.stderr.strip()})")
    results.told("denied")


def closed_streams(stand):
    """With standard error closed or full the exit code still says that nothing was published."""
    results, place = stand.results, stand.place
    name = stand.other()
    command = place.command(stand.input, stand.output, *DATES[name], more=stand.alone)
    shell = '"$@" 0<&- 1>&- 2>&-'
    ended = subprocess.run(["bash", "-c", shell, "-", *command], cwd=place.path).returncode
    results.check(ended == 0 and stand.state == name, f"streams closed: published ({ended})")
    missing = place.command(stand.folder / "no-such-input", stand.output)
    ended = subprocess.run(["bash", "-c", shell, "-", *missing], cwd=place.path).returncode
    results.check(ended == 2 and stand.state == name, f"streams closed: a failure is 2 ({ended})")
    with open("/dev/full", "w") as full:
        ended = subprocess.run(missing, cwd=place.path, stderr=full).returncode
    results.check(ended == 2 and stand.state == name, f"streams full: a failure is 2 ({ended})")


def mounted(folder, *options):
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True)
    return done.returncode == 0


def full(place, results, folder):
    """Less and less room for a second run, and fewer and fewer inodes."""
    tried = 0
    for options in ("size=12m", "size=64m,nr_inodes={inodes}"):
        for room in range(0, 10):
            if not mounted(folder, "-t", "tmpfs", "-o", options.format(inodes=700), "tmpfs"):
                return results.skip("a full file system", "a tmpfs cannot be mounted")
            try:
                stand_input = place.path / "in"
                output = folder / "output"
                result = place.run(stand_input, output)
                before = tree_hash(output)
                results.check(result.returncode == 0, f"full: a first run ({result.stderr})")
                if "inodes" in options:
                    free = os.statvfs(folder).f_favail
                    for number in range(free - room * room * 2):
                        (folder / f"filler-{number}").touch()
                else:
                    fill(folder / "filler", room * room * 16384)
                result = place.run(stand_input, output, "2026-11-23", "2026-11-22")
                tried += 1
                if result.returncode == 0:
                    results.check(run_json(output)["date"] == "2026-11-23", "full: it fitted")
                    continue
                results.check(
                    result.returncode == 2 and "No space left" in result.stderr
                    and tree_hash(output) == before and not leftovers(output),
                    f"full, {options}, room {room}: exit {result.returncode} "
                    f"({result.stderr.strip()}), {leftovers(output)}")
            finally:
                subprocess.run(["umount", str(folder)], check=True)
    results.told(f"full: {tried} file systems")


def fill(path, room):
    """Takes all room of a file system but so many bytes."""
    with open(path, "wb", buffering=0) as file:
        try:
            while file.write(bytes(65536)):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - room))


def mounts(place, results, folder):
    """A read-only file system, and outputs that are mount points."""
    stand_input = place.path / "in"
    if not mounted(folder, "-t", "tmpfs", "tmpfs"):
        return results.skip("mount points", "a tmpfs cannot be mounted")
    try:
        output = folder / "output"
        place.run(stand_input, output)
        before = tree_hash(output)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        result = place.run(stand_input, output, "2026-11-23", "2026-11-22")
        results.check(
            result.returncode == 2 and "Read-only file system" in result.stderr
            and tree_hash(output) == before, f"read-only: exit 2 ({result.stderr.strip()})")
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        for kind in (("--bind", str(elsewhere)), ("-t", "tmpfs", "tmpfs")):
            point = folder / "point"
            if not results.check(mounted(point, *kind), f"mount {kind}"):
                continue
            result = place.run(stand_input, point)
            results.check(
                result.returncode == 2 and "mount point" in result.stderr
                and not os.listdir(point) and not leftovers(point),
                f"{kind[0]} mount point: exit 2 ({result.stderr.strip()})")
            subprocess.run(["umount", str(point)], check=True)
    finally:
        subprocess.run(["umount", "-R", str(folder)], check=True)
    results.told("mounts")


def in_own_mounts():
    """Goes on in a mount namespace of its own, so that no mount outlives the script."""
    if os.geteuid() != 0 or "PROVING_MOUNTS" in os.environ or not shutil.which("unshare"):
        return
    if subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0:
        os.environ["PROVING_MOUNTS"] = "own"
        os.execvp("unshare", ["unshare", "-m", sys.executable, *sys.argv])


def main():
    options = arguments(__doc__, moments=(200, "how many moments to kill at, on each file system"))
    in_own_mounts()
    results = Results()
    with Place(options.program) as place:
        write_inputs(place.path / "in", accounts=12, licenses=40)
        stand = Stand(place, results, place.path / "disk")
        kill_at_steps(stand, "disk")
        kill_at_moments(stand, options.moments, "disk")
        interrupt(stand, 20)
        locks(stand)
        closed_streams(stand)
        refusals(stand)
        modes(stand)
        denied(stand)
        memory = pathlib.Path("/dev/shm")
        if os.access(memory, os.W_OK):
            with tempfile.TemporaryDirectory(dir=memory) as folder:
                stand = Stand(place, results, folder)
                kill_at_steps(stand, "tmpfs")
                kill_at_moments(stand, options.moments, "tmpfs")
        else:
            results.skip("killing on a tmpfs", "there is no /dev/shm to write")
        if "PROVING_MOUNTS" in os.environ:
            full(place, results, place.path / "small")
            mounts(place, results, place.path / "mounts")
        else:
            results.skip("full file systems and mount points", "mounting needs root and unshare")
    results.finish()


main()
