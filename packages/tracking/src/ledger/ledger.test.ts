import { createHash, createHmac } from 'node:crypto';
import { ledgerText } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { settleBatch, takeBatches } from './batches.js';
import { appendEntry, openLedger, type Ledger } from './ledger.js';
import { sign } from './sign.js';

const LONG = 'a'.repeat(1000);

describe('sign', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('is SHA-256 without a secret (NIST vector %j)', (text, hash) => expect(sign(text, null)).toBe(hash));
  it.each([
    ['Hi There', '\x0b'.repeat(20), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    ['what do ya want for nothing?', 'Jefe', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  ])('is HMAC-SHA-256 with one (RFC 4231: %j)', (text, secret, hash) => expect(sign(text, secret)).toBe(hash));
  it('says what another implementation says, at every length around a block and for every width of character', () => {
    for (const text of [...Array.from({ length: 130 }, (_, n) => 'x'.repeat(n)), LONG, 'é € 😀 \ud800 end']) {
      expect(sign(text, null)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      expect(sign('m', text)).toBe(createHmac('sha256', Buffer.from(text, 'utf8')).update('m').digest('hex'));
    }
  });
});

const aLedger = (events: number): Ledger =>
  Array.from({ length: events }).reduce<Ledger>(
    (ledger, _, n) => appendEntry(ledger, { event: 'start', key: `ad/0/start/${n}` }, 1000 + n),
    openLedger('session'),
  );

describe('a ledger', () => {
  it('numbers its entries from one and binds each to the one before', () => {
    const [first, second] = aLedger(2).waiting;
    expect(first).toMatchObject({ seq: 1, prev: '', event: 'start', key: 'ad/0/start/0', atMs: 1000, keyId: null });
    expect(second).toMatchObject({ seq: 2, prev: first?.hash });
  });
  it('hashes the session too, so that an entry is worth nothing in another', () => {
    const entry = { event: 'start', key: 'k' } as const;
    const [one, other] = ['one', 'other'].map((id) => appendEntry(openLedger(id), entry, 5).head);
    expect(one).not.toBe(other);
  });
  it('signs from the moment a key is there, and goes on with the same chain', () => {
    const plain = aLedger(1);
    const key = { keyId: 'k1', secret: 'of this session' };
    const signed = appendEntry({ ...plain, key }, { event: 'complete', key: 'c' }, 9);
    const { hash, ...entry } = signed.waiting[1]!;
    expect(entry).toMatchObject({ seq: 2, prev: plain.head, keyId: 'k1' });
    expect(hash).toBe(sign(ledgerText('session', entry), key.secret));
  });
  it('leaves in batches that each fit a body of 64 KiB', () => {
    const { ledger, batches } = takeBatches(aLedger(400));
    expect(batches.length).toBeGreaterThan(1);
    for (const batch of batches) expect(JSON.stringify(batch).length).toBeLessThan(60 * 1024);
    const numbers = batches.reduce<number[]>((all, batch) => [...all, ...batch.map(({ seq }) => seq)], []);
    expect(numbers).toEqual(Array.from({ length: 400 }, (_, n) => n + 1));
    expect(ledger.waiting).toEqual([]);
  });
  it('has no batch where nothing waits', () => expect(takeBatches(openLedger('s')).batches).toEqual([]));
  it('forgets a batch that arrived, and sends one that did not with what came after', () => {
    const first = takeBatches(aLedger(2)).ledger;
    const second = takeBatches(appendEntry(first, { event: 'complete', key: 'c' }, 9)).ledger;
    const settled = settleBatch(settleBatch(second, 3, true), 1, false);
    expect(settled.sent).toEqual([]);
    expect(settled.waiting.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(settleBatch(settled, 77, true)).toEqual(settled);
  });
  it('keeps the last five hundred entries where nobody takes them', () => {
    const { waiting } = aLedger(505);
    expect([waiting.length, waiting[0]?.seq]).toEqual([500, 6]);
  });
});
