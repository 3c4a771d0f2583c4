#!/bin/sh
# Everything that can be said about the tree without running it. All steps run; any fault fails.
set -u
VENV="${VENV:-.venv}"
export PYTHONPATH="src:." DJANGO_SETTINGS_MODULE=config.settings
FANGXIAN_DATA="$(mktemp -d)"
export FANGXIAN_DATA
trap 'rm -rf "$FANGXIAN_DATA"' EXIT
faults=0

step() {
    name="$1"
    shift
    echo "· $name"
    "$@" || { faults=$((faults + 1)); echo "✗ $name" >&2; }
}

step "format" "$VENV/bin/ruff" format --check --quiet .
step "lint" "$VENV/bin/ruff" check --quiet .
step "types" "$VENV/bin/mypy" --no-error-summary src
step "import contracts" "$VENV/bin/lint-imports" --no-logo
step "migrations" "$VENV/bin/python" make/migrations.py
step "docs in step" "$VENV/bin/python" make/facts.py --check
if [ -f web/package.json ]; then
    step "browser side" sh make/node.sh check
    step "browser side's tests" sh make/node.sh test
fi
[ "$faults" = 0 ] || { echo "$faults of the checks failed" >&2; exit 1; }
echo "· all checks hold"
