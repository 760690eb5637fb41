"""The acceptance programs by name: their files, their sizes in CI, and which must run alone."""

import ast
import dataclasses
import sys


@dataclasses.dataclass
class Program:
    """A file below Tests/acceptance, and the options it has unless others are given."""

    path: str
    options: tuple = ()
    # Measures time, or needs moments of a run that another program would shift.
    alone: bool = False

    def summary(self, folder):
        """The first sentence of the file."""
        text = (folder / self.path).read_text()
        if self.path.endswith(".py"):
            return ast.get_docstring(ast.parse(text)).split("\n\n")[0].replace("\n", " ")
        return next(line for line in text.splitlines() if line.startswith("# "))[2:]

    def command(self, folder, binary, more):
        if self.path.endswith(".bash"):
            return ["env", f"PROGRAM={binary}", "bash", str(folder / self.path), binary]
        return [sys.executable, "-B", str(folder / self.path), "--program", binary,
                *(more or self.options)]


PROGRAMS = {
    "documentation": Program("documentation.bash"),
    "package": Program("package.bash"),
    "browser": Program("browser/run.bash"),
    "preview": Program("preview/run.bash", alone=True),
    "shards": Program("shards.py", ("--worlds", "30")),
    "slurm": Program("slurm.bash"),
    "oracle": Program("oracle/oracle.py", ("--worlds", "60")),
    "send": Program("send.py"),
    "accounting": Program("accounting.py", ("--rounds", "30")),
    "determinism": Program("determinism.py"),
    "mail": Program("mail/run.bash"),
    "schema": Program("schema.bash"),
    "units": Program("units.py"),
    "metrics": Program("metrics.bash"),
    "readme": Program("readme.py"),
    "preferences": Program("preferences.py", alone=True),
    "publishing": Program("publishing.py", ("--moments", "60"), alone=True),
    "hostile": Program("hostile.py", alone=True),
}
