"""Proves the pages of the preview in a real browser: reloading, and the form of preferences.

The environment variable PICTURES may name a folder for pictures of the pages.
"""

import base64
import contextlib
import csv
import io
import os
import pathlib
import re
import time

from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

import chromium
from harness import Results, arguments
from running import Preview

results = Results()
check = results.check
FORM = "/-/preferences/acme.example?email="


@contextlib.contextmanager
def browser(scripts=True):
    driver = chromium.start()
    driver.set_window_size(1280, 900)
    driver.set_page_load_timeout(15)
    if not scripts:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        yield driver
    finally:
        driver.quit()


def visit(driver, address):
    """Opens a page; tried again where the driver, once in a while, misses that it has loaded."""
    for _ in range(3):
        with contextlib.suppress(TimeoutException):
            return driver.get(address)


def until(driver, holds, what, seconds=60):
    """Waits until it holds; a page that changes meanwhile is looked at again."""
    def tried(driver):
        try:
            return holds(driver)
        except WebDriverException:
            driver.switch_to.default_content()
            return False
    try:
        return check(WebDriverWait(driver, seconds, 0.1).until(tried), what)
    except TimeoutException:
        print(driver.find_element(By.TAG_NAME, "body").text)
        return check(False, what)


def field(driver, name, value=None):
    more = f"[value='{value}']" if value else ""
    return driver.find_element(By.CSS_SELECTOR, f"form.preferences [name='{name}']{more}")


def ticked(driver, name):
    boxes = driver.find_elements(By.CSS_SELECTOR, f"form.preferences [name='{name}']:checked")
    return [box.get_attribute("value") for box in boxes]


def error(driver, name):
    """What stands beside a field, and whether the field leads a screen reader to it."""
    place = driver.find_element(By.ID, f"{name}-error")
    if not place.is_displayed():
        return ""
    own = driver.find_element(By.CSS_SELECTOR, f"[id='{name}']")
    led = f"{name}-error" in (own.get_attribute("aria-describedby") or "")
    check(led and own.get_attribute("aria-invalid") == "true", f"{name} is described by its error")
    return place.text


def click(driver, element):
    """Brings it to where the bar does not stand, as the driver's own scrolling does not."""
    driver.execute_script(
        "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    # The click has happened: what it leads to is waited for anyway.
    with contextlib.suppress(TimeoutException):
        element.click()


def press(driver, value):
    click(driver, field(driver, "action", value))


def tick(driver, name, value=None):
    click(driver, field(driver, name, value))


def text(driver):
    return driver.find_element(By.TAG_NAME, "main").text


def summary(driver):
    """The text of the mail in the frame."""
    driver.switch_to.frame(driver.find_element(By.NAME, "summary"))
    try:
        return driver.find_element(By.TAG_NAME, "body").text
    finally:
        driver.switch_to.default_content()


def row(preview, email):
    """A user's row, by column."""
    text = (preview.input / "preferences.csv").read_text()
    return next(row for row in csv.DictReader(io.StringIO(text)) if row["email"] == email)


def accessible(driver, what):
    """Runs axe-core's rules of WCAG 2.2 AA on the page as it stands."""
    said = chromium.violations(driver)
    check(not said, f"axe has nothing to complain of in {what}: {said}")


def reloads_what_is_rebuilt(driver, preview):
    visit(driver, preview.base + "/accounts/acme.example/alerts.html")
    check("ISE Apex" in text(driver), "the page of an account")
    licenses = preview.input / "licenses.csv"
    before = licenses.read_text()
    licenses.write_text(before.replace("ISE Apex", "ISE Zenith"))
    until(driver, lambda driver: "ISE Zenith" in text(driver), "a changed export reloads the page")
    template = preview.templates / "account.html.mustache"
    sound = template.read_text()
    template.write_text(sound + "{{noSuchName}}")
    failed = (By.CSS_SELECTOR, ".preview .failed")
    until(driver, lambda driver: "no such name 'noSuchName'" in driver.find_element(*failed).text,
          "a failed rebuild is told in the page")
    check("ISE Zenith" in text(driver), "and the page of the build before stays")
    accessible(driver, "a page with a failed rebuild")
    licenses.write_text(before)
    template.write_text(sound)
    until(driver, lambda driver: "ISE Zenith" not in text(driver), "a mended template reloads it")
    check(not driver.find_element(*failed).is_displayed(), "and nothing is told to have failed")
    visit(driver, preview.base + "/view.html")
    driver.find_element(By.CSS_SELECTOR, "tbody .open").click()
    frame = (By.CSS_SELECTOR, ".frames iframe")
    until(driver, lambda driver: driver.find_element(*frame).is_displayed(),
          "messages are shown side by side")
    driver.switch_to.frame(driver.find_element(*frame))
    check("Why you get this" in driver.find_element(By.TAG_NAME, "body").text
          or "22 November 2026" in driver.find_element(By.TAG_NAME, "body").text,
          "and the frame shows the mail")
    driver.switch_to.default_content()


def ticks_and_saves(driver, preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    visit(driver, preview.base + FORM + "alice@acme.example")
    check(ticked(driver, "expiry-windows") == ["90", "30"], "the windows that are stored")
    until(driver, lambda driver: "ISE Apex" in summary(driver), "the summary as it is stored")
    check("Webex Calling" in summary(driver), "with the lines of 90 days")
    tick(driver, "expiry-windows", "90")
    until(driver, lambda driver: "Webex Calling" not in summary(driver)
          and "ISE Apex" in summary(driver), "the summary that would follow of 30 days alone")
    until(driver, lambda driver: "Not saved yet." in text(driver), "it says that nothing is saved")
    check("alice@acme.example loses 2 lines of the summary." in text(driver), "and who loses what")
    check(path.read_bytes() == before, "nothing is written before Save")
    press(driver, "reset")
    until(driver, lambda driver: ticked(driver, "expiry-windows") == ["90", "30"],
          "Reset discards what is not saved")
    check(path.read_bytes() == before, "Reset writes nothing")
    tick(driver, "expiry-windows", "90")
    tick(driver, "expiry-windows", "60")
    generation = preview.state()["generation"]
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "Save says so")
    check(ticked(driver, "expiry-windows") == ["60", "30"], "the form shows what is stored now")
    after = path.read_bytes()
    check(after == before.replace(b"yes,yes,*,90;30,", b"yes,yes,*,60;30,"),
          "only the field's bytes are another")
    preview.wait(lambda state: state["generation"] > generation)
    answer = preview.get("/accounts/acme.example/daily-60_30-en.html")
    check(answer.status == 200, "the folder is rebuilt with what was saved")
    visit(driver, driver.current_url)
    check(ticked(driver, "expiry-windows") == ["60", "30"], "a reload shows the same")
    path.write_bytes(before)
    preview.wait(lambda state: state["generation"] > generation + 1)


def follows_the_rules_of_windows(driver, preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    visit(driver, preview.base + FORM + "alice@acme.example")
    windows = driver.find_elements(By.NAME, "expiry-windows")
    expiring = field(driver, "alert-events", "licenses-expiring")
    for switch in [field(driver, "daily-summary"), expiring]:
        click(driver, switch)
        check(ticked(driver, "expiry-windows") == [] and not any(box.is_enabled() for box in windows),
              "off, the windows are cleared and disabled")
        click(driver, switch)
        check(ticked(driver, "expiry-windows") == ["90"] and all(box.is_enabled() for box in windows),
              "on again, 90 is preselected")
    click(driver, expiring)
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "an event is turned off")
    saved = row(preview, "alice@acme.example")
    check("licenses-expiring" not in saved["alert_events"].split(";")
          and saved["expiry_windows"] in ("", "none"), f"no window stays: {saved}")
    tick(driver, "alert-events", "licenses-expiring")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver)
          and ticked(driver, "expiry-windows") == ["90"], "it is turned on again, with 90")
    check(row(preview, "alice@acme.example")["expiry_windows"] in ("90", ""), "and 90 holds")
    path.write_bytes(before)


def refuses_beside_the_fields(driver, preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    visit(driver, preview.base + FORM + "alice@acme.example")
    addresses = field(driver, "additional-emails")
    addresses.clear()
    addresses.send_keys("noc@acme.example, eve@evil.example")
    until(driver, lambda driver: "eve@evil.example" in error(driver, "additional-emails"),
          "a foreign address is told beside the field while it is typed")
    press(driver, "save")
    until(driver, lambda driver: "Nothing was saved." in text(driver), "and refused by Save")
    check("eve@evil.example" in error(driver, "additional-emails"), "beside the field")
    accessible(driver, "a refused form")
    check(field(driver, "additional-emails").get_attribute("value")
          == "noc@acme.example, eve@evil.example", "what was typed stands there still")
    link = driver.find_element(By.CSS_SELECTOR, ".notice a")
    check(link.get_attribute("href").endswith("#additional-emails"), "the reason leads to the field")
    check(path.read_bytes() == before, "the file is untouched")

    visit(driver, preview.base + FORM + "bob@acme.example")
    field(driver, "additional-emails").send_keys("noc@acme.example")
    Select(field(driver, "as")).select_by_value("bob@acme.example")
    press(driver, "save")
    until(driver, lambda driver: "Nothing was saved." in text(driver), "a user is refused")
    check("admin" in error(driver, "additional-emails"),
          "additional addresses are for administrators alone")
    check(path.read_bytes() == before, "the file is untouched")

    visit(driver, preview.base + FORM + "bob@acme.example")
    driver.execute_script(
        "const own = document.querySelector('[name=as]');"
        "own.add(new Option('carol@acme.example', 'carol@acme.example')); own.value = 'carol@acme.example';")
    tick(driver, "status-notification")
    press(driver, "save")
    until(driver, lambda driver: "Nothing was saved." in text(driver), "another user is refused")
    check("carol@acme.example" in error(driver, "as"), "beside the field of who saves")
    check(path.read_bytes() == before, "the file is untouched")

    visit(driver, preview.base + FORM + "alice@acme.example")
    config = preview.config.read_text()
    generation = preview.state()["generation"]
    preview.config.write_text(config + "\nwindows: [60, 30]\n")
    preview.wait(lambda state: state["generation"] > generation)
    tick(driver, "expiry-windows", "7")
    press(driver, "save")
    until(driver, lambda driver: "Nothing was saved." in text(driver),
          "a window that is no longer offered is refused")
    check("7" in error(driver, "expiry-windows"), "beside the windows")
    check(path.read_bytes() == before, "the file is untouched")
    preview.config.write_text(config)
    preview.wait(lambda state: state["generation"] > generation + 1)


def two_windows_save_at_once(driver, preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    first = driver.current_window_handle
    visit(driver, preview.base + FORM + "alice@acme.example")
    driver.switch_to.new_window("window")
    second = driver.current_window_handle
    visit(driver, preview.base + FORM + "alice@acme.example")
    tick(driver, "expiry-windows", "30")
    tick(driver, "expiry-windows", "7")
    driver.switch_to.window(first)
    tick(driver, "expiry-windows", "60")
    tick(driver, "status-notification")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "the first window saves")
    saved = path.read_bytes()
    driver.switch_to.window(second)
    press(driver, "save")
    until(driver, lambda driver: "were changed meanwhile" in text(driver),
          "the second is told that they were changed meanwhile")
    check(path.read_bytes() == saved, "what the first saved stands")
    check(ticked(driver, "expiry-windows") == ["90", "7"], "what the second wanted stands in the form")
    check("Stored meanwhile: 90, 60, 30" in text(driver), "beside what the first stored")
    accessible(driver, "an outdated form")
    check(ticked(driver, "status-notification") == [], "other fields show what is stored now")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "the second saves knowingly")
    now = row(preview, "alice@acme.example")
    check(now["expiry_windows"] == "90;7" and now["status_notification"] == "no",
          f"its windows are stored, and the first's other field stays: {now}")
    visit(driver, preview.base + FORM + "carol@acme.example")
    driver.switch_to.window(first)
    visit(driver, preview.base + FORM + "bob@acme.example")
    tick(driver, "status-notification")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "one saves another user")
    driver.switch_to.window(second)
    tick(driver, "status-notification")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver),
          "a change of another row of the file is no hindrance")
    check(row(preview, "bob@acme.example")["status_notification"] == "yes"
          and row(preview, "carol@acme.example")["status_notification"] == "yes", "both are stored")
    driver.close()
    driver.switch_to.window(first)
    path.write_bytes(before)


def adds_a_user(driver, preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    visit(driver, preview.base + "/-/preferences")
    driver.find_element(By.ID, "account").send_keys("no.example" + Keys.ENTER)
    until(driver, lambda driver: "No account no.example is published" in text(driver),
          "an unknown account is told")
    account = driver.find_element(By.ID, "account")
    account.clear()
    account.send_keys("acme.example" + Keys.ENTER)
    until(driver, lambda driver: "Another address" in text(driver), "an account by its domain")
    driver.find_element(By.ID, "email").send_keys("zoe@acme.example" + Keys.ENTER)
    until(driver, lambda driver: "Saving adds a row" in text(driver), "a form for a new address")
    tick(driver, "daily-summary")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "the new user is saved")
    after = path.read_bytes()
    new = row(preview, "zoe@acme.example")
    check(new["daily_summary"] == "yes" and new["expiry_windows"] == "90", f"with a row: {new}")
    check(sorted(set(after.splitlines()) - set(before.splitlines()))
          == [line for line in after.splitlines() if b"zoe@" in line], "beside the others")
    path.write_bytes(before)


def locks_who_stands_in_two_rows(driver, preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    path.write_bytes(before + b"acme.example,bob@acme.example,user,*,yes,no,,,,en\n")
    visit(driver, preview.base + FORM + "bob@acme.example")
    check("Cannot be saved:" in text(driver) and not field(driver, "action", "save").is_enabled(),
          "who stands in two rows cannot be saved, and the form says so")
    path.write_bytes(before)


def saves_in_xml(driver, preview):
    path = preview.input / "stark-preferences.xml"
    before = path.read_bytes()
    visit(driver, preview.base + "/-/preferences/stark.example?email=tony@stark.example")
    field_before = ticked(driver, "status-notification")
    tick(driver, "status-notification")
    press(driver, "save")
    until(driver, lambda driver: "Saved." in text(driver), "a user in an XML file is saved")
    check(ticked(driver, "status-notification") != field_before, "and is stored")
    lines = list(zip(before.splitlines(), path.read_bytes().splitlines(), strict=True))
    check(sum(old != new for old, new in lines) == 1, "in one line of the file")
    path.write_bytes(before)


def works_without_scripts(preview):
    path = preview.input / "preferences.csv"
    before = path.read_bytes()
    with browser(scripts=False) as driver:
        visit(driver, preview.url)
        check("Up to date." in driver.find_element(By.CSS_SELECTOR, ".preview").text,
              "the bar stands without scripts")
        visit(driver, preview.base + FORM + "alice@acme.example")
        check("ISE Apex" in summary(driver), "the summary is shown")
        addresses = field(driver, "additional-emails")
        addresses.clear()
        addresses.send_keys("eve@evil.example")
        press(driver, "save")
        until(driver, lambda driver: "Nothing was saved." in text(driver),
              "a refused form is shown again")
        check("eve@evil.example" in error(driver, "additional-emails"), "with its error")
        press(driver, "reset")
        until(driver, lambda driver: field(driver, "additional-emails").get_attribute("value")
              .startswith("noc@"), "Reset shows what is stored")
        tick(driver, "expiry-windows", "90")
        click(driver, driver.find_element(By.CSS_SELECTOR, ".plain-only"))
        until(driver, lambda driver: "Webex Calling" not in summary(driver),
              "a button shows the summary that would follow")
        press(driver, "save")
        until(driver, lambda driver: "Saved." in text(driver), "Save works")
        check(path.read_bytes() == before.replace(b"*,90;30,", b"*,30,"), "and writes the field")
    path.write_bytes(before)


def keeps_mails_harmless(driver, preview):
    """A template that an attacker wrote gets no script, no origin, and no form sent."""
    frame = preview.templates / "partials" / "message.html.mustache"
    sound = frame.read_text()
    mail = "/accounts/acme.example/daily-90_30-en.html"
    script = b"document.title = 'taken'"
    frame.write_text(sound.replace(
        "</body>", "<script>parent.document.title = 'taken'; document.title = 'taken'</script>"
        "<img src='/messages.jsonl' onerror=\"document.title = 'taken'\"></body>"))
    # A build of what changed before may be the next one.
    preview.wait(lambda _: script in preview.get(mail).body)
    check(script in preview.get(mail).body, "the mail holds the script")
    visit(driver, preview.base + mail)
    time.sleep(0.5)
    check(driver.title != "taken", "a script in a mail does not run")
    said = chromium.console(driver)
    check(any("Blocked script execution" in one for one in said), "Chromium has blocked the script")
    check(any("/messages.jsonl" in one and "violates" in one for one in said), "and the image")
    visit(driver, preview.base + FORM + "alice@acme.example")
    until(driver, lambda driver: "ISE Apex" in summary(driver), "the mail is shown in the form")
    check(driver.title != "taken", "nor does it reach the page around it")
    frame.write_text(sound)
    preview.wait(lambda _: script not in preview.get(mail).body)
    chromium.console(driver)


def is_quiet(driver):
    """Nothing is in the console but what a refused form and a missing page answer, 4xx."""
    said = [message for message in chromium.console(driver)
            if not re.search(r"/favicon\.ico|responded with a status of 4\d\d ", message)]
    check(not said, f"the browser has nothing to complain of: {said}")


def fits_the_screen(driver, preview, pictures):
    pages = {
        "index": "/", "account": "/accounts/acme.example/alerts.html",
        "users": "/-/preferences/acme.example", "form": FORM + "alice@acme.example",
        "accounts": "/-/preferences", "nothing": "/nothing.html",
    }
    for width in [375, 1280]:
        for scheme in ["light", "dark"]:
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                "features": [{"name": "prefers-color-scheme", "value": scheme}]})
            for name, target in pages.items():
                visit(driver, preview.base + target)
                wide = driver.execute_script("return document.documentElement.scrollWidth")
                check(wide <= width, f"{name} fits {width} pixels, is {wide} wide")
                accessible(driver, f"{name}, {width} pixels, {scheme}")
                if pictures:
                    time.sleep(1)
                    shot = driver.execute_cdp_cmd(
                        "Page.captureScreenshot", {"captureBeyondViewport": True})
                    (pictures / f"{name}-{width}-{scheme}.png").write_bytes(
                        base64.b64decode(shot["data"]))
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def main():
    program = arguments(__doc__).program
    pictures = os.environ.get("PICTURES") and pathlib.Path(os.environ["PICTURES"])
    with Preview(program) as preview:
        with browser() as driver:
            visit(driver, preview.url)
            check(driver.current_url == preview.base + "/index.html", "the token leaves the address")
            reloads_what_is_rebuilt(driver, preview)
            ticks_and_saves(driver, preview)
            follows_the_rules_of_windows(driver, preview)
            refuses_beside_the_fields(driver, preview)
            two_windows_save_at_once(driver, preview)
            adds_a_user(driver, preview)
            locks_who_stands_in_two_rows(driver, preview)
            saves_in_xml(driver, preview)
            is_quiet(driver)
            keeps_mails_harmless(driver, preview)
            fits_the_screen(driver, preview, pictures)
            is_quiet(driver)
        works_without_scripts(preview)
    results.finish()


main()
