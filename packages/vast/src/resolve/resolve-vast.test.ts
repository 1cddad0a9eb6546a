import { describe, expect, it } from 'vitest';
import type { VastAd, VastDocument, VastWrapper } from '../vast-document.js';
import { aCreative, aDocument, aLinear, anInLine, aWrapper } from './a-document.builder.js';
import type { ResolveOptions } from './resolve-options.js';
import { continueResolve, startResolve, type ResolveStep } from './resolve-vast.js';
import { walkDocument } from './walk-document.js';

const NOTHING = { playable: [], failed: [], spare: [] };

/** Resolves with documents for answers, by the last part of the tag's path; what has no document does not answer. */
function resolve(
  root: VastDocument,
  answers: Readonly<Record<string, VastDocument>> = {},
  over: Partial<ResolveOptions> = {},
) {
  const options: ResolveOptions = { prefix: 'p', tagUrl: 'https://tags.example/root', ...over };
  const asked: string[] = [];
  const replies: Record<string, VastDocument | null> = {};
  let walk = walkDocument(root, replies, options);
  for (; walk.requests.length > 0; walk = walkDocument(root, replies, options)) {
    for (const { key, url } of walk.requests) {
      asked.push(url);
      replies[key] = answers[/([^/]*?)(\?.*)?$/.exec(url)?.[1] ?? ''] ?? null;
    }
  }
  return {
    ...NOTHING,
    asked,
    playable: walk.found.map(({ inline, chain }) => [...chain.map(({ wrapper }) => wrapper.id), inline.id].join('>')),
    failed: walk.failures.map(({ vastError, errorUrls }) => `${vastError} ${errorUrls.join(' ')}`),
    spare: walk.spares.map(({ inline }) => inline.id),
  };
}
const nth = (sequence: number, ad: VastAd): VastAd => ({ ...ad, sequence });
const several: Partial<VastWrapper> = { allowMultipleAds: true };

describe('wrappers (VAST 4.3 §2.3.5)', () => {
  it('are followed to the InLine, five deep and no deeper', () => {
    const answers: Record<string, VastDocument> = { w5: aDocument(anInLine('ad')), w6: aDocument(anInLine('ad')) };
    for (let n = 1; n < 6; n += 1) answers[`w${n}`] ??= aDocument(aWrapper(`w${n + 1}`));
    expect(resolve(aDocument(aWrapper('w1')), answers).playable).toEqual(['w1>w2>w3>w4>w5>ad']);
    const deeper = { ...answers, w5: aDocument(aWrapper('w6')) };
    expect(resolve(aDocument(aWrapper('w1')), deeper)).toMatchObject({
      playable: [],
      failed: ['302 w6/error w5/error w4/error w3/error w2/error w1/error'],
    });
    expect(resolve(aDocument(aWrapper('w1')), deeper, { maxWrappers: 6 }).playable).toHaveLength(1);
  });
  it('that lead back to themselves are asked once, and hear 302 once', () => {
    const macros = { nowMs: 7, cacheBusting: 7 };
    const loop = aWrapper('w', { url: 'https://tags.example/w?cb=[CACHEBUSTING]&t=[TIMESTAMP]' });
    const { asked, failed } = resolve(aDocument(loop), { w: aDocument(loop) }, { macros });
    expect(asked).toHaveLength(1);
    expect(failed).toEqual(['302 w/error']);
  });
  it('that lead back to the first tag are a loop, too', () => {
    const back = aWrapper('w', { url: 'root' });
    expect(resolve(aDocument(back))).toMatchObject({ asked: [], failed: ['302 w/error'] });
  });
  it('of two places in a pod may ask the same, each under its own number', () => {
    const tag = { url: 'https://tags.example/same?cb=[CACHEBUSTING]' };
    const root = aDocument(nth(1, aWrapper('a', tag)), nth(2, aWrapper('b', tag)));
    const { asked, failed } = resolve(root, {}, { macros: { nowMs: 0, cacheBusting: 5 } });
    expect(new Set(asked).size).toBe(2);
    expect(failed).toEqual(['301 a/error', '301 b/error']);
  });
  it('are relative to the response that has them', () => {
    const answers = { w: aDocument(aWrapper('x', { url: '../other?a=1' })) };
    const urls = resolve(aDocument(aWrapper('v', { url: '/deep/er/w' })), answers).asked;
    expect(urls).toEqual(['https://tags.example/deep/er/w', 'https://tags.example/deep/other?a=1']);
    const protocolRelative = aDocument(aWrapper('v', { url: '//else.example/t?x=http://y' }));
    expect(resolve(protocolRelative).asked).toEqual(['https://else.example/t?x=http://y']);
    expect(resolve(protocolRelative, {}, { tagUrl: null }).asked).toEqual(['https://else.example/t?x=http://y']);
  });
  it('keep plain http unless the page asks for https, whatever their query says', () => {
    const http = aDocument(aWrapper('w', { url: 'http://t.example/?u=http://x' }));
    expect(resolve(http).asked).toEqual(['http://t.example/?u=http://x']);
    expect(resolve(http, {}, { upgradeInsecure: true }).asked).toEqual(['https://t.example/?u=http://x']);
  });
  it.each(['about:blank', 'javascript:0', 'file:///x'])('to %s are not fetched: 301', (url) => {
    expect(resolve(aDocument(aWrapper('w', { url })))).toMatchObject({ asked: [], failed: ['301 w/error'] });
  });
  it('behind one that allows no further ones lead to no ad: 303', () => {
    const root = aDocument(aWrapper('w', { followAdditionalWrappers: false }));
    const { asked, failed } = resolve(root, { w: aDocument(aWrapper('x')) });
    expect([asked.length, failed]).toEqual([1, ['303 x/error w/error']]);
  });
  it('that answer with no ad tell 303 to the response and its own chain', () => {
    expect(resolve(aDocument(aWrapper('w')), { w: aDocument() }).failed).toEqual(['303 root/error w/error']);
  });
});

describe('allowMultipleAds', () => {
  const three = aDocument(anInLine('a'), anInLine('b'), anInLine('c'));
  const pod = aDocument(nth(1, anInLine('a')), nth(2, anInLine('b')), anInLine('alone'));
  it('is false where nothing is said: the first stand-alone ad, and nobody hears of the others', () => {
    expect(resolve(aDocument(aWrapper('w')), { w: three })).toMatchObject({ playable: ['w>a'], failed: [], spare: [] });
    expect(resolve(aDocument(aWrapper('w')), { w: pod })).toMatchObject({ playable: ['w>alone'], failed: [] });
  });
  it('takes a lone sequenced ad, and a pod only where that is forgiven', () => {
    const lone = aDocument(nth(1, anInLine('a')));
    expect(resolve(aDocument(aWrapper('w')), { w: lone }).playable).toEqual(['w>a']);
    const two = aDocument(nth(1, anInLine('a')), nth(2, anInLine('b')));
    expect(resolve(aDocument(aWrapper('w')), { w: two }).failed).toEqual(['303 w/error']);
    expect(resolve(aDocument(aWrapper('w')), { w: two }, { podsUnderWrappers: true }).playable).toEqual(['w>a', 'w>b']);
  });
  it('true plays the pod in the place of its wrapper', () => {
    const root = aDocument(nth(2, aWrapper('w', several)), nth(1, anInLine('first')), nth(3, anInLine('last')));
    expect(resolve(root, { w: pod })).toMatchObject({ playable: ['first', 'w>a', 'w>b', 'last'], spare: ['alone'] });
  });
});

describe('pods (VAST 4.3 §3.3.1)', () => {
  it('play in order of their numbers: from 0, with gaps, equal ones as they stand', () => {
    const root = aDocument(nth(7, anInLine('c')), nth(0, anInLine('a')), nth(3, anInLine('b')), nth(3, anInLine('b2')));
    expect(resolve(root).playable).toEqual(['a', 'b', 'b2', 'c']);
  });
  it('put a stand-alone ad in the place of one that leads to nothing, unless its wrapper forbids it', () => {
    const root = (fallbackOnNoAd: boolean | null) =>
      aDocument(nth(1, aWrapper('w', { fallbackOnNoAd })), nth(2, anInLine('b')), anInLine('x'), anInLine('y'));
    for (const allowed of [true, null])
      expect(resolve(root(allowed))).toMatchObject({ playable: ['x', 'b'], spare: ['y'], failed: ['301 w/error'] });
    expect(resolve(root(false))).toMatchObject({ playable: ['b'], spare: ['x', 'y'], failed: ['301 w/error'] });
  });
  it('tell a failure to its own chain and to no other', () => {
    const root = aDocument(nth(1, aWrapper('a')), nth(2, aWrapper('b')));
    const { failed } = resolve(root, { a: { ...aDocument(), errorUrls: ['a/none'] } });
    expect(failed).toEqual(['303 a/none a/error', '301 b/error']);
  });
  it('isolate a broken ad', () => {
    const broken: VastAd = { type: 'broken', id: '', sequence: null, errorUrls: ['x/error'], detail: '' };
    expect(resolve(aDocument(broken, anInLine('a')))).toMatchObject({ playable: ['a'], failed: ['101 x/error'] });
  });
});

describe('BlockedAdCategories (VAST 4.3 §3.19.2)', () => {
  const iab = (value: string) => ({ authority: 'iabtechlab.com', value });
  const behind = (blocked: VastWrapper['blockedCategories'], ...categories: ReturnType<typeof iab>[]) =>
    resolve(aDocument(aWrapper('w', { blockedCategories: blocked })), { w: aDocument(anInLine('ad', { categories })) });
  it('keep an ad of such a category from playing: 205', () => {
    expect(behind([iab('232')], iab('1'), iab('232'))).toMatchObject({
      playable: [],
      failed: ['205 ad/error w/error'],
    });
    expect(behind([iab('231, 232')], iab('232')).failed).toEqual(['205 ad/error w/error']);
    expect(behind([iab('232')], iab('233')).playable).toEqual(['w>ad']);
  });
  it('keep an ad without a category of that authority from playing: 204', () => {
    expect(behind([iab('232')]).failed).toEqual(['204 ad/error w/error']);
    expect(behind([iab('232')], { authority: 'other.example', value: '232' }).failed).toEqual(['204 ad/error w/error']);
    expect(behind([]).playable).toEqual(['w>ad']);
  });
  it('hold for all wrappers of the chain, the publisher, and stand-alone ads that stand ready', () => {
    const root = aDocument(aWrapper('v', { ...several, blockedCategories: [iab('9')] }));
    const bad = anInLine('bad', { categories: [iab('9')] });
    const good = anInLine('good', { categories: [iab('1')] });
    const answers = { v: aDocument(aWrapper('w')), w: aDocument(bad) };
    expect(resolve(root, answers).failed).toEqual(['205 bad/error w/error v/error']);
    expect(resolve(aDocument(bad, good), {}, { blockedCategories: [iab('9')] }).playable).toEqual(['good']);
    expect(resolve(root, { v: aDocument(good, bad) })).toMatchObject({ playable: ['v>good'], spare: [] });
  });
  it('are told to the tags behind them', () => {
    const root = aDocument(aWrapper('w', { url: 'https://t/?b=[BLOCKEDADCATEGORIES]', blockedCategories: [iab('1')] }));
    const inner = aDocument(aWrapper('x', { url: 'https://t/x?b=[BLOCKEDADCATEGORIES]' }));
    const macros = { nowMs: 0, cacheBusting: 0 };
    expect(resolve(root, { '': inner }, { macros }).asked).toEqual(['https://t/?b=-1', 'https://t/x?b=1']);
  });
});

describe('the deadline of a chain', () => {
  const options = { prefix: 'p', macros: { nowMs: 1000, cacheBusting: 0 }, deadlineMs: 1500 };
  const fetching = (step: ResolveStep) => {
    if (step.type !== 'fetch') throw new Error('nothing is asked');
    return step;
  };
  it('is one for all of it: each step says what is left', () => {
    const step = fetching(startResolve(aDocument(aWrapper('w')), options));
    expect(step.timeoutMs).toBe(500);
    const xml = '<VAST><Ad><Wrapper><VASTAdTagURI>https://t/[TIMESTAMP]</VASTAdTagURI></Wrapper></Ad></VAST>';
    const next = fetching(continueResolve(JSON.parse(JSON.stringify(step)), { '/0': xml }, 1400));
    expect(next.timeoutMs).toBe(100);
    expect(next.requests[0]?.url).toContain('00%3A00%3A01.400');
  });
  it('that has passed asks for nothing more: 301 to what is still open, and the ads that are there', () => {
    const step = fetching(startResolve(aDocument(nth(1, anInLine('a')), nth(2, aWrapper('w'))), options));
    const xml =
      '<VAST><Ad><Wrapper><VASTAdTagURI>https://t/</VASTAdTagURI><Error>x/error</Error></Wrapper></Ad></VAST>';
    const end = continueResolve(step, { '/1': xml }, 1500);
    expect(end).toMatchObject({ type: 'done', ads: [{ adId: 'a' }], failures: [{ vastError: 301 }] });
    expect(end.type === 'done' && end.failures[0]?.errorUrls).toEqual(['x/error', 'w/error']);
  });
  it('is nobody’s where none is set', () => {
    expect(fetching(startResolve(aDocument(aWrapper('w')), { prefix: 'p' })).timeoutMs).toBeNull();
  });
});

describe('the end of a resolution', () => {
  it('is failed without an ad, and else names ads and the ones that stand ready', () => {
    expect(startResolve(aDocument(), { prefix: 'p' })).toMatchObject({ type: 'failed', ads: [], spares: [] });
    const step = startResolve(aDocument(anInLine('a'), anInLine('b')), { prefix: 'p' });
    expect(step).toMatchObject({ ads: [{ adInstanceId: 'p-0' }], spares: [{ adId: 'b', adInstanceId: 'p-1' }] });
  });
  it('has no ad without a media file, and a stand-alone ad in its place: 403', () => {
    const bare = anInLine('a', { creatives: [aCreative({ linear: aLinear({ mediaFiles: [] }) })] });
    const step = startResolve(aDocument(nth(1, bare), anInLine('b')), { prefix: 'p' });
    expect(step).toMatchObject({ ads: [{ adId: 'b' }], failures: [{ vastError: 403, errorUrls: ['a/error'] }] });
  });
  it('has no ad whose only creative nobody can draw', () => {
    const empty = anInLine('a', { creatives: [aCreative({})] });
    expect(startResolve(aDocument(empty), { prefix: 'p' })).toMatchObject({ failures: [{ vastError: 503 }] });
  });
});
