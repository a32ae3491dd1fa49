#!/bin/sh
# See to nginx for the test behind a proxy: an installed one; else Debian's package when we are
# root; else that test is skipped, and this says so.
set -u

for name in nginx /usr/sbin/nginx; do
    if command -v "$name" >/dev/null 2>&1; then
        echo "Proxy for the tests: $(command -v "$name")"
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # The package would start a server on port 80; Debian's way to say no to that.
    policy=/usr/sbin/policy-rc.d
    if [ ! -e "$policy" ]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
        trap 'rm -f "$policy"' EXIT
    fi
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx >/dev/null; then
        echo "Proxy for the tests: Debian's nginx, installed just now"
        exit 0
    fi
fi

echo "No nginx found: the test behind a proxy is skipped." >&2
exit 0
