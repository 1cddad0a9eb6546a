import { describe, expect, it } from 'vitest';
import { parseVmap } from './parse-vmap.js';
import type { VmapDocument } from './vmap-document.js';

const TAG =
  '<vmap:AdSource><vmap:AdTagURI templateType="vast3"><![CDATA[ https://ads/?a=1&b=2 ]]></vmap:AdTagURI></vmap:AdSource>';
const vmap = (inside: string) =>
  `<vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap" version="1.0">${inside}</vmap:VMAP>`;
const aBreak = (attributes: string, inside = TAG) => vmap(`<vmap:AdBreak ${attributes}>${inside}</vmap:AdBreak>`);

function read(xml: string): VmapDocument {
  const document = parseVmap(xml);
  if ('error' in document) throw new Error(document.detail);
  return document;
}
const positionOf = (timeOffset: string) => read(aBreak(`timeOffset="${timeOffset}"`)).breaks[0]?.position ?? null;

describe('parseVmap: AdBreak (VMAP 1.0.1 §2.3.1)', () => {
  it.each([
    ['start', { type: 'start' }],
    ['end', { type: 'end' }],
    ['00:01:30', { type: 'time', ms: 90_000 }],
    [' 01:00:00.250 ', { type: 'time', ms: 3_600_250 }],
    ['25%', { type: 'share', share: 0.25 }],
    ['33.3%', { type: 'share', share: 0.333 }],
    ['#2', { type: 'opportunity', number: 2 }],
    ['101%', null],
    ['-00:00:05', null],
    ['#0', null],
    ['90', null],
    ['', null],
  ])('reads the timeOffset "%s" as %o', (timeOffset, position) => {
    expect(positionOf(timeOffset)).toEqual(position);
  });
  it('keeps the order of preference of breakType, and what it does not know out of it', () => {
    const { breaks } = read(
      aBreak('timeOffset="start" breakType="nonlinear, banner,LINEAR" breakId="b" repeatAfter="00:10:00"'),
    );
    expect(breaks).toMatchObject([
      { breakId: 'b', breakTypes: ['nonlinear', 'linear'], repeatAfter: '00:10:00', repeatAfterMs: 600_000 },
    ]);
  });
  it('reads all URLs of breakStart, breakEnd and error, also where there is no AdSource (§2.3.3)', () => {
    const tracking = ['breakStart', 'breakStart', 'breakEnd', 'error', 'start']
      .map((event, i) => `<Tracking event="${event}"><![CDATA[ https://t/${i} ]]></Tracking>`)
      .join('');
    const { breaks } = read(aBreak('timeOffset="end"', `<TrackingEvents>${tracking}</TrackingEvents>`));
    expect(breaks[0]).toMatchObject({
      source: null,
      trackers: [
        { event: 'breakStart', url: 'https://t/0' },
        { event: 'breakStart', url: 'https://t/1' },
        { event: 'breakEnd', url: 'https://t/2' },
        { event: 'error', url: 'https://t/3' },
      ],
    });
  });
  it('leaves a break out that has no place or no known type, tells its own error URLs, and keeps its siblings', () => {
    const error = '<TrackingEvents><Tracking event="error">https://t/err</Tracking></TrackingEvents>';
    const { breaks, failures } = read(
      vmap(
        `<AdBreak timeOffset="noon" breakId="x">${error}</AdBreak><AdBreak timeOffset="start" breakType="hologram"/>` +
          `<AdBreak timeOffset="start" breakId="good">${TAG}</AdBreak>`,
      ),
    );
    expect(breaks.map(({ breakId }) => breakId)).toEqual(['good']);
    expect(failures).toMatchObject([
      { error: 'SCHEMA', vmapError: 1000, breakId: 'x', errorUrls: ['https://t/err'] },
      { error: 'BREAK_TYPE', vmapError: 1003, errorUrls: [] },
    ]);
  });
  it('keeps extensions of a break and of the document', () => {
    const extension = '<Extensions><Extension type="a"><x:Deal id="7">y</x:Deal></Extension></Extensions>';
    const document = read(vmap(`<AdBreak timeOffset="start">${extension}</AdBreak>${extension}`));
    const tree = [
      {
        name: 'Extension',
        attributes: { type: 'a' },
        text: '',
        children: [{ name: 'Deal', attributes: { id: '7' }, text: 'y', children: [] }],
      },
    ];
    expect(document.extensions).toEqual(tree);
    expect(document.breaks[0]?.extensions).toEqual(tree);
  });
});

describe('parseVmap: AdSource (VMAP 1.0.1 §2.3.2)', () => {
  const AD = '<Ad id="a"><InLine><Creatives><Creative><Linear/></Creative></Creatives></InLine></Ad>';
  const sourceOf = (inside: string, attributes = '') =>
    read(aBreak('timeOffset="start"', `<AdSource ${attributes}>${inside}</AdSource>`));
  it('has both switches on by default, and reads numbers for truths', () => {
    expect(read(aBreak('timeOffset="start"')).breaks[0]?.source).toEqual({
      id: null,
      allowMultipleAds: true,
      followRedirects: true,
      ads: { type: 'tag', url: 'https://ads/?a=1&b=2', templateType: 'vast3' },
    });
    const { breaks } = sourceOf(
      '<CustomAdData templateType="own">x</CustomAdData>',
      'id="s" allowMultipleAds="0" followRedirects="false"',
    );
    expect(breaks[0]?.source).toEqual({
      id: 's',
      allowMultipleAds: false,
      followRedirects: false,
      ads: { type: 'custom', data: 'x', templateType: 'own' },
    });
  });
  it.each([
    `<VASTAdData><VAST version="3.0">${AD}</VAST></VASTAdData>`,
    `<vmap:VASTData><v:VAST version="3.0">${AD}</v:VAST></vmap:VASTData>`,
    `<VASTAdData><![CDATA[<?xml version="1.0"?><VAST version="3.0">${AD}</VAST>]]></VASTAdData>`,
  ])('reads VAST as elements and as text: %s', (data) => {
    const document = sourceOf(data);
    expect(document.failures).toEqual([]);
    expect(document.breaks[0]?.source?.ads).toMatchObject({
      type: 'vast',
      document: { version: '3.0', ads: [{ id: 'a' }] },
    });
  });
  it.each([
    ['<VASTAdData><![CDATA[<VAST><Ad>]]></VASTAdData>', 'AD_RESPONSE_PARSING', 1006],
    ['<VASTAdData/>', 'AD_RESPONSE_PARSING', 1006],
    ['<AdTagURI templateType="vast1">https://ads/</AdTagURI>', 'TEMPLATE_TYPE', 1005],
    ['<AdTagURI templateType="proprietary">https://ads/</AdTagURI>', 'TEMPLATE_TYPE', 1005],
    ['<AdTagURI> </AdTagURI>', 'SCHEMA', 1000],
    ['', 'SCHEMA', 1000],
  ])(
    'keeps the break of a source that cannot be used, for its beacons, and tells why: %s',
    (data, error, vmapError) => {
      const { breaks, failures } = sourceOf(data);
      expect(breaks[0]?.source?.ads).toBeNull();
      expect(failures).toMatchObject([{ error, vmapError }]);
    },
  );
});

describe('parseVmap: the document', () => {
  it.each([
    ['<vmap:VMAP><vmap:AdBreak></vmap:VMAP>', 'PARSING', 1002],
    ['', 'PARSING', 1002],
    ['<VAST version="3.0"/>', 'SCHEMA', 1000],
    ['<VMAP version="2.0"/>', 'VERSION', 1001],
  ])('refuses %s', (xml, error, vmapError) => {
    expect(parseVmap(xml)).toMatchObject({ error, vmapError });
  });
  it('reads by local names: with a prefix, declared or not, and without', () => {
    for (const prefix of ['', 'vmap:', 'v:']) {
      const xml = `<${prefix}VMAP xsi:schemaLocation="x"><${prefix}AdBreak timeOffset="start"/></${prefix}VMAP>`;
      expect(read(xml)).toMatchObject({ version: null, breaks: [{ timeOffset: 'start' }], warnings: [] });
    }
  });
});
