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
    # Why `scripts/acceptance ci` does not run it yet; it runs by its name, and is to be mended.
    awaits: str = ""
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
        "browser/browser.py", awaits="not run to its end with the new pages", commands=(*CHROMIUM, "java"), python=(SELENIUM,)),
    "package": Program("package.py", commands=("zsh", "fish", "groff", "lintian")),
    "determinism": Program("determinism.py"),
    "preview-pages": Program("preview/pages.py", awaits="not run to its end with the new pages", commands=CHROMIUM, python=(SELENIUM,)),
    "preview": Program("preview/serving.py"),
    "shards": Program("shards.py", awaits="not run to its end with the previous run", options=("--worlds", "30"), commands=("parallel",)),
    "slurm": Program("slurm.py", commands=("munged", "slurmctld", "slurmd", "sbatch")),
    "units": Program("units.py", commands=("systemd-analyze",)),
    "send": Program("send.py"),
    "oracle": Program("oracle/oracle.py", awaits="run.json counts of alerts differ in 2 of 30 worlds with alerts that the portal states", options=("--worlds", "60")),
    "documentation": Program("documentation.py"),
    "accounting": Program("accounting.py", awaits="its spoiled rows are of the former rules for dates, short rows and statuses", options=("--rounds", "30")),
    "readme": Program("readme.py"),
    "clock": Program("clock.py", commands=("faketime", "systemd-analyze")),
    "metrics": Program("metrics.py"),
    "mail": Program("mail/mails.py", python=("aiosmtpd==1.4.6",)),
    "schema": Program("schema.py", commands=("xmllint",)),
    "preferences": Program("preferences.py", awaits="not run to its end with the new saving of files", alone=True),
    "publishing": Program("publishing.py", awaits="not run to its end with two nights of the sample", options=("--moments", "60"), alone=True),
    "hostile": Program("hostile.py", awaits="not run to its end with the new reading of headers and short rows", alone=True),
}
