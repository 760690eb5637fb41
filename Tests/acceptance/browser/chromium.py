"""Headless Chromium, one for all tests, and what is asked of it."""

import atexit
import functools
import json
import os
import pathlib
import shutil
import tempfile
import time
import unittest
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.select import Select

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions",
    # A page could reach no host, even if it tried.
    "--host-resolver-rules=MAP * ~NOTFOUND"]
LOCAL = ("file", "data", "blob", "about", "chrome", "chrome-untrusted")


@functools.cache
def driver():
    options = webdriver.ChromeOptions()
    # Debian's wrapper in /usr/bin prints errors of its own.
    program = pathlib.Path("/usr/lib/chromium/chromium")
    options.binary_location = str(program) if program.exists() else shutil.which("chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    profile = tempfile.mkdtemp(prefix="license-digest-chromium-")
    for flag in [*FLAGS, f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    started = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    started.set_script_timeout(60)
    atexit.register(shutil.rmtree, profile, ignore_errors=True)
    atexit.register(started.quit)
    return started


@functools.cache
def axe():
    return pathlib.Path(os.environ["AXE_JS"]).read_text(encoding="utf-8")


class BrowserTests(unittest.TestCase):
    """Tests that each begin in a light window of 1280 px with JavaScript on."""

    def setUp(self):
        self.driver = driver()
        self.window()
        self.driver.get("about:blank")
        self.logs()

    def tearDown(self):
        self.scripts(True)

    def command(self, name, **arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def window(self, width=1280, height=900, scheme="light", scale=1, media="", forced="none"):
        """An exact viewport: a real window is never under 500 px wide."""
        features = {
            "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce",
            "forced-colors": forced}
        self.command("Emulation.setEmulatedMedia", media=media, features=[
            {"name": name, "value": value} for name, value in features.items()])
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=scale, mobile=False)

    def scripts(self, on):
        self.command("Emulation.setScriptExecutionDisabled", value=not on)

    def open(self, path, fragment=""):
        # From a blank page, since another fragment alone loads nothing anew.
        self.driver.get("about:blank")
        self.driver.get(path.resolve().as_uri() + (f"#{fragment}" if fragment else ""))

    def run_script(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def find_all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def wait(self, holds, what):
        """What a click sets off may come a moment after it."""
        end = time.monotonic() + 10
        while not holds():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.01)

    def choose(self, selector, text):
        before = self.driver.current_url
        Select(self.find(selector)).select_by_visible_text(text)
        self.wait(lambda: self.driver.current_url != before, f"{selector} chooses {text}")

    def logs(self):
        """What the console said and which URLs were asked for, since the last call."""
        console = [entry["message"] for entry in self.driver.get_log("browser")]
        events = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [
            event["params"]["request"]["url"] for event in events
            if event["method"] == "Network.requestWillBeSent"]
        dialogs = [
            event["params"]["message"] for event in events
            if event["method"] == "Page.javascriptDialogOpening"]
        return console, asked, dialogs

    def check_quiet(self):
        """No console message, no dialog, and nothing asked of any host, since the last call."""
        console, asked, dialogs = self.logs()
        self.assertEqual(console, [])
        self.assertEqual(dialogs, [])
        self.assertEqual(
            [url for url in asked if urllib.parse.urlsplit(url).scheme not in LOCAL], [])

    def overflow(self):
        """How many px the page is wider than its window."""
        return self.run_script(
            "return document.scrollingElement.scrollWidth - document.documentElement.clientWidth")

    def violations(self, best_practice=True):
        """What axe-core finds against WCAG 2.2 A and AA, a line each.

        The style sheet is not loaded a second time for axe, which the pages' policy forbids.
        """
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
        if best_practice:
            tags.append("best-practice")
        # Without a colour of its own the root is taken for white, even where it is painted dark.
        self.run_script(
            "if (getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)')"
            " document.body.style.backgroundColor = 'Canvas';")
        self.run_script(axe())
        found = self.driver.execute_async_script(
            "const [tags, done] = arguments;"
            "axe.run(document, {preload: false, iframes: false, resultTypes: ['violations'],"
            " runOnly: {type: 'tag', values: tags}, rules: {'target-size': {enabled: true}}})"
            ".then((result) => done(result.violations), (error) => done([String(error)]));", tags)
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
            for rule in found for node in rule["nodes"]]
