"""Reads the .eml files of a sample build as a stranger would, and sends them by SMTP."""

import email
import email.policy
import json
import pathlib
import re
import smtplib
import socket
import subprocess
import sys
import tempfile

from aiosmtpd.controller import Controller

from harness import DAYS, SAMPLE, arguments

failures = []


def expect(holds, where, what):
    if not holds:
        failures.append(f"{where}: {what}")


class Sink:
    """Keeps what arrives, by recipient and Message-ID."""

    def __init__(self):
        self.arrived = {}

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        key = (tuple(envelope.rcpt_tos), message["Message-ID"])
        expect(key not in self.arrived, key, "arrived twice")
        self.arrived[key] = envelope.content
        return "250 OK"


def check_lines(where, data):
    expect(re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None, where, "a line end is not CRLF")
    expect(data.isascii(), where, "bytes over 127")
    header, _, body = data.partition(b"\r\n\r\n")
    for line in data.split(b"\r\n"):
        expect(len(line) <= 998, where, f"a line of {len(line)} bytes")
    for line in body.split(b"\r\n"):
        expect(len(line) <= 76, where, f"an encoded line of {len(line)} bytes")
    for word in re.findall(rb"=\?[^?]*\?[^?]*\?[^?]*\?=", header):
        expect(len(word) <= 75, where, "an encoded word over 75 bytes")


def check_message(where, data, line, recipient, output):
    message = email.message_from_bytes(data, policy=email.policy.default)
    expect(not message.defects, where, f"defects {message.defects}")
    expect(str(message["To"]) == recipient, where, f"To {message['To']}")
    expect(message["Cc"] is None and message["Bcc"] is None, where, "other recipients")
    expect(str(message["Subject"]) == line["subject"], where, f"Subject {message['Subject']}")
    expect(message["Auto-Submitted"] == "auto-generated", where, "Auto-Submitted")
    expect("List-Unsubscribe" in message, where, "no List-Unsubscribe")
    expect(message["Date"].datetime.isoformat() == "2026-11-22T07:00:00+01:00", where, "Date")
    # Who added an additional address is told in one header, to that address alone.
    head = re.sub(rb"(?mi)^X-License-Digest-Reason:.*(?:\r\n[ \t].*)*", b"",
                  data.partition(b"\r\n\r\n")[0])
    for other in set(line["recipients"]) - {recipient}:
        expect(other.encode() not in head, where, f"shows {other}")
    parts = list(message.iter_parts())
    expect([p.get_content_type() for p in parts] == ["text/plain", "text/html"], where, "parts")
    for part, kind in zip(parts, ["text", "html"]):
        # Lines of a MIME text end in CRLF, those of the files in LF.
        content = part.get_content().replace("\r\n", "\n").encode()
        expect(content == (output / line[kind]).read_bytes(), where, f"{kind} differs from its file")
    return message


def send(files):
    sink = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as client:
            for path, recipient in files:
                client.sendmail("digest@portal.example", [recipient], path.read_bytes())
    finally:
        controller.stop()
    return sink.arrived


def main():
    program = arguments(__doc__).program
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "output"
        run = subprocess.run(
            [program, "build", "--input", SAMPLE, "--output", output, *DAYS, "--config",
             SAMPLE / "license-digest.yml", "--quiet"],
            stderr=subprocess.DEVNULL)
        if run.returncode > 1:
            sys.exit(f"the sample does not build: exit {run.returncode}")
        files = []
        identifiers = set()
        for text in (output / "messages.jsonl").read_text().splitlines():
            line = json.loads(text)
            expect(len(line["eml"]) == len(line["recipients"]), line["html"], "not one mail each")
            for name, recipient in zip(line["eml"], line["recipients"]):
                data = (output / name).read_bytes()
                check_lines(name, data)
                message = check_message(name, data, line, recipient, output)
                expect(message["Message-ID"] not in identifiers, name, "Message-ID twice")
                identifiers.add(message["Message-ID"])
                files.append((output / name, recipient))
        expect(len(files) > 10, "sample", "too few mails to tell")
        arrived = send(files)
        expect(len(arrived) == len(files), "SMTP", f"{len(arrived)} of {len(files)} arrived")
        for path, recipient in files:
            data = path.read_bytes()
            name = email.message_from_bytes(data, policy=email.policy.SMTP)["Message-ID"]
            # The last line end of a message belongs to the protocol.
            came = arrived.get(((recipient,), name), b"").rstrip(b"\r\n")
            expect(came == data.rstrip(b"\r\n"), path.name, "arrived changed")
    for failure in failures:
        print(failure)
    print(f"{len(files)} mails parsed, sent and compared: {len(failures)} failures")
    sys.exit(1 if failures else 0)


main()
