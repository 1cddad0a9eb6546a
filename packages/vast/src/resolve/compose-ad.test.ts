import type { Tracker } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import type { VastInLine, VastWrapper } from '../vast-document.js';
import {
  aCompanion,
  aCreative,
  aLinear,
  anIcon,
  anInLine,
  aVerification,
  aWrapper,
  calls,
} from './a-document.builder.js';
import { composeAd } from './compose-ad.js';

/** The ad of an InLine and its wrappers, outermost first. */
function merged(inline: VastInLine, ...wrappers: VastWrapper[]) {
  const chain = wrappers.map((wrapper) => ({ wrapper, address: wrapper.url }));
  return composeAd({ inline, chain }, 'p-0', false);
}
const linear = (over: Parameters<typeof aLinear>[0]) => ({ creatives: [aCreative({ linear: aLinear(over) })] });
const companions = (...items: ReturnType<typeof aCompanion>[]) =>
  aCreative({ companions: { required: 'none', items } });
const of = (trackers: readonly Tracker[], part: string) =>
  trackers.filter((one) => one.of === part).map(({ level, url }) => `${level} ${url}`);
const urls = (trackers: readonly Tracker[], event: Tracker['event']) =>
  trackers.filter((one) => one.event === event).map(({ level, index, url }) => `${level}.${index} ${url}`);

describe('composeAd (VAST 4.3 §2.3.5.2, §3.19)', () => {
  it('calls every level, each under its own number and place', () => {
    const { trackers } = merged(
      anInLine('ad', linear({ trackers: calls('start', 'ad/start', 'ad/start') })),
      aWrapper('outer', linear({ trackers: calls('start', 'outer/start') })),
      aWrapper('inner', { viewableTrackers: calls('viewable', 'inner/viewable') }),
    );
    expect(urls(trackers, 'impression')).toEqual(['0.0 ad/impression', '1.0 inner/impression', '2.0 outer/impression']);
    expect(urls(trackers, 'start')).toEqual(['0.0 ad/start', '0.1 ad/start', '2.0 outer/start']);
    expect(urls(trackers, 'viewable')).toEqual(['1.0 inner/viewable']);
    expect(urls(trackers, 'error')).toEqual(['0.0 ad/error', '1.0 inner/error', '2.0 outer/error']);
  });

  it('takes the click from the level closest to the InLine, and the price from the outermost wrapper', () => {
    const price = (value: number) => ({ value, model: 'cpm', currency: 'EUR' });
    const ad = merged(
      anInLine('ad', { ...linear({}), pricing: price(1) }),
      aWrapper('outer', { ...linear({ clickThrough: 'outer/click' }), pricing: price(3) }),
      aWrapper('inner', { ...linear({ clickThrough: 'inner/click' }), pricing: price(2) }),
    );
    expect(ad).toMatchObject({ clickThrough: 'inner/click', pricing: { value: 3 } });
    expect(merged(anInLine('ad', { pricing: price(1) }), aWrapper('w')).pricing).toEqual(price(1));
  });

  it('takes icons by program from the closest level, each with the trackers of that level alone', () => {
    const ad = merged(
      anInLine('ad', linear({ icons: [anIcon('AdChoices', 'ad')] })),
      aWrapper('w', linear({ icons: [anIcon('adchoices', 'w'), anIcon('DSA', 'w')] })),
    );
    expect(ad.icons?.map(({ program }) => program)).toEqual(['AdChoices', 'DSA']);
    expect(of(ad.trackers, 'icon:0')).toEqual(['0 ad/AdChoices/view']);
    expect(of(ad.trackers, 'icon:1')).toEqual(['1 w/DSA/view']);
    expect(ad.icons?.[0]).not.toHaveProperty('trackers');
  });

  it('is one linear, however many its wrappers bring along', () => {
    const icons = aWrapper('w', linear({ icons: [anIcon('DSA', 'w')], trackers: calls('complete', 'w/complete') }));
    expect(urls(merged(anInLine('ad'), icons).trackers, 'complete')).toEqual(['1.0 w/complete']);
  });

  it('calls nobody for a second Linear of the InLine, which does not play', () => {
    const ofNumber = (n: number) =>
      aLinear({
        trackers: calls('start', `start-${n}`),
        icons: [anIcon(`P${n}`, 'ad')],
        clickThrough: n > 1 ? 'c' : null,
      });
    const ad = merged(anInLine('ad', { creatives: [1, 2].map((n) => aCreative({ linear: ofNumber(n) })) }));
    expect(urls(ad.trackers, 'start')).toEqual(['0.0 start-1']);
    expect(ad.icons?.map(({ program }) => program)).toEqual(['P1']);
    expect(ad.clickThrough).toBeNull();
  });

  it('is named by the UniversalAdIds of the creative that plays, and not of its companions (VAST 4.3 §3.7.1)', () => {
    const beside = { ...companions(aCompanion('ad', 300)), universalAdIds: ['ad-id COMPANION'] };
    const video = aCreative({ linear: aLinear(), universalAdIds: ['ad-id VIDEO', 'clearcast VIDEO'] });
    const ad = merged(anInLine('ad', { creatives: [beside, video] }));
    expect(ad.universalAdId).toBe('ad-id VIDEO');
    expect(ad.universalAdIds).toEqual(['ad-id VIDEO', 'clearcast VIDEO']);
  });

  it('is named so, too, where one creative holds a linear and its companions, or another linear or image does not play', () => {
    const whole = { ...companions(aCompanion('ad', 300)), linear: aLinear(), universalAdIds: ['ad-id WHOLE'] };
    expect(merged(anInLine('ad', { creatives: [whole] })).universalAdIds).toEqual(['ad-id WHOLE']);
    const image = aCreative({ nonLinears: { items: [], trackers: [] }, universalAdIds: ['ad-id IMAGE'] });
    const [first, second] = ['FIRST', 'SECOND'].map((id) =>
      aCreative({ linear: aLinear(), universalAdIds: [`ad-id ${id}`] }),
    );
    const several = merged(anInLine('ad', { creatives: [image, first!, second!] }));
    expect([several.universalAdId, several.universalAdIds]).toEqual(['ad-id FIRST', ['ad-id FIRST']]);
  });

  it("runs a vendor's script for the wrapper, too, where it is given other parameters there", () => {
    const ofLevel = (parameters: string | null) => [
      { ...aVerification('v', 'https://v/omid.js', `${parameters}/not`), parameters },
    ];
    const inline = anInLine('ad', { verifications: ofLevel('seller') });
    const ad = merged(inline, aWrapper('w', { verifications: ofLevel('buyer') }));
    expect(ad.verifications?.map(({ parameters }) => parameters)).toEqual(['seller', 'buyer']);
    expect(of(ad.trackers, 'verification:1')).toEqual(['1 buyer/not']);
    expect(merged(inline, aWrapper('w', { verifications: ofLevel(null) })).verifications).toHaveLength(1);
  });

  it("calls a wrapper's bare companion for the one that shows in its place", () => {
    const bare = (width: number) => aCompanion('w', width, { resources: [] });
    const inline = anInLine('ad', {
      creatives: [aCreative({ linear: aLinear() }), companions(aCompanion('ad', 300), aCompanion('ad', 728))],
    });
    const views = (wrapper: VastWrapper) => of(merged(inline, wrapper).trackers, 'companion:0');
    expect(views(aWrapper('w', { creatives: [companions(bare(300))] }))).toEqual(['0 ad/companion', '1 w/companion']);
    expect(views(aWrapper('w', { creatives: [companions(bare(728))] }))).toEqual(['0 ad/companion']);
    expect(views(aWrapper('w', { creatives: [companions(bare(0))] }))).toEqual(['0 ad/companion', '1 w/companion']);
  });

  it("adds a wrapper's companion only where no closer one wants its place", () => {
    const widths = (...wrapper: number[]) => {
      const own = companions(aCompanion('ad', 300));
      const more = aWrapper('w', { creatives: [companions(...wrapper.map((width) => aCompanion('w', width)))] });
      return merged(anInLine('ad', { creatives: [own] }), more).companions?.map(({ width }) => width);
    };
    expect(widths(300)).toEqual([300]);
    expect(widths(300, 728)).toEqual([300, 728]);
  });

  it("names one vendor's script once, and tells every level that it was not executed", () => {
    const ad = merged(
      anInLine('ad', { verifications: [aVerification('m.example', 's.js', 'ad/no')] }),
      aWrapper('w', {
        verifications: [aVerification('m.example', 's.js', 'w/no'), aVerification('n.example', 't.js')],
      }),
    );
    expect(ad.verifications?.map(({ vendor }) => vendor)).toEqual(['m.example', 'n.example']);
    expect(of(ad.trackers, 'verification:0')).toEqual(['0 ad/no', '1 w/no']);
  });

  it("merges a wrapper's NonLinear events and clicks into the image that shows", () => {
    const item = {
      ...{ id: '', imageUrl: 'ad.png', type: 'image/png', width: 728, height: 90, durationMs: 5000 },
      ...{ clickThrough: null, altText: null, resources: [] },
    };
    const nonLinears = (from: string, imageUrl: string) => ({
      creatives: [
        aCreative({
          nonLinears: {
            items: [{ ...item, imageUrl, trackers: calls('clickTracking', `${from}/click`) }],
            trackers: calls('creativeView', `${from}/view`),
          },
        }),
      ],
    });
    const { trackers, nonLinear } = merged(
      anInLine('ad', nonLinears('ad', 'ad.png')),
      aWrapper('w', nonLinears('w', '')),
    );
    expect(nonLinear).toEqual({ ...item, resources: undefined });
    expect(urls(trackers, 'clickTracking')).toEqual(['0.0 ad/click', '1.0 w/click']);
    expect(urls(trackers, 'creativeView')).toEqual(['0.0 ad/view', '1.0 w/view']);
  });

  it('calls the clicks of the image that shows, and of no other size of it', () => {
    const sized = (width: number, imageUrl: string) => ({
      ...{ id: '', imageUrl, type: 'image/png', width, height: 90, durationMs: 5000, clickThrough: null },
      ...{ altText: null, resources: [], trackers: calls('clickTracking', `click-${width}`) },
    });
    const items = [sized(300, ''), sized(728, 'b.png'), sized(970, 'c.png')];
    const nonLinears = { items, trackers: calls('creativeView', 'view') };
    const { trackers, nonLinear } = merged(anInLine('ad', { creatives: [aCreative({ nonLinears })] }));
    expect(nonLinear?.imageUrl).toBe('b.png');
    expect(urls(trackers, 'clickTracking')).toEqual(['0.0 click-728']);
    expect(urls(trackers, 'creativeView')).toEqual(['0.0 view']);
  });

  it('leaves out every field of which there is nothing', () => {
    const bare = Object.keys(merged(anInLine('ad')));
    expect(
      bare.filter((key) => /icons|companions|verif|extens|pricing|Expires|captions|mezz|inter/i.test(key)),
    ).toEqual([]);
  });

  it('gives https to what has no scheme, and to plain http where that is asked for', () => {
    const inline = anInLine('ad', { impressions: ['//t/i', 'http://t/?u=http://x'].map((url) => ({ id: null, url })) });
    const found = { inline, chain: [] };
    const sent = (upgrade: boolean) =>
      composeAd(found, 'p', upgrade)
        .trackers.map(({ url }) => url)
        .slice(0, 2);
    expect(sent(false)).toEqual(['https://t/i', 'http://t/?u=http://x']);
    expect(sent(true)).toEqual(['https://t/i', 'https://t/?u=http://x']);
  });

  it('gives it to captions, and to the images of icons and overlays, too: an application from a file has no scheme for them', () => {
    const captions = [{ url: '//t/c.vtt', type: 'text/vtt', language: 'en' }];
    const icons = [anIcon('DSA', '//t'), anIcon('X', '', { resources: [{ type: 'html', content: '//<b>x</b>' }] })];
    const video = merged(anInLine('ad', linear({ captions, icons })));
    expect(video.captions?.[0]?.url).toBe('https://t/c.vtt');
    const contents = video.icons?.map(({ resources }) => resources[0]?.content);
    expect(contents).toEqual(['https://t/DSA.png', '//<b>x</b>']);
    const item = {
      ...{ id: '', imageUrl: '//t/o.png', type: 'image/png', width: 728, height: 90, durationMs: 5000 },
      ...{ clickThrough: null, altText: null, resources: [], trackers: [] },
    };
    const nonLinears = { items: [item], trackers: [] };
    expect(merged(anInLine('ad', { creatives: [aCreative({ nonLinears })] })).nonLinear?.imageUrl).toBe(
      'https://t/o.png',
    );
  });

  it('gives it to what an icon leads to, to companions, code and scripts that measure: the page loads all of it', () => {
    const fallbackImages = [{ width: 800, height: 600, altText: null, imageUrl: '//t/why.png' }];
    const script = { type: 'javascript' as const, url: '//v/omid.js', apiFramework: 'omid' };
    const resources = [{ ...script, browserOptional: true, mimeType: null }];
    const verifications = [{ vendor: 'v', resources, parameters: null, trackers: [] }];
    const code = { type: 'text/html', apiFramework: 'SIMID', variableDuration: false, adParameters: null };
    const interactiveFiles = ['//t/simid.html', 'data:text/html,x'].map((url) => ({ ...code, url }));
    const video = linear({ icons: [anIcon('DSA', '//t', { fallbackImages })], interactiveFiles });
    const beside = companions(aCompanion('ad', 300, { resources: [{ type: 'static', content: '//t/c.png' }] }));
    const ad = merged(anInLine('ad', { creatives: [...video.creatives, beside], verifications }));
    expect(ad.interactiveFiles?.map(({ url }) => url)).toEqual(['https://t/simid.html', 'data:text/html,x']);
    expect(ad.companions?.[0]?.resources[0]?.content).toBe('https://t/c.png');
    expect(ad.icons?.[0]?.fallbackImages[0]?.imageUrl).toBe('https://t/why.png');
    expect(ad.verifications?.[0]?.resources[0]?.url).toBe('https://v/omid.js');
  });

  it('gives it to where clicks lead, which leave plain http as it is: an application opens them or draws them as a QR code', () => {
    const led = (host: string) => ({ clickThrough: host });
    const icons = [anIcon('DSA', '//t', led('//t/icon')), anIcon('X', '//t', led('http://t/icon'))];
    const video = linear({ ...led('//t/ad'), icons });
    const beside = companions(aCompanion('ad', 300, led('//t/companion')));
    const inline = anInLine('ad', { creatives: [...video.creatives, beside] });
    const ad = composeAd({ inline, chain: [] }, 'p', true);
    expect([ad.clickThrough, ad.icons?.[0]?.clickThrough, ad.icons?.[1]?.clickThrough]).toEqual([
      'https://t/ad',
      'https://t/icon',
      'http://t/icon',
    ]);
    expect(ad.companions?.[0]?.clickThrough).toBe('https://t/companion');
    const item = {
      ...{ id: '', imageUrl: 'o.png', type: 'image/png', width: 728, height: 90, durationMs: 5000 },
      ...{ ...led('//t/overlay'), altText: null, resources: [], trackers: [] },
    };
    const nonLinears = { items: [item], trackers: [] };
    expect(merged(anInLine('ad', { creatives: [aCreative({ nonLinears })] })).nonLinear?.clickThrough).toBe(
      'https://t/overlay',
    );
  });
});
