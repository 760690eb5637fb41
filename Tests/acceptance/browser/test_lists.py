"""Filters, sorting and their state in the address, on pages of a few and of 500 lines."""

import re
import statistics
import unicodedata

import builds
from cases import BrowserTests
from selenium.webdriver.common.keys import Keys

SHOWN = """
    return [...document.querySelectorAll('[data-list] tbody tr')]
        .filter((row) => row.checkVisibility())
        .map((row) => [...row.cells].map((cell) => cell.innerText.trim()));"""
# Types into the search, or sorts by a column, and lays the page out anew.
SEARCH = """
    const field = document.querySelector('#filter-text');
    field.value = arguments[0];
    field.dispatchEvent(new Event('input', {bubbles: true}));
    document.body.offsetHeight;"""
SORT = """
    document.querySelectorAll('thead button')[arguments[0]].click();
    document.body.offsetHeight;"""


class ListTests(BrowserTests):
    def lines(self):
        return self.run_script(SHOWN)

    def column(self, key):
        """The cells shown of a column, each without its second line."""
        keys = self.run_script(
            "return [...document.querySelectorAll('[data-list] thead th')]"
            ".map((cell) => cell.dataset.key)")
        place = keys.index(key)
        return [line[place].split("\n")[0] for line in self.lines()]

    def fragment(self):
        return self.driver.current_url.partition("#")[2]

    def status(self):
        return self.find(".filters [role=status]").text

    def test_severities_are_toggled_with_their_counts(self):
        self.open(builds.sample() / "alerts.html")
        everything = self.column("severity")
        labels = [label.text for label in self.find_all(".filters fieldset label")]
        for box, name in zip(self.find_all("[name=severity]"), ("Major", "Minor")):
            self.assertIn(f"{name} {everything.count(name)}", labels)
            box.click()
            left = self.column("severity")
            self.assertEqual(len(left), len(everything) - everything.count(name))
            self.assertNotIn(name, left)
            self.assertEqual(self.fragment(), f"without={name}")
            self.assertEqual(
                self.status(), f"{len(left)} of {len(everything)} lines of this page are shown.")
            box.click()
        self.assertEqual(self.column("severity"), everything)

    def test_lines_are_filtered_by_account_virtual_account_and_type(self):
        for field, key in (("account", "account"), ("place", "place"), ("type", "type")):
            self.open(builds.sample() / "alerts.html")
            everything = self.column(key)
            choices = [option.text for option in self.find_all(f"#filter-{field} option")]
            # What belongs to no virtual account is among all of them.
            self.assertEqual(sorted(choices[1:]), sorted(set(everything) - {""}))
            for choice in choices[1:]:
                self.choose(f"#filter-{field}", choice)
                self.assertEqual(self.column(key), [choice] * everything.count(choice))

    def test_search_finds_words_in_any_order_without_case_and_accents(self):
        self.open(builds.sample() / "alerts.html")
        count = len(self.lines())
        field = self.find("#filter-text")
        field.send_keys("RESEAU hyperion")
        self.assertEqual(set(self.column("account")), {"Hypérion SA"})
        self.assertEqual(set(self.column("source")), {"Réseau Avantage"})
        field.send_keys(" nowhere")
        self.assertEqual(self.lines(), [])
        self.assertTrue(self.find(".nothing").is_displayed())
        self.find(".filters [type=reset]").click()
        self.wait(
            lambda: self.status() == f"{count} of {count} lines of this page are shown.",
            "all is shown")
        self.assertFalse(self.find(".filters [type=reset]").is_displayed())

    def test_a_filtered_view_is_linked_by_its_address(self):
        self.open(builds.sample() / "alerts.html")
        self.find("[value=Minor]").click()
        self.choose("#filter-account", "Acme, Inc.")
        self.find("#filter-text").send_keys("seats")
        self.find("[data-key=due] button").click()
        self.find("[data-key=due] button").click()
        lines, fragment = self.lines(), self.fragment()
        self.assertGreater(len(lines), 1)
        self.open(builds.sample() / "alerts.html")
        self.assertNotEqual(self.lines(), lines)
        self.open(builds.sample() / "alerts.html", fragment)
        self.assertEqual(self.lines(), lines)
        self.assertFalse(self.find("[value=Minor]").is_selected())
        self.assertEqual(self.find("#filter-text").get_attribute("value"), "seats")
        self.assertEqual(self.find("[data-key=due]").get_attribute("aria-sort"), "descending")
        # A link within the page, as one in a chat, changes the view of a page that is open.
        self.run_script("location.hash = 'account=Globex'")
        self.wait(lambda: set(self.column("account")) == {"Globex"}, "another view")

    def test_lines_are_sorted_by_every_column_both_ways(self):
        for name, numbers in (("index", {"short", "expiring", "major", "minor", "subscribers"}),
                              ("alerts", set()), ("view", set())):
            self.open(builds.sample() / f"{name}.html")
            for heading in self.find_all("[data-list] thead [data-key]"):
                key = heading.get_attribute("data-key")
                with self.subTest(page=name, column=key):
                    heading.find_element("css selector", "button").click()
                    self.assertEqual(heading.get_attribute("aria-sort"), "ascending")
                    rising = self.column(key)
                    heading.find_element("css selector", "button").click()
                    self.assertEqual(heading.get_attribute("aria-sort"), "descending")
                    if key == "next":
                        self.check_days(rising, self.column(key))
                        continue
                    value = int if key in numbers else collated
                    if key == "worst":
                        continue
                    falling = self.column(key)
                    filled = sum(cell != "" for cell in rising)
                    # Lines without a value stand last, whichever way.
                    self.assertEqual(set(rising[filled:] + falling[filled:]) - {""}, set())
                    self.assertEqual(rising[:filled], sorted(rising[:filled], key=value))
                    self.assertEqual(
                        list(map(value, falling[:filled])),
                        sorted(map(value, rising[:filled]), reverse=True))
                    marked = self.find_all("[data-list] thead [aria-sort]")
                    self.assertEqual(len(marked), 1)

    def check_days(self, rising, falling):
        """Accounts of which nothing ends stand last, whichever way."""
        def days(cell):
            return {"today": 0, "tomorrow": 1}.get(cell) or int(re.sub(r"\D", "", cell) or 0)
        ends = [cell for cell in rising if cell != "none"]
        self.assertEqual(list(map(days, ends)), sorted(map(days, ends)))
        self.assertEqual(rising[len(ends):], ["none"] * (len(rising) - len(ends)))
        self.assertEqual(
            [days(cell) for cell in falling[:len(ends)]], sorted(map(days, ends), reverse=True))
        self.assertEqual(falling[len(ends):], rising[len(ends):])

    def test_a_page_of_many_says_that_it_filters_itself_alone(self):
        output = builds.large()
        counts = builds.counts(output)
        pages = sorted(output.glob("alerts*.html"), key=lambda path: (len(path.name), path.name))
        self.assertGreater(len(pages), 2)
        seen = {"Major": 0, "Minor": 0}
        for number, path in enumerate(pages):
            self.open(path)
            everything = self.column("severity")
            self.assertEqual(len(everything) == 500, number < len(pages) - 1)
            self.assertIn("act on this page only", self.find(".filters .count").text)
            labels = " ".join(label.text for label in self.find_all(".filters fieldset label"))
            for name in seen:
                here, of_all = everything.count(name), counts[name.lower()]
                self.assertIn(f"{name} {here} here, {of_all:,} in all", labels)
                seen[name] += here
        self.assertEqual(seen, {"Major": counts["major"], "Minor": counts["minor"]})

    def test_filters_stay_when_the_page_is_turned(self):
        self.open(builds.large() / "alerts.html")
        self.find("#filter-text").send_keys("license 1")
        self.find("[data-key=account] button").click()
        self.find(".pager [rel=next]").click()
        self.assertTrue(self.driver.current_url.split("#")[0].endswith("/alerts-2.html"))
        self.assertEqual(self.find("#filter-text").get_attribute("value"), "license 1")
        self.assertEqual(self.find("[data-key=account]").get_attribute("aria-sort"), "ascending")
        self.find("#filter-text").send_keys(Keys.BACKSPACE)
        self.check_quiet()

    def test_how_long_a_filter_takes_at_500_lines(self):
        for name in ("index", "alerts", "view"):
            self.open(builds.large() / f"{name}.html")
            self.assertEqual(len(self.lines()), 500)
            searches = ["c", "cu", "customer", "customer 1", "nothing at all", "", "inc", ""]
            filtering = [self.took(SEARCH, text) for text in searches]
            sorting = [self.took(SORT, place) for place in (0, 1, 1)]
            self.assertEqual(len(self.lines()), 500)
            print(f"{name}.html at 500 lines: a filter {statistics.median(filtering):.0f} ms of a "
                  f"processor (most {max(filtering):.0f}), sorting {statistics.median(sorting):.0f} "
                  f"(most {max(sorting):.0f})")

    def took(self, script, argument):
        """Milliseconds of a processor: what else the machine does is not measured."""
        def now():
            metrics = self.command("Performance.getMetrics")["metrics"]
            return next(m["value"] for m in metrics if m["name"] == "TaskDuration") * 1_000
        self.command("Performance.enable", timeDomain="threadTicks")
        start = now()
        self.run_script(script, argument)
        return now() - start


def collated(text):
    """As the pages compare: without case and accents, digits as numbers."""
    plain = "".join(
        part for part in unicodedata.normalize("NFD", text.lower())
        if not unicodedata.combining(part))
    parts = re.findall(r"\d+|[a-z]+", plain)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]
