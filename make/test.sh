#!/bin/sh
# Side by side what is safe side by side (a database a process), then one by one what is not.
set -eu
VENV="${VENV:-.venv}"
pytest="$VENV/bin/pytest"
alone="kill or alone"

# A fault is looked at once more: what holds then is FLAKY, told in full, and ours to mend.
echo "· tests, two at a time"
"$pytest" -q -n "${JOBS:-2}" --dist loadfile -m "not ($alone or browser)" --reruns 1 "$@"
[ -z "${FANGXIAN_TEST_FAST:-}" ] || exit 0
echo "· what people do in a browser, two at a time"
"$pytest" -q -n "${JOBS:-2}" --dist loadfile -m browser --reruns 1 "$@" || [ $? = 5 ] # 5: there are none
echo "· tests that need the machine for themselves"
"$pytest" -q -m "$alone" --reruns 1 "$@" || [ $? = 5 ]
