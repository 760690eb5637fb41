#!/usr/bin/env python3
"""Runs the commands of README.md as a newcomer would, in a copy of what git has.

Every indented line of the README must be known here: as a command with its exit code, as one that a
gate of .ci/run runs, or as none. A new one fails until somebody says which. What the README names
beside commands is held to the program too: its subcommands, its options, the tree that comes out.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from harness import ROOT, arguments
from programs import PROGRAMS as ACCEPTANCE

# Run in their order, in one shell, in the copy: the exit code expected.
RUN = {
    'alias license-digest="$PWD/.build/release/license-digest"': 0,
    # The sample, which stands in for the newcomer's exports, holds deliberate mistakes.
    "license-digest check --input exports/": 1,
    "license-digest build --input exports/ --output output": 1,
    "license-digest explain --input exports/ --account acme.example --email alice@acme.example": 0,
    'bob="--input exports/ --account acme.example --email bob@acme.example"': 0,
    "license-digest preferences show $bob": 0,
    "license-digest preferences set $bob --as bob@acme.example --expiry-windows 60,30 --dry-run": 0,
    "license-digest preferences reset $bob --as alice@acme.example": 0,
    "license-digest help build": 0,
    "license-digest template check": 0,
}
PARALLEL = (
    "seq 0 3 | parallel 'license-digest build --shard {}/4 --input exports --date 2026-11-22 "
    "--since 2026-11-21 --output shards/{} --quiet || [ $? -eq 1 ]'")
# Run by a line of .ci/run: it builds, installs, serves, or takes longer than a test here should.
GATES = {
    "scripts/run": "scripts/run",
    "scripts/test": "scripts/test",
    # What scripts/run does first, with the runtime in the binaries.
    "swift build -c release": "scripts/run",
    "scripts/install": "package",
    "scripts/package": "package",
    "license-digest preview --input exports/": "preview",
    "packaging/send output /var/lib/license-digest/sent/ledger.jsonl": "send",
    "sendmail -t < file.eml": "mail",
    "sendmail -t": "send",
    # The program's place, not an alias, which parallel does not know.
    PARALLEL: "shards",
    "license-digest merge shards/* --output output": "shards",
    "scripts/fuzz 60": "scripts/fuzz",
    "scripts/bench": "scripts/bench",
}
# Blocks that are no commands, by how their first line begins: metrics.bash takes PromQL, and
# `tree` below what comes out.
NO_COMMANDS = ("output/", "time() - ")
PROGRAMS = ("license-digest ", "scripts/", "swift ", "packaging/send ", "sendmail ")


def blocks(text):
    """Indented blocks that follow a blank line, each a list of lines without comments."""
    for block in re.findall(r"(?<=\n\n)(?:    .*\n)+", text):
        yield [re.split(r"\s{2,}", line.strip())[0] for line in block.splitlines()]


def commands(text):
    """What the README tells a reader to type, blocks first."""
    for block in blocks(text):
        if not block[0].startswith(NO_COMMANDS):
            yield from block
    for span in re.findall(r"`([^`\n]+)`", text):
        if span.startswith(PROGRAMS) and not span.endswith("/"):
            yield span


def check_known(text, failures):
    for command in commands(text):
        if command not in RUN and command not in GATES and not is_acceptance(command):
            failures.append(f"readme.py does not know the command: {command}")
    told = set(commands(text))
    for command in RUN:
        if command not in told:
            failures.append(f"README.md does not tell any more of: {command}")
    gates = (ROOT / ".ci/run").read_text()
    for command, gate in GATES.items():
        runs = gate in ACCEPTANCE or re.search(rf"^ *{re.escape(gate)}( |$)", gates, re.MULTILINE)
        if command in told and not runs:
            failures.append(f".ci/run does not run {gate}, which stands for: {command}")


def is_acceptance(command):
    """`scripts/acceptance NAME`, with options or not; .ci/run runs all of them."""
    words = command.split()
    return words[0] == "scripts/acceptance" and all(name in ACCEPTANCE for name in words[1:2])


def copy(place, program):
    """What git has, the built program, and the sample in the place of the newcomer's exports."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--", ":!output"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    (place / ".build/release").mkdir(parents=True)
    shutil.copy2(program, place / ".build/release/license-digest")
    shutil.copytree(place / "sample-data", place / "exports")
    (place / "exports/license-digest.yml").rename(place / "license-digest.yml")


def run(place, failures):
    lines = ["shopt -s expand_aliases"]
    for command in RUN:
        lines += [f"{command} >said 2>&1 </dev/null", 'echo "$?"']
        lines += ["tail -n 3 said >&2"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)], cwd=place, capture_output=True, text=True, timeout=300)
    codes = done.stdout.split()
    for command, expected, code in zip(RUN, RUN.values(), codes, strict=True):
        if int(code) != expected:
            failures.append(f"{command}: exit {code}, not {expected}\n{done.stderr}")
    return len(codes)


def check_tree(text, place, failures):
    """Each file of the tree under `output/` must be there, `<...>` standing for anything.

    The sample's own day is built: on another one no milestone may be crossed, and so no notice be due.
    """
    subprocess.run(
        [place / ".build/release/license-digest", "build", "--input", "exports/", "--date",
         "2026-11-22", "--since", "2026-11-21", "--quiet"], cwd=place, check=False,
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    tree = next(block for block in re.findall(r"(?<=\n\n)(?:    .*\n)+", text)
                if block.startswith("    output/"))
    folders = {}
    for line in tree.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.split(r"\s{2,}", line.strip().replace("<account domain>", "*"))[0]
        names = re.sub(r"\[[^]]*\]|<[^>]*>", "*", names).replace(",", "").replace("**", "*").split(" ")
        above = folders.get(depth - 1, "")
        folders[depth] = above + names[0]
        for name in names:
            name = names[0].removesuffix(".html") + name if name[0] == "." else name
            if not list(place.glob((above + name).rstrip("/"))):
                failures.append(f"the build gives no {above + name}")


def check_names(text, program, failures):
    """The subcommands of the table are those of the program; every option exists."""
    dump = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True)
    root = json.loads(dump.stdout)["command"]
    table = text[text.index("| command | does |"):]
    told = {name.split(" ")[0] for name in re.findall(r"^\| `([a-z ]+)`", table.split("\n\n")[0],
                                                      re.MULTILINE)}
    own = {command["commandName"] for command in root["subcommands"]} - {"help"}
    if told != own:
        failures.append(f"README.md and the program differ in the commands {sorted(told ^ own)}")
    known = {"--" + name for name in re.findall(r'"name":"([a-z-]+)"', dump.stdout.decode().replace(
        '" : "', '":"').replace('": "', '":"'))}
    known |= set(re.findall(r"--[a-z][a-z-]+", (ROOT / "packaging/send").read_text()))
    known |= set(re.findall(r"--[a-z][a-z-]+", (ROOT / "scripts/install").read_text()))
    prose = re.sub(r"`xmllint [^`]*`|scripts/acceptance .*", "", text)
    for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", prose)) - known):
        failures.append(f"README.md names an option that nothing has: {option}")


def main():
    program = arguments(__doc__).program
    text = (ROOT / "README.md").read_text()
    failures = []
    check_known(text, failures)
    with tempfile.TemporaryDirectory(prefix="license-digest-") as folder:
        place = pathlib.Path(folder)
        copy(place, program.resolve())
        count = run(place, failures)
        check_tree(text, place, failures)
    check_names(text, program.resolve(), failures)
    for failure in failures:
        print(f"BROKEN: {failure}", file=sys.stderr)
    print(f"{count} commands of README.md were run, {len(failures)} complaints.")
    sys.exit(1 if failures else 0)


main()
