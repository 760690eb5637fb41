"""Has the compiler and DocC judge the documentation in the sources.

Every `package` type and function of the libraries needs a doc comment: cases, properties and
witnesses of a protocol speak for themselves. The catalogs are built by DocC, for which a warning, as
of a link that leads nowhere, is an error. Leaves the pages in .build/docs.
"""

import json
import pathlib
import shutil
import subprocess
import tempfile

from harness import ROOT, Results, arguments

MODULES = ("Licensing", "Exports", "Templates", "Rendering", "Answers")
ASKED = {
    "swift.struct", "swift.enum", "swift.class", "swift.protocol", "swift.func", "swift.method",
    "swift.type.method"}


def swift(*words):
    done = subprocess.run(["swift", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{done.stdout}swift {' '.join(words)}: exit {done.returncode}")
    return done.stdout


def extract(module, folder):
    """Writes what the compiler knows of a module's symbols into a folder."""
    folder.mkdir()
    target = json.loads(swift("-print-target-info"))["target"]["unversionedTriple"]
    swift(
        "symbolgraph-extract", "-module-name", module, "-minimum-access-level", "package",
        "-I", swift("build", "--show-bin-path").strip() + "/Modules", "-I", "Sources/CLibXML2",
        "-Xcc", "-fmodule-map-file=Sources/CLibXML2/module.modulemap",
        "-Xcc", "-I/usr/include/libxml2", "-target", target, "-output-dir", str(folder))


def silent(folder, results):
    """Checks that the types and functions of a module have words; how many there are."""
    count = 0
    for path in sorted(folder.glob("*.symbols.json")):
        for symbol in json.loads(path.read_text())["symbols"]:
            if symbol["accessLevel"] not in ("package", "public", "open"):
                continue
            if symbol["kind"]["identifier"] not in ASKED or "location" not in symbol:
                continue
            count += 1
            where = symbol["location"]
            file = pathlib.Path(where["uri"].removeprefix("file://"))
            results.check(
                "docComment" in symbol or is_witness(symbol),
                f"{file}:{where['position']['line'] + 1}: no doc comment of "
                + ".".join(symbol["pathComponents"]))
    return count


def is_witness(symbol):
    """Operators and the one hashing function have their protocol's words."""
    name = symbol["names"]["title"]
    return name.startswith(("<(", "==(", "hash(into:"))


def main():
    arguments(__doc__)
    results = Results()
    docc = pathlib.Path(shutil.which("swift")).resolve().parent / "docc"
    with tempfile.TemporaryDirectory() as scratch:
        graphs = pathlib.Path(scratch)
        count = 0
        for module in MODULES:
            swift("build", "--target", module)
            extract(module, graphs / module)
            count += silent(graphs / module, results)
        results.check(count > 300, f"{count} symbols are too few to be all")
        results.told(f"{count} package types and functions")
        (ROOT / ".build" / "docs").mkdir(exist_ok=True)
        for catalog in sorted((ROOT / "Sources").glob("*/*.docc")):
            module = catalog.stem
            done = subprocess.run(
                [docc, "convert", catalog, "--additional-symbol-graph-dir", graphs / module,
                 "--output-dir", ROOT / ".build" / "docs" / module, "--warnings-as-errors",
                 "--fallback-display-name", module, "--fallback-bundle-identifier",
                 f"license-digest.{module.lower()}"], capture_output=True, text=True)
            results.check(done.returncode == 0, f"{module}: {done.stdout}{done.stderr}")
    results.finish()


main()
