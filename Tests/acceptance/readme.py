"""Runs the commands of README.md and docs/ as a newcomer would, in a copy of what git has.

Every indented line of these pages is a command that somebody may type. Each must be known here: with
its exit code, or with the acceptance program or line of .ci/run that stands for it. A new one fails
until somebody says which. What the pages name beside commands is held to the program too: its
commands and options, the folder that comes out and every field in it, the keys of the
configuration, and the links between the pages.
"""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile

from harness import DAYS, ROOT, Results, arguments
from programs import PROGRAMS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

# Run in their order, in one shell, in the copy: the exit code expected.
RUN = {
    'alias license-digest="$PWD/.build/release/license-digest"': 0,
    # The sample, which stands in for the newcomer's exports, holds deliberate mistakes.
    "license-digest check --input exports/": 1,
    "license-digest check --explain-columns --input exports/": 1,
    "license-digest build --input exports/ --output output": 1,
    "license-digest explain --input exports/ --account acme.example --email alice@acme.example": 0,
    'bob="--input exports/ --account acme.example --email bob@acme.example"': 0,
    'account="--input exports/ --account acme.example"': 0,
    'license-digest alerts dismiss $account --event licenses-expiring --subject "ISE Apex" '
    '--reason "It is ordered" --as alice@acme.example': 0,
    "license-digest alerts list $account": 0,
    'license-digest alerts restore $account --event licenses-expiring --subject "ISE Apex" '
    "--as alice@acme.example": 0,
    "license-digest preferences show $bob": 0,
    "license-digest preferences set $bob --as bob@acme.example --expiry-windows 60,30 --dry-run": 0,
    "license-digest preferences reset $bob --as alice@acme.example": 0,
    "license-digest template check": 0,
    "license-digest template names daily.html": 0,
}
PARALLEL = (
    "seq 0 3 | parallel 'license-digest build --shard {}/4 --input exports --date 2026-11-22 "
    "--since 2026-11-21 --output shards/{} --quiet || [ $? -eq 1 ]'")
# Run by an acceptance program or a line of .ci/run: it builds, installs, serves, or takes long.
ELSEWHERE = {
    "scripts/run": "scripts/run",
    "scripts/test": "scripts/test",
    "scripts/build": "scripts/run",
    "scripts/bench": "scripts/bench",
    "scripts/install": "package",
    "scripts/package": "package",
    "license-digest preview --input exports/": "preview",
    "packaging/send output /var/lib/license-digest/sent/ledger.jsonl": "send",
    # The program's path, not an alias, which parallel does not know.
    PARALLEL: "shards",
    "license-digest merge shards/* --output output": "shards",
}

LICENSES = "account_domain,virtual_account,license,quantity,end_date\na.example,V,L,1,2099-12-31\n"


def blocks(text):
    """Indented blocks that follow a blank line, each a list of lines without comments."""
    for block in re.findall(r"(?<=\n\n)(?:    .*\n)+", text):
        yield [re.split(r"\s{2,}", line.strip())[0] for line in block.splitlines()]


def fences(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def check_commands(texts, results):
    told = {line for text in texts.values() for block in blocks(text) for line in block}
    for command in sorted(told):
        results.check(command in RUN or command in ELSEWHERE, f"nobody runs the command: {command}")
    ci = (ROOT / ".ci/run").read_text()
    for command, gate in ELSEWHERE.items():
        runs = gate in PROGRAMS or re.search(rf"\s{re.escape(gate)}\s", ci)
        results.check(runs, f"nothing runs {gate}, which stands for: {command}")


def copy(folder, program):
    """What git has, the built program, and the sample in the place of the newcomer's exports."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--", ":!output"], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".build/release").mkdir(parents=True)
    shutil.copy2(program, folder / ".build/release/license-digest")
    shutil.copytree(folder / "sample-data", folder / "exports")
    (folder / "exports/license-digest.yml").rename(folder / "license-digest.yml")


def run(texts, folder, results):
    told = {line for text in texts.values() for block in blocks(text) for line in block}
    chosen = {command: code for command, code in RUN.items() if command in told}
    lines = ["shopt -s expand_aliases"]
    for command in chosen:
        lines += [f"{command} >said 2>&1 </dev/null", 'echo "$?"', "tail -n 3 said >&2"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)], cwd=folder, capture_output=True, text=True, timeout=300)
    codes = done.stdout.split()
    for (command, expected), code in zip(chosen.items(), codes, strict=True):
        results.check(
            int(code) == expected, f"{command}: exit {code}, not {expected}\n{done.stderr}")
    results.check(len(codes) >= 9, f"only {len(codes)} commands were run")
    results.told(f"{len(codes)} commands were run")


def build_sample(folder, config="license-digest.yml"):
    """Publishes the sample's own day: on another one no status notice may be due."""
    return subprocess.run(
        [folder / ".build/release/license-digest", "build", "--input", "exports/", "--config",
         config, *DAYS, "--quiet"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=300)


def check_tree(text, folder, results):
    """Each file of the tree in the page must be there, `<...>` standing for anything."""
    tree = next(tree for tree in fences(text, "text") if tree.startswith("output/"))
    above = {}
    for line in tree.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.split(r"\s{2,}", line.strip().replace("<account domain>", "*"))[0]
        names = re.sub(r"\[[^]]*\]|<[^>]*>", "*", names).replace(",", "").replace("**", "*").split(" ")
        base = above.get(depth - 1, "")
        above[depth] = base + names[0]
        for name in names:
            name = names[0].removesuffix(".html") + name if name[0] == "." else name
            results.check(
                list(folder.glob((base + name).rstrip("/"))), f"the build gives no {base + name}")


def fields(value):
    """Every name in a JSON value, except where names are data."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner)


def check_fields(text, folder, results):
    """Every field of every JSON file that a build makes is named in the page."""
    told = set(re.findall(r"`([a-z_0-9]+)`", text))
    found = {}
    for path in sorted((folder / "output").rglob("*.json*")):
        for line in path.read_text().splitlines():
            for name in fields(json.loads(line)):
                found.setdefault(name, path.relative_to(folder))
    results.check(len(found) > 40, f"{len(found)} fields are too few to be all")
    for name, path in found.items():
        results.check(name in told, f"docs/output.md has no word on '{name}' of {path}")


def check_configuration(text, folder, results):
    """The example is taken, and has every key that the program knows."""
    example = next(iter(fences(text, "yaml")))
    (folder / "example.yml").write_text(example)
    done = build_sample(folder, "example.yml")
    results.check(done.returncode < 2, f"the example of docs/configuration.md: {done.stderr[:500]}")
    (folder / "wrong.yml").write_text("no_such_key: 1\n")
    said = build_sample(folder, "wrong.yml").stderr
    known = re.search(r"expected one of (.*)\)", said) or re.search(r"expected (.*)\)", said)
    if results.check(known, f"the program lists its keys: {said[:300]}"):
        for key in re.findall(r"[a-z_]+", known[1].replace(" or ", " ")):
            results.check(f"`{key}`" in text, f"docs/configuration.md has no word on the key {key}")


def check_names(texts, program, results):
    """The commands of the table are those of the program; every command and option exists."""
    dump = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True)
    root = json.loads(dump.stdout)["command"]
    table = texts["README.md"].split("| command | does |")[1].split("\n\n")[0]
    told = set(re.findall(r"`([a-z]+)[a-z ]*`[^|\n]*\|", "\n".join(
        line.split("|")[1] + "|" for line in table.splitlines() if line.count("|") > 2)))
    own = {command["commandName"] for command in root["subcommands"]} - {"help"}
    results.check(own <= told, f"README.md does not have the commands {sorted(own - told)}")
    for name, text in texts.items():
        for command in re.findall(r"`license-digest ([a-z]+)", text):
            results.check(command in own | {"help"}, f"{name}: there is no command {command}")
    # Of systemctl, systemd-sysusers and systemd-tmpfiles, which nightly.md tells an operator to run.
    known = {"--now", "--create"}
    known |= {"--" + name for name in re.findall(r'"name" ?: ?"([a-z-]+)"', dump.stdout.decode())}
    for other in ("packaging/send", "scripts/install", "scripts/acceptance"):
        known |= set(re.findall(r"--[a-z][a-z-]+", (ROOT / other).read_text()))
    for name, text in texts.items():
        prose = re.sub(r"^```css\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
        prose = re.sub(r"`xmllint [^`]*`|scripts/acceptance .*", "", prose)
        for option in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", prose)) - known):
            results.check(False, f"{name} names an option that nothing has: {option}")


def check_columns(text, program, results):
    """Every column and other name in the tables of docs/exports.md is one that the program takes."""
    tried = 0
    for table in re.findall(r"(?<=\n\n)\| (?:licenses|product instances|events)[^|]*\|.*?\n\n", text,
                            re.MULTILINE | re.DOTALL):
        rows = [[cell.strip() for cell in line.split("|")[1:3]] for line in table.splitlines()[2:]
                if line.count("|") > 2]
        canonical = [name.strip("*") for name, _ in rows]
        for index, (_, others) in enumerate(rows):
            for name in ["", *filter(None, (other.strip() for other in others.split(",")))]:
                if name.startswith("as above"):
                    continue
                header = list(canonical)
                header[index] = name or header[index]
                with tempfile.TemporaryDirectory() as folder:
                    (pathlib.Path(folder) / "x.csv").write_text(",".join(header) + "\n")
                    # A run needs a file of licenses.
                    (pathlib.Path(folder) / "y.csv").write_text(LICENSES)
                    done = subprocess.run(
                        [program, "check", "--input", folder], capture_output=True, text=True,
                        cwd=ROOT)
                tried += 1
                results.check(
                    done.returncode == 0 and "is not known" not in done.stderr,
                    f"docs/exports.md: a column '{header[index]}' is not taken: {done.stderr[:300]}")
    results.check(tried > 40, f"only {tried} names of columns were tried")


def anchors(text):
    """The anchors of a page's headings, as the usual viewers of Markdown make them."""
    for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def check_links(texts, results):
    for name, text in texts.items():
        for link in re.findall(r"\]\(([^)]+)\)", text):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = ((ROOT / name).parent / path).resolve() if path else ROOT / name
            if results.check(target.exists(), f"{name}: the link {link} leads nowhere") and anchor:
                results.check(
                    anchor in anchors(target.read_text()), f"{name}: no heading for {link}")
    linked = {path for path in PAGES if f"docs/{path.name}" in texts["README.md"]}
    for path in PAGES[1:]:
        results.check(path in linked, f"README.md has no link to docs/{path.name}")


def main():
    program = arguments(__doc__).program
    results = Results()
    texts = {str(path.relative_to(ROOT)): path.read_text() for path in PAGES}
    check_commands(texts, results)
    check_names(texts, program, results)
    check_links(texts, results)
    check_columns(texts["docs/exports.md"], program, results)
    with tempfile.TemporaryDirectory(prefix="license-digest-") as scratch:
        folder = pathlib.Path(scratch)
        copy(folder, program)
        run(texts, folder, results)
        build_sample(folder)
        check_tree(texts["docs/output.md"], folder, results)
        check_fields(texts["docs/output.md"], folder, results)
        check_configuration(texts["docs/configuration.md"], folder, results)
    results.finish()


main()
