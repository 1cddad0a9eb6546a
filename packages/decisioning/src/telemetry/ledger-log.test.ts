import type { LedgerEntry } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { aBatch, aChain, hashed } from './a-ledger.builder.js';
import { createLedgerKeys } from './ledger-keys.js';
import { createLedgerLog } from './ledger-log.js';

const keys = createLedgerKeys({ id: 'k1', secret: 'master' });
const key = keys.keyOf('s');
const GOOD = { gaps: [], altered: [], forked: [], unverified: [], repeated: [], duplicates: 0 };

/** The verdict on batches that came one behind the other. */
function verdictOn(...batches: readonly (readonly LedgerEntry[])[]) {
  const log = createLedgerLog(keys);
  for (const entries of batches) log.hear(aBatch(entries));
  return log.report('s');
}
const without = (chain: readonly LedgerEntry[], seq: number) => chain.filter((entry) => entry.seq !== seq);

describe.each([
  ['plain', null],
  ['signed', key],
])('a %s ledger at the collector', (_, signer) => {
  const chain = aChain(5, { key: signer });
  const change = (seq: number, more: Partial<LedgerEntry>) =>
    chain.map((entry) => (entry.seq === seq ? { ...entry, ...more } : entry));

  it('is complete where every entry came', () => {
    expect(verdictOn(chain)).toMatchObject({ ...GOOD, entries: 5, completeTo: 5 });
  });
  it('is complete in whatever order its batches came', () => {
    expect(verdictOn(chain.slice(3), chain.slice(0, 3))).toMatchObject({ ...GOOD, completeTo: 5 });
  });
  it('shows a dropped entry as a gap', () => {
    expect(verdictOn(without(chain, 3))).toMatchObject({ ...GOOD, completeTo: 2, gaps: [{ from: 3, to: 3 }] });
  });
  it('shows a dropped beginning as a gap', () => {
    expect(verdictOn(chain.slice(2))).toMatchObject({ completeTo: 0, gaps: [{ from: 1, to: 2 }] });
  });
  it.each<[string, Partial<LedgerEntry>]>([
    ['event', { event: 'complete' }],
    ['key', { key: 'another/0/start/3' }],
    ['time', { atMs: 77 }],
    ['predecessor', { prev: 'f'.repeat(64) }],
    ['hash', { hash: 'f'.repeat(64) }],
  ])('shows an altered %s', (_what, more) => {
    expect(verdictOn(change(3, more))).toMatchObject({ completeTo: 2, altered: [3], gaps: [{ from: 3, to: 3 }] });
  });
  it('shows two entries that changed places', () => {
    const [two, three] = [chain[1]!, chain[2]!];
    const swapped = [chain[0]!, { ...three, seq: 2 }, { ...two, seq: 3 }, ...chain.slice(3)];
    expect(verdictOn(swapped)).toMatchObject({ completeTo: 1, altered: [2, 3] });
  });
  it('counts a replay and takes it once', () => {
    expect(verdictOn(chain, chain)).toMatchObject({ ...GOOD, entries: 5, completeTo: 5, duplicates: 5 });
  });
  it('knows the entries of another session by their hash', () => {
    const other = aChain(2, { key: signer, sessionId: 'other' });
    expect(verdictOn(other)).toMatchObject({ entries: 0, altered: [1, 2] });
  });
  it('shows a second entry for the same number, and what hangs on it', () => {
    const { hash: _hash, ...three } = chain[2]!;
    const fork = hashed({ ...three, event: 'complete' }, signer);
    expect(verdictOn(chain, [fork])).toMatchObject({ completeTo: 2, forked: [3] });
    expect(verdictOn([...without(chain, 3), fork])).toMatchObject({ completeTo: 3, forked: [4] });
  });
  it('shows a beacon that two entries tell', () => {
    const entry = { seq: 6, prev: chain[4]!.hash, event: 'start', key: chain[0]!.key, atMs: 1 } as const;
    const again = hashed({ ...entry, keyId: signer?.keyId ?? null }, signer);
    expect(verdictOn(chain, [again])).toMatchObject({ completeTo: 6, repeated: [6] });
  });
});

describe('a signed ledger', () => {
  it('may begin before its key is there', () => {
    expect(verdictOn(aChain(5, { key, signedFrom: 3 }))).toMatchObject({ ...GOOD, completeTo: 5 });
  });
  it('cannot be made by who has not the key', () => {
    expect(verdictOn(aChain(2, { key: { ...key, secret: 'guessed' } }))).toMatchObject({ altered: [1, 2] });
  });
  it('does not become a plain one', () => {
    const chain = aChain(4, { key });
    const stripped = hashed({ ...chain[3]!, keyId: null }, null);
    expect(verdictOn([...chain.slice(0, 3), stripped])).toMatchObject({ completeTo: 3, altered: [4] });
  });
  it('is unverified where its key is not of this service', () => {
    const chain = aChain(2, { key: { keyId: 'old', secret: 'x' } });
    expect(verdictOn(chain)).toMatchObject({ completeTo: 2, unverified: [1, 2], altered: [] });
  });
});

describe('createLedgerLog', () => {
  it('says what the device declared last', () => {
    const log = createLedgerLog(keys);
    log.hear(aBatch(aChain(1), { automated: true, attestation: 'token' }));
    expect(log.report('s')).toMatchObject({ automated: true, attested: true });
    expect(log.report('nobody')).toBeNull();
  });
  it('counts what it heard', () => {
    const log = createLedgerLog(keys);
    const [one, , three] = aChain(3);
    expect(log.hear(aBatch([three!, one!]))).toEqual({ outcomes: ['new', 'new'], gapsOpened: 1 });
    expect(log.hear(aBatch([{ ...one!, atMs: 0 }, one!]))).toEqual({
      outcomes: ['altered', 'duplicate'],
      gapsOpened: 0,
    });
  });
  it('forgets the session that was silent for longest when it is full', () => {
    const log = createLedgerLog(keys, 5);
    for (const sessionId of ['a', 'b', 'a', 'c'])
      log.hear(aBatch(aChain(sessionId === 'a' ? 1 : 2, { sessionId }), { sessionId }));
    log.hear(aBatch(aChain(1, { sessionId: 'd' }), { sessionId: 'd' }));
    expect(['a', 'b', 'c', 'd'].map((id) => log.report(id) !== null)).toEqual([true, false, true, true]);
  });
  it('refuses what a single session sends beyond its share', () => {
    const log = createLedgerLog(keys);
    const outcomes = log.hear(aBatch(aChain(5001))).outcomes;
    expect(outcomes.filter((outcome) => outcome === 'refused')).toHaveLength(1);
  });
});
