#!/usr/bin/env bash
# Make .venv, or bring it up to date: `environment.sh run` for the product, `test` for its checks too.
# An environment made by another Python, or somewhere else and moved here, is made again.
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}
case "$what" in
    run) requirements=requirements.txt ;;
    test) requirements=requirements-dev.txt ;;
    *) echo "usage: scripts/environment.sh run|test" >&2; exit 2 ;;
esac

place=.venv/made-in
is_sound() {
    [ "$(cat "$place" 2>/dev/null)" = "$PWD" ] &&
        .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 13))' >/dev/null 2>&1
}

if ! is_sound; then
    python=$(scripts/python.sh)
    rm -rf .venv
    echo "Making the virtual environment with $("$python" --version)…"
    "$python" -m venv .venv
    echo "$PWD" >"$place"
fi

wanted=$(sha256sum <"$requirements")
installed=.venv/installed-$what
if [ "$(cat "$installed" 2>/dev/null)" != "$wanted" ]; then
    echo "Installing what $requirements names (a minute the first time)…"
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input \
        --require-hashes -r "$requirements" || {
        echo "The packages of $requirements could not be installed: check the network, then start again." >&2
        exit 1
    }
    echo "$wanted" >"$installed"
fi
