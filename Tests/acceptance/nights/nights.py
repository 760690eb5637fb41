"""Compares several nights of random accounts with a second reading of what is new, over and changed.

Nights have gaps and are run again; some lack rows, a file, the end of one, or an account. For each
reader and night the summary's JSON is compared with what the documents ask for (expecting.py).
"""

import datetime
import json
import shutil

from expecting import Expected
from harness import Place, Results, arguments
from stories import ACCOUNTS, Story


def side(facts):
    return facts and (facts["quantity"], facts["start_date"], facts["end_date"])


def written(line):
    return line and (line[0], *(day and day.isoformat() for day in line[1:]))


def said(body):
    """The same of a JSON body as `Expected.told` gives."""
    new = [("licenses-expiring", line["virtual_account"], line["license"])
           for line in body["expiring"] if line["new"]]
    new += [(alert["type"], alert["virtual_account"] or "", alert["subject"])
            for alert in body["alerts"] if alert["new"]]
    cleared = [((alert["type"], alert["virtual_account"] or "", alert["subject"]), alert["severity"])
               for alert in body["cleared"]]
    changes = [(change["kind"],
                (change["virtual_account"], change["license"], change["subscription_id"] or "",
                 change["sku"] or "", change["license_type"] or ""),
                side(change["before"]), side(change["after"])) for change in body["changes"]]
    return {"new": sorted(new), "cleared": sorted(cleared), "changes": sorted(changes, key=str)}


def place_of(part, one):
    """The virtual account of what is told: new `key`, cleared `(key, severity)`, a change."""
    return one[1] if part == "new" else one[0][1] if part == "cleared" else one[1][0]


def expected_words(told):
    changes = [(kind, group, written(before), written(after))
               for kind, group, before, after in told["changes"]]
    return {**told, "changes": sorted(changes, key=str)}


def compare(results, where, output, night, expected):
    """Each summary of a night against what its readers must be told."""
    seen = set()
    lines = [json.loads(line) for line in (output / "messages.jsonl").read_text().splitlines()]
    for line in lines:
        account = expected[line["account"]]
        body = json.loads((output / line["json"]).read_text())
        base = account.base
        results.check(body["previous"] == (base and base.day.isoformat()),
                      f"{where} {line['json']}: previous is {body['previous']}")
        found = said(body)
        flags = {one["new"] for one in body["expiring"] + body["alerts"]}
        results.check(None not in flags if base else flags <= {None}, f"{where}: marks {flags}")
        for address in line["recipients"]:
            reader = next(one for one in night.readers if one.email == address)
            seen.add(address)
            wanted = expected_words(account.told(reader))
            scope = account.places_of(reader)
            if scope is not None:
                # Where rows are missing, a virtual account may be known from the night before alone.
                found = {part: [one for one in said(body)[part] if place_of(part, one) in scope]
                         for part in wanted}
                results.check(
                    all(place_of(part, one) in reader.places for part in wanted
                        for one in said(body)[part]), f"{where} {address}: another scope's lines")
            for part in wanted:
                results.check(
                    found[part] == wanted[part],
                    f"{where} {address} {part}\n  documents alone: "
                    f"{[one for one in wanted[part] if one not in found[part]]}\n  program alone:   "
                    f"{[one for one in found[part] if one not in wanted[part]]}")
            if base and found == said(body):
                results.check(line["new"] == len(wanted["new"]), f"{where} {address}: count of new")
                results.check(
                    line["changes"] == len(wanted["changes"]) + len(wanted["cleared"]),
                    f"{where} {address}: count of changes {line['changes']}")
            others = {row["name"] for row in night.licenses if scope is not None
                      and row["account"] == account.account and row["place"] not in scope}
            if base and scope is not None:
                # What was in the scope before may have moved out of it, and is told as gone.
                others -= {key[1] for key in base.lines if key[0] in reader.places}
                others -= {key[2] for key in base.alerts if key[1] in reader.places}
            text = (output / line["text"]).read_text() + json.dumps(body)
            shown = [name for name in others if f"{name} " in text or f'"{name}"' in text]
            results.check(not shown, f"{where} {address}: {shown} of another virtual account")
    for reader in night.readers:
        account = expected[reader.account]
        places = account.places_of(reader)
        if not account.names:
            continue
        if places is None or places:
            results.check(reader.email in seen, f"{where} {reader.email}: no message")
        elif reader.email in seen and not any(one == reader.account for one, _ in night.rejected):
            # Known from nights before, since rows are missing or licenses were lost.
            known = account.base.places if account.base else set()
            results.check(reader.places & known, f"{where} {reader.email}: a message of nothing")


def build(place, results, night, folder, output, previous):
    folder.mkdir()
    for name, text in night.files.items():
        (folder / name).write_text(text)
    since = night.day - datetime.timedelta(days=1)
    done = place.run(folder, output, date=night.day.isoformat(), since=since.isoformat(),
                     more=["--previous", previous, "--accept-shrunk", "--skip-pages"])
    return results.check(done.returncode in (0, 1), f"exit {done.returncode}: {done.stderr[-300:]}")


def tell(place, results, seed, nights):
    """One world over its nights; some are run a second time, with other exports of the same day."""
    world = place.path / str(seed)
    world.mkdir()
    story, memory, previous = Story(seed), dict.fromkeys(ACCOUNTS), "none"
    for number in range(nights):
        runs = 2 if number and story.chance(0.3) else 1
        after = {}
        for again in range(runs):
            night = story.night()
            output = world / f"out-{number}-{again}"
            if not build(place, results, night, world / f"in-{number}-{again}", output, previous):
                return
            expected = {account: Expected(night, account, memory[account]) for account in ACCOUNTS}
            compare(results, f"world {seed}, {night.day}, run {again + 1}", output, night, expected)
            after = {account: one.memory() for account, one in expected.items()}
            previous = output
        memory = after
        story.advance()
    shutil.rmtree(world)


def main():
    options = arguments(__doc__, worlds=(40, "random worlds"), nights=(8, "nights of each"),
                        seed=(0, "the first world"))
    results = Results()
    with Place(options.program) as place:
        for seed in range(options.seed, options.seed + options.worlds):
            tell(place, results, seed, options.nights)
    results.finish()


main()
