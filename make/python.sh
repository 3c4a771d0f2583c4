#!/bin/sh
# Python of one's own in $VENV: the hashed lock, then this tree itself.
set -eu
VENV="${VENV:-.venv}"

find_python() {
    for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14; do
        [ -n "$name" ] || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; none was found. Debian/Ubuntu: apt-get install python3 python3-venv. macOS: brew install python." >&2
    exit 1
}

if [ ! -x "$VENV/bin/python" ]; then
    python="$(find_python)"
    echo "· making $VENV with $("$python" --version)"
    if ! "$python" -m venv "$VENV" 2>/dev/null; then
        rm -rf "$VENV"
        echo "Python's module venv is missing or incomplete. Debian/Ubuntu: apt-get install python3-venv, then run make again." >&2
        exit 1
    fi
fi
"$VENV/bin/python" -m pip --version >/dev/null 2>&1 || "$VENV/bin/python" -m ensurepip --upgrade >/dev/null
total="$(grep -c '==' requirements/dev.lock)"
echo "· installing up to $total packages by their hashes (the first time takes a few minutes)"
{
    "$VENV/bin/python" -m pip install --disable-pip-version-check --progress-bar off \
        --require-hashes -r requirements/dev.lock || echo "pip failed"
} | awk -v total="$total" '
    /^pip failed$/ { failed = 1 }
    /^Collecting/ { n++; if (n % 10 == 0) { printf "  %d of %d fetched\n", n, total; fflush() } }
    /^Installing collected/ { print "  unpacking"; fflush() }
    END { exit failed }
'
"$VENV/bin/python" -m pip install --disable-pip-version-check --quiet \
    --no-deps --no-build-isolation -e .
touch "$VENV/.installed"
echo "· Python is ready"
