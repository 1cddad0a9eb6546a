import { ERRORS, type ErrorName } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { parseVmap } from '../vmap/parse-vmap.js';
import { VMAP_ERRORS } from '../vmap/vmap-document.js';
import type { ResolveOptions } from './resolve-options.js';
import { continueVmap, startVmap, type VmapStep } from './resolve-vmap.js';

const LINEAR =
  '<Linear><Duration>00:00:05</Duration><MediaFiles><MediaFile type="video/mp4">https://m/1.mp4</MediaFile></MediaFiles></Linear>';
const IMAGE =
  '<NonLinearAds><NonLinear><StaticResource creativeType="image/png">https://m/1.png</StaticResource></NonLinear></NonLinearAds>';
const inLine = (id: string, part = LINEAR, sequence = '') =>
  `<Ad id="${id}" ${sequence}><InLine><AdTitle>${id}</AdTitle><Creatives><Creative>${part}</Creative></Creatives></InLine></Ad>`;
const vast = (...ads: string[]) => `<VAST version="3.0">${ads.join('')}</VAST>`;
const wrapper = (url: string) => `<Ad id="w"><Wrapper><VASTAdTagURI>${url}</VASTAdTagURI></Wrapper></Ad>`;
const pod = vast(inLine('one', LINEAR, 'sequence="1"'), inLine('two', LINEAR, 'sequence="2"'));
const tag = (url: string) => `<AdTagURI templateType="vast3">${url}</AdTagURI>`;
const data = (document: string) => `<VASTAdData>${document}</VASTAdData>`;
/** Some AdBreaks are asked for by their name, whatever they are. */
const WITH_NAME = /breakId="b"/;
const aBreak = (ads: string, source = '', attributes = '') =>
  `<AdBreak timeOffset="start" ${attributes}><AdSource ${source}>${ads}</AdSource></AdBreak>`;

function start(breaks: string, options: Partial<ResolveOptions> = {}): VmapStep {
  const document = parseVmap(`<VMAP version="1.0">${breaks}</VMAP>`);
  if ('error' in document) throw new Error(document.detail);
  const asked = { names: [], timeOffset: null, breakType: 'linear' } as const;
  return startVmap(
    document,
    { ...asked, ...(WITH_NAME.test(breaks) && { names: ['b'] }) },
    { prefix: 'p', tagUrl: 'https://ads/vmap', ...options },
  );
}

/** Answers by URL until there is nothing to fetch: null is an HTTP error, and no answer none in time. */
function resolve(breaks: string, answers: Readonly<Record<string, string | null>> = {}, options = {}) {
  const asked: string[] = [];
  let step = start(breaks, options);
  while (step.type === 'fetch') {
    const got: Record<string, string | null> = {};
    for (const { key, url } of step.requests) {
      asked.push(url);
      if (url in answers) got[key] = answers[url] ?? null;
    }
    step = continueVmap(JSON.parse(JSON.stringify(step)) as typeof step, got);
  }
  const ids = step.breaks.map(({ ads }) => ads.map(({ title }) => title));
  return { ...step, ids, asked, failures: step.breaks.map(({ failure }) => failure && [failure.error, failure.code]) };
}

describe('startVmap and continueVmap: the ads of AdBreaks (VMAP 1.0.1 §2.3.2)', () => {
  it('takes inline VAST and follows AdTagURI, both at once and in the order of the AdBreaks', () => {
    const both = aBreak(tag('https://ads/a')) + aBreak(data(vast(inLine('inside'))));
    const { ids, asked, breaks } = resolve(both, { 'https://ads/a': vast(inLine('fetched')) });
    expect(ids).toEqual([['fetched'], ['inside']]);
    expect(asked).toEqual(['https://ads/a']);
    expect(breaks.map(({ ads }) => ads[0]?.adInstanceId)).toEqual(['p-0-0', 'p-1-0']);
  });

  it('fills the macros of a tag, and takes a relative one from where the VMAP was', () => {
    const { asked } = resolve(aBreak(tag('tag?t=[TRANSACTIONID]')), {}, { macros: { nowMs: 0, transactionId: 't' } });
    expect(asked).toEqual(['https://ads/tag?t=t']);
  });

  it('counts a tag as a hop: for the limit, for loops, and for allowMultipleAds and followRedirects', () => {
    const answers = {
      'https://ads/a': vast(wrapper('https://ads/b')),
      'https://ads/b': vast(inLine('deep')),
      'https://ads/p': pod,
    };
    expect(resolve(aBreak(tag('https://ads/a')), answers, { maxWrappers: 2 }).ids).toEqual([['deep']]);
    expect(resolve(aBreak(tag('https://ads/a')), answers, { maxWrappers: 1 }).failures).toEqual([
      ['WRAPPER_LIMIT', 302],
    ]);
    const noRedirect = resolve(aBreak(tag('https://ads/a'), 'followRedirects="false"'), answers);
    expect([noRedirect.failures, noRedirect.asked]).toEqual([[['WRAPPER_LIMIT', 302]], ['https://ads/a']]);
    const loop = resolve(aBreak(tag('https://ads/a')), { 'https://ads/a': vast(wrapper('https://ads/a')) });
    expect(loop.failures).toEqual([['WRAPPER_LIMIT', 302]]);
    expect(resolve(aBreak(tag('https://ads/p')), answers).ids).toEqual([['one', 'two']]);
    const two = vast(inLine('one'), inLine('two'));
    expect(resolve(aBreak(data(two), 'allowMultipleAds="false"')).breaks[0]).toMatchObject({
      ads: [{ title: 'one' }],
      spares: [],
    });
  });

  it('takes no pod for an AdSource of one ad, whatever the wrapper before the pod allows', () => {
    const many = wrapper('https://ads/p').replace('<Wrapper', '<Wrapper allowMultipleAds="true"');
    const answers = { 'https://ads/a': vast(many), 'https://ads/p': pod };
    expect(resolve(aBreak(tag('https://ads/a')), answers).ids).toEqual([['one', 'two']]);
    const single = resolve(aBreak(tag('https://ads/a'), 'allowMultipleAds="false"'), answers);
    expect([single.ids, single.failures]).toEqual([[[]], [['WRAPPER_NO_AD', 303]]]);
  });

  it('does not ask for more once the deadline has passed: what is open did not answer in time', () => {
    const step = start(aBreak(tag('https://ads/a')), { deadlineMs: 1000, macros: { nowMs: 0, cacheBusting: 0 } });
    if (step.type !== 'fetch') throw new Error('nothing to fetch');
    const next = continueVmap(step, { '0': vast(wrapper('https://ads/b')) }, 1001);
    expect(next).toMatchObject({ type: 'done', breaks: [{ failure: { error: 'WRAPPER_FAILED', code: 301 } }] });
  });

  it('has neither ads nor a failure for an AdBreak without an AdSource', () => {
    expect(resolve('<AdBreak timeOffset="start"/>')).toMatchObject({ ids: [[]], failures: [null] });
  });
});

describe('startVmap: what AdBreaks it takes', () => {
  it('are those of the break that was asked for; a broken one beside them is told, and upgraded where the page asks for it', () => {
    const error = '<TrackingEvents><Tracking event="error">http://t/e</Tracking></TrackingEvents>';
    const own = '<TrackingEvents><Tracking event="error">//t/own</Tracking></TrackingEvents>';
    const broken = `<AdBreak timeOffset="noon">${own}</AdBreak>`;
    const other = '<AdBreak timeOffset="start" breakType="display"/>';
    const mine = `<AdBreak timeOffset="start" breakId="mine">${error}</AdBreak>`;
    const step = start(broken + other + mine, { upgradeInsecure: true });
    expect(step).toMatchObject({
      type: 'done',
      breaks: [{ brk: { breakId: 'mine', trackers: [{ url: 'https://t/e' }] } }],
      failures: [{ vmapError: 1000, detail: 'the timeOffset is "noon"', errorUrls: ['https://t/own'] }],
    });
  });
});

describe('the codes for [ERROR_CODE] of an AdBreak (VMAP 1.0.1 §2.4)', () => {
  const linear = 'breakType="linear"';
  it.each([
    ['1000: an AdSource with nothing in it', aBreak(''), {}, 'VMAP_SCHEMA', 1000],
    [
      '1003: an AdBreak for images alone',
      aBreak(tag('https://ads/a'), '', 'breakType="nonlinear" breakId="b"'),
      {},
      'VMAP_BREAK_TYPE',
      1003,
    ],
    [
      '1004: an answer that is another document',
      aBreak(tag('https://ads/a')),
      { 'https://ads/a': '<VMAP version="1.0"/>' },
      'VMAP_AD_RESPONSE',
      1004,
    ],
    [
      '1004: an image where breakType wants a film',
      aBreak(data(vast(inLine('i', IMAGE))), '', linear),
      {},
      'VMAP_AD_RESPONSE',
      1004,
    ],
    [
      '1005: a template of its own',
      aBreak('<CustomAdData templateType="own">x</CustomAdData>'),
      {},
      'VMAP_TEMPLATE_TYPE',
      1005,
    ],
    [
      '1005: VAST 1.0 by its templateType',
      aBreak('<AdTagURI templateType="vast1">https://ads/a</AdTagURI>'),
      {},
      'VMAP_TEMPLATE_TYPE',
      1005,
    ],
    [
      '1006: an answer that is cut off',
      aBreak(tag('https://ads/a')),
      { 'https://ads/a': '<VAST><Ad>' },
      'VMAP_AD_RESPONSE_PARSING',
      1006,
    ],
    ['1006: VASTAdData that is cut off', aBreak(data('<![CDATA[<VAST><Ad>]]>')), {}, 'VMAP_AD_RESPONSE_PARSING', 1006],
    ['1007: no answer in time', aBreak(tag('https://ads/a')), {}, 'VMAP_AD_RESPONSE_TIMEOUT', 1007],
    [
      '1008: an HTTP error',
      aBreak(tag('https://ads/a')),
      { 'https://ads/a': null },
      'VMAP_AD_RESPONSE_RETRIEVAL',
      1008,
    ],
    [
      "VAST's 303: an answer without an ad",
      aBreak(tag('https://ads/a')),
      { 'https://ads/a': vast() },
      'DECISION_EMPTY',
      303,
    ],
    [
      "VAST's 102: an answer in VAST 1.0",
      aBreak(tag('https://ads/a')),
      { 'https://ads/a': '<VideoAdServingTemplate/>' },
      'VAST_VERSION',
      102,
    ],
    [
      "VAST's 301: a wrapper that does not answer",
      aBreak(data(vast(wrapper('https://ads/b')))),
      {},
      'WRAPPER_FAILED',
      301,
    ],
  ])('%s', (_, document, answers, error, code) => {
    expect(resolve(document, answers).failures).toEqual([[error, code]]);
  });

  it('are the same in the catalogue of errors, where each has a name', () => {
    const { UNDEFINED, ...named } = VMAP_ERRORS;
    const catalogue = ERRORS as Readonly<Record<ErrorName, { readonly vast: number | null; readonly vmap?: number }>>;
    for (const [name, code] of Object.entries(named)) expect(catalogue[`VMAP_${name}` as ErrorName].vmap).toBe(code);
    expect(catalogue.INTERNAL.vast).toBe(UNDEFINED);
  });
});
