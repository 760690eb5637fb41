"""Takes the pictures of docs/images from the committed output: a mail, light and dark, and a page.

    PYTHONPATH=Tests/acceptance .build/acceptance/python/bin/python Tests/acceptance/browser/pictures.py
"""

import base64

import chromium
from harness import ROOT

ACCOUNT = ROOT / "output" / "accounts" / "acme.example"
# File, picture, width and height in CSS pixels, color scheme.
PICTURES = [
    ("daily-90_30-en.html", "mail-light", 620, 900, "light"),
    ("daily-90_30-en.html", "mail-dark", 620, 900, "dark"),
    ("alerts.html", "account", 1240, 900, "light"),
]


def main():
    driver = chromium.start()
    for file, name, width, height, scheme in PICTURES:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        driver.get((ACCOUNT / file).as_uri())
        picture = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        (ROOT / "docs" / "images" / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))


main()
