"""Installs and removes the program both ways in scratch folders, and runs the sample with it."""

import os
import subprocess
import sys

from harness import ROOT, arguments

program = arguments(__doc__).program
sys.exit(subprocess.run(
    ["bash", ROOT / "Tests/acceptance/package.bash"], env={**os.environ, "PROGRAM": program}).returncode)
