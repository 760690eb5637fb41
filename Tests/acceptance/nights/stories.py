"""Random accounts that change from night to night, and the exports of them, good and bad."""

import datetime
import random

from harness import LICENSE_HEADER, PREFERENCE_HEADER, csv_text

INSTANCE_HEADER = [
    "account_domain", "virtual_account", "product_instance", "registration_renewed",
    "authorization_date", "last_contact"]
ALERT_HEADER = [
    "account_domain", "virtual_account", "severity", "alert", "message", "source", "action_due"]
ACCOUNTS = ["a.example", "b.example"]
PLACES = ["Ostrava", "Westerwald", "Brno"]
WORDS = ["Synchronization Overdue", "Duplicate Licenses", "Agreement Pending"]
EVENTS = ["insufficient-licenses", "licenses-expiring", "licenses-expired", "out-of-compliance",
          "failed-to-connect", "failed-to-renew", "authorization-expired", "portal-alerts"]
WINDOWS = [90, 60, 30, 17, 7]


class License:
    def __init__(self, account, place, name):
        self.account, self.place, self.name = account, place, name
        self.in_use, self.is_out, self.terms = 0, False, []


class Instance:
    def __init__(self, account, place, name):
        self.account, self.place, self.name = account, place, name
        self.renewed = self.authorized = self.contact = None


class Reader:
    """A row of preferences; `places` is None for the whole account, `window` for no window."""

    def __init__(self, account, email):
        self.account, self.email = account, email
        self.places, self.window, self.events = None, 90, set(EVENTS)


class Night:
    """What is in the exports of a night, and what is wrong with them."""

    def __init__(self, day):
        self.day = day
        # Kinds whose export is not there, those cut short, and by account and kind rejected rows.
        self.missing, self.cut, self.rejected = set(), set(), set()
        self.licenses, self.instances, self.alerts, self.readers = [], [], [], []
        self.files = {}


class Story:
    """One world over its nights."""

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.day = datetime.date(2026, 11, 2)
        self.number = 0
        self.licenses, self.instances, self.alerts = [], [], []
        self.readers = [
            Reader(account, f"{name}@{account}") for account in ACCOUNTS
            for name in ("whole", "near", "east", "west", "some")]
        for _ in range(16):
            self.add_license()
        for _ in range(8):
            self.add_instance()
        for _ in range(4):
            self.add_alert()
        self.choose()

    def chance(self, odds):
        return self.draw.random() < odds

    def date(self, first, last):
        return self.day + datetime.timedelta(days=self.draw.randint(first, last))

    def name(self, place):
        self.number += 1
        return f"{place[:4]}-{self.number}"

    def add_license(self):
        place = self.draw.choice(PLACES)
        one = License(self.draw.choice(ACCOUNTS), place, self.name(place))
        one.in_use, one.is_out = self.draw.choice([None, 0, 3, 8, 20]), self.chance(0.2)
        for _ in range(self.draw.choice([1, 1, 2, 3])):
            one.terms.append(self.term())
        self.licenses.append(one)

    def term(self):
        # All begin years before they end, so that none renews another.
        start = datetime.date(2020, 1, self.draw.randint(1, 3)) if self.chance(0.7) else None
        end = self.date(-95, 120) if self.chance(0.8) else None
        kind = "TERM" if end else self.draw.choice(["PERPETUAL", ""])
        return {"seats": self.draw.choice([0, 1, 5, 5, 9]), "start": start, "end": end,
                "subscription": self.draw.choice(["", "S1", "S2"]), "sku": self.draw.choice(["", "K"]),
                "type": kind}

    def add_instance(self):
        place = self.draw.choice(PLACES)
        one = Instance(self.draw.choice(ACCOUNTS), place, self.name(place))
        one.renewed, one.authorized, one.contact = (
            self.date(-60, 0), self.date(-200, 0), self.date(-60, 0))
        self.instances.append(one)

    def add_alert(self):
        place = self.draw.choice([*PLACES, ""])
        self.alerts.append({
            "account": self.draw.choice(ACCOUNTS), "place": place,
            "severity": self.draw.choice(["major", "minor", "informational"]),
            "type": self.draw.choice(WORDS), "source": self.name(place or "All")})

    def choose(self):
        """Each reader's choices; those who see one virtual account always see the same one."""
        for reader in self.readers:
            role = reader.email.split("@")[0]
            reader.places = {"east": {"Ostrava"}, "west": {"Westerwald"}}.get(role)
            if role == "some":
                reader.places = set(self.draw.sample(PLACES, self.draw.randint(1, 3)))
            reader.window = {"whole": 90, "near": 17}.get(role) or self.draw.choice(WINDOWS)
            if role in ("some", "west"):
                reader.events = set(self.draw.sample(EVENTS, self.draw.randint(2, len(EVENTS))))

    def advance(self):
        """Some days pass; what may happen to licenses, devices and choices happens to some."""
        self.day = self.date(1, self.draw.choice([1, 1, 1, 4, 40]))
        for one in list(self.licenses):
            self.change_license(one)
        for one in list(self.instances):
            match self.draw.randrange(12):
                case 0: self.instances.remove(one)
                case 1: one.contact = self.day
                case 2: one.renewed = self.day
                case 3: one.authorized = one.renewed = one.contact = self.day
        for one in list(self.alerts):
            match self.draw.randrange(8):
                case 0: self.alerts.remove(one)
                case 1: one["severity"] = self.draw.choice(["major", "minor", "informational"])
        for add in (self.add_license, self.add_license, self.add_instance, self.add_alert):
            if self.chance(0.5):
                add()
        if self.chance(0.4):
            self.choose()

    def change_license(self, one):
        term = self.draw.choice(one.terms)
        match self.draw.randrange(24):
            case 0: self.licenses.remove(one)
            case 1: one.in_use = self.draw.choice([None, 0, 3, 8, 20])
            case 2: one.is_out = not one.is_out
            case 3: term["seats"] = self.draw.choice([0, 1, 5, 9])
            case 4 if term["end"]: term["end"] = self.date(-20, 400)
            case 5: one.terms.append(self.term())
            case 6 if len(one.terms) > 1: one.terms.remove(term)
            case 7: one.place = self.draw.choice(PLACES)
            case 8 if term["end"]: term["end"], term["seats"] = self.date(0, 100), 7
            case 9 if term["end"]: term["end"], term["type"] = None, "PERPETUAL"

    def night(self):
        """The exports of this night: mostly whole, else with rows, files or an account missing."""
        night = Night(self.day)
        gone = self.draw.choice(ACCOUNTS) if self.chance(0.12) else None
        if self.chance(0.15):
            night.missing.add(self.draw.choice(["instances", "alerts"]))
        if self.chance(0.1):
            night.cut.add("licenses")
        spoils = self.chance(0.25)
        kinds = (("licenses", LICENSE_HEADER, self.licenses, self.license_rows, 6),
                 ("instances", INSTANCE_HEADER, self.instances, self.instance_rows, 2),
                 ("alerts", ALERT_HEADER, self.alerts, self.alert_rows, 3))
        for kind, header, all_of_kind, rows_of, required in kinds:
            if kind in night.missing:
                continue
            rows = [header]
            for one in all_of_kind:
                account = one["account"] if kind == "alerts" else one.account
                if kind == "licenses" and account == gone:
                    continue
                for row, facts in rows_of(one):
                    if spoils and self.chance(0.15):
                        row[required] = "" if kind != "licenses" else "1,000"
                        night.rejected.add((account, kind))
                    elif not (kind in night.cut and self.chance(0.2)):
                        getattr(night, kind).append(facts)
                    else:
                        continue
                    rows.append(row)
            text = csv_text(rows)
            if kind in night.cut:
                text += 'a.example,"cut'
            night.files[f"{kind}.csv"] = text
        night.readers = self.readers
        night.files["preferences.csv"] = csv_text([PREFERENCE_HEADER] + [
            self.preference_row(reader) for reader in self.readers])
        return night

    @staticmethod
    def license_rows(one):
        for term in one.terms:
            facts = {**term, "account": one.account, "place": one.place, "name": one.name,
                     "in_use": one.in_use, "is_out": one.is_out}
            yield [one.account, "", one.place, one.name, term["sku"], term["type"], term["seats"],
                   "" if one.in_use is None else one.in_use, term["start"] or "",
                   term["end"] or "", term["subscription"],
                   "Out of Compliance" if one.is_out else "In Compliance"], facts

    @staticmethod
    def instance_rows(one):
        yield [one.account, one.place, one.name, one.renewed, one.authorized, one.contact], {
            "account": one.account, "place": one.place, "name": one.name, "renewed": one.renewed,
            "authorized": one.authorized, "contact": one.contact}

    @staticmethod
    def alert_rows(one):
        yield [one["account"], one["place"], one["severity"], one["type"], "A message",
               one["source"], ""], dict(one)

    @staticmethod
    def preference_row(reader):
        places = "*" if reader.places is None else ";".join(sorted(reader.places))
        return [reader.account, reader.email, "user", places, "yes", "no",
                ";".join(sorted(reader.events)), reader.window, "", "en"]
