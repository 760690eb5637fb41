"""Installs, runs and removes the program in scratch folders, by prefix and as a Debian package.

The installed program publishes the committed output, shows a preview and completes its commands;
lintian, groff and systemd judge what Debian gets. Nothing is left when it is removed.
"""

import filecmp
import gzip
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

from harness import ROOT, SAMPLE, Results, arguments, committed_days, tree_hash
from tools import found

LIBRARIES = r"(libxml2|libstdc\+\+|libgcc_s|libm|libc|ld-linux.*)\.so\."
COMPLETIONS = {
    "sche": "schema", "build --acc": "--accept-shrunk", "build --log-format j": "json",
    "schema lic": "licenses"}
BASH = """source "$1"; shift; COMP_LINE="$*" COMP_POINT=$((${#COMP_LINE}))
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_license-digest "$1" "${@: -1}" "${@: -2:1}"; echo "${COMPREPLY[*]}" """


def run(*command, **options):
    return subprocess.run(
        [str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        errors="replace", **options)


def runs_the_sample(program, scratch, results):
    """Far from the sources it finds the installed templates, and publishes the committed bytes."""
    work = scratch / "work"
    work.mkdir()
    done = run(
        program, "build", "--input", SAMPLE, "--output", "output", "--quiet", "--config",
        SAMPLE / "license-digest.yml", *committed_days(program, scratch), cwd=work)
    results.check(
        done.returncode == 1 and tree_hash(work / "output") == tree_hash(ROOT / "output"),
        f"{program} publishes the committed output: {done.returncode} {done.stderr[-300:]}")
    shutil.rmtree(work)


def shows_a_preview(program, results):
    """It finds the preview's server beside itself, and that serves the page."""
    server = subprocess.Popen(
        [program, "preview", "--input", SAMPLE, "--quiet"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = next((found[0] for found in (
        re.search(r"http://\S+", line) for line in server.stdout) if found), None)
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}),
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page, end = "", time.monotonic() + 30
    while address and "<h1>Accounts</h1>" not in page and time.monotonic() < end:
        page = opener.open(address, timeout=10).read().decode()
        time.sleep(0.1)
    server.send_signal(signal.SIGINT)
    results.check("<h1>Accounts</h1>" in page, f"{program} preview shows the accounts")
    code = server.wait(30)
    results.check(code == 130, f"{program} preview ends with {code}")


def completes(prefix, zsh, results):
    """The shells find nothing wrong with the completions, and each completes."""
    script = prefix / "share/bash-completion/completions/license-digest"
    for words, expected in COMPLETIONS.items():
        given = run("bash", "-c", BASH, "-", script, "license-digest", *words.split()).stdout.strip()
        results.check(given == expected, f"bash completes '{words}' to '{given}'")
    if found("zsh"):
        done = run("zsh", "-n", zsh)
        results.check(done.returncode == 0, f"zsh: {done.stderr}")
    else:
        results.skip("zsh's completions", "there is no zsh")
    if found("fish"):
        done = run(
            "fish", "--no-config", "-c", 'source $argv[1]; complete -C "license-digest build --acc"',
            prefix / "share/fish/vendor_completions.d/license-digest.fish")
        results.check(
            done.stdout.split("\t")[0] == "--accept-shrunk", f"fish completes: {done.stdout}")
    else:
        results.skip("fish's completions", "there is no fish")


def has_a_manual(prefix, results):
    """A page a command, each with all of its options, and nothing groff would warn of."""
    dump = json.loads(run(prefix / "bin/license-digest", "--experimental-dump-help").stdout)["command"]
    version = run(prefix / "bin/license-digest", "--version").stdout.strip()
    names = ["license-digest"] + [
        f"license-digest-{command['commandName']}" for command in dump["subcommands"]
        if command["commandName"] != "help" and command.get("shouldDisplay", True)]
    for name in names:
        path = prefix / f"share/man/man1/{name}.1.gz"
        if not results.check(path.exists(), f"there is no manual page {name}(1)"):
            continue
        if not found("groff"):
            results.skip("the manual's looks", "there is no groff")
            return
        page = subprocess.run(
            ["groff", "-man", "-Tascii", "-ww", "-P-cbou"], input=gzip.open(path).read(),
            capture_output=True)
        text = page.stdout.decode()
        results.check(not page.stderr, f"{name}(1): {page.stderr[:300]}")
        results.check(f"License Digest {version}" in text, f"{name}(1) is of version {version}")
        command = next((one for one in dump["subcommands"]
                        if name == f"license-digest-{one['commandName']}"), {})
        for option in re.findall(r'"name": "([a-z-]{2,})"', json.dumps(command)):
            if option not in ("help", "version"):
                results.check(f"--{option}" in text, f"{name}(1) has no --{option}")


def needs_few_libraries(program, results):
    needed = re.findall(r"NEEDED +(\S+)", run("objdump", "-p", program).stdout)
    others = [name for name in needed if not re.match(LIBRARIES, name)]
    results.check(needed and not others, f"{program} needs {others}")


def names_its_own_programs(prefix, expected, results):
    """Every program that the units and the crontab call is where they say."""
    for path in [*(prefix / "lib/systemd/system").iterdir(),
                 prefix / "share/doc/license-digest/examples/crontab"]:
        for program in re.findall(r"/\S+/(?:bin|libexec)/license-digest\S*", path.read_text()):
            inside = pathlib.Path(str(prefix) + program.removeprefix(str(expected)))
            results.check(os.access(inside, os.X_OK), f"{path.name}: {program} is not installed")


def by_prefix(scratch, results):
    prefix = scratch / "prefix with blank"
    for _ in range(2):
        done = run(ROOT / "scripts/install", prefix)
        if not results.check(done.returncode == 0, f"install: {done.stderr[-500:]}"):
            return
    for name in ("license-digest", "license-digest-preview"):
        needs_few_libraries(prefix / "bin" / name, results)
    completes(prefix, prefix / "share/zsh/site-functions/_license-digest", results)
    has_a_manual(prefix, results)
    runs_the_sample(prefix / "bin/license-digest", scratch, results)
    shows_a_preview(prefix / "bin/license-digest", results)
    (prefix / "share/fish/another").touch()
    run(ROOT / "scripts/install", "--uninstall", prefix)
    left = [str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file()]
    results.check(left == ["share/fish/another"], f"uninstalling left {left}")
    plain = scratch / "plain"
    run(ROOT / "scripts/install", plain)
    names_its_own_programs(plain, plain, results)
    results.told("installed, run and removed under a prefix")


def as_a_package(scratch, results):
    done = run(ROOT / "scripts/package")
    if not results.check(done.returncode == 0, f"package: {done.stderr[-1000:]}"):
        return
    package = pathlib.Path(done.stdout.split()[-1])
    first = shutil.copy(package, scratch)
    run(ROOT / "scripts/package")
    results.check(filecmp.cmp(first, package, shallow=False), "two packages have the same bytes")
    if found("lintian"):
        done = run("lintian", "--fail-on", "error,warning", "--allow-root", package)
        results.check(done.returncode == 0, f"lintian: {done.stdout}{done.stderr}")
    else:
        results.skip("Debian's policy", "there is no lintian")
    root = scratch / "root"
    for name in ("info", "updates"):
        (root / "var/lib/dpkg" / name).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    dpkg = ["dpkg", f"--root={root}", "--force-depends", "--force-script-chrootless", "--log=/dev/null"]
    is_root = os.geteuid() == 0
    done = run(*dpkg, "-i", package) if is_root else run("dpkg-deb", "-x", package, root)
    results.check(done.returncode == 0, f"the package is installed: {done.stderr[-1000:]}")
    usr = root / "usr"
    completes(usr, usr / "share/zsh/vendor-completions/_license-digest", results)
    has_a_manual(usr, results)
    names_its_own_programs(usr, pathlib.Path("/usr"), results)
    runs_the_sample(usr / "bin/license-digest", scratch, results)
    shows_a_preview(usr / "bin/license-digest", results)
    if not is_root:
        return results.skip("removing the package", "needs root")
    if found("systemd-sysusers"):
        results.check(
            "license-digest:" in (root / "etc/passwd").read_text()
            and (root / "var/lib/license-digest/exports").is_dir(), "the user and folders are made")
    run(*dpkg, "--purge", "license-digest")
    left = [path for path in root.rglob("*") if path.is_file() and not re.match(
        r"(var/lib/dpkg|etc/(passwd|shadow|group|gshadow|\.pwd\.lock|.*-$))",
        str(path.relative_to(root)))]
    results.check(not left, f"removing the package left {left}")
    results.told(f"packaged, installed, run and removed: {package.name}")


def main():
    os.environ["PROGRAM"] = str(arguments(__doc__).program)
    results = Results()
    with tempfile.TemporaryDirectory(prefix="license-digest-") as folder:
        scratch = pathlib.Path(folder)
        by_prefix(scratch, results)
        as_a_package(scratch, results)
    results.finish()


main()
