"""Draws the picture of the README anew: the page of the founding case in a browser, cut to its upper part.

python docs/pictures.py             needs a Chromium or Chrome on the path
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "founding-case.png"
WIDTH, HEIGHT = 1200, 1420
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def draw() -> None:
    """Judge the case, open its page without a window, and keep what is seen."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"no browser found\n  required: one of {', '.join(BROWSERS)}\n  what to do: install one of them")
    with tempfile.TemporaryDirectory() as folder:
        comitia = Path(sys.executable).with_name("comitia")
        subprocess.run([comitia, "demo", "--out", folder], check=True, stdout=subprocess.DEVNULL)
        page = Path(folder) / "founding-case.html"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]
        command = [browser, *options, f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={PICTURE}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    draw()
