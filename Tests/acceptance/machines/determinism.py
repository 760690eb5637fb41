#!/usr/bin/env python3
"""Proves that the same input gives the same bytes, whatever the machine is like.

Builds the sample and a made input with other TZ, LANG, umask, working folder, number of workers,
order of files on disk, file times, place of the input and of the output, and twice in a row; every
output tree must have one hash.
"""

import os
import shutil
import sys

sys.dont_write_bytecode = True
from harness import ROOT, Place, Results, arguments, tree_hash, write_inputs


def copied(folder, target, backwards):
    """A copy whose files were made in another order and at another time."""
    target.mkdir()
    for path in sorted(folder.rglob("*"), reverse=backwards):
        copy = target / path.relative_to(folder)
        if path.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            os.utime(copy, (86_400, 86_400) if backwards else (4_000_000_000, 4_000_000_000))
    return target


def main():
    options = arguments(__doc__)
    results = Results()
    with Place(options.program) as place:
        config = place.path / "license-digest.yml"
        elsewhere = place.path / "else where"
        elsewhere.mkdir()
        sample = copied(ROOT / "sample-data", place.path / "sample", backwards=False)
        made = write_inputs(place.path / "made", accounts=10, licenses=60)
        for folder in (sample, made):
            compare(place, results, folder, config, elsewhere)
    results.finish()


def compare(place, results, folder, config, elsewhere):
    base = {"PATH": os.environ["PATH"], "HOME": str(place.path)}
    backwards = copied(folder, place.path / f"{folder.name}-backwards", backwards=True)
    forwards = copied(folder, place.path / f"{folder.name}-forwards", backwards=False)
    relative = os.path.relpath(folder, elsewhere)
    # What differs: environment, umask, working folder, input, further options.
    ways = {
        "plain": {}, "again": {},
        "TZ behind": {"env": {"TZ": "Pacific/Pago_Pago"}},
        "TZ ahead": {"env": {"TZ": "Pacific/Kiritimati"}},
        "TZ unknown": {"env": {"TZ": "nonsense"}},
        "French": {"env": {"LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"}},
        "Turkish": {"env": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}},
        "C": {"env": {"LANG": "C", "LC_ALL": "C", "LC_NUMERIC": "de_DE"}},
        "hash seeds": {"env": {"SWIFT_DETERMINISTIC_HASHING": "1"}},
        "umask 077": {"umask": 0o077}, "umask 000": {"umask": 0},
        "working folder": {"cwd": elsewhere}, "relative input": {"cwd": elsewhere, "input": relative},
        "slash behind": {"input": f"{folder}/"},
        "made backwards": {"input": backwards}, "made forwards": {"input": forwards},
        "one worker": {"more": ["--jobs", "1"]}, "eight workers": {"more": ["--jobs", "8"]},
    }
    hashes = {}
    for name, way in ways.items():
        output = place.path / f"output-{folder.name}-{name.replace(' ', '-')}"
        result = place.run(
            way.get("input", folder), output, more=["--config", config, *way.get("more", [])],
            env={**base, **way.get("env", {})}, umask=way.get("umask", 0o022),
            cwd=way.get("cwd", place.path))
        if results.check(
                result.returncode in (0, 1), f"{folder.name}, {name}: {result.stderr[-300:]}"):
            hashes[name] = tree_hash(output)
    # Onto what stands: the replaced folder is no input where --since is given.
    output = place.path / f"output-{folder.name}-plain"
    place.run(folder, output, more=["--config", config], env=base)
    hashes["replacing"] = tree_hash(output)
    for name, found in hashes.items():
        results.check(found == hashes["plain"], f"{folder.name}, {name}: other bytes than plain")
    results.told(f"{folder.name}: {len(hashes)} ways, {len(set(hashes.values()))} tree")


main()
