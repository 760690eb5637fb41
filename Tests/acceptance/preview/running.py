"""A preview of a copy of the sample, and raw requests to it."""

import contextlib
import json
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from harness import DAYS, ROOT, SAMPLE


class Answer:
    """A response, read to the end of its connection."""

    def __init__(self, raw):
        self.raw = raw
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        found = re.match(r"HTTP/1\.1 (\d+)", lines[0])
        self.status = int(found.group(1)) if found else None
        self.headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.headers[name.lower()] = value.strip()


class Preview:
    """One preview, in a folder of its own with inputs, templates and configuration to change."""

    def __init__(self, program, output=False, waits=True):
        self.waits = waits
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="preview-test-"))
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        self.input = self.folder / "exports"
        shutil.copytree(SAMPLE, self.input)
        self.config = self.folder / "license-digest.yml"
        shutil.move(self.input / "license-digest.yml", self.config)
        self.templates = self.folder / "templates"
        shutil.copytree(ROOT / "templates", self.templates)
        self.output = self.folder / "output" if output else None
        self.program = program
        self.said = self.folder / "errors"

    def options(self):
        return ["--input", str(self.input), "--config", str(self.config),
                "--templates", str(self.templates), *DAYS]

    def __enter__(self):
        more = ["--output", str(self.output)] if self.output else []
        self.process = subprocess.Popen(
            [self.program, "preview", "--quiet", *self.options(), *more], cwd=self.folder,
            stdout=subprocess.PIPE, stderr=open(self.said, "wb"), stdin=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "TMPDIR": str(self.temporary)})
        self.greeting = ""
        while "Ctrl-C" not in self.greeting:
            line = self.process.stdout.readline().decode()
            if not line:
                raise SystemExit(f"no preview: {self.said.read_text()}")
            self.greeting += line
        self.url = re.search(r"http://\S+", self.greeting).group()
        self.port = int(re.search(r":(\d+)/", self.url).group(1))
        self.token = self.url.partition("token=")[2]
        self.base = f"http://127.0.0.1:{self.port}"
        self.cookie = f"license-digest-preview-{self.port}={self.token}"
        if self.waits:
            self.wait(lambda state: state["generation"] >= 1)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def state(self):
        return json.loads(self.get("/-/state").body)

    def wait(self, holds, seconds=60):
        """Waits until the state is as it should be; the state."""
        end = time.monotonic() + seconds
        while True:
            state = self.state()
            if holds(state) or time.monotonic() > end:
                return state
            time.sleep(0.1)

    def stop(self, number=signal.SIGINT):
        """The exit code, and how long it took."""
        start = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        return code, time.monotonic() - start

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def raw(self, request):
        """Sends these bytes and reads until the other side closes."""
        with self.connect() as connection:
            with contextlib.suppress(OSError):
                connection.sendall(request)
            return Answer(read_all(connection))

    def get(self, target="/", **changes):
        return self.ask("GET", target, **changes)

    def ask(self, method, target, body=b"", host=None, cookie=None, headers=()):
        lines = [f"{method} {target} HTTP/1.1", f"Host: {host or f'127.0.0.1:{self.port}'}"]
        cookie = self.cookie if cookie is None else cookie
        if cookie:
            lines.append(f"Cookie: {cookie}")
        if body:
            lines.append(f"Content-Length: {len(body)}")
        lines += headers
        return self.raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


def read_all(connection):
    """All bytes until the end, or until the other side resets."""
    parts = []
    with contextlib.suppress(ConnectionResetError):
        while part := connection.recv(1 << 16):
            parts.append(part)
    return b"".join(parts)
