#!/bin/bash
# npm start: installs and builds what is missing or old, then runs the service, the live channel and the demo until Ctrl-C.
# Needs Node from 20.19 and npm, nothing else.
set -uo pipefail
cd "$(dirname "$0")/.."

give_up() {
  echo "Cannot start: $1" >&2
  exit 1
}

needs_modules() {
  ! [ node_modules/.package-lock.json -nt package-lock.json ]
}

# older FILE DIR... : whether FILE is missing or older than a source in the folders
older() {
  local built=$1
  shift
  [ -e "$built" ] || return 0
  [ -n "$(find "$@" -type f -newer "$built" -not -name '*.test.ts' -not -path '*/dist/*' -print -quit)" ]
}

needs_build() {
  local package
  for package in packages/*/; do
    older "${package}dist/index.js" "${package}src" "${package}package.json" && return 0
  done
  return 1
}

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  give_up "Node is $(node --version 2>/dev/null || echo missing), expected 20.19 or later"

if needs_modules; then
  echo 'Installing node modules…'
  npm ci --no-audit --no-fund --loglevel=error || give_up 'npm ci failed, expected the registry to answer'
  touch node_modules/.package-lock.json
fi
if needs_build; then
  echo 'Building the packages…'
  npm run --silent build || give_up 'npm run build failed, expected a clean checkout'
fi
if older demos/live/dist/index.html demos/live packages/*/src; then
  echo 'Building the demo…'
  node_modules/.bin/vite build demos/live --logLevel error || give_up 'the demo did not build, expected a clean checkout'
fi
exec node scripts/start.mjs
