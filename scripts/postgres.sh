#!/usr/bin/env bash
# Run a command with DATABASE_URL pointing at PostgreSQL: the one given, else a throw-away server
# made with this machine's binaries, which disappears at the end.
set -u
if [ -n "${DATABASE_URL:-}" ]; then
    exec "$@"
fi

binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$binaries" ] || binaries=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
if [ ! -x "$binaries/initdb" ]; then
    echo "No PostgreSQL here: install its server (on Debian: apt install postgresql), or give the address of one in DATABASE_URL." >&2
    exit 1
fi

# The server refuses to run as root: the account postgres runs it then.
as_server() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

folder=$(as_server mktemp -d /tmp/entregent-postgres-XXXXXX) || exit 1
port=${POSTGRES_PORT:-$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')}
clean() {
    as_server "$binaries/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
    as_server rm -rf "$folder"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$folder" 2>/dev/null || true  # initdb complains about a folder it may not enter
as_server "$binaries/initdb" -D "$folder/data" -U entregent -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$folder.log" 2>&1 &&
    as_server "$binaries/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" \
        -o "-c listen_addresses=127.0.0.1 -p $port -k $folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        start >>"$folder.log" 2>&1 || {
    cat "$folder.log" >&2
    rm -f "$folder.log"
    echo "The throw-away PostgreSQL server did not start." >&2
    exit 1
}
rm -f "$folder.log"
cd - >/dev/null 2>&1 || true
as_server "$binaries/createdb" -h 127.0.0.1 -p "$port" -U entregent entregent || exit 1
DATABASE_URL="postgres://entregent@127.0.0.1:$port/entregent" "$@"
