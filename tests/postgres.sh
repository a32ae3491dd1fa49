#!/bin/sh
# See to PostgreSQL for the tests of what is reported: an installed one; else Debian's package when
# we are root; else those tests are skipped, and this says so. Nothing is started here.
set -u

found() {
    for name in $(command -v postgres) /usr/lib/postgresql/*/bin/postgres; do
        [ -x "$name" ] && echo "$name" && return 0
    done
    return 1
}

if found >/dev/null; then
    echo "Database for the tests: $(found)"
    exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # The package would make and start a server of its own; Debian's way to say no to that.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
        trap 'rm -f "$policy"' EXIT
    fi
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null && found >/dev/null; then
        echo "Database for the tests: Debian's PostgreSQL, installed just now"
        exit 0
    fi
fi

echo "No PostgreSQL found: the tests with it are skipped." >&2
exit 0
