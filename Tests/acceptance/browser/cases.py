"""What the tests in a browser have in common: one window, and what is asked of it."""

import functools
import time
import unittest
import urllib.parse

from selenium.webdriver.support.select import Select

import chromium

LOCAL = ("file", "data", "blob", "about", "chrome", "chrome-untrusted")


@functools.cache
def driver():
    """One Chromium for all tests."""
    return chromium.start()


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
        if fragment:
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
        log = chromium.log(self.driver)
        asked = [event["request"]["url"] for event in log["Network.requestWillBeSent"]]
        dialogs = [event["message"] for event in log["Page.javascriptDialogOpening"]]
        console = chromium.console(self.driver)
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

    def violations(self, best_practice=True, colours_alone=False):
        return chromium.violations(self.driver, best_practice, colours_alone)
