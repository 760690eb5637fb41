"""Loads the pages and mails of two builds in headless Chromium: the sample, and a large hostile one.

Filters, keyboard, paper, axe-core, and the Nu HTML checker. The tests are those of the files beside
this one, as unittest finds them.
"""

import os
import pathlib
import sys
import unittest

from harness import arguments


def main():
    os.environ["PROGRAM"] = str(arguments(__doc__).program)
    folder = str(pathlib.Path(__file__).parent)
    unittest.main(module=None, argv=[sys.argv[0], "discover", "-s", folder])


main()
