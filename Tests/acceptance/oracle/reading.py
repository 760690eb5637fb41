"""What a written value means: docs/exports.md, a row at a time.

A row is a dictionary of raw texts, as they stand in an export before quoting; a list (windows,
events, scope, additional addresses) is a Python list of raw pieces. Nothing here knows CSV or XML.
"""

import datetime
import re

MILESTONES = [90, 60, 30, 17, 7, 4, 3]
EVENTS = ["insufficient-licenses", "licenses-expiring", "licenses-expired", "out-of-compliance",
          "failed-to-connect", "failed-to-renew", "authorization-expired",
          "portal-alerts"]
FIRST_DAY = datetime.date(1970, 1, 1).toordinal()
LAST_DAY = datetime.date(9999, 12, 31).toordinal()
MONTH_NAMES = ("january february march april may june july august september october november "
               "december").split()
NO_END = ["-", "--", "never", "perpetual", "permanent", "unlimited", "none", "null", "n/a", "na",
          "no expiration", "\\n", "nat", "0000-00-00"]
YES = "yes y true t on enabled active 1 1.0 x oui ja si s\u00ed checked selected \u2713 \u2611 \u2714".split()
NO = ("no n false f off disabled inactive 0 0.0 non nein unchecked none never null n/a - \u2610 "
      "\u2717").split() + ["not checked"]
BAD_STATUSES = ["ooc", "outofcompliance", "notincompliance", "noncompliant", "insufficientlicenses"]
TERM_STATUSES = ["canceled", "cancelled", "pending", "expired", "future"]
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
BLANKS = " \t\n\r\v\f\u00a0"
REMOVED = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
REPLACED = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]")
USERS = {"", "user", "viewer", "smartaccountuser", "smartaccountviewer",
         "virtualaccountadministrator", "virtualaccountadmin", "virtualaccountuser",
         "virtualaccountviewer"}
PORTAL_ALONE = ("synchronization", "satellite", "duplicatelicenses")


class Told:
    """What is said of one row: counted, and whether it is used.

    Removed directions are not counted, a field may be cleaned more than once; only whether any
    was removed is told.
    """

    def __init__(self):
        self.errors = 0
        self.warnings = 0
        self.rejected = False
        self.directions = False

    def reject(self):
        self.rejected = True


def cleaned(raw):
    """The text after cleaning; None stands for empty or missing."""
    text = REMOVED.sub("", (raw or "").strip(BLANKS))
    text = re.sub("[ \\t\\r\\n]+", " ", text)
    return REPLACED.sub("\ufffd", text).strip(BLANKS) or None


def folded(text):
    """ASCII case taken away, nothing else."""
    return re.sub("[A-Z]", lambda m: m.group().lower(), text)


def day_of(year, month, day):
    try:
        ordinal = datetime.date(year, month, day).toordinal()
    except ValueError:
        return None
    return ordinal if FIRST_DAY <= ordinal <= LAST_DAY else None


TIME = (r"(?:[Tt]| +) *(\d{1,2}):\d\d(?::\d\d(?:[.,]\d+)?)?(?: *([AaPp]\.?[Mm]\.?))?"
        r"(?: *(?:[A-Za-z]{1,5} ?)?(?:[+-]\d{1,2}(?::?\d\d)?)?)?")


def day(text, order=None):
    """The ordinal of a written day, or None when it names none, or more than one."""
    if re.fullmatch(TIME, "T" + text, re.ASCII):
        return None
    match = re.fullmatch(r"(.*?)(?:" + TIME + ")?", text, re.ASCII | re.DOTALL)
    found = bare_day(text, order)
    if found is not None or match[2] is None:
        return found
    if int(match[2]) > 24 or match[3] and not 1 <= int(match[2]) <= 12:
        return None
    clock = [int(part) for part in re.findall(r":(\d\d)", text[len(match[1]):])[:2]]
    if clock[0] > 59 or len(clock) > 1 and clock[1] > 60:
        return None
    return bare_day(match[1], order)


def bare_day(text, order):
    zoned = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", text, re.ASCII)
    text = zoned[1] if zoned else text
    match = re.fullmatch(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", text, re.ASCII)
    if match:
        return day_of(int(match[1]), int(match[3]), int(match[4]))
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text, re.ASCII)
    if match:
        return day_of(*(int(part) for part in match.groups()))
    match = re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", text, re.ASCII)
    if match:
        return day_of(int(match[3]), int(match[2]), int(match[1]))
    match = re.fullmatch(r"(\d\d?)([-/])(\d\d?)\2(\d{4})", text, re.ASCII)
    if match:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        by_month, by_day = day_of(year, first, second), day_of(year, second, first)
        if by_month is None or by_day is None or by_month == by_day:
            return by_day if by_month is None else by_month
        return {"mdy": by_month, "dmy": by_day, None: None}[order]
    return worded_day(text)


def worded_day(text):
    parts = re.split("[-/., ]+", text)
    years = [part for part in parts if re.fullmatch(r"\d{4}", part, re.ASCII)]
    dates = [part for part in parts if re.fullmatch(r"\d\d?", part, re.ASCII)]
    words = [folded(part) for part in parts if re.fullmatch("[A-Za-z]+", part)]
    if len(parts) != 3 or not (len(years) == len(dates) == len(words) == 1):
        return None
    for number, name in enumerate(MONTH_NAMES, 1):
        if words[0] in (name, name[:3]):
            return day_of(int(years[0]), number, int(dates[0]))
    return None


def written(ordinal):
    return datetime.date.fromordinal(min(ordinal, LAST_DAY)).isoformat()


def count(text):
    match = re.fullmatch(r"([0-9]+)(?:\.0+)?", text)
    if match and int(match[1]) <= 999_999_999:
        return int(match[1])
    return None


def domain(text):
    """The account domain, lower-cased, or None when it is not one."""
    if text is None or len(text) > 253:
        return None
    labels = folded(text).split(".")
    fits = all(re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", label) for label in labels)
    return ".".join(labels) if fits and len(labels) >= 2 else None


def address(text):
    """Whether RFC 5321 takes the text: a dot-string at a DNS domain."""
    if text is None or len(text) > 254 or text.count("@") != 1:
        return False
    local, host = text.split("@")
    atom = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    return (bool(re.fullmatch(rf"{atom}(?:\.{atom})*", local)) and domain(host) is not None
            and "=?" not in text)


def bare(text):
    """The address in `Name <address>`."""
    match = re.fullmatch(r"[^<>]*[^<>\s][^<>]*<([^<>]*)>", text or "")
    return match[1] if match else text


def yes(raw, told):
    """What cannot be read is an error and counts as yes."""
    text = cleaned(raw)
    if text is None or folded(text) in NO:
        return False
    if folded(text) not in YES:
        told.errors += 1
    return True


def reading(world, file, row):
    """The row as the model sees it, and what is told of it."""
    told = Told()
    texts = [text for value in row.values() if isinstance(value, (str, list))
             for text in ([value] if isinstance(value, str) else value)]
    told.directions = any(REMOVED.search(text) for text in texts)
    if row.get("damage"):
        told.reject()
        return None, told
    account = account_of(file, row)
    if account is None or (file.folder and account != file.folder):
        told.reject()
        return None, told
    facts = {"account": account}
    READERS[file.kind](world, row, facts, told)
    return facts, told


def name(row, key, told, needed=True):
    text = cleaned(row.get(key))
    if text is None and needed:
        told.reject()
    return text


def optional_day(world, row, key, told, past=False):
    text = cleaned(row.get(key))
    if text is None:
        return None
    found = day(text, world.config.get("date_order"))
    if found is None:
        told.errors += 1
    elif past and found > world.date:
        told.warnings += 1
        return world.date
    return found


def read_license(world, row, facts, told):
    facts["account_name"] = cleaned(row.get("account_name"))
    facts["va"] = name(row, "virtual_account", told)
    facts["license"] = name(row, "license", told)
    facts["sku"] = cleaned(row.get("sku"))
    facts["sub"] = cleaned(row.get("subscription_id"))
    kind = letters(cleaned(row.get("license_type")) or "")
    kind = {"termlicense": "term", "perpetuallicense": "perpetual"}.get(kind, kind)
    quantity = count(cleaned(row.get("quantity")) or "")
    if quantity is None:
        told.reject()
    facts["quantity"] = quantity
    in_use = cleaned(row.get("in_use"))
    facts["in_use"] = None if in_use is None else count(in_use)
    if in_use is not None and facts["in_use"] is None:
        told.errors += 1
    status = letters(cleaned(row.get("status")) or "")
    facts["ooc"] = status in ("ooc", "outofcompliance", "notincompliance", "noncompliant",
                              "insufficientlicenses")
    facts["odd"] = not facts["ooc"] and status not in (
        "", "incompliance", "compliant", "authorized", "active", "canceled", "cancelled",
        "pending", "expired", "future")
    read_term(world, row, facts, kind, told)
    if status in ("canceled", "cancelled", "pending"):
        facts["quantity"] = 0
    facts["inactive"] = status == "expired" or status == "future" and facts["start"] is None


def read_term(world, row, facts, kind, told):
    end_text = cleaned(row.get("end_date"))
    has_end = end_text is not None and folded(end_text) not in NO_END
    end, unknown = None, False
    if kind == "perpetual":
        told.warnings += has_end
    elif has_end:
        end = day(end_text, world.config.get("date_order"))
        unknown = end is None
        told.errors += unknown
    elif kind or cleaned(row.get("license_type")):
        unknown = True
        told.warnings += 1
    start = optional_day(world, row, "start_date", told)
    if start is not None and end is not None and start > end:
        told.warnings += 1
        start = None
    facts["start"], facts["end"] = start, end
    facts["type"] = cleaned(row.get("license_type"))
    facts["unknown"] = unknown


def read_instance(world, row, facts, told):
    facts["va"] = name(row, "virtual_account", told)
    facts["instance"] = name(row, "product_instance", told)
    optional_day(world, row, "registration_date", told, past=True)
    facts["renewed"] = optional_day(world, row, "registration_renewed", told, past=True)
    facts["authorized"] = optional_day(world, row, "authorization_date", told, past=True)
    facts["contact"] = optional_day(world, row, "last_contact", told, past=True)
    facts["status"] = letters(cleaned(row.get("status")) or "")


def alphanumeric(text):
    """Letters and digits alone, without case."""
    return re.sub(r"[^a-z0-9\u0080-\U0010ffff]", "", folded(text))


def letters(text):
    """A status as it is compared: letters and digits, without case, no number in brackets."""
    return alphanumeric(re.sub(r"[(\[][0-9]+[)\]]$", "", text))


def read_event(world, row, facts, told):
    """An event may lie after the report date: it waits for its day."""
    facts["va"] = name(row, "virtual_account", told, needed=False)
    facts["time"] = cleaned(row.get("time"))
    facts["day"] = optional_day(world, row, "time", told)
    for key in ("event", "message", "user"):
        facts[key] = cleaned(row.get(key))


def read_alert(world, row, facts, told):
    """An alert of the portal's own; a severity that is no word of its is minor."""
    facts["va"] = name(row, "virtual_account", told, needed=False)
    facts["alert"] = name(row, "alert", told)
    severity = re.sub("[^a-z]", "", folded(cleaned(row.get("severity")) or ""))
    facts["severity"] = severity if severity in ("major", "minor", "informational") else "minor"
    if told.rejected:
        return
    told.warnings += facts["severity"] != severity
    facts["message"], facts["source"] = cleaned(row.get("message")), cleaned(row.get("source"))
    facts["due"] = optional_day(world, row, "action_due", told)


def read_dismissal(world, row, facts, told):
    """A day that cannot be read rejects the row, and so does one that would hold for ever."""
    facts["va"] = name(row, "virtual_account", told, needed=False)
    facts["event"] = name(row, "alert_event", told)
    facts["subject"] = name(row, "subject", told)
    facts["sub"] = cleaned(row.get("subscription_id"))
    for key in ("end_date", "until"):
        text = cleaned(row.get(key))
        facts[key] = text and day(text, world.config.get("date_order"))
        if text and facts[key] is None:
            told.reject()
    if told.rejected:
        return
    of_end = event_of(facts["event"]) in ("licenses-expiring", "licenses-expired")
    if facts["until"] is None and not (of_end and facts["end_date"] is not None):
        told.reject()


def read_preferences(world, row, facts, told):
    facts["email"] = bare(cleaned(row.get("email")))
    if not address(facts["email"]):
        told.reject()
    role = alphanumeric(cleaned(row.get("role")) or "")
    facts["admin"] = role in ("smartaccountadmin", "smartaccountadministrator", "admin")
    told.warnings += not facts["admin"] and role not in USERS
    facts["daily"] = yes(row.get("daily_summary"), told)
    facts["notices"] = yes(row.get("status_notification"), told)
    facts["events"] = ticked_events(row["alert_events"], told)
    facts["windows"] = ticked_windows(world, row["expiry_windows"], facts, told)
    facts["additional"] = additional(row["additional_emails"], facts, told)
    facts["locale"] = locale(cleaned(row.get("locale")), told)
    facts["scope"] = row["virtual_accounts"]


def pieces(raw):
    return [text for text in (cleaned(piece) for piece in raw) if text]


def ticked_events(raw, told):
    names = pieces(raw)
    if [folded(piece) for piece in names] == ["none"]:
        return set()
    if names == ["*"]:
        return set(EVENTS)
    events = [event_of(piece) for piece in names]
    told.errors += sum(event is None and not alphanumeric(piece).startswith(PORTAL_ALONE)
                       for event, piece in zip(events, names))
    return set(filter(None, events)) or set(EVENTS)


def event_of(text):
    """The event of a name, ours or the portal's."""
    name = alphanumeric(text).removeprefix("productinstance")
    return next((event for event in EVENTS if alphanumeric(event) == name), None)


def offered_windows(world):
    """The default of the windows is the milestones, configured or not."""
    return world.config.get("windows", world.config.get("milestones", MILESTONES))


def preselected(world):
    offered = offered_windows(world)
    return {90 if 90 in offered else max(offered)}


def ticked_windows(world, raw, facts, told):
    """P3 to P5; an empty set where no window applies."""
    names = pieces(raw)
    if not (facts["daily"] and "licenses-expiring" in facts["events"]):
        told.without_effect = bool(names) and names not in (["none"], ["None"], ["*"])
        told.warnings += told.without_effect
        return set()
    if [folded(piece) for piece in names] == ["none"]:
        return set()
    offered = offered_windows(world)
    kept = {int(piece) for piece in names if piece.isdigit() and int(piece) in offered}
    told.errors += sum(not (piece.isdigit() and int(piece) in offered) for piece in names)
    return kept or preselected(world)


def additional(raw, facts, told):
    names = [bare(piece) for piece in pieces(raw)]
    if not names:
        return []
    account = facts["account"]
    hosts = [folded(text).rpartition("@")[2] for text in names]
    good = all(address(text) and (host == account or host.endswith("." + account))
               for text, host in zip(names, hosts))
    if facts["admin"] and good:
        return names
    told.errors += 1
    return []


def locale(text, told):
    if text is None:
        return "en"
    found = re.split("[-_]", folded(text))[0]
    if found in ("en", "fr", "de", "es", "ja"):
        return found
    told.warnings += 1
    return "en"


def account_of(file, row):
    """In an account folder the account may be missing."""
    return domain(cleaned(row["account_domain"]) or file.folder)


READERS = {"licenses": read_license, "product instances": read_instance, "events": read_event,
           "alerts": read_alert, "dismissals": read_dismissal,
           "preferences": read_preferences}
