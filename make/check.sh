#!/bin/sh
# Everything that can be said about the tree without running it. All steps run; any fault fails.
set -u
VENV="${VENV:-.venv}"
export PYTHONPATH="src:." DJANGO_SETTINGS_MODULE=config.settings
FANGXIAN_DATA="$(mktemp -d)"
export FANGXIAN_DATA
trap 'rm -rf "$FANGXIAN_DATA"' EXIT
logs="$FANGXIAN_DATA/steps"
mkdir "$logs"

# What a step says comes whole, when it ends: two run side by side.
step() {
    name="$1"
    shift
    if "$@" >"$logs/$name" 2>&1; then mark="·"; else mark="✗" && : >"$logs/failed $name"; fi
    printf '%s\n' "$mark $name$(sed '1s/^/\n/' "$logs/$name")"
}

step "types" "$VENV/bin/mypy" --no-error-summary src &
step "format" "$VENV/bin/ruff" format --check --quiet .
step "templates" "$VENV/bin/python" make/templates.py --check
step "lint" "$VENV/bin/ruff" check --quiet .
step "import contracts" "$VENV/bin/lint-imports" --no-logo
step "migrations" "$VENV/bin/python" make/migrations.py
step "docs in step" "$VENV/bin/python" make/facts.py --check
if [ -f web/package.json ]; then
    step "browser side" sh make/node.sh check
    step "browser side's tests" sh make/node.sh test
fi
wait
faults="$(find "$logs" -name "failed *" | wc -l)"
[ "$faults" -eq 0 ] || { echo "$faults of the checks failed" >&2; exit 1; }
echo "· all checks hold"
