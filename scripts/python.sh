#!/usr/bin/env bash
# Print the path of a Python 3.13 or later that can make virtual environments.
# Looks where one may already be; as a last resort fetches one with uv; else says what to install.
set -u

stop() {
    echo "$*" >&2
    exit 1
}

is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 13))' >/dev/null 2>&1; }
makes_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
may_install() { [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null; }

install_package() {
    echo "Installing $1…" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; } >&2
}

# Debian ships Python without what makes virtual environments: add it when allowed to.
complete() {
    makes_environments "$1" && return 0
    local package
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    may_install || stop "$1 cannot make virtual environments: install the package $package, then start again."
    install_package "$package" && makes_environments "$1"
}

candidates() {
    [ -n "${PYTHON:-}" ] && echo "$PYTHON"
    local name root
    for name in python3.13 python3 python3.14 python3.15; do type -ap "$name"; done
    for root in "${PYENV_ROOT:-}" "$HOME/.pyenv"; do
        [ -n "$root" ] && ls -d "$root"/versions/3.1[3-9]*/bin/python3 2>/dev/null
    done
    ls -d "$HOME"/.local/share/uv/python/cpython-3.1[3-9]*/bin/python3 2>/dev/null
    command -v uv >/dev/null && uv python find --no-project '>=3.13' 2>/dev/null
    return 0
}

while read -r candidate; do
    if is_recent "$candidate" && complete "$candidate"; then
        "$candidate" -c 'import sys; print(sys.executable)'
        exit 0
    fi
done < <(candidates)

fetched_by_uv() {
    local uv=uv folder
    if ! command -v uv >/dev/null; then
        command -v python3 >/dev/null && complete python3 >&2 || return 1
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' RETURN
        python3 -m venv "$folder" >/dev/null &&
            "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
                -r "$(dirname "$0")/uv.txt" >/dev/null 2>&1 || return 1
        uv=$folder/bin/uv
    fi
    UV_HTTP_RETRIES=1 "$uv" python install --quiet 3.13 >/dev/null 2>&1 || return 1
    "$uv" python find --no-project '>=3.13' 2>/dev/null
}

echo "No Python 3.13 on this machine: fetching one for your user account…" >&2
found=$(fetched_by_uv) && is_recent "$found" && echo "$found" && exit 0
stop "Entregent needs Python 3.13 or later, found none on this machine and could fetch none: install it (on Debian 13: apt install python3 python3-venv), then start again."
