"""The acceptance programs by name: their files, their sizes in CI, what they need, which run alone."""

import ast
import dataclasses

SELENIUM = "selenium==4.51.0"
CHROMIUM = ("chromedriver",)


@dataclasses.dataclass
class Program:
    """A file below Tests/acceptance, and the options it has unless others are given."""

    path: str
    options: tuple = ()
    # Measures time, or needs moments of a run that another program would shift.
    alone: bool = False
    # Commands that Debian's packages bring (tools.PACKAGES), and packages of PyPI.
    commands: tuple = ()
    python: tuple = ()

    def summary(self, folder):
        """The first sentence of the file."""
        text = ast.get_docstring(ast.parse((folder / self.path).read_text()))
        return text.split("\n\n")[0].replace("\n", " ")


# Those that take longest first, so that none is left over at the end.
PROGRAMS = {
    "browser": Program(
        "browser/browser.py", commands=(*CHROMIUM, "java"), python=(SELENIUM,)),
    "package": Program("installed/package.py", commands=("zsh", "fish", "groff", "lintian")),
    "determinism": Program("machines/determinism.py"),
    "preview-pages": Program("preview/pages.py", commands=CHROMIUM, python=(SELENIUM,)),
    "preview": Program("preview/serving.py"),
    "shards": Program("machines/shards.py", options=("--worlds", "30"), commands=("parallel",)),
    "slurm": Program("machines/slurm.py", commands=("munged", "slurmctld", "slurmd", "sbatch")),
    "units": Program("installed/units.py", commands=("systemd-analyze",)),
    "send": Program("installed/send.py"),
    "oracle": Program("oracle/oracle.py", options=("--worlds", "60")),
    "nights": Program("nights/nights.py"),
    "documentation": Program("documentation.py"),
    "accounting": Program("accounting.py", options=("--rounds", "30")),
    "readme": Program("readme.py"),
    "clock": Program("machines/clock.py", commands=("faketime", "systemd-analyze")),
    "metrics": Program("formats/metrics.py"),
    "mail": Program("formats/mails.py", python=("aiosmtpd==1.4.6",)),
    "calendars": Program("formats/calendars.py", python=("icalendar==6.3.2",)),
    "schema": Program("formats/schema.py", commands=("xmllint",)),
    "preferences": Program("preferences.py", alone=True),
    "dismissals": Program("dismissals.py", alone=True),
    "publishing": Program("publishing.py", options=("--moments", "60"), alone=True),
    "hostile": Program("hostile.py", alone=True),
}
