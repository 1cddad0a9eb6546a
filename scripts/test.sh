#!/bin/bash
# npm test: installs what is missing, then the gate (npm run ok), then the journeys in a real browser.
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

install_browser() {
  local packages=() as_root=()
  [ -x "$CUTAWAY_CHROMIUM" ] || packages+=(chromium)
  [ -x "$CUTAWAY_CHROMEDRIVER" ] || packages+=(chromium-driver)
  [ ${#packages[@]} -gt 0 ] || return 0
  [ -e "$font" ] || packages+=(fonts-dejavu-core)
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || give_up "these Debian packages are missing and this user may not install them: ${packages[*]} (sudo apt-get install ${packages[*]})"
    as_root=(sudo -n)
  fi
  command -v apt-get >/dev/null || give_up "there is no apt-get; install ${packages[*]}, or name the binaries with CUTAWAY_CHROMIUM and CUTAWAY_CHROMEDRIVER"
  echo "installing ${packages[*]}"
  { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null ||
    give_up "apt-get could not install ${packages[*]}"
  [ -x "$CUTAWAY_CHROMIUM" ] && [ -x "$CUTAWAY_CHROMEDRIVER" ] || give_up "no $CUTAWAY_CHROMIUM or $CUTAWAY_CHROMEDRIVER after the installation"
}

install_modules() {
  [ node_modules/.package-lock.json -nt package-lock.json ] && return 0
  echo 'installing node modules'
  npm ci --no-audit --no-fund --loglevel=error || give_up 'npm ci failed'
}

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  give_up "Node is $(node --version), expected 20.19 or later"
install_browser
install_modules

mkdir -p build
rm -f build/ok.json build/unit.json
node scripts/ok.mjs
scripts/test-browser.sh
node scripts/count-tests.mjs
