#!/usr/bin/env python3
"""Proves that bad input is told by place, costs little, and leaves the rest of the input whole.

Each bad file lies beside a sound export. For each the run must end with 1 (0 where nothing is
wrong with the file), name the problems expected with file, line and column, keep the sound rows,
have rows = kept + rejected, stay under 200 MB, and read nothing from outside the input. For the
large ones processor time must grow as the file does.
"""

import os
import resource
import shutil
import socket
import subprocess
import sys
import threading
import time

sys.dont_write_bytecode = True
from harness import (
    LICENSE_HEADER, PREFERENCE_HEADER, Place, Results, Watcher, arguments, csv_text,
    license_rows, problems, run_json)

# Started while this process is small.
WATCHER = Watcher()
MOST_MEMORY = 200 * 1024
SECRET = b"root-of-all-secrets"
HEADER = (",".join(LICENSE_HEADER) + "\n").encode()
ROW = b"acme.example,Acme,DEFAULT,License A,SKU,TERM,5,1,,2026-12-31,Sub1,In Compliance\n"
USERS = (",".join(PREFERENCE_HEADER) + "\n").encode()
XML_START = b"<license-export version='1'><smart-account domain='acme.example'>"
XML_PART = b"<virtual-account name='A'><license name='L'><term quantity='1'/></license>"
XML_END = b"</virtual-account></smart-account></license-export>"
XML_USERS = b"<preference-export version='1'><smart-account domain='acme.example'>"


def columns(values):
    """A record with these values by column, empty elsewhere."""
    given = {"account_domain": "acme.example", "virtual_account": "A", "license": "L",
             "quantity": "1", **values}
    return csv_text([[given.get(name, "") for name in LICENSE_HEADER]]).encode()


def laughs():
    entities = ['<!ENTITY a "ha">']
    for before, name in zip("abcdefghi", "bcdefghij"):
        entities.append(f'<!ENTITY {name} "{f"&{before};" * 10}">')
    return f"<?xml version='1.0'?><!DOCTYPE x [{''.join(entities)}]><x>&j;</x>".encode()


# Name, file name, bytes, codes of the errors and warnings expected (one of each at least), and
# whether the file's sound rows before the damage are kept.
XML = [
    ("external entity", "<!DOCTYPE x [<!ENTITY e SYSTEM 'secret.txt'>]>"
     "<license-export version='1'><smart-account domain='a.example' name='&e;'/></license-export>",
     {"doctype"}),
    ("external DTD", "<!DOCTYPE x SYSTEM 'secret.txt'><license-export version='1'/>", {"doctype"}),
    ("parameter entity", "<!DOCTYPE x [<!ENTITY % e SYSTEM 'secret.txt'> %e;]>"
     "<license-export version='1'/>", {"doctype"}),
    ("entity bomb", laughs(), {"doctype"}),
    ("quadratic bomb", b"<!DOCTYPE x [<!ENTITY a '" + b"x" * 50_000 + b"'>]><x>" + b"&a;" * 50_000
     + b"</x>", {"doctype"}),
    ("bare DOCTYPE", "<!DOCTYPE license-export><license-export version='1'/>", {"doctype"}),
    ("DOCTYPE behind a comment", "<?xml version='1.0'?><!-- x --><!DOCTYPE a><a/>", {"doctype"}),
    ("DOCTYPE in UTF-16", "\ufeff<!DOCTYPE a><a/>".encode("utf-16-le"), {"doctype"}),
    ("unknown entity", XML_START + XML_PART + b"<license name='&nope;'>" + XML_END,
     {"malformed-xml"}),
    ("character reference to NUL", XML_START + XML_PART + b"<license name='&#0;'>" + XML_END,
     {"malformed-xml"}),
    ("NUL byte", XML_START + XML_PART + b"<license name='\0'>" + XML_END, {"malformed-xml"}),
    ("100,000 levels", XML_START + b"<a>" * 100_000, {"too-deep"}),
    ("100,000 levels, closed", b"<a>" * 100_000 + b"</a>" * 100_000, {"unknown-kind"}),
    ("10 MB attribute", XML_START + XML_PART + b"<license name='" + b"x" * 10_500_000 + b"'>"
     + XML_END, {"malformed-xml"}),
    ("9 MB attribute", XML_START + XML_PART + b"<license name='" + b"x" * 9_000_000
     + b"'><term quantity='1'/></license>" + XML_END, {"field-too-long"}),
    ("10 MB element name", XML_START + XML_PART + b"<" + b"x" * 10_500_000 + b"/>" + XML_END,
     {"malformed-xml"}),
    ("10 MB text", XML_START + XML_PART + b"x" * 10_500_000 + XML_END, set()),
    ("10 MB comment", XML_START + XML_PART + b"<!--" + b"x" * 10_500_000 + b"-->" + XML_END,
     {"malformed-xml"}),
    ("10 MB address", XML_USERS + b"<user email='a@acme.example'><additional-email>"
     + b"x" * 10_500_000 + b"</additional-email></user></smart-account></preference-export>",
     {"field-too-long"}),
    ("100,000 attributes", XML_START + XML_PART + b"<license "
     + b" ".join(b"a%d=''" % n for n in range(100_000)) + b"/>" + XML_END,
     {"malformed-xml"}),
    ("300 attributes", XML_START + XML_PART + b"<license "
     + b" ".join(b"a%d=''" % n for n in range(300)) + b"/>" + XML_END, {"malformed-xml"}),
    ("256 attributes", XML_START + XML_PART + b"<license name='x' "
     + b" ".join(b"a%d=''" % n for n in range(255)) + b"><term quantity='1'/></license>" + XML_END,
     set()),
    ("a tag of 3,000 equal signs", XML_START + XML_PART + b"<license name='" + b"=" * 3_000
     + b"'><term quantity='1'/></license>" + XML_END, set()),
    ("100,000 attributes in EBCDIC", ("<?xml version='1.0' encoding='IBM037'?><license-export "
     + " ".join(f"a{n}=''" for n in range(100_000)) + "/>").encode("cp037"), None),
    ("namespaces on every level", XML_START + b"".join(
        b"<b " + b" ".join(b"xmlns:a%d_%d='b'" % (n, m) for m in range(1_300)) + b">"
        for n in range(60)) + b"<c/>" * 1_000_000, {"malformed-xml"}),
    ("100,000 namespaces", XML_START + XML_PART + b"<license "
     + b" ".join(b"xmlns:a%d='b'" % n for n in range(100_000)) + b"/>" + XML_END,
     {"malformed-xml"}),
    ("the same attribute twice", XML_START + XML_PART + b"<license name='a' name='b'/>" + XML_END,
     {"malformed-xml"}),
    ("500,000 empty elements", XML_START + b"<virtual-account name='A'>" + b"<b/>" * 500_000
     + XML_PART[26:] + XML_END, set()),
    ("a scope of 300,000 names", XML_USERS + b"<user email='a@acme.example'>"
     + b"<virtual-account name='A'/>" * 300_000 + b"</user></smart-account></preference-export>",
     {"field-too-long"}),
    ("10 MB of different names", XML_START + b"".join(b"<n%d/>" % i for i in range(1_000_000)),
     {"malformed-xml"}),
    ("different names everywhere, 10 MB", XML_START + b"".join(
        shape % ((i,) * shape.count(b"%d")) for i in range(120_000) for shape in (
            b"<?n%d?>", b"<b xmlns='u%d'/>", b"<b xmlns:p%d='u'/>", b"<q%d:b/>", b"<b r%d:c=''/>",
            b"<s:c%d xmlns:s='u'/>")), {"malformed-xml"}),
    ("999 names", XML_START + b"".join(b"<n%d/>" % i for i in range(990)) + XML_PART + XML_END,
     set()),
    ("ends within a tag", XML_START + XML_PART + b"<license name='", {"malformed-xml"}),
    ("ends between tags", XML_START + XML_PART, {"malformed-xml"}),
    ("text behind the end", XML_START + XML_PART + XML_END + b"and more", {"malformed-xml"}),
    ("two roots", (XML_START + XML_PART + XML_END) * 2, {"malformed-xml"}),
    ("only a mark", b"\xef\xbb\xbf<", {"malformed-xml"}),
    ("no element", "<?xml version='1.0'?>", {"malformed-xml"}),
    ("another version", "<license-export version='7'/>", {"unknown-kind"}),
    ("another root", "<html><script>1</script></html>", {"unknown-kind"}),
    ("includes", XML_START + b"<i:include xmlns:i='http://www.w3.org/2001/XInclude' "
     b"href='secret.txt' parse='text'/>" + XML_PART + XML_END, set()),
    ("style sheet", b"<?xml-stylesheet href='secret.txt'?>" + XML_START + XML_PART + XML_END,
     set()),
    ("UTF-8 said to be UTF-16", b"<?xml version='1.0' encoding='UTF-16'?>" + XML_START + XML_PART
     + XML_END, None),
    ("Latin-1 said to be UTF-8", b"<?xml version='1.0' encoding='UTF-8'?>" + XML_START + XML_PART
     + b"<license name='B\xfcro'><term quantity='1'/></license>" + XML_END, {"malformed-xml"}),
    ("a byte that its encoding has not", b"<?xml version='1.0' encoding='windows-1252'?>" + XML_START
     + XML_PART + b"<license name='a\x81b'/>" + XML_END, {"malformed-xml"}),
    ("such a byte far on", b"<?xml version='1.0' encoding='windows-1252'?>" + XML_START
     + XML_PART + b"<license name='b'><term quantity='1'/></license>" * 5_000
     + b"<license name='a\x81b'/>" + XML_END, {"malformed-xml"}),
    ("half a UTF-16 pair", "\ufeff".encode("utf-16-le") + (XML_START + XML_PART).decode().encode(
        "utf-16-le") + b"\x00\xd8" + XML_END.decode().encode("utf-16-le"), {"malformed-xml"}),
    ("bytes that are no EUC-JP", b"<?xml version='1.0' encoding='EUC-JP'?>" + XML_START + XML_PART
     + b"<!-- \xff\xff -->" + XML_END, {"malformed-xml"}),
    ("no such encoding", b"<?xml version='1.0' encoding='klingon'?>" + XML_START + XML_END,
     {"malformed-xml"}),
    ("UTF-7", b"<?xml version='1.0' encoding='UTF-7'?>" + XML_START + XML_PART + XML_END, None),
    ("UTF-32", ("<?xml version='1.0'?>" + (XML_START + XML_PART + XML_END).decode()).encode(
        "utf-32"), None),
    ("Latin-1 as said", b"<?xml version='1.0' encoding='ISO-8859-1'?>" + XML_START + XML_PART
     + b"<license name='B\xfcro'><term quantity='1'/></license>" + XML_END, set()),
    ("half a UTF-16 character", "\ufeff<license-export version='1'/>".encode("utf-16-le")[:-1],
     {"malformed-xml"}),
]

JSON_START = b'{"licenses":[{"license":"L","virtualAccount":"A","quantity":1}'
JSON_PART = b',{"license":"M","virtualAccount":"A","licenseDetails":[{"quantity":1}]}'
JSON = [
    ("an empty object", "{}", {"unknown-kind"}),
    ("no response", '{"dependencies": {"a": "1"}}', {"unknown-kind"}),
    ("a list of nulls", JSON_START + b",null" * 100_000 + b"]}", {"bad-type"}),
    ("100,000 levels", JSON_START + b',{"x":' + b"[" * 100_000, {"too-deep"}),
    ("1,000,000 levels of objects", b'{"a":' * 1_000_000, {"too-deep"}),
    ("10 MB text", JSON_START + b',{"license":"' + b"x" * 10_500_000 + b'"}]}', {"field-too-long"}),
    ("10 MB text that is unused", JSON_START + b'],"status":"' + b"x" * 10_500_000 + b'"}', set()),
    ("10 MB text never closed", JSON_START + b',{"license":"' + b"x" * 10_500_000,
     {"malformed-json"}),
    ("10 MB key", JSON_START + b'],"' + b"x" * 10_500_000 + b'":1}', set()),
    ("10 MB number", JSON_START + b',{"license":"L","virtualAccount":"A","quantity":'
     + b"1" * 10_500_000 + b"}]}", {"field-too-long"}),
    ("10 MB word", JSON_START + b"," + b"n" * 10_500_000 + b"]}", {"malformed-json"}),
    ("10 MB of blanks", JSON_START + b"\r\n\t " * 2_600_000 + b"]}", set()),
    ("10 MB of escapes", JSON_START + b',{"license":"' + b"\\ud800" * 1_750_000 + b'"}]}',
     {"field-too-long"}),
    ("10 MB of details", JSON_START + b',{"licenseDetails":[' + b"{}," * 3_500_000,
     {"malformed-json"}),
    ("10 MB of long details", JSON_START + b',{"licenseDetails":['
     + (b'{"endDate":"' + b"x" * 60_000 + b'"},') * 170, {"malformed-json"}),
    ("10 MB of one key again", JSON_START + b',{"license":"L","virtualAccount":"A","licenseDetails":[{'
     + b",".join([b'"endDate":"' + b"x" * 60_000 + b'"'] * 170) + b"}]}]}", {"duplicate-key"}),
    ("10 MB of different keys", JSON_START + b"],"
     + b",".join(b'"k%d":0' % n for n in range(1_000_000)) + b"}", {"malformed-json"}),
    ("10 MB of skipped values", JSON_START + b'],"x":[' + b'{"licenses":[{}]},' * 580_000 + b"0]}",
     set()),
    ("10 MB of bad rows", JSON_START + b",{}" * 100_000 + b"]}", {"empty-name"}),
    ("NUL", JSON_START + b"\0]}", {"malformed-json"}),
    ("an escaped NUL", JSON_START + b',{"license":"\\u0000","virtualAccount":"A","quantity":1}]}',
     {"nul-byte"}),
    ("bad UTF-8", JSON_START + b',{"license":"\xff\xc0\xaf","virtualAccount":"A","quantity":1}]}',
     {"invalid-utf8"}),
    ("two responses", (JSON_START + b"]}") * 2, {"malformed-json"}),
    ("ends within a license", JSON_START + JSON_PART[:-3], {"malformed-json"}),
    ("comments", JSON_START + b"/* x */]}", {"malformed-json"}),
    ("a comma too much", JSON_START + b",]}", {"malformed-json"}),
    ("single quotes", "{'licenses':[]}", {"malformed-json"}),
    ("UTF-16, half a pair", b"\xff\xfe" + (JSON_START + b"]").decode().encode("utf-16-le")
     + b"\x00\xd8", {"malformed-json"}),
    ("total too large", '{"total": 99999999999999999999, "licenses": []}', {"bad-count"}),
    ("total above", '{"total": 5, "licenses": []}', {"export-cut"}),
    ("names that attack", JSON_START + b',{"license":"<script>{{> x}}","virtualAccount":'
     b'"../../etc","quantity":1},{"license":"=cmd()","virtualAccount":"A","quantity":1}]}', set()),
    ("prototype keys", JSON_START + b'],"__proto__":{"licenses":[1]},"constructor":null}', set()),
]

CSV = [
    ("empty", "", {"unknown-kind"}),
    ("only a mark", b"\xef\xbb\xbf", {"unknown-kind"}),
    ("only a UTF-16 mark", b"\xff\xfe", {"unknown-kind"}),
    ("one byte", b"\xff", {"unknown-kind"}),
    ("only line ends", "\n" * 100_000, {"unknown-kind"}),
    ("only zeros", b"\0" * 1_000_000, {"unknown-kind"}),
    ("only a header", HEADER, set()),
    ("a header without a line end", HEADER[:-1], set()),
    ("sep= alone", "sep=", {"unknown-kind"}),
    # Neither names a delimiter; as lines above a header they are titles, and told in a note.
    ("sep= a quote", b'sep="\n' + HEADER + ROW, set()),
    ("sep= a line end", b"sep=\n" + HEADER + ROW, set()),
    ("duplicate headers", b"quantity," + HEADER + b"1," + ROW, {"duplicate-column"}),
    ("a quote never closed in the header", b'"' + HEADER + ROW, {"unknown-kind"}),
    ("a quote never closed", HEADER + ROW + b'acme.example,"A,' + ROW * 20, {"unclosed-quote"}),
    ("a quote never closed, 10 MB", HEADER + ROW + b'acme.example,"A,' + ROW * 130_000,
     {"unclosed-quote"}),
    ("quoted line ends", HEADER + ROW + columns({"license": "a\r\nb\nc\rd"}), set()),
    ("NUL", HEADER + ROW + columns({"license": "a\0b"}), {"nul-byte"}),
    ("invalid UTF-8", HEADER + ROW + columns({}).replace(b",L,", b",\xc3\x28,")
     + columns({}).replace(b",L,", b",\xed\xa0\x80,") + columns({}).replace(b",L,", b",\xc0\xaf,"),
     {"invalid-utf8"}),
    ("UTF-8 cut at the end", HEADER + ROW + columns({"quantity": "1"})[:-1] + b"\xe2\x82",
     {"invalid-utf8"}),
    ("rows too short and too long", HEADER + ROW + b"acme.example\n" + ROW[:-1] + b",x,y\n",
     {"ragged-row"}),
    ("text behind a quote", HEADER + ROW + b'acme.example,"A"x' + b"," * 10 + b"\n",
     {"text-after-quote"}),
    ("10 MB field", HEADER + ROW + columns({"license": "x" * 10_500_000}) + ROW, {"field-too-long"}),
    ("10 MB quoted field", HEADER + ROW + columns({"license": "x," * 5_000_000}) + ROW,
     {"field-too-long"}),
    ("10 MB of delimiters in a row", HEADER + ROW + b"," * 10_500_000 + b"\n" + ROW,
     {"field-too-long"}),
    ("10 MB of fields in a row", HEADER + ROW + b"a," * 5_000_000 + b"\n" + ROW,
     {"field-too-long"}),
    ("3 MB of delimiters in a row", HEADER + ROW + b"," * 3_000_000 + b"\n" + ROW, set()),
    ("3 MB of fields in a row", HEADER + ROW + b"a," * 1_500_000 + b"\n" + ROW, {"ragged-row"}),
    ("10 MB header of names", b"a," * 5_000_000 + HEADER + ROW, {"header-too-long"}),
    ("10 MB header of one name", HEADER[:-1] + b"," + b"x" * 10_500_000 + b"\n" + ROW,
     {"header-too-long"}),
    ("1 MB of unknown columns", HEADER[:-1] + b",a" * 500_000 + b"\n" + ROW,
     {"header-too-long"}),
    ("10 MB of line ends", HEADER + ROW + b"\n" * 10_500_000 + ROW, set()),
    ("10 MB of CR", HEADER + ROW + b"\r" * 10_500_000 + ROW, set()),
    ("10 MB of quotes", HEADER + ROW + b'"' * 10_500_000 + b"\n" + ROW, {"field-too-long"}),
    ("10 MB of blanks", HEADER + ROW + b" " * 10_500_000 + b"\n" + ROW, {"field-too-long"}),
    ("10 MB of bad rows", HEADER + ROW + (b"x," * 50 + b"\n") * 100_000, {"ragged-row"}),
    ("10 MB of bad dates", HEADER + columns({"end_date": "2026-02-30" * 4}) * 100_000,
     {"bad-date"}),
    ("UTF-16, odd length", (HEADER + ROW).decode().encode("utf-16")[:-1], None),
    ("UTF-16, half a pair", (HEADER.decode() + "acme.example,Acme,").encode("utf-16-le")
     .join([b"\xff\xfe", b"\x00\xd8" + (ROW[18:]).decode().encode("utf-16-le")]), set()),
    ("names that attack", HEADER + columns({"license": "<script>alert(1)</script>{{> x}}"})
     + columns({"license": "=cmd()|'/C calc'!A0"}) + columns({"virtual_account": "../../etc"}),
     set()),
    ("line ends and directions in names", HEADER + columns({"license": "a\u202eb\u2028c"}),
     {"direction-removed"}),
    ("domains that are paths", HEADER + b"".join(
        columns({"account_domain": name}) for name in
        ("../..", "a/../b.example", ".example", "a..example", "..", "a.example/", "a.example\0"))
     + ROW, {"bad-account-domain", "nul-byte"}),
    ("counts out of range", HEADER + ROW + b"".join(
        columns({"quantity": text}) for text in
        ("-1", "1e9", "99999999999999999999", "1000000000", "0x10", "1.5", "+1", "\u0661")),
     {"bad-count"}),
]


class Bench:
    """An input folder with a sound export, and a place for one bad file."""

    def __init__(self, place, results):
        self.place, self.results = place, results
        self.folder = place.path / "in"
        self.folder.mkdir(mode=0o755)
        self.output = place.path / "output"
        self.sound = license_rows(3, 5)
        (self.folder / "a-sound.csv").write_text(csv_text([LICENSE_HEADER] + self.sound))
        (self.folder / "secret.txt").write_bytes(SECRET)
        self.slowest = (0, "")
        self.largest = (0, "")

    def run(self, **options):
        """Builds; gives exit code, what was said, processor seconds and most memory (KiB)."""
        shutil.rmtree(self.output, ignore_errors=True)
        errors = self.place.path / "errors"
        code, seconds, memory = WATCHER.run(
            self.place.command(self.folder, self.output), self.place.path, errors, **options)
        return code, errors.read_text(errors="replace"), seconds, memory

    def judge(self, what, name, codes, **options):
        """Runs with the bad file in place, and checks all that must hold of any run."""
        code, said, seconds, memory = self.run(**options)
        check = self.results.check
        self.slowest = max(self.slowest, (seconds, what))
        self.largest = max(self.largest, (memory, what))
        check(memory < MOST_MEMORY, f"{what}: {memory // 1024} MB of memory")
        check(seconds < 10, f"{what}: {seconds:.1f} s of processor time")
        if not check(code in (0, 1), f"{what}: exit {code}: {said[:400]}"):
            return seconds
        found = [p for p in problems(self.output) if p["path"] == name]
        bad = {p["code"] for p in found if p["severity"] != "note"}
        check(codes is None or bad == codes, f"{what}: {sorted(bad)}, not {codes}: {said[:400]}")
        check((code == 1) == bool(bad), f"{what}: exit {code} with {sorted(bad)}")
        lines = [line for line in said.splitlines() if line]
        check(
            all(line.startswith(str(self.folder)) or ": and " in line for line in lines),
            f"{what}: all that is said is said of a place: {said[:300]}")
        check(not bad or name in said, f"{what}: told on standard error: {said[:200]}")
        for problem in found[:1000]:
            place = (problem["line"], problem["column"])
            check(
                (place == (None, None) or min(place) > 0)
                and len(problem["message"].encode()) < 1000 and "\n" not in problem["message"],
                f"{what}: place and message of {str(problem)[:300]}")
        run = run_json(self.output)
        for file in run["files"]:
            check(file["rows"] == file["kept"] + file["rejected"], f"{what}: rows of {file}")
        sound = next(f for f in run["files"] if f["path"] == "a-sound.csv")
        check(sound["kept"] == len(self.sound), f"{what}: the sound rows are kept")
        check(not self.holds(SECRET), f"{what}: nothing from outside is in the output")
        return seconds

    def holds(self, text):
        return any(text in p.read_bytes() for p in self.output.rglob("*") if p.is_file())

    def bad_file(self, what, name, content, codes):
        content = content.encode() if isinstance(content, str) else content
        path = self.folder / name
        path.write_bytes(content)
        self.judge(what, name, codes)
        path.unlink()

    def bad_response(self, what, content, codes):
        """In an account folder of its own, for the account is what a response does not name."""
        folder = self.folder / "response.example"
        folder.mkdir()
        self.bad_file(f"json: {what}", "response.example/x.json", content, codes)
        folder.rmdir()


def grows_evenly(bench):
    """Four times the bytes cost at most eight times the processor time, a base cost aside."""
    shapes = {
        "quotes": lambda n: HEADER + b'"' * n, "blanks": lambda n: HEADER + b" " * n + b"\n",
        "delimiters": lambda n: HEADER + b"," * n + b"\n", "CR": lambda n: HEADER + b"\r" * n,
        "one open quote": lambda n: HEADER + b'"' + ROW * (n // len(ROW)),
        "bad rows": lambda n: HEADER + (b"x" * 30 + b"\n") * (n // 31),
        "long names": lambda n: HEADER + columns({"license": "x" * 60_000}) * (n // 60_000),
        "elements": lambda n: XML_START + b"<b/>" * (n // 4),
        "comments": lambda n: XML_START + b"<!---->" * (n // 7),
        "text": lambda n: XML_START + XML_PART + b"x " * (n // 2),
        "instructions": lambda n: XML_START + b"".join(b"<?n%d?>" % i for i in range(n // 10)),
        "namespaces": lambda n: XML_START
        + b"".join(b"<b xmlns='n%d'/>" % i for i in range(n // 20)),
        "prefixes": lambda n: XML_START + b"".join(b"<n%d:b/>" % i for i in range(n // 10)),
        "names": lambda n: XML_START + b"".join(b"<n%d/>" % i for i in range(n // 10)),
        "attribute names": lambda n: XML_START
        + b"".join(b"<b n%d=''/>" % i for i in range(n // 15)),
        "references": lambda n: XML_START + XML_PART + b"<license name='" + b"&lt;" * (n // 4),
        "attributes": lambda n: XML_START + XML_PART + b"<license "
        + b" ".join(b"a%d=''" % i for i in range(n // 10)) + b"/>" + XML_END,
    }
    responses = {
        "escapes": lambda n: JSON_START + b',{"license":"' + b"\\u00fc" * (n // 6) + b'"}]}',
        "licenses": lambda n: JSON_START + JSON_PART * (n // len(JSON_PART)) + b"]}",
        "levels": lambda n: JSON_START + b",[[[[0]]]]" * (n // 10) + b"]}",
        "keys": lambda n: JSON_START + b"]," + b",".join(
            b'"k%d":0' % (i % 900) for i in range(n // 8)) + b"}",
        "details": lambda n: JSON_START + b",".join([b""] + [
            b'{"licenseDetails":[' + b",".join([b"{}"] * 9_000) + b"]}"] * (n // 27_000)) + b"]}",
    }
    (bench.folder / "response.example").mkdir()
    shapes.update(responses)
    base = min(bench.run()[2] for _ in range(3))
    for name, shape in shapes.items():
        path = bench.folder / ("b.xml" if shape(0).startswith(b"<") else "b.csv")
        if name in responses:
            path = bench.folder / "response.example/b.json"
        times = []
        for size in (500_000, 2_000_000):
            path.write_bytes(shape(size))
            times.append(min(bench.run()[2] for _ in range(2)) - base)
        path.unlink()
        bench.results.check(
            times[1] < 8 * max(times[0], 0.02),
            f"{name}: 0.5 MB take {times[0]:.3f} s, 2 MB {times[1]:.3f} s")
    (bench.folder / "response.example").rmdir()
    bench.results.told(f"time grows as the file does: {len(shapes)} shapes")


def odd_files(bench):
    """What is no plain file of the input, and what this user may not read."""
    folder, results = bench.folder, bench.results
    outside = bench.place.path / "outside.csv"
    outside.write_bytes(HEADER + ROW.replace(b"License A", SECRET))
    bad = folder / "x.csv"
    bad.mkdir()
    bench.judge("a folder", "x.csv", {"not-a-file"})
    bad.rmdir()
    os.mkfifo(bad)
    bench.judge("a FIFO", "x.csv", {"not-a-file"})
    bad.unlink()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(bad))
        bench.judge("a socket", "x.csv", {"not-a-file"})
    bad.unlink()
    for target, what in (
            (outside, "a link out"), ("../outside.csv", "a relative link out"),
            ("/dev/zero", "a link to a device"), ("/proc/self/environ", "a link to /proc"),
            ("nowhere", "a link to nothing"), ("x.csv", "a link to itself"),
            (bench.place.path, "a link to the folder above")):
        bad.symlink_to(target)
        bench.judge(what, "x.csv", {"link-outside"})
        bad.unlink()
    (folder / "y.txt").write_bytes(HEADER + ROW)
    bad.symlink_to("y.txt")
    bench.judge("a link within", "x.csv", set())
    bad.unlink()
    above = folder / "acme.example"
    above.symlink_to(bench.place.path)
    bench.judge("an account folder that leads out", "acme.example", {"link-outside"})
    above.unlink()
    if os.geteuid() == 0:
        try:
            os.mknod(bad, 0o20666, os.makedev(1, 5))
            bench.judge("a device", "x.csv", {"not-a-file"})
            bad.unlink()
        except PermissionError:
            results.skip("a device", "this root may not make one")
        user = {"user": 65534, "group": 65534, "extra_groups": []}
        bench.place.path.chmod(0o777)
        (bench.place.path / ".output.lock").unlink()
    else:
        results.skip("a device", "needs root")
        user = {}
    bad.write_bytes(HEADER + ROW)
    bad.chmod(0)
    bench.judge("a file that may not be read", "x.csv", {"unreadable"}, **user)
    bad.unlink()
    bad = folder / "closed.example"
    bad.mkdir()
    bad.chmod(0)
    bench.judge("an account folder that may not be read", "closed.example", {"unreadable"}, **user)
    bad.rmdir()
    shutil.rmtree(bench.output)
    for path in ("/dev/zero", "/dev/null", str(folder / "none")):
        result = bench.place.run(path, bench.output)
        results.check(
            result.returncode == 2 and path in result.stderr and not bench.output.exists(),
            f"--input {path}: exit {result.returncode}: {result.stderr.strip()}")
    odd = "x\nfake: error\x1b[2J.csv"
    (folder / odd).write_bytes(b"")
    code, said, *_ = bench.run()
    results.check(code == 1 and "\x1b" not in said, f"a name with controls: {said!r}")
    (folder / odd).unlink()
    raw = os.fsencode(folder) + b"/x\xff.csv"
    with open(raw, "wb") as file:
        file.write(HEADER + ROW)
    code, said, *_ = bench.run()
    results.check(code == 1 and "cannot be read" in said, f"a name that is not UTF-8: {said!r}")
    os.unlink(raw)
    results.told("odd files")


def environments(bench):
    """Where the system gives less than usual, the run ends with 2, a reason, and nothing left."""
    place, results = bench.place, bench.results
    output = place.path / "other"

    def ended(what, result, reason):
        left = [name for name in os.listdir(place.path) if name.startswith(".other.new-")]
        results.check(
            result.returncode == 2 and reason in result.stderr and not left and not output.exists(),
            f"{what}: exit {result.returncode}, left {left}: {result.stderr[-300:]}")

    ended("a file larger than allowed",
          place.run(bench.folder, output,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))),
          "File too large")
    export = next(bench.folder.glob("*.csv"))
    whole = export.read_bytes()
    ended("metrics in the place of an export",
          place.run(bench.folder, output, more=("--metrics", export)), "holds something else")
    results.check(export.read_bytes() == whole, "the export is as it was")
    with open("/dev/full", "w") as full:
        for words in (["schema", "licenses"], ["template", "names"]):
            result = subprocess.run([place.program, *words], stdout=full, stderr=subprocess.PIPE,
                                    text=True, cwd=place.path)
            results.check(
                result.returncode == 2 and "No space left on device" in result.stderr,
                f"{words} to a full device: {result.returncode} {result.stderr}")
    bare = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs none /proc && exec "$@"', "sh"]
    if subprocess.run([*bare, "true"], capture_output=True).returncode == 0:
        command = bare + place.command(bench.folder, output)
        ended("no /proc", subprocess.run(command, capture_output=True, text=True, cwd=place.path),
              "/proc is not mounted")
    else:
        results.skip("no /proc", "this user may not mount")
    for count in range(5, 21):
        result = place.run(
            bench.folder, output, more=("--jobs", "4", "--progress", "always"),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count)))
        # Fewer than the loader of libraries needs end before the program begins.
        if result.returncode == 0:
            shutil.rmtree(output)
        elif result.returncode != 127:
            ended(f"{count} open files", result, "Too many open files")
    for words in (["--log-format", "json"], []):
        reader, writer = os.pipe()
        os.close(reader)
        (bench.folder / "z.csv").write_text("bad")
        result = subprocess.run(
            [*place.command(bench.folder, output), *words], stderr=writer, cwd=place.path)
        os.close(writer)
        (bench.folder / "z.csv").unlink()
        left = [name for name in os.listdir(place.path) if name.startswith(".other.new-")]
        results.check(result.returncode == 2 and not left and not output.exists(),
                      f"a closed pipe for what is wrong: exit {result.returncode}, left {left}")
    for seconds in (3600, 1 << 40):
        source, library = place.path / "clock.c", place.path / "clock.so"
        source.write_text("#include <time.h>\n"
                          f"time_t time(time_t *t) {{ if (t) *t = {seconds}L; return {seconds}L; }}\n")
        if not shutil.which("cc"):
            results.skip("a clock that is wrong", "needs a C compiler")
            break
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
        command = [part for part in place.command(bench.folder, output)]
        command = [command[0], "check", "--input", str(bench.folder), *command[-2:]]
        ended(f"a clock at {seconds}",
              subprocess.run(command, capture_output=True, text=True, cwd=place.path,
                             env={**os.environ, "TZ": "America/New_York", "LD_PRELOAD": str(library)}),
              "the clock says a year")
    results.told("environments")


def changing_files(bench):
    """Files that grow or shrink while they are read are told, and said to be cut short."""
    path, results = bench.folder / "x.csv", bench.results
    block = columns({"license": "Long"}) * 200

    def grow(file):
        while not done.is_set():
            file.write(block)
            time.sleep(0.0002)

    def shrink(file):
        while not done.is_set():
            file.seek(0, os.SEEK_END)
            size = file.tell()
            file.truncate(size // 2 if size > 100_000 else 20_000_000)
            time.sleep(0.0005)

    for change in (grow, shrink):
        for _ in range(10):
            path.write_bytes(HEADER + block * 700)
            done = threading.Event()
            with open(path, "r+b", buffering=0) as file:
                file.seek(0, os.SEEK_END)
                thread = threading.Thread(target=change, args=(file,))
                thread.start()
                code, said, _, memory = bench.run()
                done.set()
                thread.join()
            results.check(code == 1 and memory < 2 * MOST_MEMORY, f"{change.__name__}: {code} {said}")
            if "changed while it was read" in said:
                break
        results.check("changed while it was read" in said, f"{change.__name__} is told: {said[:300]}")
        path.unlink()
    results.told("files that change while they are read")


def truncations(bench, count):
    """A whole export cut anywhere: sound rows before the cut stay, and nothing crashes."""
    user = "<user email='a@acme.example' role='admin' daily-summary='yes' virtual-accounts='*'/>"
    whole = {
        "x.xml": XML_START + XML_PART * 3 + b"</virtual-account>" * 3 + XML_END[18:],
        "y.xml": XML_USERS + user.encode() * 3 + b"</smart-account></preference-export>",
        "x.csv": HEADER + columns({"license": 'a "quoted" name\nof two lines'}) * 4,
        "y.csv": (HEADER + columns({"license": "B\u00fcro \U0001f600"})).decode().encode("utf-16"),
    }
    (bench.folder / "acme.example").mkdir()
    whole["acme.example/x.json"] = JSON_START + JSON_PART * 3 + b'],"total":4}'
    for name, content in whole.items():
        path = bench.folder / name
        for place in range(count):
            path.write_bytes(content[:len(content) * place // count])
            bench.judge(f"{name} cut at {place}/{count}", name, None)
        path.unlink()
    (bench.folder / "acme.example").rmdir()
    bench.results.told(f"{len(whole) * count} cuts")


def main():
    options = arguments(__doc__, cuts=(25, "how many cuts of each of five exports"))
    results = Results()
    with Place(options.program) as place:
        bench = Bench(place, results)
        bench.judge("nothing bad", "a-sound.csv", set())
        for ending, table in (("xml", XML), ("csv", CSV)):
            for what, content, codes in table:
                bench.bad_file(f"{ending}: {what}", f"x.{ending}", content, codes)
            results.told(f"{len(table)} bad {ending} files")
        for what, content, codes in JSON:
            bench.bad_response(what, content, codes)
        bench.bad_file("json: in no account folder", "x.json", JSON_START + b"]}",
                       {"no-account-domain"})
        results.told(f"{len(JSON) + 1} bad json files")
        odd_files(bench)
        environments(bench)
        changing_files(bench)
        truncations(bench, options.cuts)
        grows_evenly(bench)
        results.told(
            f"slowest: {bench.slowest[0]:.2f} s ({bench.slowest[1]}); most memory: "
            f"{bench.largest[0] // 1024} MB ({bench.largest[1]})")
    results.finish()


main()
