#!/usr/bin/env python3
"""Searches for ledgers and published folders that break packaging/send.

    fuzz/ledger.py SECONDS SEEDS CRASHES

Each try takes a ledger, a run.json, a messages.jsonl and a mail, changes some bytes of them, sends,
and compares what was mailed with a reading of the ledger of its own. scripts/fuzz runs it.
"""

import contextlib
import importlib.machinery
import importlib.util
import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
DATE = "2026-11-22"
NAMES = ["a@acme.example", "b@acme.example", "c@acme.example"]
PIECES = [b'"sent"', b'"begun"', b'"failed"', b'"SENT"', b"null", b"[", b"{", b"}", b"\n", b"\0",
          b'"state"', b'"date"', b'"2026-11-22"', b"1e999", b"\xff", b'"\\ud800"', b"..", b"/",
          b"[" * 3000, b'"recipients":"a@acme.example"', b"true", b"-1", b",", b":", b"To: ",
          b"=?utf-8?q?", b"<", b">", b"@", b"\r\n", b"(", b'"', b";", b"a@acme.example"]


def load_send():
    path = str(HOUSE / "packaging/send")
    loader = importlib.machinery.SourceFileLoader("send", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("send", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


def mail(name):
    return f"From: <d@portal.example>\nTo: <{name}>\nSubject: x\n\nbody\n".encode()


def seeds(folder):
    """The files of a try, by name; a seed's file is a JSON object of texts."""
    line = {"date": DATE, "kind": "daily-summary", "account": "acme.example"}
    ledger = "".join(json.dumps({**line, "recipient": name, "state": state}) + "\n"
                     for name, state in zip(NAMES, ["sent", "begun", "failed"]))
    message = {"kind": "daily-summary", "account": "acme.example", "recipients": NAMES,
               "eml": [f"accounts/{place}.eml" for place in range(3)]}
    run = json.dumps({"generator": "license-digest", "version": 1, "date": DATE})
    whole = {"ledger": ledger.encode(), "run.json": run.encode(),
             "messages.jsonl": (json.dumps(message) + "\n").encode(),
             **{f"accounts/{place}.eml": mail(name) for place, name in enumerate(NAMES)}}
    found = [whole, {**whole, "ledger": b""}]
    for path in sorted(Path(folder).iterdir()) if os.path.isdir(folder) else []:
        texts = json.loads(path.read_text())
        found.append({**whole, **{name: text.encode("latin-1") for name, text in texts.items()}})
    return found


def changed(content, chance):
    """The same bytes with one to four changes."""
    content = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(content))
        match chance.randrange(5):
            case 0:
                content[place:place] = chance.choice(PIECES)
            case 1:
                del content[place:place + chance.randint(1, 20)]
            case 2 if content:
                content[place % len(content)] = chance.randrange(256)
            case 3:
                end = chance.randint(place, len(content))
                content[place:place] = content[place:end][:200]
            case _:
                content[place:place + chance.randint(1, 12)] = chance.choice(PIECES)
    return bytes(content)


VALUES = [None, 0, -1, 2 ** 70, 1e308, True, "", "sent", "begun", "SENT", "\ud800", "a\nb", [], {},
          [[]], ["a@acme.example"], "a@acme.example", ["accounts/0.eml"], "../accounts/0.eml"]


def changed_value(content, chance):
    """The same lines of JSON with one value exchanged for another, of any kind."""
    lines = content.splitlines()
    place = chance.randrange(len(lines) or 1)
    try:
        value = json.loads(lines[place])
        value[chance.choice(list(value))] = chance.choice(VALUES)
    except (ValueError, IndexError, TypeError):
        return content
    lines[place] = json.dumps(value).encode()
    return b"".join(line + b"\n" for line in lines)


def states(content):
    """Which state each mail has by these bytes: a second reading of a ledger that send took."""
    found = {}
    for line in content[:content.rfind(b"\n") + 1].splitlines():
        entry = json.loads(line)
        found[tuple(entry[name] for name in ("date", "kind", "account", "recipient"))] = entry["state"]
    return found


class Try:
    """One send of one set of files."""

    def __init__(self, send, folder, files, chance):
        self.send, self.folder, self.files, self.chance = send, folder, files, chance
        self.delivered = []
        for name, content in files.items():
            path = folder / name if name == "ledger" else folder / "output" / name
            path.unlink(missing_ok=True)
            path.write_bytes(content)

    def run(self):
        """Sends, and checks what a person would rely on."""
        again = self.chance.random() < 0.3
        one = self

        class Sendmail(self.send.Sendmail):
            def deliver(self, content):
                one.delivered.append(content)
                answer = one.chance.choice(["sent", "sent", "failed", None, OSError(2, "none")])
                if isinstance(answer, OSError):
                    raise answer
                return answer

        folder = self.folder
        sys.argv = ["send", str(folder / "output"), str(folder / "ledger")]
        sys.argv += ["--again-doubtful"] if again else []
        own, self.send.Sendmail = self.send.Sendmail, Sendmail
        # Whatever a send leaves open for its end must not lock the next one out.
        first = os.dup(2)
        os.close(first)
        try:
            with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
                self.send.main()
            raise AssertionError("it ends with a code")
        except SystemExit as end:
            code = end.code
        finally:
            self.send.Sendmail = own
            os.closerange(first, first + 16)
        self.check(code, again)

    def check(self, code, again):
        assert code in (0, 1, 2), f"exit code {code}"
        before = self.files["ledger"]
        after = (self.folder / "ledger").read_bytes()
        whole = before[:before.rfind(b"\n") + 1]
        # A folder that cannot be sent is refused before the ledger is read, and a torn line goes.
        assert after in (before, whole) or after.startswith(whole), "a ledger only grows"
        if not self.delivered:
            return
        # What send took, it can read again: else the next night sends nothing.
        known, then = states(whole), states(after)
        steps = [json.loads(line) for line in after[len(whole):].splitlines()]
        begun = [step for step in steps if step["state"] == "begun"]
        assert len(begun) == len(self.delivered), "each mail is noted before it leaves"
        for step in begun:
            assert all(isinstance(text, str) for text in step.values()), "a line of the ledger is read"
            key = tuple(step[name] for name in ("date", "kind", "account", "recipient"))
            state = known.get(key)
            assert state != "sent", f"mailed twice: {key}"
            assert state != "begun" or again, f"mailed again in doubt: {key}"
        assert set(known) <= set(then), "no line is lost"
        assert code != 0 or all(step["state"] != "failed" for step in then.values()
                                if isinstance(step, dict)), "what failed is told"


def keep(crashes, files, error):
    texts = {name: content.decode("latin-1") for name, content in files.items()}
    path = Path(crashes) / f"crash-{abs(hash(json.dumps(texts))):016x}.json"
    path.write_text(json.dumps(texts, indent=1))
    traceback.print_exception(error)
    print(f"ledger: see {path}")


def main():
    seconds, seed_folder, crashes = float(sys.argv[1]), sys.argv[2], sys.argv[3]
    send = load_send()
    # What is safe on the disk is not asked here, and costs a hundred times as much as the rest.
    os.fsync = lambda handle: None
    number = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(number)
    print(f"seed {number}")
    folder = Path(tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    (folder / "output/accounts").mkdir(parents=True)
    begin, tries, worlds = time.monotonic(), 0, seeds(seed_folder)
    try:
        while tries < len(worlds) or time.monotonic() - begin < seconds:
            files = dict(worlds[tries] if tries < len(worlds) else chance.choice(worlds))
            if tries >= len(worlds):
                for name in chance.sample(list(files), chance.choice([1, 1, 2])):
                    change = chance.choice([changed, changed_value])
                    files[name] = change(files[name], chance)
            tries += 1
            try:
                Try(send, folder, files, chance).run()
            except Exception as error:
                keep(crashes, files, error)
                sys.exit(1)
    finally:
        shutil.rmtree(folder)
    print(f"stat::number_of_executed_units: {tries}")


main()
