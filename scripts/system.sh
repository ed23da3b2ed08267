#!/usr/bin/env bash
# See that the system libraries are there: those of the PDF engine for `run`, a browser and gettext
# for `test` as well. Installed as root on Debian; otherwise named, and nothing is done behind anyone's back.
set -u
cd "$(dirname "$0")/.."
what=${1:-run}
missing=()

has_library() { .venv/bin/python -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }
has_browser() {
    local name
    for name in "${CHROME:-}" chromium chromium-browser google-chrome; do
        [ -n "$name" ] && command -v "$name" >/dev/null && return 0
    done
    return 1
}

survey() {
    missing=()
    if [ "$(uname -s)" = Linux ]; then
        has_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
        has_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
        has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
    fi
    [ "$what" = test ] || return 0
    has_browser || missing+=(chromium)
    command -v msgfmt >/dev/null || missing+=(gettext)
}

survey
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}…"
    log=$(mktemp)
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
    fi
    rm -f "$log"
    survey
    [ ${#missing[@]} -eq 0 ] && exit 0
fi
echo "Some system packages are missing: install ${missing[*]} (on Debian, as root: apt install ${missing[*]}), then start again." >&2
exit 1
