"""The keyboard alone: an order one can follow, and a focus one can see."""

import builds
from cases import BrowserTests
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

# Where the focus is: its place among all that can have it, what is drawn around it, and whether
# it can be seen.
FOCUS = """
    const at = document.activeElement;
    if (at === document.body) return null;
    const stops = [...document.querySelectorAll(
        'a[href], button, input, select, summary, iframe')]
        .filter((part) => part.checkVisibility() && !part.disabled);
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    return {
        place: stops.indexOf(at), stops: stops.length, name: at.textContent.trim().slice(0, 40),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        isSeen: box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0
            && box.width > 0};"""


# Keeps where each press of a key has led.
FOLLOW = f"""
    window.stops = [];
    document.addEventListener('keyup', () => window.stops.push((() => {{ {FOCUS} }})()));"""


class KeyboardTests(BrowserTests):
    def press(self, key):
        ActionChains(self.driver).send_keys(key).perform()

    def test_the_focus_goes_through_a_page_in_reading_order_and_is_seen(self):
        for name in ("index.html", "alerts.html", "coverage.html", "view.html",
                     "accounts/acme.example/alerts.html"):
            for scheme, width in (("light", 1280), ("dark", 375)):
                with self.subTest(page=name, width=width):
                    self.window(width, scheme=scheme)
                    self.open(builds.sample() / name)
                    self.follow()

    def follow(self):
        self.run_script(FOLLOW)
        self.press(Keys.TAB)
        count = self.run_script("return window.stops[0].stops")
        self.press(Keys.TAB * (count - 1))
        stops = self.run_script("return window.stops")
        self.assertEqual(len(stops), count)
        for place, stop in enumerate(stops):
            self.assertEqual(stop["place"], place, stop)
            self.assertGreaterEqual(stop["outline"], 2, stop)
            self.assertTrue(stop["isSeen"], stop)

    def test_the_first_stop_skips_to_the_content(self):
        self.open(builds.sample() / "index.html")
        self.press(Keys.TAB)
        self.assertEqual(self.run_script(FOCUS)["name"], "Skip to the content")
        self.press(Keys.ENTER)
        self.assertEqual(self.run_script("return document.activeElement.id"), "main")
        self.press(Keys.TAB)
        inside = "return document.querySelector('main').contains(document.activeElement)"
        self.assertTrue(self.run_script(inside))

    def test_sorting_and_toggles_need_no_mouse(self):
        self.open(builds.sample() / "alerts.html")
        self.run_script("document.querySelector('[data-key=due] button').focus()")
        self.press(Keys.ENTER)
        self.assertEqual(self.find("[data-key=due]").get_attribute("aria-sort"), "ascending")
        self.press(Keys.SPACE)
        self.assertEqual(self.find("[data-key=due]").get_attribute("aria-sort"), "descending")
        self.run_script("document.querySelector('[value=Major]').focus()")
        self.press(Keys.SPACE)
        self.assertFalse(self.find("[value=Major]").is_selected())
        self.assertNotIn("Major", self.find(".alerts tbody").text)

    def test_opening_a_message_moves_the_focus_to_it(self):
        self.open(builds.sample() / "view.html")
        self.run_script("document.querySelector('a.open').focus()")
        self.press(Keys.ENTER)
        focus = "return document.activeElement.id"
        self.wait(lambda: self.run_script(focus) == "viewer-subject", "the focus is on the subject")
