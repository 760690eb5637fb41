"""Random worlds: the facts, raw as someone may have written them, and the style of each file."""

import datetime
import random

from reading import EVENTS, MILESTONES, MONTH_NAMES, MONTHS, cleaned, day

FIELDS = {
    "licenses": ["account_domain", "account_name", "virtual_account", "license", "sku",
                 "billing_type", "license_type", "quantity", "in_use", "start_date", "end_date",
                 "subscription_id", "status"],
    "product instances": ["account_domain", "virtual_account", "product_instance", "product",
                          "registration_date", "registration_renewed", "authorization_date",
                          "last_contact", "status"],
    "events": ["account_domain", "virtual_account", "time", "event", "message", "user"],
    "alerts": ["account_domain", "virtual_account", "severity", "alert", "message", "source",
               "action_due"],
    "dismissals": ["account_domain", "virtual_account", "alert_event", "subject",
                   "subscription_id", "end_date", "until", "by", "reason"],
    "preferences": ["account_domain", "email", "role", "virtual_accounts", "daily_summary",
                    "status_notification", "alert_events", "expiry_windows", "additional_emails",
                    "locale"],
}
NAMES = ["DEFAULT", "default", "Branch Offices", "Data Centre", "Siège", "日本", "A;B", "a,b",
         'Say "hi"', '"quoted"', "=SUM(A1)", "@home", "-minus", "+plus", "tab\tinside", "Z\u00e9",
         "Ze\u0301", "none", " padded ", "\u200eLRM", "two\nlines", "\U0001F680 launch", "A|B",
         "\u00a0nbsp\u00a0in\u00a0", "<b>&amp;", "'", "x" * 130, "\ue000private", "\U0010fffd",
         "\u0085next", "{{name}}", "\u2028line", "10", "\u200f \u202ebidi", "a\tb\u202c", '";"',
         "\u0301accent first", '"\u0301;x', "A;\u0301;B", "Virtual;Account;", "\u00df\u017f\u212a"]
DOMAINS = ["acme.example", "ACME.example", " acme.example ", "globex.example", "a-b.co.example",
           "xn--bcher-kva.example", "1.2.example"]
BAD_DOMAINS = ["acme", "-bad.example", "bad-.example", "..", "acme..example", "a/b.example",
               "acme.example/../x", "a" * 64 + ".example", "under_score.example", "",
               "b\u00fccher.example", "acme.example.", ".acme.example", "ac me.example",
               "a." * 127 + "example"]
LOCALS = ["alice", "Alice", "r&d", "bob", "carol.c", "o'brien+x", "dave", "erin", "noc"]
BAD_ADDRESSES = ["not an address", "a..b@acme.example", ".a@acme.example", "a@acme..example",
                 '"q"@acme.example', "a@[1.2.3.4]", "\u00e9@acme.example", "<a@acme.example>",
                 "a@acme.example\nBcc: x@y.example", "", "=?utf-8?q?m=40evil?=@acme.example", "@acme.example", "a@", "a@b@acme.example",
                 "x" * 60 + "@" + "y.".join([""] + ["z" * 60] * 4) + ".example"]
BAD_DATES = ["2026-02-30", "soon", "1969-12-31", "10000-01-01", "2026-1-5", "2026-12-21 10:00:00",
             "2027-02-29", "20261221", "2026-00-10", "21-12-2026", "2026-Foo-21", "12/21/2026",
             "2026-12-21T", "2026-12-21T25", "+2026-12-21", "２０２６-12-21"]
BAD_COUNTS = ["1,000", "-1", "many", "1.0", "1000000000", "+5", "0x10", "１２", "1e3", "5 5"]
STATUSES = ["", "", "In Compliance", "in compliance", "OOC", "Out of Compliance",
            "out_of_compliance", "OUT OF COMPLIANCE", "Waiting", "Non-Compliant (3)",
            "Insufficient  Licenses", "\u200eOut of Compliance", "Cancelled", "EXPIRED", "Future",
            "pending"]
TERM_WORDS = ["Cancelled", "EXPIRED", "Future", "pending"]


class File:
    def __init__(self, stem, kind, folder, rows):
        self.stem, self.kind, self.folder, self.rows = stem, kind, folder, rows
        self.portal = False
        # Each row is whole and of the folder's account, so that it may be a JSON response.
        self.page = False
        # Broken off after its last row; there twice.
        self.cut = self.copied = False
        # Which --input it lies in, from 1; 0 where there is only one.
        self.input = 0

    def order(self):
        path = self.folder + "/" + self.stem if self.folder else self.stem
        return self.input, path


class World:
    """One input folder's worth of facts, drawn from a seed."""

    def __init__(self, seed, notices=False):
        self.seed, self.notices = seed, notices
        self.random = random.Random(seed)
        self.draw_days()
        self.draw_config()
        self.draw_offsets()
        self.mess = self.chance(0.7)
        self.junk = self.bad(0.3)
        self.vas = self.random.sample(NAMES, self.random.randint(1, 5))
        self.names = self.random.sample(NAMES, self.random.randint(2, 6))
        self.files = []
        for number in range(self.random.randint(1, 2)):
            self.draw_file(f"licenses-{number}", "licenses", self.license, 12)
        self.draw_file("instances", "product instances", self.instance, 6)
        self.draw_file("events", "events", self.event, 8)
        if self.chance(0.6):
            self.draw_file("alerts", "alerts", self.stated_alert, 6)
        for number in range(self.random.randint(1, 2)):
            self.draw_file(f"preferences-{number}", "preferences", self.preferences, 10)
        if self.chance(0.2):
            for file in self.files:
                file.input = self.pick(1, 2)
            self.files[0].input, self.files[-1].input = 1, 2
        if self.chance(0.6):
            self.draw_file("dismissals", "dismissals", self.dismissal, 14)
            self.files[-1].input = self.files[0].input
        self.files.sort(key=File.order)

    @property
    def inputs(self):
        return sorted({file.input for file in self.files})

    def chance(self, odds):
        return self.random.random() < odds

    def pick(self, *choices):
        return self.random.choice(choices)

    def bad(self, odds=0.04):
        return self.mess and self.chance(odds)

    # The run.

    def draw_days(self):
        texts = ["2026-11-22"] * 4 + ["2028-02-29", "2027-03-01", "2026-12-31", "2100-03-01",
                                      "9999-12-20", "1970-04-10", "2024-02-28"]
        self.date = datetime.date.fromisoformat(self.random.choice(texts)).toordinal()
        self.since = self.date - self.pick(1, 1, 1, 2, 3, 7, 30, 31, 45)

    def draw_config(self):
        self.config = {}
        if self.chance(0.6):
            return
        draws = {
            "windows": lambda: self.pick([120, 45, 10], [7], [90, 30], [30, 60], [365, 90, 1], [365, 90, 1]),
            "milestones": lambda: self.pick([60, 30], [1], [90, 60, 30, 17, 7, 4, 3], [14, 5]),
            "expired_for_days": lambda: self.pick(0, 1, 30, 365),
            "contact_days": lambda: self.pick(1, 10, 60),
            "authorization": lambda: {"renewal_days": self.pick(10, 30),
                                      "period_days": self.pick(60, 90),
                                      "grace_days": self.pick(30, 90)},
            "severity": lambda: {name: self.pick("major", "minor")
                                 for name in self.random.sample(EVENTS[:7], 2)},
            "date_order": lambda: self.pick("mdy", "dmy"),
            "encoding": lambda: self.pick("ISO-8859-1", "windows-1252"),
        }
        for key, draw in draws.items():
            if self.chance(0.4):
                self.config[key] = draw()

    def draw_offsets(self):
        windows = self.config.get("windows", MILESTONES)
        milestones = self.config.get("milestones", MILESTONES)
        expired = self.config.get("expired_for_days", 90)
        edges = {0, -expired, self.since - self.date} | set(windows) | set(milestones)
        edges |= {limit + self.since - self.date for limit in milestones}
        self.edges = [edge + step for edge in sorted(edges) for step in (-1, 0, 1)]

    # Files.

    def draw_file(self, stem, kind, draw, most):
        folder = self.pick("", "", "", "acme.example", "globex.example")
        self.folder = folder
        file = File(stem, kind, folder, [])
        for _ in range(self.random.randint(0, most) or self.random.randint(1, most)):
            row = draw()
            file.rows.append(row)
            if self.chance(0.06):
                file.rows.append(dict(row))
            if kind == "licenses" and self.chance(0.25):
                file.rows.append(self.follower(row))
            if kind == "licenses" and self.chance(0.1):
                file.rows.append(dict(row, quantity=self.pick("1", "10"), no_term=False,
                                      subscription_id=self.pick("Sub1", "Sub2")))
        for row in file.rows:
            if self.bad(0.02):
                row["damage"] = self.pick("few", "many", "after-quote", "nul", "utf8", "long")
        for key in self.random.sample(FIELDS[kind], 2):
            if self.chance(0.2) and key not in REQUIRED:
                for row in file.rows:
                    row[key] = [] if isinstance(row[key], list) else ""
        file.cut, file.copied = self.bad(), self.bad()
        file.portal = kind == "licenses" and self.chance(0.2)
        if file.portal:
            self.as_portal(file)
            file.page = bool(folder) and self.chance(0.7)
        if file.page:
            for row in file.rows:
                row.update(account_domain=folder, account_name="")
                row.pop("damage", None)
        self.files.append(file)

    def as_portal(self, file):
        """Take from the rows what the portal's flattened export has no column for."""
        for row in file.rows:
            row["sku"] = ""
            if row["status"] in TERM_WORDS:
                row["status"] = "OOC"
            row.pop("no_term", None)
            if not row["quantity"]:
                row["quantity"] = "1"
            if self.chance(0.2):
                row.update(license_type="PERPETUAL", start_date="", end_date="", perpetual=True)

    def domain(self):
        if self.bad(0.03):
            return self.random.choice(BAD_DOMAINS)
        if self.folder and not self.bad(0.05):
            return self.folder
        return self.random.choice(DOMAINS)

    def va(self):
        return "" if self.bad(0.02) else self.random.choice(self.vas)

    def near(self):
        """A day at one of the edges, today's most often, or anywhere."""
        if self.chance(0.15):
            return self.date + self.pick(-1, 0, 1)
        if self.chance(0.75):
            return self.date + self.random.choice(self.edges)
        if self.chance(0.2):
            return datetime.date(self.pick(2028, 2024), 2, 29).toordinal()
        return self.date + self.random.randint(-400, 800)

    def written(self, ordinal, odds=0.04):
        if self.bad(odds):
            return self.random.choice(BAD_DATES)
        try:
            day = datetime.date.fromordinal(ordinal)
        except (ValueError, OverflowError):
            return "9999-12-31"
        if day.year < 1970:
            return "1970-01-01"
        year, month = f"{day.year:04}", MONTHS[day.month - 1]
        forms = [day.isoformat()] * 4 + [
            f"{year}-{month}-{day.day:02}", f"{day.day:02}-{month}-{year}",
            f"{day.isoformat()}T23:59:59", f"{day.isoformat()}T00:00:00.123456Z",
            f"{day.isoformat()}T23:30:00-08:00", f" {day.isoformat()}\u00a0",
            f"{day.isoformat()} 10:00", f"\u200e{day.isoformat()}", f"{year}{day.month:02}{day.day:02}",
            f"{MONTH_NAMES[day.month - 1].title()}  {day.day}, {year}", f"{day.day}. {month} {year}",
            f"{day.day:02}.{day.month:02}.{year}", f"{day.month}/{day.day}/{year} 11:59:59 PM",
            f"{day.day}-{day.month}-{year}"]
        order = self.config.get("date_order")
        if order:
            parts = [f"{day.month:02}", f"{day.day:02}"]
            forms.append("/".join((parts if order == "mdy" else parts[::-1]) + [year]))
        return self.random.choice(forms)

    # Rows.

    def license(self):
        kind = self.pick("TERM", "TERM", "SUBSCRIPTION", "PERPETUAL", "", "term", "Perpetual",
                         "Term License", "perpetual-license", "STANDARD")
        perpetual = kind.lower().startswith("perpetual")
        end = self.near()
        ends = "" if perpetual and not self.chance(0.1) else self.written(end)
        if not perpetual and self.chance(0.1):
            ends = self.pick("", "-", "never", "NEVER", "Perpetual", "n/a", "9999-12-31", "NULL",
                             "No  Expiration", "\\N", "NaT", "0000-00-00", "\u200enone")
        start = self.pick("", self.written(end - 365), self.written(self.date),
                          self.written(self.date + 1), self.written(end + 1), self.written(end))
        row = {
            "account_domain": self.domain(),
            "account_name": self.pick("", "Acme, Inc.", "Acme, Inc.", "Other \u202eName", "=Hax"),
            "virtual_account": self.va(),
            "license": "" if self.bad(0.02) else self.random.choice(self.names),
            "sku": self.pick("", "C9300-NW-A-48", "=1+1", 'S"KU'),
            "billing_type": self.pick("", "PREPAID"),
            "license_type": kind,
            "quantity": self.number("0", "1", "5", "10", "50", "999999999", "007", "5.0", "\u200e5",
                                    " 10\u00a0"),
            "in_use": self.number("", "0", "5", "12", "60", "999999999"),
            "start_date": start, "end_date": ends,
            "subscription_id": self.pick("", "Sub1", "Sub2", "-Sub3"),
            "status": self.random.choice(STATUSES), "_end": end}
        if self.bad(0.03):
            row.update(license_type="", quantity="0", start_date="", end_date="",
                       subscription_id="", no_term=True)
        return row

    def follower(self, row):
        """A term of the same license that begins about when another ends."""
        reach = max(self.config.get("windows", self.config.get("milestones", MILESTONES)))
        start = row["_end"] + self.pick(1, 1, 1, 2, 0, -20, -reach, -reach - 1, 40)
        end = start + self.pick(0, 30, 365, 365)
        return dict(row, license_type="TERM", start_date=self.written(start, 0),
                    end_date=self.written(end, 0), no_term=False, _end=end,
                    quantity=self.pick(row["quantity"], "1", "5", "50"),
                    in_use=self.pick(row["in_use"], row["in_use"], "", "60"),
                    subscription_id=self.pick(row["subscription_id"], "Sub1", "Sub9"))

    def number(self, *choices):
        return self.random.choice(BAD_COUNTS) if self.bad() else self.random.choice(choices)

    def past(self, limits):
        if self.chance(0.15):
            return ""
        steps = [-1, 0, 1, self.since - self.date, self.since - self.date + 1]
        age = self.random.choice(limits) - self.random.choice(steps)
        return self.written(self.date - age)

    def instance(self):
        auth = self.config.get("authorization", {})
        renewal, period = auth.get("renewal_days", 30), auth.get("period_days", 90)
        limits = [0, renewal, period, period + auth.get("grace_days", 90)]
        return {
            "account_domain": self.domain(), "virtual_account": self.va(),
            "product_instance": "" if self.bad(0.02) else self.random.choice(self.names),
            "product": self.pick("", "C9300-48P"),
            "registration_date": self.past([0, 400]),
            "registration_renewed": self.past(limits[:2]),
            "authorization_date": self.past(limits),
            "last_contact": self.past([0, self.config.get("contact_days", 30)]),
            "status": self.pick("", "authorized", "Renewal Overdue", "grace", "GRACE EXPIRED",
                                "Authorization Expired", "out of compliance", "unknown",
                                "Grace period", "grace-period expired (2)", "Evaluation Expired",
                                "AUTHORIZED - RESERVED", "Not Registered")}

    def event(self):
        offset = self.pick(0, -1, -1, -1, 1, self.since - self.date, self.since - self.date - 1)
        time = self.written(self.date + offset)
        if self.chance(0.5) and time.endswith(tuple("0123456789")) and len(time) == 10:
            if time[4] == "-" and time[7] == "-":
                time += self.pick("T16:05:00Z", "T00:00:00", "T23:59:59.5+02:00")
        return {
            "account_domain": self.domain(),
            "virtual_account": self.pick("", self.va(), self.va()), "time": time,
            "event": self.pick("", "New Licenses", "=cmd", "Agreement"),
            "message": self.pick("50 were added", "", '"Quoted" and, comma', "two\nlines", "\u200fx",
                                 "\u00e9t\u00e9"),
            "user": self.pick("", "alice", "bob")}

    def stated_alert(self):
        return {
            "account_domain": self.domain(),
            "virtual_account": self.pick("", self.va(), self.va()),
            "severity": self.pick("major", "Minor", "INFORMATIONAL", "minor", "major")
            if not self.bad() else self.pick("urgent", ""),
            "alert": "" if self.bad(0.02) else self.pick(
                "Synchronization Overdue", "Licenses Expiring", "Product Instance Failed to Connect",
                "failed-to-renew", "Duplicate Licenses", "Insufficient Licenses", "=cmd"),
            "message": self.pick("", "Act now", "two\nlines", "<b>&amp;"),
            "source": self.pick("", self.random.choice(self.names), "onprem-1"),
            "action_due": self.pick("", self.written(self.near()))}

    def dismissal(self):
        """Most name something of the world, so that one column alone keeps them from holding."""
        kind = self.pick("licenses", "licenses", "licenses", "product instances", "alerts")
        rows = [row for file in self.files if file.kind == kind for row in file.rows]
        row = self.random.choice(rows) if rows else {"account_domain": self.domain(),
                                                     "virtual_account": self.va()}
        subject = (row.get("license") or row.get("product_instance") or row.get("source")
                   or row.get("message") or self.random.choice(self.names))
        event = row.get("alert") or self.pick(*(
            EVENTS[:4] + ["Licenses Expiring", "licenses-expiring"] if kind == "licenses"
            else EVENTS[4:7] + ["Product Instance Failed to Connect"]))
        if self.chance(0.1):
            event = self.pick(*EVENTS, "Duplicate Licenses", "synchronization_overdue", "=cmd", "")
        end = row.get("end_date", "") if self.chance(0.3) else ""
        if end and day(cleaned(end) or "", self.config.get("date_order")) is None:
            end = ""
        if self.chance(0.05):
            end = self.written(self.near())
        return {
            "account_domain": self.folder or row["account_domain"],
            "virtual_account": self.pick(row["virtual_account"], row["virtual_account"], "")
            if not self.chance(0.05) else self.pick(self.va(), "Nowhere"),
            "alert_event": event,
            "subject": self.pick("Nowhere", "onprem-1", "") if self.chance(0.05) else subject,
            "subscription_id": row.get("subscription_id", "") if self.chance(0.1)
            else self.pick("Sub1", "") if self.chance(0.05) else "",
            "end_date": end,
            "until": "" if end and self.chance(0.5) or self.bad() else self.written(
                self.date + self.pick(-1, 0, 0, 1, 30, 400)),
            "by": self.pick("", "alice@acme.example", "=HYPERLINK()"),
            "reason": self.pick("", "It is ordered", "two\nlines", "<b>&amp;", "\u202ebidi")}

    def address(self, domain):
        host = self.pick(domain, domain, domain, "sub." + domain, "elsewhere.example", domain.upper())
        text = f"{self.random.choice(LOCALS)}@{host.strip()}"
        return f"Alice Doe <{text}>" if self.chance(0.05) else text

    def preferences(self):
        domain = self.domain()
        admin = self.chance(0.4)
        email = self.random.choice(BAD_ADDRESSES) if self.bad() else self.address(
            domain if "." in domain and not self.bad() else "acme.example")
        more = []
        if self.chance(0.5 if admin else 0.08):
            sure = domain.strip().lower() or "acme.example"
            hosts = [sure, sure.upper(), "deep.er." + sure] + (["elsewhere.example", "x" + sure]
                                                 if self.bad(0.2) else [])
            more = [f"{self.random.choice(LOCALS)}@{self.random.choice(hosts)}"
                    for _ in range(self.random.randint(1, 3))]
            if self.bad(0.1):
                more.append(self.random.choice([text for text in BAD_ADDRESSES if text]))
        windows = self.config.get("windows", MILESTONES)
        return {
            "account_domain": domain, "email": email,
            "role": self.pick("smart-account-admin", "Smart Account Administrator", "ADMIN",
                              "SMART_ACCOUNT_ADMIN")
            if admin else self.pick("user", "", "virtual-account-admin", "Administrator",
                                    "Smart Account Viewer", "admin (read only)"),
            "virtual_accounts": self.scope(),
            "daily_summary": self.switch(0.8), "status_notification": self.switch(0.5),
            "alert_events": self.ticked_events(),
            "expiry_windows": self.pick([], [], ["none"], ["None"] if self.chance(0.3) else [])
            if self.chance(0.5) else self.windows(windows),
            "additional_emails": more,
            "locale": self.pick("", "en", "fr", "fr-CA", "EN_us", "Fr", "tlh", "de-DE", "ja", "es_MX", "fre")}

    def switch(self, odds):
        if self.bad(0.03):
            return self.pick("maybe", "2", "sometimes", "nope")
        yes = ["yes", "Y", "true", "ON", "enabled", "1", "Oui", "x", "\u2713", "t", "\u200eyes", "S\u00cd"]
        no = ["no", "N", "False", "off", "disabled", "0", "", "nein", "Not  Checked", "-", "N/A"]
        return self.random.choice(yes if self.chance(odds) else no)

    def windows(self, offered):
        found = [str(self.random.choice(offered)) for _ in range(self.random.randint(1, 3))]
        if self.bad(0.2):
            found.insert(self.random.randint(0, len(found)),
                         self.pick("45", "91", "-7", "none", "*", "all", "3.5"))
        if self.bad(0.1):
            found = [self.pick("44", "*", "x")]
        return found

    def ticked_events(self):
        drawn = self.random.random()
        if drawn < 0.4:
            return self.pick([], ["*"])
        if drawn < 0.5:
            return [self.pick("none", "None")]
        if drawn < 0.55:
            return list(EVENTS[::-1])
        found = self.random.sample(EVENTS, self.random.randint(1, 6))
        if self.bad(0.15):
            found.append(self.pick("licenses-vanishing", "none", "expiring",
                                   "Synchronization-Overdue", "Product_Instance-Failed-To-Renew"))
        if self.bad(0.05):
            found = ["licenses-vanishing"]
        return [name.upper() if self.chance(0.1) else name for name in found]

    def scope(self):
        if self.chance(0.35):
            return "*"
        found = self.random.sample(self.vas, self.random.randint(1, len(self.vas)))
        if self.bad(0.2):
            found.insert(0, self.pick("Nowhere", "none", "DEFAULT ", "No;Where"))
        if self.bad(0.08):
            found = self.pick([], ["Nowhere"], ["none"])
        return found


REQUIRED = {"account_domain", "virtual_account", "license", "quantity", "product_instance", "time",
            "message", "email", "daily_summary", "virtual_accounts", "severity", "alert",
            "alert_event", "subject"}
