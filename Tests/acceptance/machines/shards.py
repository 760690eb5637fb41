#!/usr/bin/env python3
"""Proves that shards merge to what one build publishes, byte for byte and mode for mode.

  worlds    random worlds (Tests/acceptance/oracle): 1, 2, 3, 7 and more shards than accounts, as CSV, XML and
            some of each, of several inputs, with and without pages, in other formats
  made      sound inputs of some hundred accounts; shards and merge on other numbers of threads
  refused   shards that do not belong together, are missing, doubled, damaged or no shards
  killed    merges that end at each publishing step: the old output stands, the shards are whole
  places    shards on another file system, or built anew: copied, linked, never written to
  guards    the lock, --wait, an output that shrinks, an output or shard that is not ours
  commands  the lines of docs/large.md for GNU parallel, and the scripts of packaging/kubernetes.yml
"""

import fcntl
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "oracle"))
from oracle import write, yaml
from harness import DAYS, ROOT, Place, Results, arguments, leftovers, tree_hash, write_inputs
from reading import written
from worlds import World

COUNTS = [1, 2, 3, 7, 23]
BEFORE_SWAP = ["locked", "staged", "writing", "written", "synced"]
AFTER_SWAP = ["swapped", "recorded", "removed"]


def tree(folder):
    """Every name below a folder with its mode and bytes."""
    found = {}
    for base, folders, names in os.walk(folder):
        for name in folders + names:
            path = os.path.join(base, name)
            status = os.lstat(path)
            content = pathlib.Path(path).read_bytes() if name in names else b""
            found[os.path.relpath(path, folder)] = (oct(status.st_mode), content)
    return found


class Stand:
    """The program, and a folder for its outputs and shards."""

    def __init__(self, place, results):
        self.place, self.results = place, results

    def run(self, *command, env=None):
        return subprocess.run(
            [str(self.place.program), *map(str, command)], cwd=self.place.path, text=True,
            capture_output=True, errors="replace", timeout=120, env=env)

    def shards(self, count, folder, options):
        """Builds all shards of a run in any order; their folders."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        paths = [folder / f"shard-{number}" for number in range(count)]
        for number in random.sample(range(count), count):
            result = self.run("build", "--shard", f"{number}/{count}", *options, "--output", paths[number])
            self.results.check(
                result.returncode in (0, 1), f"shard {number}/{count}: {result.stderr[-300:]}")
        return paths

    def same(self, what, whole, merged):
        """Whether two trees are one."""
        one, two = tree(whole), tree(merged)
        for path in sorted(one.keys() | two.keys()):
            if one.get(path) != two.get(path):
                return self.results.check(False, f"{what}: {path} differs ({whole}, {merged})")
        return self.results.check(True, what)

    def compare(self, what, counts, options, more=()):
        """One build, and merges of its shards; the whole one's exit code and folder."""
        whole = self.place.path / "whole"
        shutil.rmtree(whole, ignore_errors=True)
        built = self.run("build", *options, "--output", whole)
        self.results.check(built.returncode in (0, 1), f"{what}: {built.stderr[-300:]}")
        for count in counts:
            paths = self.shards(count, self.place.path / "shards", options)
            merged = self.place.path / "merged"
            shutil.rmtree(merged, ignore_errors=True)
            random.shuffle(paths)
            result = self.run("merge", *paths, "--output", merged, *more)
            name = f"{what}, {count} shards"
            self.results.check(
                (result.returncode, result.stderr) == (built.returncode, built.stderr),
                f"{name}: exit {result.returncode}, not {built.returncode}, or told otherwise: "
                f"{result.stderr[-300:]}")
            if result.returncode in (0, 1) and not self.same(name, whole, merged):
                self.keep(what)
        return built.returncode, whole

    def keep(self, what):
        kept = pathlib.Path(tempfile.mkdtemp(prefix="license-digest-shards-"))
        shutil.copytree(self.place.path, kept, dirs_exist_ok=True)
        print(f"{what}: kept in {kept}")


def worlds(stand, count, first):
    """Random worlds, each in one form, some with pages and all formats."""
    draw = random.Random(first)
    for seed in range(first, first + count):
        world = World(seed, True)
        folder = stand.place.path / "world"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        form = draw.choice(["csv", "xml", "mixed"])
        write(world, folder, form)
        config = dict(world.config, **{"from": "digest@sender.example"})
        (folder / "digest.yml").write_text(yaml(config))
        inputs = [part for number in world.inputs
                  for part in ("--input", folder / form / str(number or ""))]
        options = inputs + [
            "--date", written(world.date), "--since", written(world.since), "--config",
            folder / "digest.yml", "--templates", stand.place.templates, "--formats",
            draw.choice(["json", "html,text", "html,text,eml,json", "eml"])]
        if draw.random() < 0.5:
            options.append("--skip-pages")
        stand.compare(f"world {seed} ({form})", draw.sample(COUNTS, 2), options)
    stand.results.told(f"{count} worlds")


def options_of(stand, folder, *more):
    return ["--input", folder, "--date", "2026-11-22", "--since", "2026-11-21", "--templates",
            stand.place.templates, *more]


def made(stand):
    """Inputs of many accounts, and the sample with its mistakes."""
    folder = write_inputs(stand.place.path / "made", accounts=300, licenses=12)
    # Two files share a virtual account here and there: told once for the two.
    lines = (folder / "licenses.csv").read_text().splitlines(keepends=True)
    (folder / "more.csv").write_text(lines[0] + "".join(lines[700:1900:37]))
    (folder / "most.csv").write_text("".join(reversed(lines[1000:2000:91])) and lines[0] + "".join(
        reversed(lines[1000:2000:91])))
    options = options_of(stand, folder, "--formats", "html,text,eml,json")
    stand.compare("made", [2, 5], options + ["--jobs", "3"], ["--jobs", "1"])
    stand.compare("made, one thread", [16], options + ["--jobs", "1"], ["--jobs", "8"])
    sample = ROOT / "sample-data"
    config = ["--config", sample / "license-digest.yml"]
    stand.compare("sample", COUNTS, options_of(stand, sample, *config))
    stand.results.told("made inputs and the sample")


def environments(stand, folder):
    """The number comes from a scheduler, and what is no shard is wrong usage."""
    results, output = stand.results, stand.place.path / "from-environment"
    options = options_of(stand, folder, "--skip-pages")
    base = dict(os.environ)
    for variable in ("SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"):
        result = stand.run(
            "build", "--shard", "3", *options, "--output", output, env={**base, variable: "2"})
        manifest = json.loads((output / "shard.json").read_text())
        results.check(
            result.returncode == 0 and (manifest["shard"], manifest["shards"]) == (2, 3),
            f"{variable}: {result.stderr}")
    wrong = {
        ("--shard", "3"): "has no number", ("--shard", "3/3"): "count from 0 to 2",
        ("--shard", "x/3"): "is no shard", ("--shard", "1/0"): "is no shard",
        ("--shard", "1/2/3"): "is no shard", ("--shard", ""): "is no shard",
        ("--shard=-1/3",): "is no shard",
        ("--shard", "0/3", "--metrics", "m.prom"): "give it to merge"}
    for more, reason in wrong.items():
        result = stand.run("build", *options, *more, "--output", output)
        results.check(
            result.returncode == 64 and reason in result.stderr, f"{more}: {result.stderr}")
    without = [word for word in options if word not in ("--since", "2026-11-21")]
    result = stand.run("build", *without, "--shard", "0/3", "--output", output)
    results.check(
        result.returncode == 64 and "--since" in result.stderr, f"no --since: {result.stderr}")
    result = stand.run(
        "build", *options, "--shard", "3", "--output", output,
        env={**base, "SLURM_ARRAY_TASK_ID": "3"})
    results.check(
        result.returncode == 64 and "SLURM_ARRAY_TASK_ID='3'" in result.stderr,
        f"an array that counts from 1: {result.stderr}")
    results.told("numbers from the environment, wrong usage")


def refused(stand, folder):
    """What does not make one run is refused by name, and nothing is published."""
    place, results = stand.place, stand.results
    options = options_of(stand, folder)
    paths = stand.shards(3, place.path / "good", options)
    output = place.path / "refusing"
    result = stand.run("merge", *paths, "--output", output)
    before = tree(output)
    other = place.path / "other"
    fewer = place.path / "fewer"
    shutil.copytree(folder, fewer)
    (fewer / "preferences.csv").write_text((folder / "preferences.csv").read_text() + "\n")
    more = shutil.copytree(folder, place.path / "more")
    (more / "events.csv").write_text("account_domain,time,message\n")
    (place.path / "other.yml").write_text("contact_days: 31\n")
    templates = shutil.copytree(place.templates, place.path / "other-templates")
    with open(templates / "assets" / "site.css", "a") as file:
        file.write("\n")

    def replaced(old, *new):
        at = options.index(old)
        return options[:at] + list(new) + options[at + 2:]

    cases = {
        "date: ": replaced("--date", "--date", "2026-11-23"),
        "since: ": replaced("--since", "--since", "2026-11-20"),
        "formats: ": options + ["--formats", "json"],
        "pages: ": options + ["--skip-pages"],
        "configuration: ": options + ["--config", place.path / "other.yml"],
        "templates: ": replaced("--templates", "--templates", templates),
        "'preferences.csv' is not": replaced("--input", "--input", fewer),
        "inputs: 'events.csv'": replaced("--input", "--input", more),
    }
    for reason, case in cases.items():
        shutil.rmtree(other, ignore_errors=True)
        built = stand.run("build", "--shard", "1/3", *case, "--output", other)
        refuse(stand, output, before, reason, paths[0], other, paths[2], built.stderr)
    shutil.rmtree(other)
    stand.run("build", "--shard", "1/4", *options, "--output", other)
    refuse(stand, output, before, "number of shards: 3 and 4", paths[0], other, paths[2])
    refuse(stand, output, before, "shard 1 of 3 is missing", paths[0], paths[2])
    refuse(stand, output, before, "shards 0, 2 of 3 are missing", paths[1])
    refuse(stand, output, before, "is there twice", *paths, paths[1])
    refuse(stand, output, before, "is no shard", paths[0], folder, paths[2])
    refuse(stand, output, before, "is no shard", paths[0], place.path / "nowhere", paths[2])
    refuse(stand, output, before, "is no shard", place.path / "in" / "licenses.csv")
    manifest = json.loads((paths[1] / "shard.json").read_text())
    manifest["program"] = "0" * 64
    damaged(stand, output, before, paths, "the program's version", lambda shard: (
        shard / "shard.json").write_text(json.dumps(manifest)))
    damaged(stand, output, before, paths, "problems.jsonl has other bytes", lambda shard: (
        shard / "problems.jsonl").write_text("{}\n"))
    damaged(stand, output, before, paths, "accounts.jsonl cannot be read", lambda shard: (
        shard / "accounts.jsonl").unlink())
    damaged(stand, output, before, paths, "hold", lambda shard: next(
        (shard / "accounts").glob("*/*.html")).unlink())
    damaged(stand, output, before, paths, "holds other files", lambda shard: os.symlink(
        "/etc/passwd", next((shard / "accounts").iterdir()) / "link"))
    damaged(stand, output, before, paths, "cannot be linked", lambda shard: as_link(
        next((shard / "accounts").glob("*/*.html"))))
    damaged(stand, output, before, paths, "Not a directory", lambda shard: as_link(
        next((shard / "accounts").iterdir())))
    damaged(stand, output, before, paths, "has other bytes", lambda shard: os.truncate(
        next((shard / "accounts").glob("*/*.html")), 0))
    damaged(stand, output, before, paths, "has other bytes", lambda shard: flip(
        next((shard / "accounts").glob("*/*.html"))))
    damaged(stand, output, before, paths, "is no shard", lambda shard: os.truncate(
        shard / "shard.json", 300))
    sources = [(path / "sources" / "templates" / "assets" / "site.css") for path in paths[:1]]
    text = sources[0].read_text()
    sources[0].write_text(text + "\n")
    refuse(stand, output, before, "sources has other bytes", *paths)
    sources[0].write_text(text)
    result = stand.run("merge", *paths, "--output", output)
    results.check(result.returncode == 0 and tree(output) == before, "the good ones still merge")
    results.told("refused")


def as_link(path):
    """A link to what was there, in its place."""
    real = path.rename(path.parent.parent / ".elsewhere")
    path.symlink_to(real)


def flip(path):
    """One bit of a file, which keeps its size."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def refuse(stand, output, before, reason, *paths):
    told = [path for path in paths if isinstance(path, str)]
    paths = [path for path in paths if not isinstance(path, str)]
    result = stand.run("merge", *paths, "--output", output)
    stand.results.check(
        result.returncode == 2 and reason in result.stderr and tree(output) == before
        and not leftovers(output),
        f"refused for '{reason}': exit {result.returncode}, {result.stderr.strip()} {told}")


def damaged(stand, output, before, paths, reason, damage):
    copy = stand.place.path / "damaged"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(paths[1], copy, symlinks=True)
    damage(copy)
    refuse(stand, output, before, reason, paths[0], copy, paths[2])


def killed(stand, folder):
    """A merge that ends midway leaves the old output and whole shards."""
    place, results = stand.place, stand.results
    old = stand.shards(3, place.path / "old", options_of(stand, folder))
    new = stand.shards(
        4, place.path / "new",
        ["--input", folder, "--date", "2026-11-23", "--since", "2026-11-22", "--templates",
         place.templates])
    output = place.path / "killed"
    trees = {}
    for name, paths in (("old", old), ("new", new)):
        stand.run("merge", *paths, "--output", output)
        trees[name] = tree(output)
    shards = {path: tree(path) for path in old + new}
    for step in BEFORE_SWAP + AFTER_SWAP:
        stand.run("merge", *old, "--output", output)
        result = stand.run(
            "merge", *new, "--output", output, env={**os.environ, "LICENSE_DIGEST_KILL_AT": step})
        expected = "old" if step in BEFORE_SWAP else "new"
        results.check(
            result.returncode == -signal.SIGKILL and tree(output) == trees[expected],
            f"killed at {step}: the {expected} output stands")
        for path in old + new:
            results.check(tree(path) == shards[path], f"killed at {step}: {path.name} is whole")
    stand.run("merge", *new, "--output", output)
    results.check(
        tree(output) == trees["new"] and not leftovers(output), "the next merge cleans up")
    results.told("killed")
    return new, trees["new"]


def places(stand, paths, expected):
    """Links where they can be, copies where not; shards may go, or be built anew, afterwards."""
    place, results, output = stand.place, stand.results, stand.place.path / "linked"
    stand.run("merge", *paths, "--output", output)
    path = next(paths[0].glob("accounts/*/*.html"))
    other = output / path.relative_to(paths[0])
    results.check(path.stat().st_ino == other.stat().st_ino, "account files are linked")
    for folder in paths:
        shutil.rmtree(folder)
    results.check(tree(output) == expected, "the output needs no shard")
    memory = pathlib.Path("/dev/shm")
    if not os.access(memory, os.W_OK) or memory.stat().st_dev == output.stat().st_dev:
        return results.skip("shards on another file system", "there is no /dev/shm to write")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        options = options_of(stand, place.path / "in")
        options[options.index("--date") + 1] = "2026-11-23"
        options[options.index("--since") + 1] = "2026-11-22"
        far = stand.shards(4, pathlib.Path(folder) / "far", options)
        before = [tree(path) for path in far]
        result = stand.run("merge", *far, "--output", output)
        results.check(
            result.returncode == 0 and tree(output) == expected
            and [tree(path) for path in far] == before,
            f"shards on another file system are copied ({result.stderr})")
    results.told("places")


def guards(stand, folder):
    place, results = stand.place, stand.results
    options = options_of(stand, folder)
    paths = stand.shards(2, place.path / "guarded", options)
    output = place.path / "guards"
    stand.run("merge", *paths, "--output", output)
    before = tree(output)
    few = write_inputs(place.path / "few", accounts=3, licenses=4)
    small = stand.shards(2, place.path / "small", options_of(stand, few))
    result = stand.run("merge", *small, "--output", output)
    results.check(
        result.returncode == 2 and "--accept-shrunk" in result.stderr and tree(output) == before,
        f"an output that shrinks is refused ({result.stderr})")
    result = stand.run("merge", *small, "--output", output, "--accept-shrunk")
    results.check(result.returncode == 0 and tree(output) != before, "and accepted")
    with open(place.path / ".guards.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = stand.run("merge", *paths, "--output", output)
        results.check(
            result.returncode == 2 and "holds it" in result.stderr, f"locked ({result.stderr})")
        waiting = subprocess.Popen(
            [str(place.program), "merge", *map(str, paths), "--output", str(output), "--wait", "30"])
        fcntl.flock(lock, fcntl.LOCK_UN)
        results.check(waiting.wait(timeout=60) == 0 and tree(output) == before, "--wait waits")
    result = stand.run("build", "--shard", "0/2", *options, "--output", output)
    results.check(
        result.returncode == 2 and "shard of ours" in result.stderr and tree(output) == before,
        f"a shard does not replace a published folder ({result.stderr})")
    result = stand.run("build", *options, "--output", paths[0])
    results.check(
        result.returncode == 2 and "it is ours" in result.stderr,
        f"nor the other way round ({result.stderr})")
    result = stand.run("build", "--shard", "1/2", *options, "--output", paths[0])
    results.check(
        result.returncode == 2 and "it holds shard 0" in result.stderr,
        f"nor another shard ({result.stderr})")
    result = stand.run("merge", *paths, "--output", paths[0])
    results.check(result.returncode == 2 and "is the input" in result.stderr, result.stderr)
    metrics = place.path / "run.prom"
    result = stand.run("merge", *paths, "--output", output, "--metrics", metrics)
    stand.run("build", *options, "--output", place.path / "measured", "--metrics", f"{metrics}.whole")

    def figures(path):
        lines = pathlib.Path(path).read_text().splitlines()
        return [line for line in lines if "duration" not in line]

    results.check(
        result.returncode == 0 and figures(metrics) == figures(f"{metrics}.whole"),
        "metrics are those of the whole run")
    results.told("guards")


def commands(stand):
    """What schedulers are told to run, as docs/large.md and packaging have it."""
    place, results = stand.place, stand.results
    ground = place.path / "ground"
    ground.mkdir()
    shutil.copytree(ROOT / "sample-data", ground / "exports")
    shutil.copytree(place.templates, ground / "templates")
    (ground / "exports" / "license-digest.yml").rename(ground / "license-digest.yml")
    base = {**os.environ, "PATH": f"{place.path}:{os.environ['PATH']}", "shards": "4",
            "date": "2026-11-22", "since": "2026-11-21"}
    page = (ROOT / "docs" / "large.md").read_text()
    lines = re.findall(r"^    (seq .*--shard.*|license-digest merge .*)$", page, re.MULTILINE)
    results.check(len(lines) == 2, f"the lines of docs/large.md: {lines}")
    if shutil.which("parallel"):
        compare_commands(stand, ground, "GNU parallel", [(line, {}) for line in lines], base)
    else:
        results.skip("the lines of docs/large.md", "GNU parallel is missing")
    manifest = (ROOT / "packaging" / "kubernetes.yml").read_text()
    scripts = re.findall(r"- \|\n((?: {14}.*\n)+)", manifest)
    completions = int(re.search(r"completions: (\d+)", manifest)[1])
    results.check(len(scripts) == 2 and completions == 4, "the manifest has two scripts")
    tasks = [(scripts[0], {"JOB_COMPLETION_INDEX": str(task)}) for task in range(completions)]
    compare_commands(stand, ground, "Kubernetes", tasks + [(scripts[1], {})], base)
    results.told("commands")


def compare_commands(stand, ground, what, lines, base):
    for folder in ("shards", "output"):
        shutil.rmtree(ground / folder, ignore_errors=True)
    (ground / "shards").mkdir()
    for line, variables in lines:
        done = subprocess.run(
            ["sh", "-ec", line], cwd=ground, env={**base, **variables}, capture_output=True, text=True)
        # What publishes last ends with 1, for the sample has mistakes, unless it takes that for done.
        stand.results.check(done.returncode in (0, 1), f"{what}: {line}: {done.stderr[-300:]}")
    whole = ground / "whole"
    if not whole.exists():
        stand.run(
            "build", "--input", ground / "exports", "--output", whole, "--config",
            ground / "license-digest.yml", "--templates", ground / "templates", *DAYS, "--quiet")
    stand.results.check(
        tree_hash(whole) and tree_hash(ground / "output") == tree_hash(whole),
        f"{what}: the output of one build")


def main():
    options = arguments(
        __doc__, worlds=(60, "how many random worlds"), seed=(1, "the first world"))
    random.seed(options.seed)
    results = Results()
    with Place(options.program) as place:
        stand = Stand(place, results)
        folder = write_inputs(place.path / "in", accounts=12, licenses=10)
        environments(stand, folder)
        refused(stand, folder)
        places(stand, *killed(stand, folder))
        guards(stand, folder)
        commands(stand)
        made(stand)
    # Hundreds of runs, each of which waits for the disk, which is not what is asked here.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with Place(options.program, memory) as place:
        worlds(Stand(place, results), options.worlds, options.seed)
    results.finish()


main()
