#!/bin/sh
# Side by side what is safe side by side (a database a process), then one by one what is not.
set -eu
VENV="${VENV:-.venv}"
unset PYTHONDONTWRITEBYTECODE # a command of a test is a process: none compiles what another has

# run WHAT SPREAD …: a few faults are looked at once more, by a new process with a county of its
# own. What holds then is FLAKY: told in full above, and ours to mend.
run() {
    what="$1" spread="$2" && shift 2
    # shellcheck disable=SC2086 # the spread is several words or none
    code=0 && "$VENV/bin/pytest" -q -m "$what" $spread "$@" || code=$?
    case $code in 0 | 5) return 0 ;; esac # 5: there are none
    [ "$code" = 1 ] || return "$code"
    echo "· once more: what holds now is FLAKY and told above"
    "$VENV/bin/pytest" -q -m "$what" --last-failed --last-failed-no-failures none "$@"
}

pair="-n ${JOBS:-2}"
files="$pair --dist loadfile --no-loadscope-reorder" # the long files first: tests/conftest.py
echo "· tests, two at a time"
run "not (kill or alone or browser)" "$files" "$@"
[ -z "${FANGXIAN_TEST_FAST:-}" ] || exit 0
echo "· what people do in a browser, two at a time"
run browser "$files" "$@"
echo "· what a killed process leaves, two at a time: each has a database and ports of its own"
run "kill and not alone" "$pair --dist worksteal" "$@"
echo "· tests that need the machine for themselves"
run alone "" "$@"
