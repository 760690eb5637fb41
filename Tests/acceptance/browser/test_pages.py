"""Every page and mail as it is loaded: quiet, of the window's width, for everybody, whole."""

import html
import os
import re
import urllib.parse

import builds
from cases import BrowserTests

MEGABYTE = 1_000_000


def chosen(output):
    """The pages of a build; of the large one the first two of each list, and two accounts."""
    if output == builds.sample():
        return builds.pages(output)
    lists = [
        path for path in sorted(output.glob("*.html")) if not re.search(r"-[3-9]|-\d\d", path.name)]
    accounts = [output / f"accounts/{name}.example" for name in ("crowd", "hostile")]
    return lists + [
        path for account in accounts for path in sorted(account.glob("alerts*.html"))]


def chosen_mails(output):
    """The mails of a build; of the large one those with the longest names and lists."""
    if output == builds.sample():
        return builds.mails(output)
    return builds.mails(output / "accounts/hostile.example") + [
        output / "accounts/crowd.example/daily-90-fr.html"]


def of_each_shape(output):
    """Pages of which no two show the same lists, and mails of which no two have one language."""
    named = ("acme", "hyperion", "nobody", "wonka")
    pages = [
        path for path in builds.pages(output)
        if path.parent == output or path.parent.name.split(".")[0] in named]
    mails = {(path.name.split("-")[0], path.stem[-2:]): path for path in builds.mails(output)}
    return pages, list(mails.values()) + [output / "accounts/acme.example/daily-90_30-en.html"]


class Anchors:
    """The ids and references of a valid page, whose values have no `<`, `>` and quotes as they are.

    Python's parser takes 40 times as long, and the pages of all accounts are 40 MB.
    """

    TAG = re.compile(r"<([a-z][a-z0-9]*)\s([^<>]*)>")
    ATTRIBUTE = re.compile(r"(?:^|\s)(id|href|src)=\"([^\"]*)\"")

    def __init__(self, path):
        self.ids = set()
        self.references = set()
        for tag, attributes in self.TAG.findall(path.read_text(encoding="utf-8")):
            for name, value in self.ATTRIBUTE.findall(attributes):
                if name == "id":
                    self.ids.add(html.unescape(value))
                else:
                    self.references.add((tag, html.unescape(value)))


class PageTests(BrowserTests):
    def test_pages_are_quiet_and_as_wide_as_the_window_also_at_twice_the_size(self):
        for output in (builds.sample(), builds.large()):
            for path in chosen(output):
                self.open(path)
                for scheme, width in (("light", 375), ("dark", 1280)):
                    with self.subTest(path=path.relative_to(output), width=width):
                        self.window(width, scheme=scheme)
                        self.assertLessEqual(self.overflow(), 0)
                        self.assertFalse(self.run_script("return 'broken' in window"))
                        self.check_quiet()
                for width, height, scale in ((640, 450, 2), (320, 256, 4)):
                    with self.subTest(path=path.relative_to(output), scale=scale):
                        self.window(width, height, scale=scale)
                        self.assertLessEqual(self.overflow(), 0)

    def test_mails_are_quiet_and_as_wide_as_a_phone(self):
        for output in (builds.sample(), builds.large()):
            for path in chosen_mails(output):
                self.open(path)
                for width in (375, 320) if output == builds.sample() else (600,):
                    with self.subTest(path=path.relative_to(output), width=width):
                        self.window(width)
                        self.assertLessEqual(self.overflow(), 0)
                        self.check_quiet()

    def test_axe_finds_nothing_on_pages_in_light_and_dark(self):
        for path in of_each_shape(builds.sample())[0]:
            self.open(path)
            for scheme in ("light", "dark"):
                for width in (375, 1280):
                    with self.subTest(
                            path=path.relative_to(builds.sample()), scheme=scheme, width=width):
                        self.window(width, scheme=scheme)
                        # A theme has colours of its own, and nothing else.
                        found = self.violations(colours_alone=scheme == "dark")
                        self.assertEqual(found, [])

    def test_axe_finds_nothing_in_mails_in_light_and_dark(self):
        for path in of_each_shape(builds.sample())[1]:
            self.open(path)
            for scheme, width in (("light", 375), ("dark", 1280)):
                with self.subTest(path=path.relative_to(builds.sample()), scheme=scheme):
                    self.window(width, scheme=scheme)
                    # Landmarks are a mail program's own.
                    self.assertEqual(self.violations(best_practice=False), [])

    def test_all_but_the_filters_is_there_without_javascript(self):
        reading = """
            const main = document.querySelector('main').cloneNode(true);
            for (const part of main.querySelectorAll('.filters, .nothing')) part.remove();
            return main.textContent.replace(/\\s+/g, ' ');"""
        visible = """
            return [...document.querySelectorAll('button, input, select, form')]
                .filter((part) => part.checkVisibility()).length;"""
        shown = "return document.querySelector('main').innerText"
        for output in (builds.sample(), builds.large()):
            for path in chosen(output):
                with self.subTest(path=path.relative_to(output)):
                    self.open(path)
                    with_scripts = self.run_script(reading)
                    self.scripts(False)
                    self.open(path)
                    self.assertEqual(self.run_script(reading), with_scripts)
                    # A filter or a button that does nothing would be a promise not kept.
                    self.assertEqual(self.run_script(visible), 0)
                    lines = self.run_script(
                        "return [...document.querySelectorAll('tbody tr')]"
                        ".filter((row) => !row.closest('details') && !row.checkVisibility()).length")
                    self.assertEqual(lines, 0)
                    self.assertGreater(len(self.run_script(shown)), 100)
                    self.scripts(True)

    def test_paper_gets_tables_and_no_controls(self):
        for path in chosen(builds.sample()):
            with self.subTest(path=path.relative_to(builds.sample())):
                self.window(700, media="print", scheme="dark")
                self.open(path)
                found = self.run_script("""
                    const shown = (parts) => [...document.querySelectorAll(parts)]
                        .filter((part) => part.checkVisibility()).length;
                    const row = document.querySelector('tbody tr');
                    return [shown('.filters, .top, .button, .pager'),
                            row ? getComputedStyle(row).display : 'table-row',
                            getComputedStyle(document.body).backgroundColor];""")
                self.assertEqual(found, [0, "table-row", "rgb(255, 255, 255)"])

    def test_severity_keeps_its_shape_in_forced_colours(self):
        self.window(forced="active")
        self.open(builds.sample() / "alerts.html")
        shapes = self.run_script("""
            return [...document.querySelectorAll('tbody .severity')].map((mark) => {
                const style = getComputedStyle(mark, '::before');
                return [mark.textContent, parseFloat(style.borderTopWidth) * 2
                    >= parseFloat(style.width), style.borderTopLeftRadius !== '0px'];
            });""")
        self.assertEqual(
            {tuple(shape) for shape in shapes},
            {("Major", True, False), ("Minor", False, False), ("Informational", False, True)})

    def test_a_timeline_has_its_text_and_its_table(self):
        self.open(builds.sample() / "accounts/acme.example/alerts.html")
        drawn = [int(part.text) for part in self.find_all(".timeline .terms")]
        sentence = self.find(".timeline svg").get_attribute("aria-label").replace("\xa0", " ")
        self.assertTrue(sentence.startswith(f"{sum(drawn)} licenses end within 90 days"), sentence)
        self.assertEqual(self.find(".timeline p").text, sentence)
        self.find(".timeline summary").click()
        cells = [int(cell.text) for cell in self.find_all(".timeline td.number")]
        told = [major + minor for major, minor in zip(cells[::2], cells[1::2])]
        self.assertEqual(len(told), 13)
        self.assertEqual([terms for terms in told if terms], drawn)

    def test_links_lead_to_what_is_there(self):
        for output in (builds.sample(), builds.large()):
            files = {str(path) for path in output.rglob("*") if path.is_file()}
            pages = builds.pages(output) + builds.mails(output / "accounts")
            known = {str(path): Anchors(path) for path in pages}
            for path, page in known.items():
                self.assertTrue(page.references, path)
                for tag, reference in page.references:
                    parts = urllib.parse.urlsplit(reference)
                    if parts.scheme in ("https", "mailto"):
                        self.assertEqual(tag, "a", f"{path} loads {reference}")
                        continue
                    self.assertEqual(parts.scheme + parts.netloc, "", f"{path}: {reference}")
                    target = path
                    if parts.path:
                        target = os.path.normpath(
                            os.path.join(os.path.dirname(path), urllib.parse.unquote(parts.path)))
                    self.assertIn(target, files, f"{path}: {reference}")
                    if parts.fragment:
                        there = known[target].ids
                        self.assertIn(urllib.parse.unquote(parts.fragment), there, path)

    def test_pages_are_under_a_megabyte(self):
        largest = max(builds.pages(builds.large()), key=lambda path: path.stat().st_size)
        size = largest.stat().st_size
        print(f"largest page: {largest.relative_to(builds.large())}, {size:,} bytes")
        self.assertLess(size, MEGABYTE)
        self.assertLess(
            max(path.stat().st_size for path in builds.mails(builds.large())), 90 * 1024)
