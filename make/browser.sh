#!/bin/sh
# What the browser tests need: Chromium, and fonts that know Chinese.
set -eu
VENV="${VENV:-.venv}"

chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    "$VENV/bin/python" make/has_chromium.py
}
fonts() {
    [ "$(uname)" = Darwin ] || { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh)" ]; }
}
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}
missing() {
    echo "Browser tests need $1. Debian/Ubuntu: apt-get install chromium fonts-noto-cjk. macOS: $VENV/bin/playwright install chromium." >&2
    if [ -n "${CI:-}" ]; then exit 1; fi
    echo "They are left out this time." >&2
}

if ! chromium || ! fonts; then
    if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
        echo "· installing Chromium and Chinese fonts for the browser tests"
        as_root apt-get update -qq || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            fontconfig fonts-noto-cjk >/dev/null || true
        # Ubuntu's own package is a snap that has no place in a container: then playwright's.
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null || true
    fi
    chromium || "$VENV/bin/playwright" install chromium || true
fi
chromium || missing Chromium
fonts || missing "fonts that know Chinese"
