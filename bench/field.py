"""The field app on a cheap phone: its weight, and the time until its first screen can be used.

Chromium with a processor four times slower and the network of "Fast 3G" (1.6 Mbit/s, 562 ms).
`cold`: never opened before, until it says what to do. `warm`: from the device's own copy, until
the PIN can be typed. Limits: 300 kB without the decoder, 2 seconds each.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

DIST = Path(__file__).parents[1] / "web" / "dist"
MOST_KB, MOST_MS = 300, 2_000
TIMES = 5
FAST_3G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8 * 0.9,
    "uploadThroughput": 750 * 1024 / 8 * 0.9,
}
TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
}
SEEN = """
new MutationObserver(() => {
  if (!window.usable && document.querySelector(".link, .keys")) window.usable = performance.now();
}).observe(document, { subtree: true, childList: true });
"""
LOCKED = """new Promise(done => { indexedDB.open("fangxian-field").onsuccess = ({ target }) => {
  const work = target.result.transaction("plain", "readwrite");
  work.objectStore("plain").put({}, "lock");
  work.oncomplete = () => { target.result.close(); done(1) } } })"""


class Shell(BaseHTTPRequestHandler):
    """Serves the built app as the county's server does: squeezed, and nobody signed in."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/field/api/choices":
            return self._answer(b'{"actor": ""}', "application/json")
        name = {"/field/": "/field/index.html", "/field/sw.js": "/field/sw.js"}.get(path)
        file = DIST / (name or path.removeprefix("/static")).lstrip("/")
        if not file.is_file():
            return self.send_error(404)
        return self._answer(file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))

    def _answer(self, content: bytes, kind: str) -> None:
        squeezed = gzip.compress(content, 9)
        self.send_response(200)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(squeezed))),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(squeezed)

    def log_message(self, *_: Any) -> None:
        pass


def weight_kb() -> float:
    """What a phone fetches before it can be used: page, script, style."""
    names = ("index.html", "main.js", "field.css")
    return sum(len(gzip.compress((DIST / "field" / name).read_bytes(), 9)) for name in names) / 1000


def milliseconds(browser: Any, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = context.new_page()
    page.add_init_script(SEEN)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", FAST_3G)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    cold = _usable(page, address)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.evaluate(LOCKED)
    warm = _usable(page, address)
    context.close()
    return cold, warm


def _usable(page: Any, address: str) -> float:
    page.goto(f"{address}/field/")
    page.wait_for_function("window.usable > 0")
    return float(page.evaluate("window.usable"))


def main() -> int:
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shell)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as driver:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        runs = [milliseconds(browser, address) for _ in range(TIMES)]
        browser.close()
    server.shutdown()
    cold, warm = (sorted(run[side] for run in runs)[TIMES // 2] for side in (0, 1))
    weight = weight_kb()
    line = {
        "bench": "field",
        "weight_kb": round(weight, 1),
        "limit_kb": MOST_KB,
        "cold_ms": round(cold),
        "warm_ms": round(warm),
        "limit_ms": MOST_MS,
        "network": "Fast 3G",
        "processor": "1/4",
    }
    print(json.dumps(line))
    return 0 if weight <= MOST_KB and max(cold, warm) <= MOST_MS else 1


if __name__ == "__main__":
    sys.exit(main())
