#!/bin/bash
# npm test: installs what is missing, then the gate (npm run ok), and behind it the journeys in a real browser. These wait in real time, and
# have the processors to themselves: beside them even what runs at the lowest priority made pages half as quick on two threads of one core.
# The last line is "N passed, N failed, N skipped" over all tests; the exit code is 0 only where nothing failed.
# CUTAWAY_CHROMIUM and CUTAWAY_CHROMEDRIVER name other binaries than Debian's.
set -uo pipefail
cd "$(dirname "$0")/.."

export DEBIAN_FRONTEND=noninteractive
export CUTAWAY_CHROMIUM="${CUTAWAY_CHROMIUM:-/usr/bin/chromium}"
export CUTAWAY_CHROMEDRIVER="${CUTAWAY_CHROMEDRIVER:-/usr/bin/chromedriver}"
font=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf

give_up() {
  echo "Cannot run the tests: $1" >&2
  echo '0 passed, 1 failed, 0 skipped'
  exit 1
}

# as_root COMMAND...
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# install PACKAGE... : quiet; false where it cannot
install() {
  echo "installing $*"
  command -v apt-get >/dev/null && as_root true 2>/dev/null &&
    { as_root apt-get update -qq && quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null
}

# quietly COMMAND... : no server that it installs starts by itself (Debian's policy-rc.d), since the tests start their own
quietly() {
  local policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] && { "$@"; return; }
  (
    trap 'as_root rm -f "$policy"' EXIT # also where somebody stops it: with the file there no server would ever start again
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod +x "$policy"
    "$@"
  )
}

install_browser() {
  local packages=()
  [ -x "$CUTAWAY_CHROMIUM" ] || packages+=(chromium)
  [ -x "$CUTAWAY_CHROMEDRIVER" ] || packages+=(chromium-driver)
  [ ${#packages[@]} -gt 0 ] || return 0
  [ -e "$font" ] || packages+=(fonts-dejavu-core)
  install "${packages[@]}" ||
    give_up "these Debian packages are missing and could not be installed: ${packages[*]}; install them, or name the binaries with CUTAWAY_CHROMIUM and CUTAWAY_CHROMEDRIVER"
  [ -x "$CUTAWAY_CHROMIUM" ] && [ -x "$CUTAWAY_CHROMEDRIVER" ] || give_up "no $CUTAWAY_CHROMIUM or $CUTAWAY_CHROMEDRIVER after the installation"
}

# What the service is scaled out with, what tries its alerts, and what measures creatives. Tests that need one of them start their own, on loopback.
install_engines() {
  local packages=()
  [ -x /usr/bin/redis-server ] || packages+=(redis-server)
  [ -x /usr/sbin/nats-server ] || packages+=(nats-server)
  [ -x /usr/bin/promtool ] || packages+=(prometheus)
  [ -x /usr/bin/ffmpeg ] || packages+=(ffmpeg)
  [ -x /usr/sbin/nginx ] || packages+=(nginx)
  [ ${#packages[@]} -eq 0 ] || install "${packages[@]}" ||
    echo "could not install ${packages[*]}: the tests that need them are skipped" >&2
}

install_modules() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return 0
  echo 'installing node modules'
  npm ci --no-audit --no-fund --loglevel=error || give_up 'npm ci failed'
}

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  give_up "Node is $(node --version), expected 20.19 or later"
install_browser
install_engines
install_modules

mkdir -p build
rm -f build/ok.json build/unit.json
node scripts/ok.mjs
scripts/test-browser.sh
node scripts/count-tests.mjs
