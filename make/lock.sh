#!/bin/sh
# The locks: every package by its hashes, for every platform, without an index address.
set -eu
for name in base dev; do
    "${UV:-uv}" pip compile --universal --python-version 3.11 --generate-hashes \
        "requirements/$name.in" -o "requirements/$name.lock" -q \
        --no-header --no-annotate
done
