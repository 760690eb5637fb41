"""The two builds that the tests look at, made once: the sample, and one of many hostile lines."""

import atexit
import csv
import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
SAMPLE = ROOT / "sample-data"
SETTINGS = [
    "--date", "2026-11-22", "--since", "2026-11-21", "--formats", "html,text,eml,json",
    "--templates", str(ROOT / "templates"), "--config", str(SAMPLE / "license-digest.yml"),
    "--quiet"]
ACCOUNTS = 1_100
LICENSES = 620
# What exports may hold and pages must show as it is.
MARKUP = "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>"
UNBROKEN = "Wärmebrückenübergangswiderstand" * 4
WIDE = "契約管理ライセンス" * 12


@functools.cache
def folder():
    """A folder that is removed when the tests end."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="license-digest-browser-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def build(name, source):
    output = folder() / name
    done = subprocess.run(
        [os.environ["PROGRAM"], "build", "--input", str(source), "--output", str(output),
         *SETTINGS], capture_output=True, text=True)
    # 1: published, and the exports had problems, which both inputs have on purpose.
    if done.returncode != 1:
        raise AssertionError(f"the build ended with {done.returncode}: {done.stderr[-2000:]}")
    return output


@functools.cache
def sample():
    """The published sample."""
    return build("sample", SAMPLE)


@functools.cache
def large():
    """Lists of over 500 lines on every page, and an account of names that fit nowhere."""
    source = folder() / "exports"
    source.mkdir()
    write(source / "licenses.csv", license_rows())
    write(source / "instances.csv", instance_rows())
    write(source / "events.csv", event_rows())
    write(source / "preferences.csv", preference_rows())
    return build("large", source)


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def license_rows():
    yield ["account_domain", "account_name", "virtual_account", "license", "quantity", "in_use",
           "end_date", "subscription_id", "status"]
    for account in range(ACCOUNTS):
        domain = f"customer-{account:04}.example"
        for number in range(3):
            used = (account * 7 + number * 5) % 60
            yield [domain, f"Customer {account}, Inc.", ["DEFAULT", "Branch"][number % 2],
                   f"License {number}", 40, used, f"2026-12-{1 + (account + number) % 28:02}",
                   f"Sub{account:04}{number}", ""]
        if account % 2:
            yield [domain, "", "DEFAULT", "Unreadable", "many", 1, "", "", ""]
    for number in range(LICENSES):
        yield ["crowd.example", "Crowd", f"Part {number % 40}", f"License {number:04}",
               10 + number % 90, number % 120, f"2027-01-{1 + number % 28:02}", f"Sub9{number:04}",
               "Out of Compliance" if number % 9 == 0 else ""]
    for number, name in enumerate([MARKUP, UNBROKEN, WIDE, "a \" ' & b"]):
        yield ["hostile.example", UNBROKEN, name, name, 999_999, 999_999 + number,
               f"2026-11-2{3 + number}", "S" + "9" * 130, ""]


def instance_rows():
    yield ["account_domain", "virtual_account", "product_instance", "product",
           "registration_renewed", "authorization_date", "last_contact", "status"]
    for number in range(LICENSES):
        yield ["crowd.example", f"Part {number % 40}", f"edge-{number}.crowd.example", "C9300-48P",
               f"2026-{7 + number % 5:02}-01", f"2026-{4 + number % 8:02}-11",
               f"2026-{7 + number % 5:02}-13", ["", "authorized"][number % 2]]
    yield ["hostile.example", MARKUP, UNBROKEN, MARKUP, "2026-01-01", "2026-01-01", "2026-01-01",
           MARKUP]


def event_rows():
    yield ["account_domain", "virtual_account", "time", "event", "message", "user"]
    yield ["hostile.example", MARKUP, "2026-11-21T10:00:00Z", MARKUP, MARKUP + UNBROKEN, UNBROKEN]


def preference_rows():
    yield ["account_domain", "email", "role", "virtual_accounts", "daily_summary",
           "status_notification", "expiry_windows", "locale"]
    for account in range(0, ACCOUNTS, 2):
        domain = f"customer-{account:04}.example"
        yield [domain, f"admin@{domain}", "admin", "*", "yes", "no", "60", ["en", "fr"][account % 4 // 2]]
        yield [domain, f"silent@{domain}", "user", "Branch", "no", "no", "", "en"]
    for number in range(40):
        yield ["crowd.example", f"reader-{number}@crowd.example", "user", f"Part {number}", "yes",
               "yes", "90;30", "en"]
    yield ["crowd.example", "admin@crowd.example", "admin", "*", "yes", "yes", "90", "fr"]
    yield ["hostile.example", "admin@hostile.example", "admin", "*", "yes", "yes", "90;7", "en"]


def pages(output):
    """The pages of a build, without its mails."""
    return sorted(
        path for path in output.rglob("*.html")
        if not path.name.startswith(("daily-", "status-")))


def mails(output):
    return sorted(
        path for path in output.rglob("*.html") if path.name.startswith(("daily-", "status-")))


def counts(output):
    return json.loads((output / "run.json").read_text())["counts"]
