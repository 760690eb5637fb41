"""Headless Chromium, and axe-core's judgement of the page it shows."""

import atexit
import collections
import functools
import json
import os
import pathlib
import shutil
import tempfile

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import tools

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions",
    # A page could reach no host but this machine, even if it tried.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


def start():
    """A new Chromium, which ends with this process."""
    os.environ["SE_OFFLINE"] = "true"
    options = webdriver.ChromeOptions()
    # Debian's wrapper in /usr/bin prints errors of its own.
    program = pathlib.Path("/usr/lib/chromium/chromium")
    options.binary_location = str(program) if program.exists() else shutil.which("chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    profile = tempfile.mkdtemp(prefix="license-digest-chromium-")
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(60)
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    atexit.register(driver.quit)
    return driver


@functools.cache
def axe():
    path = tools.wheel("axe-playwright-python==0.1.8", "axe_playwright_python/axe.min.js")
    return path.read_text(encoding="utf-8")


# Rows of a table that look like an earlier one: the same elements of the same classes.
REPEATED = """
    const repeated = [];
    for (const body of document.querySelectorAll('tbody')) {
        const seen = new Set();
        for (const row of body.rows) {
            const parts = [row, ...row.querySelectorAll('*')].map((part) => part.tagName
                + ['class', 'style', 'hidden'].map((name) => `|${part.getAttribute(name)}`).join(''));
            const shape = [row.checkVisibility(), ...parts].join();
            if (seen.has(shape)) repeated.push([row, document.createComment('')]);
            seen.add(shape);
        }
    }"""
COLOURS = ["color-contrast", "link-in-text-block"]


def judged(driver, tags, colours_alone):
    """What axe-core says of the page; None where the page lost it meanwhile."""
    # Without a colour of its own the root is taken for white, even where it is painted dark.
    driver.execute_script(
        "if (getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)')"
        " document.body.style.backgroundColor = 'Canvas';")
    if driver.execute_script("return !('axe' in window)"):
        driver.execute_script(axe())
    return driver.execute_async_script(
        f"const [tags, colours, isAll, done] = arguments; {REPEATED}"
        "const options = {preload: false, iframes: false, resultTypes: ['violations']};"
        "const rules = {'target-size': {enabled: true}};"
        "for (const rule of colours) rules[rule] = {enabled: false};"
        "const judge = async () => {"
        "  const all = isAll ? await axe.run(document,"
        "    {...options, runOnly: {type: 'tag', values: tags}, rules}) : {violations: []};"
        "  for (const [row, mark] of repeated) row.replaceWith(mark);"
        "  const found = await axe.run(document,"
        "    {...options, runOnly: {type: 'rule', values: colours}});"
        "  for (const [row, mark] of repeated) mark.replaceWith(row);"
        "  return [...all.violations, ...found.violations];"
        "};"
        "judge().then(done, (error) => done('axe' in window ? [String(error)] : null));",
        tags, COLOURS, not colours_alone)


def violations(driver, best_practice=True, colours_alone=False):
    """What axe-core finds against WCAG 2.2 A and AA, a line each.

    Colours take ten times as long as all else, so that of rows that look alike only the first is
    there while they are judged. The style sheet is not loaded a second time for axe, which the pages' policy
    forbids.
    """
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
    if best_practice:
        tags.append("best-practice")
    found = None
    # A page of the preview may be loaded anew after axe was put into it.
    for _ in range(3):
        if found is None:
            found = judged(driver, tags, colours_alone)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        if isinstance(rule, dict) else str(rule)
        for rule in found for node in (rule["nodes"] if isinstance(rule, dict) else [None])]


def console(driver):
    """What the console said since the last call."""
    return [entry["message"] for entry in driver.get_log("browser")]


def log(driver):
    """The parameters of what happened since the last call, by the name of the event."""
    found = collections.defaultdict(list)
    for entry in driver.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        found[event["method"]].append(event["params"])
    return found
