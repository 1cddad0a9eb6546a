import { describe, expect, it } from 'vitest';
import { inlineOf } from './inline.builder.js';

const TWO = `<Creatives><Creative id="one"><CompanionAds/></Creative>
  <Creative id="two"><Linear><MediaFiles><MediaFile id="m2">https://m/2</MediaFile></MediaFiles></Linear></Creative>
  <Creative id="three"><Linear><MediaFiles><MediaFile id="m3">https://m/3</MediaFile></MediaFiles></Linear></Creative></Creatives>`;
const extended = (type: string, inside: string) =>
  inlineOf(`${TWO}<Extensions><Extension type="${type}">${inside}</Extension></Extensions>`);
const inCreative = (type: string, inside: string) =>
  inlineOf(
    `<Creatives><Creative><Linear/><CreativeExtensions><CreativeExtension type="${type}">${inside}</CreativeExtension></CreativeExtensions></Creative></Creatives>`,
  );

describe('VAST CTV Addendum 2024: extensions in their native places', () => {
  it('finds UniversalAdId of VAST 2.0, by its creativeId, else of the first Linear', () => {
    const ad = extended(
      'UniversalAdId',
      '<UniversalAdId idRegistry="ad-id.org" creativeId="three">C3</UniversalAdId><UniversalAdId idRegistry="ad-id.org">C1</UniversalAdId>',
    );
    expect(ad.creatives.map(({ universalAdIds }) => universalAdIds)).toEqual([[], ['ad-id.org C1'], ['ad-id.org C3']]);
    expect(ad.extensions).toEqual([]);
  });
  it('finds UniversalAdId of VAST 3.x', () => {
    const [creative] = inCreative(
      'UniversalAdId',
      '<UniversalAdId idRegistry="pub-id.fr"> AAA/B </UniversalAdId>',
    ).creatives;
    expect(creative).toMatchObject({ universalAdIds: ['pub-id.fr AAA/B'], extensions: [] });
  });
  it('finds a SIMID file by its mediaFileId, with parameters of its own, `apiFramwork` and all', () => {
    const ad = extended(
      'InteractiveCreativeFile',
      `<InteractiveCreativeFile type="text/html" apiFramwork="SIMID" variableDuration="true" mediaFileId="m3">
      <![CDATA[https://s/creative.html]]><AdParameters xmlEncoded="true"><![CDATA[&lt;p/&gt;]]></AdParameters></InteractiveCreativeFile>`,
    );
    expect(ad.creatives.map(({ linear }) => linear?.interactiveFiles ?? [])).toEqual([
      [],
      [],
      [
        {
          url: 'https://s/creative.html',
          type: 'text/html',
          apiFramework: 'SIMID',
          variableDuration: true,
          adParameters: '<p/>',
        },
      ],
    ]);
  });
  it('makes a data: URL of HTML that stands in HTMLResource, a DOCTYPE of its own in it', () => {
    const [creative] = inCreative(
      'InteractiveCreativeFile',
      '<InteractiveCreativeFile><HTMLResource><![CDATA[ <!DOCTYPE html><p>5 % é</p> ]]></HTMLResource></InteractiveCreativeFile>',
    ).creatives;
    expect(creative?.linear?.interactiveFiles[0]?.url).toBe(
      'data:text/html;charset=utf-8,%3C!DOCTYPE%20html%3E%3Cp%3E5%20%25%20%C3%A9%3C%2Fp%3E',
    );
  });
  it('finds a Mezzanine of VAST 2.0 and 3.x, in the first linear where it names none', () => {
    const url = 'https://m/mezzanine.mp4';
    const mezzanine = `<Mezzanine delivery="streaming" type="video/mp4" width="7680" height="4320"><![CDATA[${url}]]></Mezzanine>`;
    expect(extended('Mezzanine', mezzanine).creatives.map(({ linear }) => linear?.mezzanines.length)).toEqual([
      undefined,
      1,
      0,
    ]);
    expect(inCreative('Mezzanine', mezzanine).creatives[0]?.linear?.mezzanines).toMatchObject([{ url, width: 7680 }]);
  });
  it.each(['<Icon program="DSA" regs="1"/>', '<Icons><Icon program="DSA" regs="1"/></Icons>'])(
    'finds an Icon of VAST 2.0: %s',
    (icon) => {
      expect(extended('Icon', icon).creatives[1]?.linear?.icons).toMatchObject([{ program: 'DSA', regulation: 1 }]);
    },
  );
  it('finds CreativeExtensions in a Linear, where the schema of VAST 3.0 has them', () => {
    const [creative] = inlineOf(
      '<Creatives><Creative><Linear><CreativeExtensions><CreativeExtension type="UniversalAdId"><UniversalAdId idRegistry="r">x</UniversalAdId></CreativeExtension></CreativeExtensions></Linear></Creative></Creatives>',
    ).creatives;
    expect(creative).toMatchObject({ universalAdIds: ['r x'], extensions: [] });
  });
  it('keeps an extension that holds something else, too', () => {
    const { extensions, creatives } = extended('mixed', '<UniversalAdId>x</UniversalAdId><Deal>7</Deal>');
    expect(extensions).toMatchObject([
      { name: 'Extension', attributes: { type: 'mixed' }, children: [{}, { name: 'Deal', text: '7' }] },
    ]);
    expect(creatives[1]?.universalAdIds).toEqual(['unknown x']);
  });
  it('keeps an extension of text alone', () => {
    const { extensions } = inlineOf(
      '<Extensions><Extension type="waterfall" fallback_index="0"><![CDATA[ a ]]></Extension></Extensions>',
    );
    expect(extensions).toEqual([
      { name: 'Extension', attributes: { type: 'waterfall', fallback_index: '0' }, text: 'a', children: [] },
    ]);
  });
});
