"""Proves over raw sockets what the preview serves, what it refuses, and how it ends."""

import html
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse

from harness import Results, arguments
from running import Preview

results = Results()
check = results.check


def serves_what_a_build_publishes(preview):
    built = preview.folder / "built"
    subprocess.run(
        [preview.program, "build", *preview.options(), "--quiet", "--output", str(built)],
        stderr=subprocess.DEVNULL)
    files = sorted(path for path in built.rglob("*") if path.is_file())
    check(len(files) > 50, "the sample has files")
    dressed = 0
    for file in files:
        path = file.relative_to(built)
        target = "/" + str(path)
        own = (preview.output / path).read_bytes()
        check(own == file.read_bytes(), f"{path} on disk is what a build publishes")
        answer = preview.get(target)
        check(answer.status == 200, f"{target} is served")
        policy = answer.headers.get("content-security-policy", "")
        if b"</aside>\n</body>" in answer.body:
            dressed += 1
            plain = answer.body.replace(b"connect-src 'self'; ", b"", 1)
            # An account's page has the forms of its alerts, and its policy lets them be sent.
            plain = plain.replace(b"form-action 'self'", b"form-action 'none'", 1)
            plain = re.sub(rb'\n<details class="dismissing">.*?</details>', b"", plain, flags=re.DOTALL)
            plain = re.sub(rb' <a class="dismiss".*?</a>', b"", plain)
            plain = re.sub(rb'\n<form class="dismissal".*?</form>', b"", plain, flags=re.DOTALL)
            start, end = plain.index(b"<aside class=\"preview\""), plain.index(b"</aside>\n")
            plain = plain[:start] + plain[end + len(b"</aside>\n"):]
            start = plain.index(b"<link rel=\"stylesheet\" href=\"/-/")
            plain = plain[:start] + plain[plain.index(b"</head>", start):]
            check(plain == own, f"{target} is the page and the preview's bar, nothing else")
            check("sandbox" not in policy, f"{target} keeps its script")
        else:
            check(answer.body == own, f"{target} is served byte for byte")
            if path.parts[0] != "assets":
                check(policy.startswith("sandbox;"), f"{target} is served in a sandbox")
        check(answer.headers.get("x-content-type-options") == "nosniff", f"{target}: nosniff")
    check(dressed >= 10, "the pages carry the bar")
    check(preview.ask("HEAD", "/index.html").body == b"", "HEAD has no body")


def asks_for_the_token(preview):
    first = preview.get(f"/?token={preview.token}", cookie="")
    check(first.status == 303 and first.headers.get("location") == "/index.html", "a first visit")
    cookie = first.headers.get("set-cookie", "")
    check(cookie.startswith(preview.cookie) and "HttpOnly" in cookie
          and "SameSite=Strict" in cookie, "the cookie is for this host's own pages")
    wrong = preview.token[:-1] + ("0" if preview.token[-1] != "0" else "1")
    targets = ["/", "/index.html", "/assets/site.css", "/-/state", "/-/preview.js", "/messages.jsonl",
               "/-/preferences/acme.example", "/no-such-file"]
    for target in targets:
        for cookie in ["", f"license-digest-preview-{preview.port}={wrong}", f"x={preview.token}",
                       f"license-digest-preview-{preview.port}=", preview.cookie[:-1]]:
            answer = preview.get(target, cookie=cookie)
            check(answer.status == 403 and preview.token.encode() not in answer.raw,
                  f"{target} with cookie '{cookie[:30]}...' is refused, got {answer.status}")
    check(preview.get(f"/?token={wrong}", cookie="").status == 403, "a wrong token is refused")
    check(preview.ask("POST", f"/?token={preview.token}", cookie="",
                      headers=[f"Origin: {preview.base}"]).status == 403,
          "a form needs the cookie")


def refuses_other_names_and_sites(preview):
    for host in ["evil.example", f"evil.example:{preview.port}", "127.0.0.1", "localhost",
                 f"127.0.0.1:{preview.port}.evil.example", f"[::1]:{preview.port}",
                 f"127.0.0.1:{preview.port + 1}", f"0.0.0.0:{preview.port}"]:
        check(preview.get("/", host=host).status == 403, f"Host {host} is refused")
    check(preview.get("/", host=f"localhost:{preview.port}").status == 200, "localhost is ours")
    cookie = f"Cookie: {preview.cookie}"
    own = f"Host: 127.0.0.1:{preview.port}"
    for lines in [["GET / HTTP/1.1", cookie], ["GET / HTTP/1.1", own, "Host: evil.example", cookie],
                  ["GET / HTTP/1.0", cookie],
                  [f"GET http://evil.example/ HTTP/1.1", own, cookie]]:
        answer = preview.raw("\r\n".join(lines).encode() + b"\r\n\r\n")
        check(answer.status in (400, 403), f"{lines[:2]} is refused, got {answer.status}")
    for header in ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
                   "Origin: https://evil.example", "Origin: null",
                   f"Origin: http://127.0.0.1:{preview.port + 1}"]:
        for method in ["GET", "POST"]:
            answer = preview.ask(method, "/-/preferences/acme.example", headers=[header])
            check(answer.status == 403, f"{method} with {header} is refused")
    check(preview.ask("POST", "/-/preferences/acme.example").status == 403,
          "a form that does not say where it is from is refused")
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"]:
        check(preview.ask(method, "/").status == 405, f"{method} is not known")
    own_origin = [f"Origin: {preview.base}"]
    check(preview.ask("POST", "/index.html", headers=own_origin).status == 405,
          "a published file is only read")


def stays_in_the_folder(preview):
    secret = preview.folder / "secret"
    secret.write_text("the secret")
    output = preview.output
    (output / "link.html").symlink_to(secret)
    (output / "folder").symlink_to(preview.folder)
    os.mkfifo(output / "pipe.html")
    (output / ".hidden").write_text("the secret")
    for target in [
            "/../secret", "/%2e%2e/secret", "/..%2fsecret", "/%2e%2e%2fsecret", "/..%5csecret",
            "/accounts/../../secret", "/accounts/%2e%2e/%2e%2e/secret", "//secret",
            f"/{secret}", f"//{secret}", "/link.html", "/folder/secret", "/folder/", "/pipe.html",
            "/.hidden", "/./secret", "/assets/..;/../secret", "/%00", "/index.html%00.css",
            "/index.html/../../secret", "/-/../../secret", "/-/preferences/../../secret",
            "/-/preferences/..%2f..", "/\\..\\secret", "/..\\secret", "/accounts", "/assets/"]:
        answer = preview.get(target)
        check(answer.status in (400, 404), f"{target} is nothing, got {answer.status}")
        check(b"the secret" not in answer.raw, f"{target} tells no secret")
    for name in ["link.html", "folder", "pipe.html", ".hidden"]:
        (output / name).unlink()


def ends_what_is_too_much(preview):
    own = f"Host: 127.0.0.1:{preview.port}\r\nCookie: {preview.cookie}\r\n"
    origin = f"Origin: {preview.base}\r\n"
    post = f"POST /-/preferences/acme.example HTTP/1.1\r\n{own}{origin}".encode()
    much = b"x" * (8 << 20)
    cases = [
        ("a large body", post + f"Content-Length: {len(much)}\r\n\r\n".encode() + much),
        ("a huge body announced", post + b"Content-Length: 99999999999\r\n\r\nx"),
        ("a length past counting", post + b"Content-Length: 99999999999999999999\r\n\r\nx"),
        ("a negative length", post + b"Content-Length: -1\r\n\r\nx"),
        ("two lengths", post + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
        ("a large chunked body", post + b"Transfer-Encoding: chunked\r\n\r\n800000\r\n" + much),
        ("length and chunks",
         post + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"),
        ("a long target", f"GET /{'a' * 100_000} HTTP/1.1\r\n{own}\r\n".encode()),
        ("a long header", f"GET / HTTP/1.1\r\n{own}X: {'a' * 100_000}\r\n\r\n".encode()),
        ("many headers", f"GET / HTTP/1.1\r\n{own}{'X: a{}'.format(chr(13) + chr(10)) * 5000}\r\n".encode()),
        ("endless header", b"GET / HTTP/1.1\r\nX: " + much),
        ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 500),
        ("NUL in a header", f"GET / HTTP/1.1\r\n{own}X: a\0b\r\n\r\n".encode()),
        ("a blank before the colon", f"GET / HTTP/1.1\r\n{own}X : a\r\n\r\n".encode()),
    ]
    for what, request in cases:
        start = time.monotonic()
        answer = preview.raw(request)
        check(answer.status in (400, 403, 413, None), f"{what} is refused, got {answer.status}")
        check(time.monotonic() - start < 15, f"{what} ends soon")
        check(preview.get("/-/state").status == 200, f"it answers after {what}")
    memory = pathlib.Path(f"/proc/{preview.process.pid}/status").read_text()
    most = next(int(line.split()[1]) for line in memory.splitlines() if line.startswith("VmHWM"))
    check(most < 200_000, f"it takes {most} KiB at most")
    print(f"most memory of the server: {most} KiB")


def answers_one_request_a_connection(preview):
    own = f"Host: 127.0.0.1:{preview.port}\r\nCookie: {preview.cookie}\r\n"
    one = f"GET /-/state HTTP/1.1\r\n{own}\r\n".encode()
    answer = preview.raw(one + one)
    check(answer.raw.count(b"HTTP/1.1 ") == 1, "a second request is not answered")
    check(answer.headers.get("connection") == "close", "the connection is closed")
    inner = f"POST /index.html HTTP/1.1\r\n{own}Content-Length: 2\r\n\r\n".encode() + b"ab" + one
    check(preview.raw(inner).raw.count(b"HTTP/1.1 ") == 1, "nothing is smuggled in behind a body")


def ends_what_is_too_slow(preview):
    """Trickling, silent and many connections; meanwhile it answers others at once."""
    lasted = {}

    def trickle(what, begin, step):
        start = time.monotonic()
        with preview.connect() as connection:
            connection.settimeout(0.5)
            try:
                connection.sendall(begin)
                while time.monotonic() - start < 30:
                    if step:
                        connection.sendall(step)
                    try:
                        if not connection.recv(1000):
                            break
                    except TimeoutError:
                        continue
            except OSError:
                pass
        lasted[what] = time.monotonic() - start

    own = f"Host: 127.0.0.1:{preview.port}\r\nCookie: {preview.cookie}\r\n".encode()
    cases = {
        "silence": (b"", b""),
        "a trickling target": (b"GET /", b"a"),
        "trickling headers": (b"GET / HTTP/1.1\r\n" + own, b"X: a\r\n"),
        "a trickling body": (
            b"POST / HTTP/1.1\r\n" + own + b"Content-Length: 1000\r\n\r\n", b"a"),
    }
    threads = [
        threading.Thread(target=trickle, args=(what, *case)) for what, case in cases.items()]
    for thread in threads:
        thread.start()
    time.sleep(1)
    start = time.monotonic()
    check(preview.get("/index.html").status == 200, "it answers while others are slow")
    check(time.monotonic() - start < 8, "it answers at once while others are slow")
    for thread in threads:
        thread.join()
    for what, seconds in sorted(lasted.items()):
        check(9 < seconds < 20, f"{what} is ended after 10 s, took {seconds:.1f}")
    strangers = [preview.connect() for _ in range(200)]
    for connection in strangers:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n".encode())
    check(preview.get("/index.html").status == 200, "nor do 200 that ask without the token")
    for connection in strangers:
        connection.close()
    many = [preview.connect() for _ in range(300)]
    start = time.monotonic()
    check(preview.get("/index.html").status == 200, "300 silent connections keep nobody out")
    check(time.monotonic() - start < 8, "nor do they delay an answer")
    time.sleep(11)
    check(preview.get("/index.html").status == 200, "it answers after 300 silent connections")
    for connection in many:
        connection.close()


def serves_big_files_in_pieces(preview):
    """A file of 400 MB that somebody put into the folder costs no memory."""
    size = 400 << 20
    big = preview.output / "accounts/acme.example/big.txt"
    with open(big, "wb") as file:
        file.truncate(size)
    request = f"GET /accounts/acme.example/big.txt HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n"
    received = 0
    with preview.connect() as connection:
        connection.sendall(f"{request}Cookie: {preview.cookie}\r\n\r\n".encode())
        while part := connection.recv(1 << 20):
            received += len(part)
            # A browser that rests near the end: what the server still holds must not be dropped.
            if size - (8 << 20) < received < size - (7 << 20):
                time.sleep(0.5)
    check(size < received < size + 2_000, f"it comes whole, {received} bytes")
    memory = pathlib.Path(f"/proc/{preview.process.pid}/status").read_text()
    most = next(int(line.split()[1]) for line in memory.splitlines() if line.startswith("VmHWM"))
    check(most < 250_000, f"a file of 400 MB takes {most} KiB at most")
    big.unlink()


def listens_on_loopback_alone(preview):
    port = f"{preview.port:04X}"
    found = []
    for table in ["/proc/net/tcp", "/proc/net/tcp6"]:
        for line in pathlib.Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            address, _, number = fields[1].partition(":")
            if number == port and fields[3] == "0A":
                found.append(address)
    check(found == ["0100007F"], f"it listens on 127.0.0.1 alone, not {found}")


def rebuilds(preview):
    before = preview.state()["generation"]
    licenses = preview.input / "licenses.csv"
    text = licenses.read_text()
    licenses.write_text(text.replace("ISE Apex", "ISE Zenith"))
    after = preview.wait(lambda state: state["generation"] > before)
    check(after["generation"] == before + 1, "a changed export leads to one rebuild")
    check(b"ISE Zenith" in preview.get("/accounts/acme.example/alerts.html").body,
          "the page shows the changed export")
    template = preview.templates / "index.html.mustache"
    sound = template.read_text()
    template.write_text(sound.replace("{{$", "{{#broken}}{{$", 1) + "{{noSuchName}}")
    state = preview.wait(lambda state: "failure" in state)
    check("index.html.mustache" in state.get("failure", ""), "a failed rebuild says why")
    page = preview.get("/index.html").body
    check(b"The last rebuild failed." in page and b"index.html.mustache" in page
          and b"Globex" in page, "the page of the build before shows the failure")
    template.write_text(sound)
    state = preview.wait(lambda state: "failure" not in state)
    check(state["generation"] == before + 2, "a mended template leads to one rebuild")
    preview.config.write_text(preview.config.read_text() + "\nwindow: [90]\n")
    state = preview.wait(lambda state: "failure" in state)
    check("unknown key 'window'" in state.get("failure", ""), "a wrong configuration is told")
    new = preview.input / "more.csv"
    preview.config.write_text(preview.config.read_text().replace("\nwindow: [90]\n", ""))
    new.write_text("account_domain,virtual_account,license,quantity\nnew.example,A,L,5\n")
    preview.wait(lambda state: state["generation"] == before + 3)
    check(preview.get("/accounts/new.example/alerts.html").status == 200, "a new export is seen")
    new.unlink()
    preview.wait(lambda state: state["generation"] == before + 4)
    check(preview.get("/accounts/new.example/alerts.html").status == 404, "a removed one too")


def dismisses_and_restores(preview):
    """Forms as a browser without scripts sends them; of windows that are too late each is told so."""
    page, address = "/accounts/acme.example/alerts.html", "/-/alerts/acme.example"
    file = preview.input / "dismissals.csv"

    def choices(list_id):
        found = re.search(rf'id="{list_id}" name="alert">(.*?)</select>',
                          preview.get(page).body.decode(), re.DOTALL)
        return [html.unescape(value) for value in
                re.findall(r'<option value="([^"]*)"', found[1] if found else "")]

    def post(alert, action, reason="known", who="alice@acme.example", reminder="2026-12-24"):
        body = urllib.parse.urlencode({"alert": alert, "action": action, "reason": reason,
                                       "as": who, "reminder": reminder}).encode()
        return preview.ask("POST", address, body, headers=[f"Origin: {preview.base}"])

    alerts = choices("dismiss-alert")
    check(len(alerts) > 3 and not choices("restore-alert"), "the page offers its alerts")
    links = re.findall(rf'class="dismiss" href="({address}[?]alert=[0-9a-f]+)"',
                       preview.get(page).body.decode())
    check(len(links) == len(alerts), f"each alert has its link: {len(links)} of {len(alerts)}")
    chosen = {re.search(r'<option value="([^"]*)" selected', preview.get(link).body.decode())[1]
              for link in links}
    check({html.unescape(value) for value in chosen} == set(alerts), "which chooses the alert")
    check(" selected" not in preview.get(f"{address}?alert=0").body.decode(), "another chooses none")
    for answer, what in [
            (post(alerts[0], "dismiss", reason=" "), "without a reason"),
            (post(alerts[0], "dismiss", who="bob@acme.example"), "by a user"),
            (post(alerts[0], "remind", reminder="2026-11-22"), "for a day that is over"),
            (post("event=x&subject=y", "dismiss"), "of nothing")]:
        check(answer.status == 422 and not file.exists(), f"{what}: {answer.status}")
    check(post("nonsense", "burn").status == 400, "nonsense is refused")
    answers = []
    windows = [threading.Thread(target=lambda: answers.append(post(alerts[0], "remind").status))
               for _ in range(8)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    rows = file.read_text().splitlines()
    check(len(rows) == 2 and ",2026-12-23," in rows[1], f"eight windows make one row: {rows}")
    check(answers.count(303) == 1 and set(answers) <= {303, 409, 422}, f"the others hear: {answers}")
    deadline = time.monotonic() + 30
    while not choices("restore-alert") and time.monotonic() < deadline:
        time.sleep(0.2)
    stale = choices("restore-alert")
    check(len(stale) == 1 and "before=2026-12-23" in stale[0], "the page offers to restore it")
    check(post(alerts[0], "remind", reminder="2027-03-02").status == 409, "an old page is told so")
    check(post(stale[0], "restore").status == 303, "it is restored")
    check(file.read_text().splitlines() == rows[:1], "its row is gone, and nothing else")
    check(post(stale[0], "restore").status == 409, "a second window is told so")


def stops(program):
    for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]:
        with Preview(program) as preview:
            kept = list(preview.temporary.iterdir())
            check(len(kept) == 1 and kept[0].stat().st_mode & 0o777 == 0o700,
                  "its own folder is for this person alone")
            with preview.connect():
                ended, seconds = preview.stop(number)
            check(ended == code, f"signal {number} ends it with {code}, got {ended}")
            check(seconds < 10, f"signal {number} ends it soon, took {seconds:.1f}")
            check(not list(preview.temporary.iterdir()), "its own folder is removed")


def removes_what_a_killed_one_left(program):
    with Preview(program) as preview:
        preview.process.kill()
        preview.process.wait()
        left = list(preview.temporary.iterdir())
        check(len(left) == 1, "a killed preview cannot remove its folder")
        again = subprocess.Popen(
            [program, "preview", "--quiet", *preview.options()], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin",
                                            "TMPDIR": str(preview.temporary)})
        again.stdout.readline()
        check(not left[0].exists(), "the next one removes it")
        again.terminate()
        check(again.wait(30) == 143, "and ends in order")


def children(parent):
    """The processes that it started; waits a little for the first."""
    end = time.monotonic() + 3
    found = []
    while not found and time.monotonic() < end:
        for file in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = file.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == parent and fields[0] != "Z":
                found.append(int(file.parent.name))
    return found


def stops_while_it_builds(program):
    with_much = Preview(program, waits=False)
    header = "account_domain,virtual_account,license,quantity,end_date\n"
    rows = "".join(f"a{n % 500}.example,A,License {n},5,2026-12-01\n" for n in range(300_000))
    (with_much.input / "much.csv").write_text(header + rows)
    with with_much as preview:
        page = preview.get("/")
        check(page.status == 200 and b"The first build is on its way" in page.body,
              "before the first build a page says so")
        builds = children(preview.process.pid)
        check(len(builds) == 1, f"one build runs: {builds}")
        code, seconds = preview.stop(signal.SIGTERM)
        check(code == 143 and seconds < 15, f"it ends while it builds, {code} after {seconds:.1f} s")
        check(not any(pathlib.Path(f"/proc/{number}").exists() for number in builds),
              "the build has ended with it")
        check(not list(preview.temporary.iterdir()), "nothing is left of it")


def shows_why_the_first_build_failed(program):
    preview = Preview(program, waits=False)
    preview.config.write_text("window: 90\n")
    with preview:
        preview.wait(lambda state: "failure" in state)
        page = preview.get("/").body.decode()
        check("The first build failed" in page and "unknown key &#39;window&#39;" in page,
              "a first build that failed says why")


def refuses_to_start(program):
    with tempfile.TemporaryDirectory() as folder:
        alone = shutil.copy(program, folder)
        ended = subprocess.run([alone, "preview", "--input", "x"], capture_output=True, text=True,
                               timeout=30)
        check(ended.returncode == 2 and "license-digest-preview cannot be started: No such file or "
              "directory (it is built and installed beside license-digest)" in ended.stderr,
              f"a missing server is told: {ended.stderr}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [program, "preview", "--input", "x", "--port", str(port)], capture_output=True,
            text=True, timeout=30)
        check(ended.returncode == 2 and f"port {port}" in ended.stderr
              and "--port 0" in ended.stderr, f"a taken port is told: {ended.stderr}")
    ended = subprocess.run(
        [program, "preview", "--input", "x"], capture_output=True, text=True, timeout=30,
        env={"PATH": "/usr/bin:/bin", "TMPDIR": "/nonexistent"})
    check(ended.returncode == 2 and "its folder cannot be made: /nonexistent" in ended.stderr
          and "set TMPDIR" in ended.stderr, f"a missing temporary folder: {ended.stderr}")
    ended = subprocess.run([program, "preview", "--input", "x", "--port", "65536"],
                           capture_output=True, text=True, timeout=30)
    check(ended.returncode == 64 and "is no port" in ended.stderr, "a port is a number")


def keeps_the_server_out_of_the_nightly_command(program):
    check(b"NIOPosix" not in pathlib.Path(program).read_bytes(),
          "license-digest carries no server")
    check(b"NIOPosix" in program.with_name(program.name + "-preview").read_bytes(),
          "license-digest-preview carries it")


def main():
    program = arguments(__doc__).program
    with Preview(program, output=True) as preview:
        check("no public server" in preview.greeting, "it says whom it is for")
        check(len(preview.token) == 64, "the token has 256 bits")
        serves_what_a_build_publishes(preview)
        asks_for_the_token(preview)
        refuses_other_names_and_sites(preview)
        stays_in_the_folder(preview)
        answers_one_request_a_connection(preview)
        listens_on_loopback_alone(preview)
        serves_big_files_in_pieces(preview)
        ends_what_is_too_much(preview)
        ends_what_is_too_slow(preview)
        rebuilds(preview)
        dismisses_and_restores(preview)
        check(preview.process.poll() is None, "it still runs")
        preview.stop()
        check((preview.output / "index.html").exists(), "a named output stays")
    stops(program)
    removes_what_a_killed_one_left(program)
    stops_while_it_builds(program)
    shows_why_the_first_build_failed(program)
    refuses_to_start(program)
    keeps_the_server_out_of_the_nightly_command(program)
    results.finish()


main()
