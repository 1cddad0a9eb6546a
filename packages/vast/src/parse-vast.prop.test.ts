import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startResolve } from './resolve/resolve-vast.js';

const GOOD =
  '<VAST version="4.2"><Ad id="a"><InLine><AdTitle>x</AdTitle><Impression><![CDATA[https://t/i]]></Impression><Creatives><Creative><Linear><Duration>00:00:10</Duration><MediaFiles><MediaFile type="video/mp4">https://m/x.mp4</MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>';
const snippet = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '<',
    '>',
    '&',
    ']]>',
    '<![CDATA[',
    '<!--',
    '<!DOCTYPE a [',
    '</Ad>',
    '<Ad>',
    '<Wrapper>',
    '\u0000',
    '&#0;',
    '<?x',
    '"',
  ),
);

describe('reading a response, whatever was done to it', () => {
  it('never throws, and ends in ads, failures or requests', () => {
    fc.assert(
      fc.property(fc.nat(GOOD.length), fc.nat(40), snippet, (at, cut, inserted) => {
        const step = startResolve(GOOD.slice(0, at) + inserted + GOOD.slice(at + cut), { prefix: 'p' });
        if (step.type === 'fetch') expect(step.requests.length).toBeGreaterThan(0);
        else expect(step.ads.length + step.failures.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
  it('takes no text of more than 1 MB', () => {
    const step = startResolve(GOOD.replace('>x<', `>${'x'.repeat(1_048_576)}<`), { prefix: 'p' });
    expect(step).toMatchObject({ type: 'failed', ads: [], failures: [{ error: 'VAST_MALFORMED', vastError: 100 }] });
  });
});
