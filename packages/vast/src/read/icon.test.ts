import { describe, expect, it } from 'vitest';
import { linearOf } from './inline.builder.js';

const iconOf = (inside: string, attributes = '') =>
  linearOf(`<Icons><Icon ${attributes}>${inside}</Icon></Icons>`).icons[0];

describe('Icon (VAST 4.3 §3.11)', () => {
  it('reads every attribute, `regs` of the CTV addendum too', () => {
    expect(
      iconOf(
        '',
        `program="AdChoices" width="60" height="20" xPosition="right" yPosition="12" duration="00:00:10" offset="00:00:02"
        apiFramework="x" pxratio="2" altText="a" hoverText="h" regs="1"`,
      ),
    ).toMatchObject({
      program: 'AdChoices',
      width: 60,
      height: 20,
      xPosition: 'right',
      yPosition: 12,
      durationMs: 10_000,
      offsetMs: 2000,
      apiFramework: 'x',
      pixelRatio: 2,
      altText: 'a',
      hoverText: 'h',
      regulation: 1,
    });
  });
  it('lives without any attribute: for as long as the ad, in the upper left corner', () => {
    expect(iconOf('')).toEqual({
      program: '',
      width: null,
      height: null,
      xPosition: 0,
      yPosition: 0,
      offsetMs: 0,
      durationMs: null,
      pixelRatio: 1,
      apiFramework: null,
      altText: null,
      hoverText: null,
      regulation: null,
      resources: [],
      clickThrough: null,
      fallbackImages: [],
      trackers: [],
    });
  });
  it('keeps all resources and every IconViewTracking and IconClickTracking', () => {
    const icon = iconOf(
      `<HTMLResource xmlEncoded="true">&amp;lt;b&amp;gt;</HTMLResource><StaticResource creativeType="image/png">https://i/1</StaticResource>
      <StaticResource>https://i/2</StaticResource><IFrameResource>https://i/3</IFrameResource><StaticResource/>
      <IconViewTracking>https://v/1</IconViewTracking><IconViewTracking>https://v/2</IconViewTracking>
      <IconClicks><IconClickThrough>https://land</IconClickThrough><IconClickTracking>https://c/1</IconClickTracking><IconClickTracking>https://c/2</IconClickTracking></IconClicks>`,
    );
    expect(icon?.resources).toEqual([
      { type: 'html', content: '<b>' },
      { type: 'static', content: 'https://i/1', creativeType: 'image/png' },
      { type: 'static', content: 'https://i/2' },
      { type: 'iframe', content: 'https://i/3' },
    ]);
    expect(icon?.clickThrough).toBe('https://land');
    expect(icon?.trackers).toEqual([
      { event: 'creativeView', url: 'https://v/1' },
      { event: 'creativeView', url: 'https://v/2' },
      { event: 'clickTracking', url: 'https://c/1' },
      { event: 'clickTracking', url: 'https://c/2' },
    ]);
  });
  it('reads IconClickFallbackImages with the URL and its words apart (§3.11.6)', () => {
    const icon = iconOf(
      `<IconClicks><IconClickFallbackImages>
      <IconClickFallbackImage width="1920" height="1080"><AltText>alt words</AltText><StaticResource creativeType="image/png">https://f/1</StaticResource></IconClickFallbackImage>
      <IconClickFallbackImage><StaticResource>https://f/2</StaticResource></IconClickFallbackImage><IconClickFallbackImage><AltText>none</AltText></IconClickFallbackImage>
      </IconClickFallbackImages></IconClicks>`,
    );
    expect(icon?.fallbackImages).toEqual([
      { width: 1920, height: 1080, altText: 'alt words', imageUrl: 'https://f/1' },
      { width: null, height: null, altText: null, imageUrl: 'https://f/2' },
    ]);
  });
});
