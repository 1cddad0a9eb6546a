/** major, minor, patch */
type Numbers = readonly [number, number, number];

/** null: no release, as `1.6.0-rc.1`. */
function numbersOf(version: string): Numbers | null {
  const found = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return found && [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** Below 0: a is older. */
export function compare(a: string, b: string): number {
  const [x, y] = [numbersOf(a), numbersOf(b)];
  if (!x || !y) throw new RangeError(`Cannot compare versions: ${a} and ${b}, expected two releases as 1.6.0`);
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
}

/**
 * Does a range claim this version?
 * @param range of the one form that our peerDependencies have: `>=1.5.0 <1.8.0`
 * @throws RangeError where the range has another form.
 */
export function claims(range: string, version: string): boolean {
  const [, from, to] = /^>=(\d+\.\d+\.\d+) <(\d+\.\d+\.\d+)$/.exec(range) ?? [];
  if (!from || !to) throw new RangeError(`Cannot read range: it is ${range}, expected a range as >=1.5.0 <1.8.0`);
  return compare(version, from) >= 0 && compare(version, to) < 0;
}

/** Of each minor that a range claims the oldest and the newest release, oldest first. */
export function endsOfMinors(versions: readonly string[], range: string): readonly string[] {
  const claimed = versions.filter((version) => numbersOf(version) && claims(range, version)).sort(compare);
  const minorOf = (version = ''): string => version.replace(/\.\d+$/, '');
  return claimed.filter(
    (version, n) => minorOf(claimed[n - 1]) !== minorOf(version) || minorOf(claimed[n + 1]) !== minorOf(version),
  );
}
