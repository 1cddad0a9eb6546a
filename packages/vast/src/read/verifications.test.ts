import { describe, expect, it } from 'vitest';
import { inlineOf } from './inline.builder.js';

const js = (url: string, attributes = 'apiFramework="omid" browserOptional="true"') =>
  `<JavaScriptResource ${attributes}><![CDATA[ ${url} ]]></JavaScriptResource>`;
const native = (inside: string) => `<AdVerifications>${inside}</AdVerifications>`;
const extension = (inside: string) =>
  `<Extensions><Extension type="AdVerifications">${inside}</Extension></Extensions>`;
const verificationsOf = (...parts: string[]) => inlineOf(parts.join('')).verifications;

describe('AdVerifications (VAST 4.3 §3.16)', () => {
  it('keeps all resources of a vendor, scripts first', () => {
    expect(
      verificationsOf(
        native(
          `<Verification vendor="v"><ExecutableResource apiFramework="omid-android" type="application/jar">https://x</ExecutableResource>${js('https://1')}${js('https://2')}
          <VerificationParameters><![CDATA[{"a":1}]]></VerificationParameters>
          <TrackingEvents><Tracking event="verificationNotExecuted">https://n?[REASON]</Tracking></TrackingEvents></Verification>`,
        ),
      ),
    ).toEqual([
      {
        vendor: 'v',
        parameters: '{"a":1}',
        trackers: [{ event: 'verificationNotExecuted', url: 'https://n?[REASON]' }],
        resources: [
          { type: 'javascript', url: 'https://1', apiFramework: 'omid', browserOptional: true, mimeType: null },
          { type: 'javascript', url: 'https://2', apiFramework: 'omid', browserOptional: true, mimeType: null },
          {
            type: 'executable',
            url: 'https://x',
            apiFramework: 'omid-android',
            browserOptional: false,
            mimeType: 'application/jar',
          },
        ],
      },
    ]);
  });
  it('lives without a vendor, and a script without its attributes', () => {
    expect(verificationsOf(native(`<Verification>${js('https://1', '')}</Verification>`))).toMatchObject([
      { vendor: '', parameters: null, resources: [{ url: 'https://1', apiFramework: '', browserOptional: false }] },
    ]);
  });
  it('reads them from an Extension, with AdVerifications inside or without', () => {
    const one = `<Verification vendor="v">${js('https://1')}</Verification>`;
    for (const inside of [native(one), one]) {
      const { verifications, extensions } = inlineOf(extension(inside));
      expect(verifications).toMatchObject([{ vendor: 'v', resources: [{ url: 'https://1' }] }]);
      expect(extensions).toEqual([]);
    }
  });
  it('has a vendor’s script once that stands in both places, with what either adds', () => {
    const tracking = (url: string) =>
      `<TrackingEvents><Tracking event="verificationNotExecuted">${url}</Tracking></TrackingEvents>`;
    const found = verificationsOf(
      native(`<Verification vendor="v">${js('https://1')}${tracking('https://n')}</Verification>`),
      extension(
        `<Verification vendor="v">${js('https://1')}${js('https://2')}${tracking('https://n')}<VerificationParameters>p</VerificationParameters></Verification>`,
      ),
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.resources.map(({ url }) => url)).toEqual(['https://1', 'https://2']);
    expect(found[0]).toMatchObject({ parameters: 'p', trackers: [{ url: 'https://n' }] });
  });
  it('keeps apart one script that is to run with parameters of two campaigns', () => {
    const withParameters = (text: string) =>
      `<Verification vendor="v">${js('https://1')}<VerificationParameters>${text}</VerificationParameters></Verification>`;
    const found = verificationsOf(native(withParameters('buyer') + withParameters('seller') + withParameters('buyer')));
    expect(found.map(({ parameters }) => parameters)).toEqual(['buyer', 'seller']);
  });
  it('reads ViewableImpression of a vendor, a URL as VAST 4.0 has it or elements as the field writes it, apart from the ad’s', () => {
    const { verifications, viewableTrackers } = inlineOf(
      `<ViewableImpression><Viewable>https://ad</Viewable></ViewableImpression>${native(
        `<Verification vendor="v">${js('https://1')}<ViewableImpression id="i"><![CDATA[ https://plain ]]></ViewableImpression></Verification>
        <Verification vendor="w">${js('https://2')}<ViewableImpression><Viewable>https://yes</Viewable><NotViewable>https://no</NotViewable>
        <ViewUndetermined>https://unknown</ViewUndetermined></ViewableImpression></Verification>`,
      )}`,
    );
    expect(viewableTrackers).toEqual([{ event: 'viewable', url: 'https://ad' }]);
    expect(verifications.map(({ trackers }) => trackers)).toEqual([
      [{ event: 'viewable', url: 'https://plain' }],
      [
        { event: 'viewable', url: 'https://yes' },
        { event: 'notViewable', url: 'https://no' },
        { event: 'viewUndetermined', url: 'https://unknown' },
      ],
    ]);
  });
  it('keeps apart the same URL of two vendors, and two scripts of one vendor in elements of their own', () => {
    const found = verificationsOf(
      native(
        ['v https://1', 'w https://1', 'v https://3']
          .map((each) => each.split(' '))
          .map(([vendor, url = '']) => `<Verification vendor="${vendor}">${js(url)}</Verification>`)
          .join(''),
      ),
    );
    expect(found.map(({ vendor, resources }) => [vendor, resources.length])).toEqual([
      ['v', 1],
      ['w', 1],
      ['v', 1],
    ]);
  });
});
