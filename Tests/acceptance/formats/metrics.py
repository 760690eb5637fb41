"""Has Prometheus' promtool judge the metrics of a run, and the expressions docs/ offers on them."""

import re
import subprocess

from harness import DAYS, ROOT, SAMPLE, Place, Results, arguments
from tools import promtool

SMALL = "account_domain,virtual_account,license,quantity\na.example,V,L,1\n"
# What only a run with a future end date has.
OPTIONAL = {"license_digest_next_expiry_date_seconds"}


def judged(program, *words, text=""):
    """The exit code of promtool, and what it says."""
    done = subprocess.run([program, *words], input=text, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).strip()


def measure(place, results, program, source):
    """The metrics of one build, which promtool has nothing to say of."""
    folder = place.path / "text"
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [place.program, "build", "--input", source, "--output", place.path / "output", *DAYS,
         "--templates", place.templates, "--accept-shrunk", "--metrics", folder / "x.prom",
         "--quiet"], cwd=place.path, capture_output=True, text=True)
    results.check(done.returncode in (0, 1), f"{source}: exit {done.returncode} {done.stderr[-300:]}")
    results.check(
        [path.name for path in folder.iterdir()] == ["x.prom"], "nothing lies beside the metrics")
    text = (folder / "x.prom").read_text()
    said = judged(program, "check", "metrics", text=text)
    results.check(said == (0, ""), f"metrics: {said}")
    spoiled = re.sub(r"^# HELP .*\n", "", text, count=1, flags=re.MULTILINE)
    said = judged(program, "check", "metrics", text=spoiled)
    results.check(said != (0, ""), "promtool sees a metric without help")
    return text


def expressions(results):
    """Each line of the documents' PromQL, without its comment."""
    found = []
    for page in sorted((ROOT / "docs").glob("*.md")):
        for block in re.findall(r"^```promql\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL):
            found += [re.sub(r" +#.*", "", line).strip() for line in block.splitlines()]
    results.check(found, "the documents offer expressions")
    return found


def main():
    options = arguments(__doc__)
    results = Results()
    program = promtool()
    if not program:
        results.skip("metrics", "promtool is missing, and apt cannot get it")
        results.finish()
    with Place(options.program) as place:
        small = place.path / "small"
        small.mkdir()
        (small / "a.csv").write_text(SMALL)
        text = measure(place, results, program, SAMPLE) + measure(place, results, program, small)
        rules = "groups:\n- name: documents\n  rules:\n"
        for number, expression in enumerate(expressions(results)):
            rules += f"  - alert: a{number}\n    expr: {expression}\n"
            for name in set(re.findall(r"license_digest_[a-z_]+", expression)) - OPTIONAL:
                results.check(f"# TYPE {name} " in text, f"there is a metric {name}")
        (place.path / "rules.yml").write_text(rules)
        code, said = judged(program, "check", "rules", place.path / "rules.yml")
        results.check(code == 0, f"the documents' expressions: {said}")
    results.finish()


main()
