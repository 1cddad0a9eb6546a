/** Events of one frame leave together, on connections of their own: which of them arrives first means nothing. */
const TOGETHER = ['impression', 'creativeView', 'start'];

/** Events as they arrived, with each run of simultaneous ones in the order of their names above. */
export function inOrder(events: readonly string[]): readonly string[] {
  const ordered = [...events];
  for (let from = 0; from < ordered.length; from++) {
    let to = from;
    while (TOGETHER.includes(ordered[to] ?? '')) to++;
    const run = ordered.slice(from, to).sort((a, b) => TOGETHER.indexOf(a) - TOGETHER.indexOf(b));
    ordered.splice(from, run.length, ...run);
    from = Math.max(from, to);
  }
  return ordered;
}
