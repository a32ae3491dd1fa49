#!/bin/sh
# See to a Chromium for the browser tests: an installed one; else Debian's package when we
# are root; else Playwright's own; else stop and say what to do.
set -u

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        echo "Browser for the tests: $(command -v "$name")"
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; then
        echo "Browser for the tests: Debian's chromium, installed just now"
        exit 0
    fi
fi

if "${PYTHON:-python3}" -m playwright install chromium >/dev/null 2>&1; then
    echo "Browser for the tests: Playwright's own Chromium"
    exit 0
fi

echo "No Chromium found, and none could be installed." >&2
echo "Install one (for example 'sudo apt-get install chromium'), or leave the browser out: make test-fast" >&2
exit 1
