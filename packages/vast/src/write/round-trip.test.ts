import { describe, expect, it } from 'vitest';
import { folderOf, namesIn, readCase, readResponse, resolveCase } from '../a-case.builder.js';
import { startResolve } from '../resolve/resolve-vast.js';
import { validate } from '../validate/validate.js';
import { asWritten } from './as-written.builder.js';
import { writeVast } from './write-vast.js';

describe.each(['exemplary', 'supplemental', 'reading/exemplary'])('writeVast, after cases/%s', (kind) => {
  const folder = folderOf(kind);
  const podOf = (name: string) => {
    const { answers = [] } = readCase(folder, name);
    // A wrapper of `reading` is a page of its own: nobody answers for it.
    const step = resolveCase(folder, name, { answers: name === 'wrapper' && kind !== 'exemplary' ? [{}] : answers });
    return { id: 'p', breakId: 'b', beaconedBy: 'client', ads: step.ads } as const;
  };
  const names = namesIn(folder).filter((name) => podOf(name).ads.length > 0);
  it.each(names)('%s comes back', (name) => {
    const pod = podOf(name);
    const again = startResolve(writeVast(pod), { prefix: 'p' });
    expect(again).toMatchObject({ type: 'done', failures: [], warnings: [] });
    expect(again.type === 'done' && again.ads).toEqual(pod.ads.map(asWritten));
  });
  it.each(names)('%s breaks no rule once it is written that it did not break before', (name) => {
    const broken = (xml: string) => validate(xml).flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));
    const before = broken(readResponse(folder, name));
    expect(broken(writeVast(podOf(name))).filter((rule) => !before.includes(rule))).toEqual([]);
  });
});
