"""The facts of a portal export as a JSON response, in every style JSON allows."""

import json
import random

COUNT = set("0123456789")
LICENSE = {"license": "license", "virtualAccount": "virtual_account", "inUse": "in_use",
           "status": "status", "billingType": "billing_type"}
DETAIL = {"licenseType": "license_type", "quantity": "quantity", "startDate": "start_date",
          "endDate": "end_date", "subscriptionId": "subscription_id"}


class Number(str):
    """A count that is written without quotes."""


class Pairs(list):
    """An object: keys and values in their order."""


class JSONForm:
    """One file's JSON bytes. Only rows that are whole, in the folder of their account, have one."""

    def __init__(self, world, file):
        self.draw = random.Random(f"{world.seed} {file.stem} json")
        self.file = file
        self.blank = self.draw.choice(["", " ", "\n", "\r\n  ", "\t"])
        self.plain = self.draw.random() < 0.5

    def bytes(self):
        licenses = [self.license(run) for run in self.runs()]
        pairs = [("licenses", licenses)]
        if self.draw.random() < 0.3:
            pairs.insert(self.draw.randint(0, 1), ("total", len(licenses)))
        text = self.text(Pairs(pairs))
        if self.file.cut:
            text = "{" + self.text(Pairs([("licenses", licenses)]))[1:].rstrip()[:-1].rstrip()[:-1]
            text += (", " if licenses else "") + '{"license": "never closed", "licenseDetails": [{}'
        mark = self.draw.choice(["", "", "\ufeff"])
        encoding = self.draw.choice(["utf-8"] * 4 + ["utf-16-le", "utf-16-be"])
        return ((mark if encoding == "utf-8" else "\ufeff") + text).encode(encoding)

    def runs(self):
        """Rows beside each other that one license may hold."""
        runs = []
        for row in self.file.rows:
            alike = runs and all(row[key] == runs[-1][-1][key] for key in LICENSE.values())
            if alike and not row.get("perpetual") and not runs[-1][-1].get("perpetual") and (
                    self.draw.random() < 0.8):
                runs[-1].append(row)
            else:
                runs.append([row])
        return runs

    def license(self, run):
        pairs = self.pairs(run[0], LICENSE)
        if run[0].get("perpetual"):
            pairs.append(("quantity", self.count(run[0]["quantity"])))
            details = [self.mixed(self.pairs(run[0], {"subscriptionId": "subscription_id"}))]
            if not run[0]["subscription_id"].strip():
                details = self.draw.choice([[], None, details])
        else:
            pairs.append(("quantity", self.draw.choice([77, None, "many"])))
            details = [self.mixed(self.pairs(row, DETAIL)) for row in run]
        if details or self.draw.random() < 0.5:
            pairs.append(("licenseDetails", details))
        return self.mixed(pairs)

    def pairs(self, row, keys):
        """Keys with their values; one that is empty may be missing or null."""
        found = []
        for key, field in keys.items():
            value = row[field]
            if not value.strip() and self.draw.random() < 0.6:
                if self.draw.random() < 0.5:
                    found.append((key, None))
                continue
            found.append((key, self.count(value) if field in ("in_use", "quantity") else value))
        return found

    def count(self, value):
        is_number = value and set(value) <= COUNT and (value == "0" or value[0] != "0")
        return Number(value) if is_number and self.draw.random() < 0.7 else value

    def mixed(self, pairs):
        """The same pairs in some order, beside some that say nothing."""
        if self.draw.random() < 0.1:
            pairs = pairs + [("reserved", [Pairs(), 1]), ("colour", Pairs([("quantity", None)]))]
        if self.draw.random() < 0.5:
            self.draw.shuffle(pairs)
        return Pairs(pairs)

    def text(self, value):
        if isinstance(value, Number):
            return str(value)
        if not isinstance(value, list):
            return json.dumps(value, ensure_ascii=self.plain)
        if isinstance(value, Pairs):
            inner = ",".join(f"{self.blank}{self.text(key)}:{self.blank}{self.text(entry)}"
                             for key, entry in value)
            return "{" + inner + self.blank + "}"
        return "[" + ("," + self.blank).join(self.text(entry) for entry in value) + "]"
