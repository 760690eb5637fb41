"""Reads every expiries.ics with PyPI's icalendar, and byte by byte against RFC 5545.

The sample of the committed run, and random accounts whose names are long, foreign, or made of the
characters that a calendar escapes.
"""

import datetime
import random
import re

import icalendar

from harness import LICENSE_HEADER, ROOT, SAMPLE, Place, Results, arguments, csv_text

DAY = datetime.date(2026, 11, 22)
# No backslash stands before an n: icalendar takes the second of two and that letter for a line end.
NAMES = ["Plain", "a, b; c", "back\\slash\\", 'quo"ted', "Réseau Avantage", "許諾" * 30, "😀" * 25,
         "x" * 60, "BEGIN:VEVENT", "é" * 120, "colon: semi; comma, back\\", "ends with \\"]


def rows(draw, accounts):
    """License rows without starts, so that nothing renews a line; by account what its calendar holds."""
    found, expected = [LICENSE_HEADER], {}
    for account in range(accounts):
        domain = f"a{account}.example"
        expected[domain] = []
        for number in range(draw.randint(0, 12)):
            name, place = f"{draw.choice(NAMES)} {number}", draw.choice(NAMES)
            end = DAY + datetime.timedelta(days=draw.randint(-3, 93))
            seats = draw.choice([0, 1, 7, 12_345])
            found.append([
                domain, draw.choice(NAMES), place, name, "", "TERM", seats, 1, "",
                end.isoformat(), draw.choice(["", "Sub1", "S;2"]), ""])
            if seats and 0 <= (end - DAY).days <= 90:
                expected[domain].append((end, name, place))
        # A license that ends in years keeps an account without a line.
        found.append([domain, "", "V", "Far", "", "TERM", 1, 1, "", "2039-01-01", "", ""])
    return csv_text(found), expected


def check_bytes(results, where, data):
    """RFC 5545 3.1, 3.4, 3.6 and 3.8: lines, their folding, and what stands how often."""
    results.check(data.endswith(b"\r\n") and re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None,
                  f"{where}: each line ends with CRLF")
    lines = data.split(b"\r\n")[:-1]
    results.check(max(map(len, lines)) <= 75, f"{where}: lines of at most 75 octets")
    results.check(not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", data.replace(b"\r\n", b"")),
                  f"{where}: no control character")
    for line in lines:
        results.check(line.decode(errors="replace").encode() == line, f"{where}: a cut character")
    text = data.replace(b"\r\n ", b"").decode()
    unfolded = text.split("\r\n")[:-1]
    results.check(unfolded[0] == "BEGIN:VCALENDAR" and unfolded[-1] == "END:VCALENDAR",
                  f"{where}: one calendar")
    for name, value in (("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("BEGIN", "VCALENDAR")):
        results.check(unfolded.count(f"{name}:{value}") == 1, f"{where}: one {name}:{value}")
    results.check(sum(line.startswith("PRODID:") for line in unfolded) == 1, f"{where}: a PRODID")
    results.check(re.search(r"^BEGIN:V(EVENT|TIMEZONE)\r$", text, re.MULTILINE), f"{where}: a component")
    identifiers = []
    for event in re.findall(r"^BEGIN:VEVENT\r\n(.*?)^END:VEVENT\r$", text, re.MULTILINE | re.DOTALL):
        properties = [re.split("[:;]", line)[0] for line in event.split("\r\n") if line]
        results.check(len(properties) == len(set(properties)), f"{where}: a property twice")
        results.check({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(properties),
                      f"{where}: {properties}")
        stamp = re.search(r"^DTSTAMP:(.*)\r$", event, re.MULTILINE)[1]
        results.check(re.fullmatch(r"\d{8}T\d{6}Z", stamp), f"{where}: DTSTAMP {stamp} is UTC")
        start = re.search(r"^DTSTART(.*)\r$", event, re.MULTILINE)[1]
        results.check(re.fullmatch(r";VALUE=DATE:\d{8}", start), f"{where}: DTSTART {start} is a day")
        identifiers.append(re.search(r"^UID:(.*)\r$", event, re.MULTILINE)[1])
    results.check(len(identifiers) == len(set(identifiers)), f"{where}: a UID twice")
    results.check(all(len(one) <= 255 for one in identifiers), f"{where}: UIDs of RFC 7986 5.3")


def events(results, where, data):
    """The events as icalendar reads them, which has nothing to say of the file."""
    calendars = icalendar.Calendar.from_ical(data, multiple=True)
    results.check(len(calendars) == 1, f"{where}: one calendar")
    found = calendars[0].walk("VEVENT")
    results.check(not any(part.errors for part in calendars[0].walk()), f"{where}: errors")
    again = icalendar.Calendar.from_ical(calendars[0].to_ical())
    results.check(again == calendars[0], f"{where}: written and read again it is the same")
    return found


def build(place, results, source, output, day, *more):
    since = datetime.date.fromisoformat(day) - datetime.timedelta(days=1)
    done = place.run(source, output, date=day, since=since.isoformat(), more=["--previous", "none", *more])
    results.check(done.returncode in (0, 1), f"exit {done.returncode}: {done.stderr[-300:]}")
    return {path.parent.name: path.read_bytes() for path in output.glob("accounts/*/expiries.ics")}


def main():
    options = arguments(__doc__, worlds=(12, "random worlds"))
    results = Results()
    with Place(options.program) as place:
        sample = build(place, results, SAMPLE, place.path / "sample", "2026-11-22", "--config",
                       SAMPLE / "license-digest.yml")
        committed = {path.parent.name: path.read_bytes()
                     for path in (ROOT / "output").glob("accounts/*/expiries.ics")}
        results.check(sample == committed, "the calendars of the committed output")
        for domain, data in sample.items():
            check_bytes(results, domain, data)
            events(results, domain, data)
        for seed in range(options.worlds):
            text, expected = rows(random.Random(seed), 6)
            source = place.path / f"in{seed}"
            source.mkdir()
            (source / "licenses.csv").write_text(text)
            tonight = build(place, results, source, place.path / f"out{seed}", "2026-11-22")
            next_night = build(place, results, source, place.path / f"next{seed}", "2026-11-23")
            results.check(tonight.keys() == expected.keys(), f"world {seed}: {sorted(tonight)}")
            for domain, data in tonight.items():
                where = f"world {seed}, {domain}"
                check_bytes(results, where, data)
                found = events(results, where, data)
                told = sorted((event.decoded("dtstart"), str(event["location"])) for event in found)
                results.check(
                    told == sorted((end, place) for end, _, place in expected[domain]),
                    f"{where}: days and virtual accounts {told}")
                for end, name, part in expected[domain]:
                    # A name is shown to 120 characters.
                    shown = name if len(name) <= 120 else name[:119] + "…"
                    results.check(
                        any(shown in str(event["summary"]) and event.decoded("dtstart") == end
                            and str(event["location"]) == part for event in found),
                        f"{where}: {name} of {part} on {end}")
                later = {str(event["uid"]) for event in events(results, where, next_night[domain])}
                lasting = {str(event["uid"]) for event in found if event.decoded("dtstart") > DAY}
                results.check(lasting <= later, f"{where}: the same UIDs the next night")
    results.finish()


main()
