#!/bin/sh
# Side by side what is safe side by side (a database a process), then one by one what is not.
set -eu
VENV="${VENV:-.venv}"
pytest="$VENV/bin/pytest"
alone="browser or kill or alone"

echo "· tests, two at a time"
"$pytest" -q -n "${JOBS:-2}" --dist loadfile -m "not ($alone)" "$@"
[ -z "${FANGXIAN_TEST_FAST:-}" ] || exit 0
echo "· tests that need the machine for themselves"
"$pytest" -q -m "$alone" "$@" || [ $? = 5 ] # 5: there are none
