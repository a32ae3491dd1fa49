#!/bin/sh
# See to a Chromium for the browser tests: the one without windows, which is quickest, installed
# from Debian's package when we are root; else any that is there; else Playwright's own; else stop
# and say what to do.
set -u

found() {
    for name in "$@"; do
        if command -v "$name" >/dev/null 2>&1; then
            echo "Browser for the tests: $(command -v "$name")"
            exit 0
        fi
    done
}

install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

found chromium-headless-shell
install chromium-headless-shell && found chromium-headless-shell
found chromium chromium-browser google-chrome google-chrome-stable
install chromium && found chromium

if "${PYTHON:-python3}" -m playwright install chromium >/dev/null 2>&1; then
    echo "Browser for the tests: Playwright's own Chromium"
    exit 0
fi

echo "No Chromium found, and none could be installed." >&2
echo "Install one (for example 'sudo apt-get install chromium'), or leave the browser out: make test-fast" >&2
exit 1
