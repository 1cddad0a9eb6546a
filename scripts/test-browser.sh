#!/bin/bash
# The browser tests, as many files at a time as the processors have room for (test/browser/support/take-turns.ts); then the blocks of tests
# that failed once more, one file at a time. Their bounds are real time on a shared machine: what fails beside another file and holds alone
# is load, what fails twice is a fault. The second result is the one that counts.
cd "$(dirname "$0")/.." || exit 1

run() { # REPORT VITEST-ARGUMENTS...
  local report=$1
  shift
  npx vitest run --project browser --reporter=default --reporter=json --outputFile.json="build/$report.json" "$@"
}

rm -f build/browser.json build/browser-again.json
run browser && exit 0
mapfile -t failed < <(node scripts/count-tests.mjs --failed browser)
# The last line is the pattern.
[ ${#failed[@]} -gt 1 ] || exit 1
files=("${failed[@]:0:${#failed[@]}-1}")
echo "once more, one at a time: ${files[*]}"
export -f run
# A fault in everything fails everything twice, and is not waited for.
CUTAWAY_BROWSER_WORKERS=1 timeout -k 10 1800 bash -c 'run browser-again "$@"' - "${files[@]}" -t "${failed[-1]}"
