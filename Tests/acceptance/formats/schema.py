"""Compares the sample with the printed schemas by xmllint, and has `check --schema` agree.

Each spoiled copy of the sample must be refused by both, and the sample by none.
"""

import re
import shutil
import subprocess

from harness import SAMPLE, Place, Results, arguments
from tools import found

# No file of the sample holds dismissals in XML.
DISMISSALS = """<dismissal-export version="1">
  <smart-account domain="acme.example">
    <dismissal virtual-account="DEFAULT" alert-event="licenses-expiring" subject="Apex"
               end-date="2026-12-21" until="2026-12-14" by="a@acme.example" reason="Ordered"/>
  </smart-account>
</dismissal-export>
"""

# Which sample fits which schema, and what is changed in it, once, so that it does not.
SCHEMAS = {
    "licenses": ("stark.xml", [
        (r'quantity="[0-9]+"', 'quantity="1,000"'), (r'quantity="[0-9]+"', ""),
        (r'end-date="[0-9-]+"', 'end-date="soon"'), ("<license name", '<license colour="red" name'),
        (r'<virtual-account name="[^"]*"', "<virtual-account"), ("<term ", "<terms ")]),
    "preferences": ("stark-preferences.xml", [
        (r' email="[^"]*"', ""), (r' daily-summary="[^"]*"', ' daily-summary="perhaps"'),
        ("<user ", '<user age="3" '), (r'expiry-windows="[^"]*"', 'expiry-windows="90;30"')]),
    "dismissals": (None, [
        (r'until="[0-9-]+"', 'until="soon"'), (r'subject="[^"]*"', ""),
        (r'alert-event="[^"]*"', ""), ("<dismissal ", '<dismissal age="3" '),
        ("<dismissal ", "<dismissals "), (r'end-date="[0-9-]+"', 'end-date="soon"')]),
}


def agree(place, results, schema, text, fits, what):
    """Whether both take the document, or both refuse it."""
    (place.path / "in" / "x.xml").write_text(text)
    lint = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--schema", place.path / f"{schema}.xsd",
         place.path / "in" / "x.xml"], capture_output=True, text=True)
    own = subprocess.run(
        [place.program, "check", "--schema", "--input", place.path / "in", "--date", "2026-11-22"],
        capture_output=True, text=True, cwd=place.path)
    refused = "does not fit the schema" in own.stdout + own.stderr
    results.check((lint.returncode == 0) == fits, f"xmllint on {what}: {lint.stderr[:300]}")
    results.check(refused != fits, f"check --schema on {what}: {own.stderr[:300]}")


def main():
    options = arguments(__doc__)
    results = Results()
    with Place(options.program) as place:
        if not found("xmllint"):
            results.skip("the schemas", "xmllint is missing (apt install libxml2-utils)")
            results.finish()
        (place.path / "in").mkdir()
        # A run needs a file of licenses.
        shutil.copy(SAMPLE / "licenses.csv", place.path / "in")
        for schema, (name, changes) in SCHEMAS.items():
            printed = subprocess.run([place.program, "schema", schema], capture_output=True, check=True)
            (place.path / f"{schema}.xsd").write_bytes(printed.stdout)
            sample = (SAMPLE / name).read_text() if name else DISMISSALS
            agree(place, results, schema, sample, True, name or schema)
            for old, new in changes:
                spoiled = re.sub(old, new, sample, count=1)
                results.check(spoiled != sample, f"{name or schema} has {old}")
                agree(place, results, schema, spoiled, False, f"{name or schema} with {new or 'no ' + old}")
    results.finish()


main()
