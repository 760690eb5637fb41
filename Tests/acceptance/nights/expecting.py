"""What each reader is told of a night since the night before, by the rules of docs/rules.md.

`Memory` is what one account is known by after a night; `Expected` what a night must say beside it.
"""

import datetime

from stories import EVENTS

EVER = datetime.date.max
OURS = {"licenses": EVENTS[:4], "instances": EVENTS[4:7]}
LINE_PARTS = ("subscription", "sku", "type", "start", "end")


def event_of(key):
    return key[0] if key[0] in EVENTS else "portal-alerts"


def kind_of(key):
    return next((kind for kind, events in OURS.items() if key[0] in events), "alerts")


def lines_of(rows):
    """Seats by all else that a line has; lines without seats are none."""
    lines = {}
    for row in rows:
        key = (row["place"], row["name"], *(row[part] for part in LINE_PARTS))
        if row["seats"]:
            lines[key] = lines.get(key, 0) + row["seats"]
    return lines


def alerts_of(night, account):
    """Every alert of an account by its key, with its severity."""
    found = {}
    rows = [row for row in night.licenses if row["account"] == account]
    for place, name in {(row["place"], row["name"]) for row in rows}:
        own = [row for row in rows if (row["place"], row["name"]) == (place, name)]
        license_alerts(found, night.day, place, name, own)
    for device in night.instances:
        if device["account"] == account:
            device_alerts(found, night.day, device)
    for alert in night.alerts:
        if alert["account"] == account:
            found[alert["type"], alert["place"], alert["source"]] = alert["severity"]
    return found


def license_alerts(found, day, place, name, rows):
    known = [row["in_use"] for row in rows if row["in_use"] is not None]
    in_use = max(known, default=None)

    def short(on):
        owned = sum(row["seats"] for row in rows if (row["start"] or day) <= on
                    and (row["end"] is None or on <= row["end"]))
        return 0 if in_use is None else max(0, in_use - owned)

    if short(day):
        found["insufficient-licenses", place, name] = "major"
    if any(row["is_out"] for row in rows):
        found["out-of-compliance", place, name] = "major"
    for row in rows:
        if not row["seats"] or row["end"] is None:
            continue
        left = (row["end"] - day).days
        line = tuple(row[part] for part in LINE_PARTS)
        if 0 <= left <= 90:
            is_major = left <= 30 and short(row["end"] + datetime.timedelta(days=1))
            found["licenses-expiring", place, name, *line] = "major" if is_major else "minor"
        elif -90 <= left < 0:
            found["licenses-expired", place, name, *line] = "major" if short(day) else "minor"


def device_alerts(found, day, device):
    where = device["place"], device["name"]
    age = (day - device["authorized"]).days
    if age > 90:
        found["authorization-expired", *where] = "major" if age > 180 else "minor"
    if (day - device["renewed"]).days > 30:
        found["failed-to-renew", *where] = "minor"
    if (day - device["contact"]).days > 30:
        found["failed-to-connect", *where] = "minor"


def changes_between(before, after, day):
    """How lines changed: `(kind, key, before, after)`, each side seats, start and end, or None."""
    found = []
    groups = {(*key[:3], key[3], key[4]) for key in before.keys() | after.keys()}
    for group in groups:
        def side(lines):
            return [(seats, key[5], key[6]) for key, seats in lines.items() if key[:5] == group]

        old, new = side(before), side(after)
        for line in list(old):
            if line in new:
                old.remove(line)
                new.remove(line)
        old = [line for line in old if line[2] is None or line[2] >= day]
        order = lambda line: (line[2] or EVER, line[1] or datetime.date.min, line[0])
        old.sort(key=order)
        new.sort(key=order)
        for line in list(old):
            same = next((other for other in new if other[2] == line[2]), None)
            if same:
                if same[0] != line[0]:
                    found.append(("quantity", group, line, same))
                old.remove(line)
                new.remove(same)
        for one, other in zip(old, new):
            later = (one[2] or EVER) < (other[2] or EVER)
            found.append(("extended" if later else "shortened", group, one, other))
        paired = min(len(old), len(new))
        found += [("removed", group, line, None) for line in old[paired:]]
        found += [("added", group, None, line) for line in new[paired:]]
    return found


def is_loss(change):
    kind, _, before, after = change
    return kind in ("removed", "shortened") or kind == "quantity" and after[0] < before[0]


class Memory:
    """What an account is known by after a night."""

    def __init__(self, day, lines, alerts, kinds, places):
        self.day, self.lines, self.alerts, self.kinds = day, lines, alerts, kinds
        # Every virtual account that any night so far has named.
        self.places = places


class Expected:
    """What a night says of an account, beside what was known of it before; None: nothing was."""

    def __init__(self, night, account, base):
        self.night, self.account, self.base = night, account, base
        self.alerts = alerts_of(night, account)
        rows = [row for row in night.licenses if row["account"] == account]
        self.lines = lines_of(rows)
        self.places = {row["place"] for kind in (night.licenses, night.instances, night.alerts)
                       for row in kind if row["account"] == account} - {""}
        self.names = {row["name"] for row in rows}
        self.changes, self.gone, self.carried = [], [], {}
        if base:
            self.compare()

    def compare(self):
        night, base = self.night, self.base
        doubted = {kind for account, kind in night.rejected if account == self.account}
        doubted |= {kind for kind in base.kinds if kind in night.missing} | night.cut
        # Devices may stand in an export of licenses.
        if "licenses" in night.cut:
            doubted.add("instances")
        self.changes = changes_between(base.lines, self.lines, night.day)
        if "licenses" in doubted:
            for kind, group, before, after in filter(is_loss, self.changes):
                if after:
                    self.lines.pop((*group, after[1], after[2]))
                self.lines[*group, before[1], before[2]] = before[0]
            self.changes = [change for change in self.changes if not is_loss(change)]
        for key, severity in base.alerts.items():
            if key in self.alerts or self.let_go(key):
                continue
            if kind_of(key) in doubted:
                self.carried[key] = severity
            else:
                self.gone.append(key)

    def let_go(self, key):
        """A line that ended is expired, not over; one that ended long ago was not solved."""
        if key[0] == "licenses-expiring":
            return key[-1] < self.night.day
        if key[0] == "authorization-expired":
            # A success of long before the night before: only a changed setting lets such an alert go.
            return any(device["account"] == self.account and device["name"] == key[2]
                       and (self.base.day - device["authorized"]).days > 30
                       for device in self.night.instances)
        return key[0] == "licenses-expired" and (self.night.day - key[-1]).days > 90

    def memory(self):
        kinds = {"licenses", "instances", "alerts"} - self.night.missing
        # What could not be compared waits for an export of its kind.
        kinds |= {kind_of(key) for key in self.carried}
        known = self.places | (self.base.places if self.base else set())
        return Memory(self.night.day, self.lines, {**self.alerts, **self.carried}, kinds, known)

    def places_of(self, reader):
        """The virtual accounts of a reader that there are; None for the whole account."""
        return None if reader.places is None else reader.places & self.places

    def told(self, reader):
        """What a reader's summary says: new lines and alerts, cleared ones, changes."""
        if self.base is None:
            return {"new": [], "cleared": [], "changes": []}
        places = self.places_of(reader)

        def sees(key):
            return (places is None or key[1] in places) and event_of(key) in reader.events

        def hides(alerts, key):
            return (key[0] == "out-of-compliance" and "insufficient-licenses" in reader.events
                    and ("insufficient-licenses", *key[1:3]) in alerts)

        day, before = self.night.day, self.base.day
        shown = {**self.alerts, **self.carried}
        new, cleared = [], []
        for key, severity in self.alerts.items():
            if severity == "informational" or not sees(key) or hides(shown, key):
                continue
            was = self.base.alerts.get(key)
            is_new = was is None or was != "major" and severity == "major"
            if key[0] == "licenses-expiring":
                if (key[-1] - day).days > reader.window:
                    continue
                is_new = is_new or (key[-1] - before).days > reader.window
            if is_new:
                new.append(key[:3])
        for key in self.gone:
            severity = self.base.alerts[key]
            if severity == "informational" or not sees(key) or hides(self.base.alerts, key):
                continue
            if key[0] == "licenses-expiring" and not (
                    0 <= (key[-1] - before).days <= reader.window):
                continue
            cleared.append((key[:3], severity))
        changes = [change for change in self.changes
                   if places is None or change[1][0] in places]
        return {"new": sorted(new), "cleared": sorted(cleared), "changes": sorted(changes, key=str)}
