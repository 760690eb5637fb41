#!/usr/bin/env python3
"""Proves that packaging/send mails each message at most once, whatever fails in the middle.

A mail server on 127.0.0.1 counts what it accepts, and a small sendmail hands mails to it. The mails
are the first of the committed output/. No build is needed.

  repeated   a second send mails nothing; the next report date mails all again
  refused    the server refuses some, or breaks off in the middle: the next send mails just those
  killed     kill -9 of send before and after every hand-over: none is mailed twice, and what
             nobody can know is told and left for --again-doubtful
  ledger     torn and foreign lines, two sends at once, a full disk
  guarded    other recipients, links, a folder without mails, a folder that is replaced meanwhile
  started    a sendmail that cannot be started, or hangs
  changed    thousands of ledgers with a byte or a value changed: refused, or every state known
"""

import collections
import email
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
from harness import Results, arguments

ROOT = pathlib.Path(__file__).resolve().parents[3]
SEND = ROOT / "packaging" / "send"

SENDMAIL = '''#!{python} -SE
# A sendmail -t that hands one mail to the server, or ends as it is told to.
import os, signal, socket, sys
assert sys.argv[1:] == ["-t", "-i"], sys.argv
content = sys.stdin.buffer.read()
heads = content.split(b"\\r\\n\\r\\n")[0].split(b"\\r\\n")
to = next(head[4:] for head in heads if head.startswith(b"To: ")).decode()
when, _, victim = os.environ.get("KILL", "").partition(" ")
def kill(moment):
    if when == moment and to == victim:
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(0)
kill("before")
body = content.replace(b"\\r\\n.", b"\\r\\n..") + b"\\r\\n.\\r\\n"
steps = [(None, b"220"), (b"HELO here\\r\\n", b"250"), (b"MAIL FROM:<>\\r\\n", b"250"),
         (b"RCPT TO:<" + to.encode() + b">\\r\\n", b"250"), (b"DATA\\r\\n", b"354"), (body, b"250")]
try:
    with socket.create_connection(("127.0.0.1", {port}), 20) as server:
        replies = server.makefile("rb")
        for text, code in steps:
            if text:
                server.sendall(text)
            if not replies.readline().startswith(code):
                sys.exit(75)
except OSError:
    sys.exit(75)
kill("after")
if when == "crash" and to == victim:
    os.kill(os.getpid(), signal.SIGKILL)
'''


class Server(socketserver.ThreadingTCPServer):
    """Counts the mails it took by Message-ID; `rule` says what happens to the next one."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.taken = collections.Counter()
        self.rule = lambda number: "take"
        self.number = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Session(socketserver.StreamRequestHandler):
    def reply(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.reply("220 sink")
        while line := self.rfile.readline():
            word = line.split(None, 1)[0].upper() if line.split() else b""
            if word == b"DATA":
                self.reply("354 go on")
                if not self.data():
                    return
            elif word == b"QUIT":
                return self.reply("221 bye")
            else:
                self.reply("250 ok")

    def data(self):
        content = b""
        self.server.number += 1
        rule = self.server.rule(self.server.number)
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            if rule == "break":
                self.connection.close()
                return False
            content += line[1:] if line.startswith(b"..") else line
        if rule == "refuse":
            self.reply("451 later")
            return True
        self.server.taken[email.message_from_bytes(content)["Message-ID"]] += 1
        self.reply("250 taken")
        return True


class Stand:
    """A published folder, a ledger, and a server that counts."""

    def __init__(self, results, folder):
        self.results = results
        self.folder = pathlib.Path(folder)
        self.output = self.folder / "output"
        shutil.copytree(ROOT / "output", self.output)
        self.ledger = self.folder / "ledger.jsonl"
        self.server = Server()
        self.sendmail = self.folder / "sendmail"
        self.sendmail.write_text(
            SENDMAIL.format(python=sys.executable, port=self.server.server_address[1]))
        self.sendmail.chmod(0o755)
        # A few messages do: each send starts a process a mail.
        manifest = self.output / "messages.jsonl"
        lines = manifest.read_text().splitlines()[:5]
        manifest.write_text("\n".join(lines) + "\n")
        self.mails = [
            (path, recipient) for line in map(json.loads, lines)
            for path, recipient in zip(line["eml"], line["recipients"])]

    def command(self, more=()):
        return [sys.executable, SEND, self.output, self.ledger, "--sendmail", self.sendmail, *more]

    def send(self, *more, kill=""):
        return subprocess.run(
            self.command(more), env={**os.environ, "KILL": kill}, capture_output=True, text=True)

    def fresh(self):
        self.ledger.unlink(missing_ok=True)
        self.server.taken.clear()
        self.server.number = 0
        self.server.rule = lambda number: "take"

    @property
    def most(self):
        return max(self.server.taken.values(), default=0)

    def check(self, result, code, count, what):
        self.results.check(
            result.returncode == code and len(self.server.taken) == count and self.most <= 1,
            f"{what}: code {result.returncode} for {code}, {len(self.server.taken)} mails for "
            f"{count}, at most {self.most} times {result.stderr.strip()[:300]}")


def repeated(stand):
    stand.fresh()
    count = len(stand.mails)
    stand.check(stand.send("--dry-run"), 0, 0, "a dry run sends nothing")
    stand.check(stand.send(), 0, count, "all are sent")
    stand.check(stand.send(), 0, count, "a repeated send mails nothing")
    stand.results.check(stand.ledger.stat().st_mode & 0o777 == 0o600, "the ledger is private")
    run = stand.output / "run.json"
    text = run.read_text()
    run.write_text(text.replace('"date":"2026-11-22"', '"date":"2026-11-23"'))
    stand.server.taken.clear()
    stand.check(stand.send(), 0, count, "the next date mails all")
    run.write_text(text)
    stand.results.told(f"repeated: {count} mails")


def refused(stand):
    count = len(stand.mails)
    for rule in ("refuse", "break"):
        stand.fresh()
        stand.server.rule = lambda number: rule if number % 3 == 0 else "take"
        stand.check(stand.send(), 1, count - count // 3, f"{rule}: the others are sent")
        stand.server.rule = lambda number: "take"
        stand.check(stand.send(), 0, count, f"{rule}: the next send mails the rest")
        stand.fresh()
        stand.server.rule = lambda number: rule if number > count // 2 else "take"
        stand.check(stand.send(), 1, count // 2, f"{rule}: from the middle on")
        stand.server.rule = lambda number: "take"
        stand.check(stand.send(), 0, count, f"{rule}: the rest follows")
    stand.fresh()
    stand.server.rule = lambda number: "refuse"
    stand.check(stand.send("--queued", "75"), 0, 0, "a code that means queued is sent")
    stand.check(stand.send(), 0, 0, "what is queued is not sent again")
    stand.results.told("refused: by the server, in the middle of a mail, from the middle on")


def killed(stand):
    count = len(stand.mails)
    recipients = [recipient for _, recipient in stand.mails]
    for place, victim in enumerate(recipients):
        if recipients.index(victim) != place:
            continue
        for moment, sent in (("before", place), ("after", place + 1)):
            stand.fresh()
            result = stand.send(kill=f"{moment} {victim}")
            stand.check(result, -signal.SIGKILL, sent, f"killed {moment} mail {place + 1}")
            result = stand.send()
            stand.check(
                result, 1, count - 1 if moment == "before" else count, f"{moment}: the next send")
            stand.results.check(
                "in doubt" in result.stderr and victim in result.stderr, "the doubt is told")
            if moment == "before":
                stand.check(stand.send("--again-doubtful"), 0, count, "the doubtful one is sent")
    stand.fresh()
    stand.check(stand.send(kill=f"crash {recipients[0]}"), 1, count, "sendmail crashes: in doubt")
    stand.check(stand.send(), 1, count, "and is not tried again")
    stand.results.told(f"killed: before and after {len(set(recipients))} of {count} mails")


def ledger(stand):
    count = len(stand.mails)
    for torn in (b'{"date": "2026-', b'{"date": "2026-11-22", "kind"'):
        stand.fresh()
        stand.send()
        whole = stand.ledger.read_bytes()
        stand.ledger.write_bytes(whole + torn)
        stand.check(stand.send(), 0, count, "a torn line is cut off")
        stand.results.check(stand.ledger.read_bytes() == whole, "the ledger is whole again")
    stand.send()
    line = stand.ledger.read_text().splitlines()[1]
    for foreign in ("not ours", "[" * 100_000, "[]", "1", "null", "{}",
                    *(line.replace('"sent"', state) for state in ('"SENT"', "null", "1", '""', "[]")),
                    line.replace('"2026-11-22"', "[]")):
        stand.fresh()
        stand.ledger.write_text(foreign + "\n")
        stand.check(stand.send(), 2, 0, f"a foreign ledger is not touched: {foreign[:90]}")
        stand.results.check(stand.ledger.read_text() == foreign + "\n", "its bytes are kept")
    stand.fresh()
    hold = threading.Event()
    stand.server.rule = lambda number: (hold.wait(20), "take")[1]
    first = subprocess.Popen(stand.command(), stderr=subprocess.DEVNULL)
    while stand.server.number == 0:
        pass
    stand.check(stand.send(), 2, 0, "a second send at the same time is refused")
    hold.set()
    stand.results.check(first.wait() == 0 and stand.most == 1, "the first one ends well")
    stand.fresh()
    full = subprocess.run(
        stand.command(), capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)))
    stand.check(full, 2, 0, "a ledger that cannot grow sends nothing")
    stand.check(stand.send(), 0, count, "and all follow when it can")
    stand.results.told("ledger: torn, foreign, held, full")


def guarded(stand):
    count = len(stand.mails)
    stand.fresh()
    path, recipient = stand.mails[0]
    mail = stand.output / path
    good = mail.read_bytes()
    to = f"To: {recipient}".encode()
    stand.results.check(to in good, "the sample's first mail has its recipient")
    for wrong in (b"To: eve@evil.example", to + b", eve@evil.example",
                  to + b"\r\nBcc: eve@evil.example", b"To: <", b"To: a:"):
        stand.fresh()
        mail.write_bytes(good.replace(to, wrong, 1))
        stand.check(stand.send(), 1, count - 1, f"{wrong} is not sent")
    mail.unlink()
    stand.fresh()
    stand.check(stand.send(), 2, 0, "a mail that is missing ends the send")
    mail.write_bytes(good)
    stand.check(stand.send(), 0, count, "and all follow when it is there")
    messages = stand.output / "messages.jsonl"
    text = messages.read_text()
    messages.write_text("".join(
        json.dumps({**json.loads(line), "eml": []}) + "\n" for line in text.splitlines()))
    stand.check(stand.send(), 2, count, "a folder without mails is refused")
    for wrong in ("[" * 100_000, "[]", "{}", '{"eml":["x"],"recipients":["a@b.example"]}'):
        stand.fresh()
        messages.write_text(wrong + "\n")
        stand.check(stand.send(), 2, 0, f"a list that is not ours is refused: {wrong[:60]}")
    messages.write_text(text)
    run = stand.output / "run.json"
    known = run.read_text()
    for wrong in (None, 5, [], {}):
        stand.fresh()
        run.write_text(json.dumps({**json.loads(known), "date": wrong}))
        stand.check(stand.send(), 2, 0, f"a folder of the date {wrong} is refused")
        stand.results.check(
            not stand.ledger.exists() or not stand.ledger.read_text(), "and no ledger takes it")
    run.write_text(known)
    line = json.loads(text.splitlines()[0])
    folder = stand.output / "accounts" / "link"
    folder.symlink_to("/etc")
    for path in ("/etc/passwd", "../../etc/passwd", "accounts//x", "accounts/link/passwd", "accounts"):
        messages.write_text(
            json.dumps({**line, "eml": [path], "recipients": [recipient]}) + "\n")
        stand.check(stand.send(), 2, 0, f"{path} is not opened")
    folder.unlink()
    messages.write_text(text)
    stand.results.told("guarded: recipients, missing mails, no mails, links")


def started(stand):
    count = len(stand.mails)
    missing = stand.folder / "missing"
    closed = stand.folder / "closed"
    closed.write_text("#!/bin/sh\n")
    strange = stand.folder / "strange"
    strange.write_bytes(b"\x7fELF no program")
    strange.chmod(0o755)
    for program in (missing, closed, strange, stand.folder):
        stand.fresh()
        for _ in range(2):
            result = stand.send("--sendmail", program)
            stand.check(result, 2, 0, f"{program.name} cannot be started")
            stand.results.check("cannot be started" in result.stderr, "and that is said")
        stand.check(stand.send(), 0, count, "no mail was lost by it")
    hanging = stand.folder / "hanging"
    hanging.write_text("#!/bin/sh\nexec sleep 60\n")
    hanging.chmod(0o755)
    stand.fresh()
    result = stand.send("--sendmail", hanging, "--time", "0.2")
    stand.check(result, 2, 0, "a sendmail that hangs is stopped, three times at most")
    stand.results.check("3 times in a row" in result.stderr, "and that is said")
    stand.check(stand.send(), 1, count - 3, "the three are in doubt, the others follow")
    stand.results.told("started: missing, closed, strange, hanging")


def changed(stand, count):
    """Reads changed ledgers with the program's own code: no other failure than a refusal."""
    stand.fresh()
    stand.send()
    whole = stand.ledger.read_bytes()
    program = {"__name__": "send"}
    exec(compile(SEND.read_text(), SEND, "exec"), program)
    values = [b"null", b"1e999", b"[]", b"{}", b'""', b'"\\ud800"', b"\xff", b"[" * 5_000, b"\n", b"\0"]
    refused = 0
    for seed in range(count):
        chance = random.Random(seed)
        start = chance.randrange(len(whole))
        end = min(len(whole), start + chance.choice((0, 1, 1, 7, 40)))
        text = whole[:start] + chance.choice((b"", *values)) + whole[end:]
        stand.ledger.write_bytes(text)
        try:
            ledger = program["Ledger"](str(stand.ledger), "2026-11-22")
            os.close(ledger.file)
            stand.results.check(
                all(state in program["STATES"] for state in ledger.states.values()),
                f"seed {seed}: {ledger.states}")
        except program["Refusal"]:
            refused += 1
        except Exception as error:  # Anything else is what this looks for.
            stand.results.check(False, f"seed {seed}: {error!r}")
    stand.results.told(f"changed: {count} ledgers, {refused} refused")


def main():
    options = arguments(__doc__, ledgers=(3_000, "how many changed ledgers"))
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        stand = Stand(results, folder)
        for prove in (repeated, refused, killed, ledger, guarded, started):
            prove(stand)
        changed(stand, options.ledgers)
    results.finish()


main()
