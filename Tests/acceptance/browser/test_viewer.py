"""Messages side by side: the envelope, the frames, and the way from one to the next."""

import json
import re

import builds
from cases import BrowserTests
from selenium.webdriver.support.select import Select


class ViewerTests(BrowserTests):
    def setUp(self):
        super().setUp()
        self.messages = [
            json.loads(line)
            for line in (builds.sample() / "messages.jsonl").read_text().splitlines()]

    def turn(self, step):
        before = self.driver.current_url
        self.find(f".turn [data-turn='{step}']").click()
        self.wait(lambda: self.driver.current_url != before, "the message is turned")

    def check_shown(self, message):
        self.wait(lambda: self.subject() == message["subject"], message["subject"])

    def position(self):
        return self.find(".turn [role=status]").text

    def subject(self):
        return self.find("#viewer-subject").text

    def test_a_message_shows_its_envelope_and_both_bodies(self):
        self.open(builds.sample() / "view.html")
        self.assertFalse(self.find(".viewer").is_displayed())
        for place, message in enumerate(self.messages):
            with self.subTest(message=message["html"]):
                self.find_all("a.open")[place].click()
                self.wait(
                    lambda: self.position() == f"{place + 1} / {len(self.messages)}", "it opens")
                self.assertTrue(self.find(".viewer").is_displayed())
                self.assertEqual(self.subject(), message["subject"])
                self.assertEqual(
                    self.find("#viewer-subject").get_attribute("lang"), message["locale"])
                to = self.find(".envelope .to").text
                # Beside an additional address stands who added it.
                added = re.findall(r" \(added by (\S+)\)", to)
                self.assertEqual(
                    re.sub(r" \(added by \S+\)", "", to).split(), message["recipients"])
                self.assertLessEqual(set(added), set(message["recipients"]))
                size = self.find(".envelope .size").text
                kibibytes = -(-message["bytes"]["html"] * 10 // 1024)
                self.assertIn(f"HTML {kibibytes // 10}.{kibibytes % 10} KiB", size)
                frames = self.find_all(".frames iframe")
                ends = [frame.get_attribute("src").split("/output/")[-1] for frame in frames]
                self.assertTrue(ends[0].endswith(message["html"]))
                self.assertTrue(ends[1].endswith(message["html"]))
                self.assertTrue(ends[2].endswith(message["text"]))
                for frame in frames:
                    self.assertEqual(frame.get_attribute("sandbox"), "")
        self.check_quiet()

    def test_frames_hold_the_mail_at_both_widths_and_its_text(self):
        self.open(builds.sample() / "view.html", "acme.example/daily-90_30-en")
        seen = []
        for frame in self.find_all(".frames iframe"):
            width = frame.rect["width"]
            self.driver.switch_to.frame(frame)
            seen.append((width, self.run_script("return document.body.innerText")))
            self.driver.switch_to.default_content()
        self.assertGreaterEqual(seen[0][0], 600)
        self.assertEqual(seen[1][0], 375)
        for _, text in seen:
            self.assertIn("ISE Apex", text)

    def test_messages_follow_one_another(self):
        self.open(builds.sample() / "view.html")
        self.find_all("a.open")[0].click()
        self.check_shown(self.messages[0])
        self.assertFalse(self.find(".turn [data-turn='-1']").is_enabled())
        for message in self.messages[1:]:
            self.turn(1)
            self.check_shown(message)
        self.assertFalse(self.find(".turn [data-turn='1']").is_enabled())
        self.turn(-1)
        self.check_shown(self.messages[-2])
        self.driver.back()
        self.check_shown(self.messages[-1])

    def test_filters_stay_while_messages_are_read(self):
        self.open(builds.sample() / "view.html")
        self.choose("#filter-account", "globex.example")
        self.find("a.open[href*='globex']").click()
        self.wait(lambda: self.position() == "1 / 2", "the first of two is shown")
        self.turn(1)
        self.wait(lambda: self.position() == "2 / 2", "the second is shown")
        self.turn(0)
        self.wait(lambda: not self.find(".viewer").is_displayed(), "the message is closed")
        self.assertEqual(
            Select(self.find("#filter-account")).first_selected_option.text, "globex.example")
        self.assertEqual(
            self.run_script("return document.activeElement.className"), "open")

    def test_messages_go_on_over_pages(self):
        self.open(builds.large() / "view.html", "first")
        self.assertEqual(self.position(), "1 / 500")
        self.assertFalse(self.find(".turn [data-turn='-1']").is_enabled())
        self.open(builds.large() / "view.html", "last")
        self.assertEqual(self.position(), "500 / 500")
        self.turn(1)
        self.assertTrue(self.driver.current_url.endswith("/view-2.html#first"))
        self.wait(lambda: self.position().startswith("1 / "), "the first of the next page")
        self.turn(-1)
        self.assertTrue(self.driver.current_url.endswith("/view.html#last"))
        self.wait(lambda: self.position() == "500 / 500", "the last of the page before")
        self.check_quiet()

    def test_axe_finds_nothing_while_a_message_is_open(self):
        for scheme, width in (("light", 1280), ("dark", 375)):
            self.window(width, scheme=scheme)
            self.open(builds.sample() / "view.html", "hyperion.example/status-fr")
            self.assertEqual(self.violations(), [])
            self.assertLessEqual(self.overflow(), 0)
