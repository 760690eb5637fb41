"""The facts of a world as files: CSV of every style docs/exports.md allows, and XML."""

import random

from worlds import FIELDS

ALIASES = {
    "account_domain": ["smart account domain", "account domain identifier"],
    "account_name": ["smart account"], "license": ["license name", "entitlement", "item name"],
    "sku": ["product sku", "license sku", "part number"],
    "quantity": ["purchased", "quantity purchased", "available to use", "qty", "seats"],
    "in_use": ["used", "consumed", "usage"],
    "start_date": ["license start date", "term start date"],
    "end_date": ["expiration date", "expiration", "expiry date", "expiry", "expires",
                 "expires on", "valid until", "license end date", "term end date"],
    "subscription_id": ["subscription", "subscription reference id"],
    "status": ["compliance", "compliance status", "license status"],
    "product_instance": ["host name", "device"], "product": ["pid"],
    "registration_renewed": ["last registration renewal"], "event": ["type"]}
ALIASED = {("licenses", "status")} | {
    (kind, name) for kind in FIELDS for name in FIELDS[kind] if name != "status"
} - {("dismissals", "end_date")}
# What a record must not lack, beside its account, and a header not at all.
NEEDED = {"licenses": {"virtual_account", "license", "quantity", "virtualAccount"},
          "product instances": {"virtual_account", "product_instance"},
          "events": {"time", "message"}, "alerts": {"severity", "alert"},
          "dismissals": {"alert_event", "subject"}, "preferences": {"email"}}
PORTAL = ("accountName accountDomain accountStatus accountType role virtualAccount "
          "virtualAccount_status statusMessage license assignedLicenses_quantity inUse available "
          "ahaApps billingType pendingQuantity reserved isPortable assignedLicenses_status "
          "licenseType quantity startDate endDate subscriptionId status").split()
PORTAL_OF = {"accountName": "account_name", "accountDomain": "account_domain",
             "virtualAccount": "virtual_account", "license": "license", "inUse": "in_use",
             "billingType": "billing_type", "assignedLicenses_status": "status",
             "licenseType": "license_type", "quantity": "quantity", "startDate": "start_date",
             "endDate": "end_date", "subscriptionId": "subscription_id"}


def header_name(draw, kind, field):
    names = [field]
    if (kind, field) in ALIASED:
        names += ALIASES.get(field, [])
    name = draw.choice(names)
    words = name.replace("_", " ").split(" ")
    if field.endswith("_date") and draw.random() < 0.2:
        return name + draw.choice([" (UTC)", " [YYYY-MM-DD]", " (GMT+2)"])
    return draw.choice([
        name, "_".join(words), " ".join(word.title() for word in words), "-".join(words).upper(),
        words[0] + "".join(word.title() for word in words[1:]), "".join(words)])


def listed(names):
    """The scope in one CSV field; a name with `;` is quoted inside it."""
    quoted = ['"' + name.replace('"', '""') + '"' if ";" in name or name.startswith('"') else name
              for name in names]
    return ";".join(quoted)


def field_text(row, field):
    value = row[field]
    if not isinstance(value, list):
        return value
    if field == "virtual_accounts":
        return listed(value)
    return (", " if field == "additional_emails" else ";").join(value)


def portal_row(row):
    cells = {name: row[key] for name, key in PORTAL_OF.items()}
    cells["status"] = "ACTIVE"
    cells["assignedLicenses_quantity"] = "77"
    if row.get("perpetual"):
        cells["assignedLicenses_quantity"] = row["quantity"]
        cells.update(quantity="", licenseType="")
    return cells


class CSVForm:
    """One file's CSV bytes, and on which lines each row stands."""

    def __init__(self, world, file):
        self.draw = draw = random.Random(f"{world.seed} {file.stem} csv")
        self.file = file
        self.delimiter = draw.choice(",,,;\t")
        self.newline = draw.choice(["\n", "\n", "\r\n", "\r"])
        self.encoding = draw.choice(["utf-8"] * 5 + ["utf-8-sig", "utf-16-le", "utf-16-be"])
        configured = world.config.get("encoding")
        if configured and self.encoding == "utf-8":
            self.encoding = self.narrow(configured)
        self.all_quoted = draw.random() < 0.2
        self.lines = {}
        self.at = 1
        self.parts = []

    def narrow(self, encoding):
        """The configured encoding where it can say everything; a byte order mark beats it."""
        try:
            repr_of = "".join(field_text(row, field) for row in self.file.rows
                              for field in FIELDS[self.file.kind])
            repr_of.encode(encoding)
            return encoding
        except UnicodeEncodeError:
            return "utf-8-sig"

    def bytes(self):
        if self.draw.random() < 0.1:
            self.delimiter = self.draw.choice(",;\t|")
            self.put(f"sep={self.delimiter}")
        if self.draw.random() < 0.1:
            self.put(self.draw.choice(["License report", "#OrgID=acme", "", "\u200e Notes"]))
        columns = self.columns()
        self.put(self.delimiter.join(self.quoted(cell) for cell, _ in columns))
        for number, row in enumerate(self.file.rows):
            self.blank()
            first = self.at
            self.put(self.record(row, columns))
            for line in range(first, self.at):
                self.lines[line] = number
        if self.file.cut:
            self.put('"never closed')
            self.put(self.delimiter.join("x" for _ in columns))
        text = "".join(self.parts)
        # A last record that is short and has no line end is no row, but a file cut short.
        last_is_short = self.file.rows and self.file.rows[-1].get("damage") == "few"
        if self.draw.random() < 0.2 and not last_is_short:
            text = text.removesuffix(self.newline)
        return self.encoded(text)

    def put(self, line):
        self.parts.append(line + self.newline)
        self.at += (line + self.newline).replace("\r\n", "\n").replace("\r", "\n").count("\n")

    def blank(self):
        if self.draw.random() < 0.05:
            self.put(self.draw.choice(["", self.delimiter * 3, self.delimiter, "  "]))

    def columns(self):
        """Pairs of header cell and what a row has under it, given the row's cells."""
        if self.file.portal:
            return [(name, name) for name in PORTAL]
        fields = list(FIELDS[self.file.kind])
        rows = [row for row in self.file.rows]
        if self.file.folder and all(row["account_domain"] == self.file.folder for row in rows):
            if self.draw.random() < 0.5:
                fields.remove("account_domain")
        empty = [field for field in fields if field not in (
            "account_domain", "virtual_account", "end_date", "daily_summary")
                 and field not in NEEDED[self.file.kind] and not any(row[field] for row in rows)]
        for field in empty:
            if self.draw.random() < 0.5:
                fields.remove(field)
        if self.draw.random() < 0.5:
            self.draw.shuffle(fields)
        found = [(header_name(self.draw, self.file.kind, field), field) for field in fields]
        if self.draw.random() < 0.15:
            found.insert(self.draw.randint(0, len(found)), ("Colour", None))
        return found

    def record(self, row, columns):
        cells = portal_row(row) if self.file.portal else {
            field: field_text(row, field) for _, field in columns if field}
        texts = [cells.get(field, "") if field else "red" for _, field in columns]
        quoted = [self.quoted(text) for text in texts]
        damage = row.get("damage")
        if damage == "few":
            quoted = quoted[:self.last_required(columns)] or quoted + ["more"]
        elif damage == "many":
            quoted += ["more", "still"]
        elif damage == "after-quote":
            quoted[0] = '"' + texts[0].replace('"', '""') + '"x'
        elif damage == "nul":
            quoted[-1] = "a\0b"
        elif damage == "long":
            quoted[-1] = "x" * 65_537
        elif damage == "utf8":
            quoted[-1] = "a\udcffb" if self.encoding.startswith("utf-8") else "a\0b"
        if not any(text.strip() for text in quoted):
            quoted[0] = '""'
        return self.delimiter.join(quoted)

    def last_required(self, columns):
        """The index of the last column that a row must not lack."""
        needed = NEEDED[self.file.kind] | {"account_domain", "accountDomain"}
        return max(index for index, (_, field) in enumerate(columns) if field in needed)

    def quoted(self, text):
        must = any(mark in text for mark in (self.delimiter, '"', "\n", "\r"))
        if not (must or self.all_quoted or self.draw.random() < 0.02):
            return text
        return '"' + text.replace('"', '""') + '"'

    def encoded(self, text):
        if self.encoding.startswith("utf-16"):
            return ("\ufeff" + text).encode(self.encoding, "surrogatepass")
        mark = b"\xef\xbb\xbf" if self.encoding == "utf-8-sig" else b""
        narrow = not self.encoding.startswith("utf-8")
        return mark + text.encode(self.encoding if narrow else "utf-8", "surrogateescape")


ESCAPES = [("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), ("\t", "&#9;"), ("\n", "&#10;"),
           ("\r", "&#13;")]


def attribute(text):
    for mark, reference in ESCAPES:
        text = text.replace(mark, reference)
    return text


# What may stand in an element and says nothing.
NOTHING = {
    "smart-account": ['<virtual-account name="Nowhere"/>', "<extra><user/></extra>", "\n text \n",
                      '<o:virtual-account name="Nowhere"><license name="x"/></o:virtual-account>'],
    "virtual-account": ['<o:license name="x"><o:term quantity="1"/></o:license>', "<term/>",
                        '<extra><license name="x"><term quantity="1"/></license></extra>',
                        "<!-- <license/> -->", "<?license name='x'?>", "<![CDATA[<license/>]]>"],
}


class XMLForm:
    """One file's XML bytes. Rows that only CSV can damage have no XML form."""

    def __init__(self, world, file):
        self.draw = random.Random(f"{world.seed} {file.stem} xml")
        self.file = file
        self.parts = []
        self.open = []
        self.encoding = self.draw.choice(["utf-8"] * 4 + ["utf-16", "ISO-8859-1", "US-ASCII"])

    def bytes(self):
        root = {"preferences": "preference-export", "dismissals": "dismissal-export"}.get(
            self.file.kind, "license-export")
        self.parts.append(f'<?xml version="1.0" encoding="{self.encoding}"?>\n')
        if self.draw.random() < 0.2:
            self.parts.append("<!-- a comment with <license/> -->")
        self.parts.append(f'<{root} version="1" xmlns:o="urn:other">\n')
        rows = [row for row in self.file.rows if not row.get("damage")]
        if self.file.kind == "licenses":
            self.licenses(rows)
        else:
            for row in rows:
                self.row(row)
        if not self.file.cut:
            self.enter([])
            self.parts.append(f"</{root}>\n")
        return "".join(self.parts).encode(self.encoding, "xmlcharrefreplace")

    def tag(self, name, pairs, empty=True):
        pairs = [(key, text) for key, text in pairs if text or self.draw.random() < 0.2]
        if self.draw.random() < 0.3:
            self.draw.shuffle(pairs)
        if self.draw.random() < 0.02:
            pairs.append(("o:more", "x"))
        written = "".join(f' {key}="{attribute(text)}"' for key, text in pairs)
        self.parts.append(f"<{name}{written}{'/' if empty else ''}>\n")

    def enter(self, path):
        """Close and open elements so that exactly those of the path are open."""
        same = 0
        while same < min(len(path), len(self.open)) and path[same] == self.open[same]:
            same += 1
        if self.draw.random() < 0.15:
            same = 0
        for name, _ in reversed(self.open[same:]):
            self.parts.append(f"</{name}>\n")
        for name, pairs in path[same:]:
            self.tag(name, pairs, empty=False)
            if self.draw.random() < 0.03:
                self.parts.append(self.draw.choice(NOTHING[name]))
        self.open = list(path)

    def account(self, row):
        return ("smart-account", [("domain", row["account_domain"]),
                                  ("name", row.get("account_name", ""))])

    def va(self, row):
        return ("virtual-account", [("name", row["virtual_account"])])

    def licenses(self, rows):
        while rows:
            alike = [row for row in rows if all(row[key] == rows[0][key] for key in (
                "account_domain", "account_name", "virtual_account", "license", "in_use", "status"))]
            run = []
            for row in rows:
                if not any(row is other for other in alike) or row.get("no_term"):
                    break
                run.append(row)
            run = run[:self.draw.randint(1, 3)] or rows[:1]
            rows = rows[len(run):]
            self.license(run)

    def license(self, run):
        row = run[0]
        self.enter([self.account(row), self.va(row)])
        shared = len(run) > 0 and all(
            other[key] == row[key] for other in run for key in ("sku", "billing_type"))
        shared = shared and self.draw.random() < 0.7 or bool(row.get("no_term"))
        product = [("sku", row["sku"]), ("billing-type", row["billing_type"])] if shared else []
        if not shared and all(other["sku"] for other in run) and self.draw.random() < 0.5:
            product = [("sku", "OTHER-SKU")]
        self.tag("license", [("name", row["license"]), ("in-use", row["in_use"]),
                             ("status", row["status"])] + product, empty=bool(row.get("no_term")))
        if row.get("no_term"):
            return
        for term in run:
            own = [] if shared else [("sku", term["sku"]), ("billing-type", term["billing_type"])]
            self.tag("term", [("type", term["license_type"]), ("quantity", term["quantity"]),
                              ("start-date", term["start_date"]), ("end-date", term["end_date"]),
                              ("subscription-id", term["subscription_id"])] + own)
        self.parts.append("</license>\n")

    def row(self, row):
        if self.file.kind == "product instances":
            self.enter([self.account(row), self.va(row)])
            self.tag("product-instance", [("name", row["product_instance"])] + [
                (key.replace("_", "-"), row[key]) for key in (
                    "product", "registration_date", "registration_renewed", "authorization_date",
                    "last_contact", "status")])
        elif self.file.kind == "events":
            within = [self.va(row)] if row["virtual_account"].strip() else []
            self.enter([self.account(row)] + within)
            self.tag("event", [("type", row["event"])] + [
                (key, row[key]) for key in ("time", "message", "user")])
        elif self.file.kind == "alerts":
            within = [self.va(row)] if row["virtual_account"].strip() else []
            self.enter([self.account(row)] + within)
            self.tag("alert", [("type", row["alert"])] + [
                (key.replace("_", "-"), row[key])
                for key in ("severity", "message", "source", "action_due")])
        elif self.file.kind == "dismissals":
            self.enter([self.account(row)])
            self.tag("dismissal", [
                (key.replace("_", "-"), row[key]) for key in FIELDS["dismissals"][1:]])
        else:
            self.user(row)

    def user(self, row):
        self.enter([self.account(row)])
        scope = row["virtual_accounts"]
        inner = [f'<virtual-account name="{attribute(name)}"/>\n' for name in scope
                 ] if isinstance(scope, list) else []
        inner += [f"<additional-email>{attribute(text)}</additional-email>"
                  for text in row["additional_emails"]]
        self.tag("user", [(key.replace("_", "-"), row[key]) for key in (
            "email", "role", "daily_summary", "status_notification", "locale")] + [
            ("alert-events", " ".join(row["alert_events"])),
            ("expiry-windows", " ".join(row["expiry_windows"])),
            ("virtual-accounts", "" if isinstance(scope, list) else scope)], empty=not inner)
        if inner:
            self.draw.shuffle(inner) if all("/>" in text for text in inner) else None
            self.parts += inner + ["</user>\n"]
