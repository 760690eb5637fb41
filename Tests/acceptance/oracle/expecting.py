"""What a run publishes: docs/rules.md and docs/output.md, applied to the facts of every row."""

import hashlib
import re

from reading import (EVENTS, MILESTONES, account_of, alphanumeric, event_of, folded,
                     offered_windows, pieces, reading, written)

LADDER = {"authorized": 0, "renewaloverdue": 1, "grace": 2, "graceperiod": 2,
          "authorizationexpired": 2, "graceexpired": 3, "graceperiodexpired": 3,
          "evaluationexpired": 3}
EVER = float("inf")
OF_END = ("licenses-expiring", "licenses-expired")
OF_INSTANCE = ("failed-to-connect", "failed-to-renew", "authorization-expired")
RENEWAL_COLUMNS = ["license", "sku", "virtual_account", "quantity", "end_date", "subscription_id",
                   "days_left", "in_use", "seats_short"]


def bytes_of(text):
    return (text or "").encode()


def sort_key(text):
    """Lists sort by letters, ASCII capitals as small ones, then by bytes."""
    return bytes_of(text).lower(), bytes_of(text)


INSTANCE_STATES = {
    "", "authorized", "outofcompliance", "overage", "waiting", "initialized", "notregistered",
    "disabled", "evaluationperiod", "renewaloverdue", "authorizationexpired", "grace",
    "graceperiod", "graceexpired", "graceperiodexpired", "evaluationexpired"}


class License:
    """One entitlement of one virtual account: its rows joined."""

    def __init__(self, va, name):
        self.va, self.name = va, name
        self.terms = []
        self.in_use = None
        self.ooc = False
        self.disagree = False

    def add(self, facts):
        if self.terms:
            self.disagree |= facts["in_use"] != self.terms[0]["in_use"]
            self.disagree |= facts["ooc"] != self.terms[0]["ooc"]
        self.terms.append(facts)
        if facts["in_use"] is not None:
            self.in_use = max(self.in_use or 0, facts["in_use"])
        self.ooc |= facts["ooc"]

    def owned(self, on, today):
        """The quantity of the terms in force on a day; of unknown end none after today."""
        return sum(term["quantity"] for term in self.terms if not term["inactive"]
                   and (term["start"] is None or term["start"] <= on)
                   and (on <= today if term["unknown"] else
                        term["end"] is None or term["end"] >= on))

    def short(self, on, today):
        return None if self.in_use is None else max(0, self.in_use - self.owned(on, today))

    def renewed(self, today, reach):
        """The numbers of the terms whose seats other terms take over."""
        left = [term["quantity"] for term in self.terms]
        found = set()

        def ends(number):
            end = self.terms[number]["end"]
            return EVER if end is None else end

        def begins(number):
            return self.terms[number]["start"]

        def order(number, first):
            start = begins(number)
            return (first, -1 if start is None else start, sort_key(self.terms[number]["sub"]))

        numbers = range(len(self.terms))
        ending = [one for one in numbers if self.terms[one]["end"] is not None and left[one]]
        for one in sorted(ending, key=lambda one: order(one, ends(one))):
            end = ends(one)
            others = [other for other in numbers
                      if begins(other) is not None and not self.terms[other]["unknown"]
                      and not self.terms[other]["inactive"]
                      and end - reach <= begins(other) <= max(end + 1, today)
                      and ends(other) > max(end, today)]
            needed, given = self.terms[one]["quantity"], []
            for other in sorted(others, key=lambda other: order(other, begins(other))):
                seats = min(needed, left[other])
                if seats:
                    given.append((other, seats))
                    needed -= seats
            if needed:
                continue
            together = max([end + 1] + [begins(other) for other, _ in given])
            if (self.short(together, today) or 0) > (self.short(end, today) or 0):
                continue
            for other, seats in given:
                left[other] -= seats
            found.add(one)
        return found


def event_named(text):
    """The event of a name, ours or the portal's own, by its letters alone."""
    letters = re.sub("[^a-z0-9]", "", folded(text)).removeprefix("productinstance")
    named = {event.replace("-", ""): event for event in EVENTS}
    return named.get(letters, "portal-alerts")


class Dismissals:
    """The rows of an account that hold on the report date, each with the virtual account."""

    def __init__(self, account, rows, today):
        self.account = account
        self.holding = []
        for row in rows:
            if row["until"] is not None and row["until"] < today:
                continue
            places = {va for va in self.places(row) if row["va"] in (None, va)}
            if len(places) == 1:
                self.holding.append((places.pop(), row))

    def places(self, row):
        """The virtual accounts that have what a row names; None stands for the account itself."""
        event = event_of(row["event"])
        if event not in OF_END and (row["sub"] is not None or row["end_date"] is not None):
            return set()
        found = {one["va"] for one in self.account.stated
                 if row["subject"] == (one["source"] or one["message"])
                 and self.is_stated(row, event, one["alert"])}
        if event in OF_INSTANCE:
            found |= {one["va"] for one in self.account.instances
                      if one["instance"] == row["subject"]}
        elif event is not None and event != "portal-alerts":
            found |= {item.va for item in self.account.licenses.values()
                      if item.name == row["subject"] and self.has_end(item, row)}
        return found

    @staticmethod
    def is_stated(row, event, word):
        if event is None:
            return event_named(word) == "portal-alerts" and (
                alphanumeric(word) == alphanumeric(row["event"]))
        return event_named(word) == event or (
            event == "licenses-expiring" and event_named(word) == "licenses-expired")

    @staticmethod
    def has_end(item, row):
        if row["sub"] is None and row["end_date"] is None:
            return True
        return any(row["sub"] in (None, term["sub"]) and row["end_date"] in (None, term["end"])
                   for term in item.terms)

    def hide(self, alert):
        """Whether a row names an alert: its event, its subject, and the end of its term."""
        return any(va == alert["virtual_account"] and row["subject"] == alert["subject"]
                   and row["sub"] in (None, alert["_sub"])
                   and (row["end_date"] is None or written(row["end_date"]) == alert["action_due"])
                   and self.is_stated(row, event_of(row["event"]),
                                      alert.get("_stated") or alert["type"])
                   for va, row in self.holding)

    def hide_line(self, line, today):
        return not line["renewed"] and self.hide({
            "type": OF_END[line["end"] < today], "virtual_account": line["item"].va,
            "subject": line["item"].name, "_sub": line["sub"], "action_due": written(line["end"])})


class Account:
    def __init__(self, domain):
        self.domain = domain
        self.name = None
        self.licenses = {}
        self.instances = []
        self.events = []
        self.stated = []
        self.preferences = []
        self.dismissals = None
        self.vas = set()


class Expectation:
    """Everything compared: accounts, messages, bodies, renewals, and what is told of rows."""

    def __init__(self, world):
        self.world = world
        config = world.config
        self.offered = sorted(offered_windows(world), reverse=True)
        self.milestones = config.get("milestones", MILESTONES)
        self.expired_for = config.get("expired_for_days", 90)
        auth = config.get("authorization", {})
        self.renewal = auth.get("renewal_days", 30)
        self.period = auth.get("period_days", 90)
        self.grace = auth.get("grace_days", 90)
        self.contact = config.get("contact_days", 30)
        self.severity = config.get("severity", {})
        self.accounts = {}
        self.told = {}
        self.counts = dict.fromkeys(["licenses", "terms", "instances", "events", "preferences",
                                     "messages", "major", "minor"], 0)
        self.join()
        self.resolve_preferences()
        self.publish()

    # Rows to accounts.

    def join(self):
        waiting, dismissals = [], []
        self.named = set()
        for file in self.world.files:
            for number, row in enumerate(file.rows):
                facts, told = reading(self.world, file, row)
                self.named.add(file.folder or account_of(file, row))
                self.told[file.stem, number] = told
                if told.rejected:
                    continue
                if file.kind == "preferences":
                    waiting.append((facts, told))
                elif file.kind == "dismissals":
                    dismissals.append(facts)
                else:
                    self.add(file.kind, facts)
        self.waiting = waiting
        for account in self.accounts.values():
            rows = [row for row in dismissals if row["account"] == account.domain]
            account.dismissals = Dismissals(account, rows, self.world.date)

    def add(self, kind, facts):
        account = self.accounts.setdefault(facts["account"], Account(facts["account"]))
        if facts["va"] is not None:
            account.vas.add(facts["va"])
        if kind == "licenses":
            account.name = account.name or facts["account_name"]
            key = (facts["va"], facts["license"])
            account.licenses.setdefault(key, License(*key)).add(facts)
        elif kind == "product instances":
            account.instances.append(facts)
        elif kind == "alerts":
            account.stated.append(facts)
        else:
            account.events.append(facts)

    def resolve_preferences(self):
        for facts, told in self.waiting:
            account = self.accounts.get(facts["account"])
            if account is None or not account.licenses:
                told.reject()
                continue
            raw = facts["scope"]
            if facts["admin"] or raw == "*":
                facts["scope"] = None
            else:
                names = pieces(raw)
                facts["scope"] = {name for name in names if name in account.vas}
                told.warnings += sum(name not in account.vas for name in set(names))
                if not facts["scope"]:
                    told.reject()
                    continue
            account.preferences.append(facts)
            self.counts["preferences"] += 1

    # Rules.

    def left(self, term):
        return term["end"] - self.world.date

    def milestone(self, term):
        left, before = self.left(term), term["end"] - self.world.since
        crossed = [m for m in self.milestones if 0 <= left <= m < before]
        return min(crossed, default=None)

    def ending(self, item):
        """The terms of a license with quantity that end, and whether each is renewed."""
        renewed = item.renewed(self.world.date, self.offered[0])
        return [(term, number in renewed) for number, term in enumerate(item.terms)
                if term["quantity"] > 0 and term["end"] is not None]

    def expiring(self, account, scope):
        """A line for terms that are alike but for their quantity; what is not renewed first."""
        lines = {}
        for item in account.licenses.values():
            if scope is not None and item.va not in scope:
                continue
            for term, renewed in self.ending(item):
                key = (item.va, item.name, term["sub"], term["sku"], term["type"], term["start"],
                       term["end"], renewed)
                line = lines.setdefault(key, dict(term, item=item, renewed=renewed, quantity=0,
                                                  orders=0))
                line["quantity"] += term["quantity"]
                line["orders"] += 1
        for line in lines.values():
            line["_hidden"] = account.dismissals.hide_line(line, self.world.date)
        return sorted(lines.values(), key=lambda line: (
            line["renewed"], line["end"], sort_key(line["item"].va), sort_key(line["item"].name),
            sort_key(line["sub"]), line["quantity"], sort_key(line["sku"]),
            sort_key(line["type"]), line["start"] or 0))

    def graded(self, kind, severity):
        return self.severity.get(kind, severity)

    def alert(self, kind, severity, va, subject, due, sub=None, quantity=None):
        return {"type": kind, "severity": self.graded(kind, severity), "virtual_account": va,
                "subject": subject, "action_due": written(due), "_sub": sub, "_quantity": quantity}

    def license_alerts(self, item):
        on = self.world.date
        owned = item.owned(on, on)
        short = item.in_use is not None and item.in_use > owned
        if short:
            yield self.alert("insufficient-licenses", "major", item.va, item.name, on)
        if item.ooc:
            yield self.alert("out-of-compliance", "major", item.va, item.name, on)
        for term, renewed in self.ending(item):
            if renewed:
                continue
            left = self.left(term)
            where = (item.va, item.name, term["end"], term["sub"], term["quantity"])
            if -self.expired_for <= left < 0:
                yield self.alert("licenses-expired", "major" if short else "minor", *where)
            elif 0 <= left <= self.offered[0]:
                major = left <= 30 and (item.short(term["end"] + 1, on) or 0) > 0
                yield self.alert("licenses-expiring", "major" if major else "minor", *where)

    def dated_rung(self, age):
        if age is None:
            return -1
        limits = [self.renewal, self.period, self.period + self.grace]
        return sum(age > limit for limit in limits)

    def instance_alerts(self, instance):
        on = self.world.date
        if "reserved" in instance["status"]:
            return
        where = (instance["va"], instance["instance"])
        began = instance["authorized"]
        dated = self.dated_rung(None if began is None else on - began)
        stated = LADDER.get(instance["status"], -1)
        if max(dated, stated) >= 2:
            due = on if stated > dated else began + self.period + self.grace
            severity = "minor" if max(dated, stated) == 2 else "major"
            yield self.alert("authorization-expired", severity, *where, due)
        renewed = instance["renewed"]
        if renewed is not None and on - renewed > self.renewal:
            yield self.alert("failed-to-renew", "minor", *where, renewed + self.renewal)
        contact = instance["contact"]
        if contact is not None and on - contact > self.contact:
            yield self.alert("failed-to-connect", "minor", *where, contact + self.period)

    def stated_alerts(self, account, found):
        """What the portal states and the rules do not find."""
        for facts in account.stated:
            kind = event_named(facts["alert"])
            if any(alert["type"] == kind and facts["va"] in (None, alert["virtual_account"])
                   for alert in found):
                continue
            ends = kind in ("licenses-expiring", "licenses-expired")
            if ends and any(
                    item.name == facts["source"] and facts["va"] in (None, item.va)
                    and any(renewed for _, renewed in self.ending(item))
                    for item in account.licenses.values()):
                continue
            due = facts["due"]
            yield {"type": facts["alert"] if kind == "portal-alerts" else kind, "_event": kind,
                   "severity": facts["severity"], "virtual_account": facts["va"],
                   "subject": facts["source"] or facts["message"] or "",
                   "action_due": None if due is None else written(due), "_sub": None,
                   "_quantity": None, "_stated": facts["alert"],
                   "_pages": ends or facts["severity"] == "informational"}

    def alerts(self, account, scope, ticked, pages=False):
        found = [alert for item in account.licenses.values() for alert in self.license_alerts(item)]
        found += [alert for one in account.instances for alert in self.instance_alerts(one)]
        # All of them first: what the portal states of one is not a find of the rules for the next.
        found += list(self.stated_alerts(account, found))
        found = [alert for alert in found if alert.get("_event", alert["type"]) in ticked
                 and not (alert.get("_pages") and not pages)
                 and (scope is None or alert["virtual_account"] in scope)]
        short = {(alert["virtual_account"], alert["subject"]) for alert in found
                 if alert["type"] == "insufficient-licenses"}
        found = [alert for alert in found if alert["type"] != "out-of-compliance"
                 or (alert["virtual_account"], alert["subject"]) not in short]
        for alert in found:
            alert["_hidden"] = account.dismissals.hide(alert)
        return self.in_order(found)

    @staticmethod
    def told_of(found):
        """What is not dismissed, and how much is."""
        told = [one for one in found if not one["_hidden"]]
        return told, len(found) - len(told)

    def in_order(self, alerts):
        return sorted(alerts, key=lambda alert: (
            ["major", "minor", "informational"].index(alert["severity"]),
            alert["action_due"] or "~", sort_key(alert["virtual_account"]),
            sort_key(alert["subject"]), alert.get("_event", alert["type"]),
            sort_key(alert.get("_stated")), sort_key(alert["_sub"]), alert["_quantity"] or 0))

    # Messages.

    def grants(self, account, kind):
        """Address to its united grant, addresses compared without case (P9, P10)."""
        united = {}
        for facts in account.preferences:
            if not facts[kind]:
                continue
            for text in [facts["email"]] + facts["additional"]:
                grant = united.setdefault(folded(text), {
                    "address": text, "locale": facts["locale"], "windows": set(),
                    "events": set(), "scope": set()})
                grant["windows"] |= facts["windows"]
                grant["events"] |= facts["events"]
                whole = grant["scope"] is None or facts["scope"] is None
                grant["scope"] = None if whole else grant["scope"] | facts["scope"]
        return united.values()

    def variants(self, account, kind):
        found = {}
        for grant in self.grants(account, kind):
            windows = grant["windows"] if kind == "daily" else set()
            scope = grant["scope"]
            key = (grant["locale"], tuple(sorted(windows, reverse=True)),
                   tuple(event for event in EVENTS if event in grant["events"]),
                   None if scope is None else tuple(sorted(scope, key=sort_key)))
            found.setdefault(key, []).append(grant["address"])
        return found

    def publish(self):
        self.messages, self.bodies, self.renewals, self.notices = [], {}, {}, {}
        self.unread = {}
        for domain in sorted(self.accounts):
            account = self.accounts[domain]
            self.count(account)
            if not account.licenses:
                continue
            self.renewals[f"accounts/{domain}/renewals.csv"] = self.renewal_rows(account)
            for variant, addresses in self.variants(account, "daily").items():
                self.daily(account, variant, addresses)
            for variant, addresses in self.variants(account, "notices").items():
                self.notice(account, variant, addresses)
        self.renewals["renewals.csv"] = self.all_renewals()
        self.messages.sort(key=lambda line: (
            line["account"], line["kind"], line["json"].removesuffix(".json")))
        self.counts["messages"] = len(self.messages)

    def count(self, account):
        self.counts["licenses"] += len(account.licenses)
        self.counts["terms"] += sum(len(item.terms) for item in account.licenses.values())
        self.counts["instances"] += len(account.instances)
        self.counts["events"] += len(account.events)
        for alert in self.told_of(self.alerts(account, None, EVENTS, pages=True))[0]:
            if alert["severity"] != "informational":
                self.counts[alert["severity"]] += 1

    def all_renewals(self):
        """The lines of each account behind its domain and name."""
        rows = [["account_domain", "account_name", *RENEWAL_COLUMNS]]
        for path, own in sorted(self.renewals.items()):
            domain = path.split("/")[1]
            name = guarded(self.accounts[domain].name or domain)
            rows += [[domain, name, *row] for row in own[1:]]
        return rows

    def renewal_rows(self, account):
        rows = [RENEWAL_COLUMNS]
        for line in self.expiring(account, None):
            if not line["renewed"] and not line["_hidden"] and (
                    -self.expired_for <= self.left(line) <= self.offered[0]):
                item, today = line["item"], self.world.date
                cells = [item.name, line["sku"], item.va, str(line["quantity"]),
                         written(line["end"]), line["sub"]]
                numbers = [self.left(line), item.in_use,
                           item.short(max(line["end"] + 1, today), today)]
                rows.append([guarded(cell or "") for cell in cells]
                            + ["" if number is None else str(number) for number in numbers])
        return rows

    def stem(self, kind, variant):
        locale, windows, events, scope = variant
        text = "status" if kind == "status-notice" else (
            "daily-" + ("_".join(map(str, windows)) or "none"))
        text += "-" + locale
        if len(events) < len(EVENTS) or scope is not None:
            hashed = ",".join(events) + "\n" + "\n".join(scope or ())
            text += "-" + hashlib.sha256(hashed.encode()).hexdigest()[:16]
        return text

    def line(self, line, band):
        item, start = line["item"], line["start"]
        return {"license": item.name, "sku": line["sku"], "virtual_account": item.va,
                "subscription_id": line["sub"], "license_type": line["type"],
                "quantity": line["quantity"], "orders": line["orders"],
                "start_date": None if start is None else written(start),
                "end_date": written(line["end"]), "days_left": self.left(line), "band": band,
                "milestone": None if line["renewed"] else self.milestone(line),
                "shortfall": item.short(line["end"] + 1, self.world.date),
                "renewed": line["renewed"]}

    def daily(self, account, variant, addresses):
        _, windows, events, scope = variant
        lines, hidden_lines = self.told_of([
            line for line in self.expiring(account, scope)
            if windows and 0 <= self.left(line) <= windows[0]])
        lines = [self.line(line, min(w for w in windows if w >= self.left(line)))
                 for line in lines]
        alerts, hidden = self.told_of(
            self.alerts(account, scope, set(events) - {"licenses-expiring"}))
        told = self.told_events(account, scope)
        totals = self.totals(account, scope, lines, alerts)
        self.message("daily-summary", account, variant, addresses, lines, alerts, told, totals,
                     hidden_lines + hidden)

    def told_events(self, account, scope):
        kept = [event for event in account.events
                if event["day"] is not None and self.world.since <= event["day"] < self.world.date
                and (scope is None or event["va"] in scope)]
        kept.sort(key=lambda event: [sort_key(event[key])
                                     for key in ("va", "event", "message", "user")])
        kept.sort(key=lambda event: sort_key(event["time"]), reverse=True)
        return [{"time": event["time"], "virtual_account": event["va"], "type": event["event"],
                 "message": event["message"], "user": event["user"]} for event in kept]

    def totals(self, account, scope, lines, alerts):
        rows = []
        for va in sorted(account.vas if scope is None else scope, key=sort_key):
            items = [item for item in account.licenses.values() if item.va == va]
            uses = [item.in_use for item in items]
            rows.append({
                "virtual_account": va, "licenses": len(items),
                "quantity": sum(item.owned(self.world.date, self.world.date) for item in items),
                "in_use": None if None in uses else sum(uses),
                "expiring": sum(line["virtual_account"] == va and not line["renewed"]
                                for line in lines),
                "alerts": sum(alert["virtual_account"] == va for alert in alerts)})
        return rows

    def notice(self, account, variant, addresses):
        _, _, events, scope = variant
        lines = []
        if "licenses-expiring" in events:
            lines = [self.line(line, None) for line in self.expiring(account, scope)
                     if not line["_hidden"]]
            lines = [line for line in lines if line["milestone"] is not None]
        alerts = [alert for item in account.licenses.values() for alert in self.ended(item)]
        alerts += [alert for one in account.instances for alert in self.passed(one)]
        alerts = self.in_order([alert for alert in alerts if alert["type"] in events
                                and not account.dismissals.hide(alert)
                                and (scope is None or alert["virtual_account"] in scope)])
        if self.world.notices and (lines or alerts):
            self.message("status-notice", account, variant, addresses, lines, alerts, [], [])

    def ended(self, item):
        """Terms with quantity whose days left went below 0 since the last run."""
        short = item.short(self.world.date, self.world.date)
        for term, renewed in self.ending(item):
            if not renewed:
                if self.world.since <= term["end"] < self.world.date:
                    yield self.alert("licenses-expired", "major" if short else "minor", item.va,
                                     item.name, term["end"], term["sub"], term["quantity"])

    def passed(self, instance):
        """Ages of one instance that passed a limit since the last run."""
        def passes(start, limit):
            return (start is not None
                    and self.world.since - start <= limit < self.world.date - start)
        if "reserved" in instance["status"]:
            return
        where = (instance["va"], instance["instance"])
        began, renewed = instance["authorized"], instance["renewed"]
        if passes(began, self.period) or passes(began, self.period + self.grace):
            after = self.world.date - began > self.period + self.grace
            yield self.alert("authorization-expired", "major" if after else "minor", *where,
                             began + self.period + self.grace)
        if passes(renewed, self.renewal):
            yield self.alert("failed-to-renew", "minor", *where, renewed + self.renewal)
        if passes(instance["contact"], self.contact):
            yield self.alert("failed-to-connect", "minor", *where,
                             instance["contact"] + self.period)

    def message(self, kind, account, variant, addresses, lines, alerts, events, totals,
                dismissed=0):
        locale, windows, ticked, scope = variant
        path = f"accounts/{account.domain}/{self.stem(kind, variant)}.json"
        majors = sum(alert["severity"] == "major" for alert in alerts)
        self.messages.append({
            "kind": kind, "account": account.domain, "locale": locale, "windows": list(windows),
            "virtual_accounts": "*" if scope is None else list(scope),
            "alert_events": "*" if len(ticked) == len(EVENTS) else list(ticked),
            "recipients": sorted(addresses, key=sort_key), "json": path,
            "expiring": sum(not line["renewed"] for line in lines),
            "renewed": sum(line["renewed"] for line in lines), "new": None, "changes": None,
            "milestones": sum(line["milestone"] is not None for line in lines),
            "events": len(events), "alerts": {"major": majors, "minor": len(alerts) - majors},
            "dismissed": dismissed})
        told = [{key: alert[key] for key in ("type", "severity", "virtual_account", "subject",
                                             "action_due")}
                | {"new": None, "no_longer_dismissed": False} for alert in alerts]
        self.unread[path] = self.not_understood(account, scope)
        self.bodies[path] = {
            "kind": kind, "account": account.domain, "account_name": account.name or account.domain,
            "date": written(self.world.date), "since": written(self.world.since), "locale": locale,
            "windows": list(windows), "previous": None, "changes": [], "cleared": [],
            "expiring": [line | {"new": None, "no_longer_dismissed": False} for line in lines],
            "alerts": told, "events": events, "totals": totals, "dismissed": dismissed}


    @staticmethod
    def not_understood(account, scope):
        """Terms with seats whose end nobody knows, and words for a state that nobody knows."""
        items = [item for item in account.licenses.values() if scope is None or item.va in scope]
        instances = [one for one in account.instances if scope is None or one["va"] in scope]
        return {
            "unknown_ends": sum(term["unknown"] and term["quantity"] > 0
                                for item in items for term in item.terms),
            "unknown_statuses": sum(any(term["odd"] for term in item.terms) for item in items)
            + sum(one["status"] not in INSTANCE_STATES and "reserved" not in one["status"]
                  for one in instances)}


def guarded(cell):
    """An apostrophe before what a spreadsheet could take for a formula, within a cell too."""
    return re.sub(r"(^|[;\t\r\n][ \"]*)(?=[=+\-@\t\r])", r"\1'", cell)
