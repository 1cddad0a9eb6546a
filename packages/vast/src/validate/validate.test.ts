import { describe, expect, it } from 'vitest';
import { A_RESPONSE, A_VMAP, A_WRAPPER } from './a-response.builder.js';
import { RULES } from './rules.js';
import { validate } from './validate.js';

type Case = readonly [rule: string, line: number, document: string, from: string, to: string, says: string];

const SCRIPT = '<JavaScriptResource apiFramework="omid">https://v.example/a.js</JavaScriptResource>';
const EXECUTABLE = '<ExecutableResource type="native">com.vendor.Measure</ExecutableResource>';

function aVerification(script: string, event = 'verificationNotExecuted'): string {
  const events = `<TrackingEvents><Tracking event="${event}">https://v.example/n</Tracking></TrackingEvents>`;
  return `<AdVerifications><Verification vendor="v">${script}${events}</Verification></AdVerifications>`;
}

const CASES: readonly Case[] = [
  ['well-formed', 5, A_RESPONSE, '</AdTitle>', '</AdTitel>', '</AdTitel> is met, expected </AdTitle>'],
  ['well-formed', 34, A_RESPONSE, '</VAST>', '</VAST><VAST/>', 'is a second root'],
  ['well-formed', 1, A_RESPONSE, '</VAST>', '', '<VAST> is not closed'],
  ['well-formed', 1, A_RESPONSE, '<VAST ', '<!DOCTYPE x><VAST ', 'a DOCTYPE'],
  ['well-formed', 15, A_RESPONSE, 'a.mp4<', 'a.mp4?a=1&b=2<', 'a bare "&", expected &amp;'],
  ['well-formed', 2, A_RESPONSE, 'sequence="1"', 'sequence=1', 'without quotes'],
  ['well-formed', 34, A_RESPONSE, '</VAST>', '</VAST> bye', 'text outside of the root'],
  ['root', 1, '<html><body/></html>', '', '', 'it is HTML'],
  ['root', 1, '<Vast/>', '', '', 'expected <VAST> (did you mean it?)'],
  ['root', 1, 'hello', '', '', 'it is "hello"'],
  ['version', 1, '<VideoAdServingTemplate/>', '', '', 'it is VAST 1.0'],
  ['version', 1, A_RESPONSE, '"4.2"', '"latest"', 'it is "latest"'],
  ['version-odd', 1, A_RESPONSE, '"4.2"', '"4.9"', 'expected one of 2.0'],
  ['namespace', 1, A_RESPONSE, 'www.iab.com/VAST', 'example.com', 'expected http://www.iab.com/VAST or none'],
  ['no-ad', 1, '<VAST version="3.0"/>', '', '', 'the document has none'],
  ['no-ad', 1, ' ', '', '', 'the document is empty'],
  ['element-missing', 3, A_RESPONSE, '<AdTitle>Title</AdTitle>', '', '<InLine>: it has no <AdTitle>'],
  ['element-missing', 3, A_RESPONSE, '<AdServingId>s</AdServingId>', '', 'no <AdServingId>'],
  [
    'element-missing',
    10,
    A_RESPONSE,
    '<UniversalAdId idRegistry="ad-id.org">X</UniversalAdId>',
    '',
    'no <UniversalAdId>',
  ],
  [
    'element-missing',
    12,
    A_RESPONSE,
    /<MediaFiles>[^]*<\/MediaFiles>/.exec(A_RESPONSE)?.[0] ?? '',
    '',
    'no <MediaFiles>',
  ],
  ['element-missing', 3, A_WRAPPER, '<VASTAdTagURI>https://next.example/tag</VASTAdTagURI>', '', 'no <VASTAdTagURI>'],
  ['element-repeated', 5, A_RESPONSE, '<AdTitle>', '<AdTitle/><AdTitle>', 'there are 2, expected at most one'],
  ['element-unknown', 5, A_RESPONSE, '<AdTitle>', '<Colour/><AdTitle>', 'it is <Colour>'],
  ['element-unknown', 3, A_RESPONSE, '<InLine>', 'words<InLine>', 'it is "words", expected elements only'],
  [
    'element-misspelt',
    5,
    A_RESPONSE,
    '<AdTitle>Title</AdTitle>',
    '<Adtitle>Title</Adtitle>',
    '<AdTitle> (did you mean it?)',
  ],
  ['attribute-missing', 15, A_RESPONSE, ' delivery="progressive"', '', 'its delivery is absent'],
  ['attribute-missing', 26, A_RESPONSE, 'width="300" ', '', 'its width is absent'],
  ['attribute-missing', 1, A_RESPONSE, ' version="4.2"', '', 'its version is absent'],
  ['attribute-unknown', 15, A_RESPONSE, 'bitrate=', 'colours="2" bitrate=', '"colours"'],
  ['attribute-misspelt', 12, A_RESPONSE, 'skipoffset=', 'skipOffset=', 'expected skipoffset (did you mean it?)'],
  ['value', 13, A_RESPONSE, '00:00:15', '15', 'it is "15", expected HH:MM:SS'],
  ['value', 12, A_RESPONSE, '"00:00:05"', '"5"', 'skipoffset: it is "5"'],
  ['value', 19, A_RESPONSE, '"10%"', '"soon"', 'offset: it is "soon"'],
  ['value', 2, A_RESPONSE, 'sequence="1"', 'sequence="first"', 'expected a whole number'],
  ['value', 8, A_RESPONSE, '"EUR"', '"euro"', 'ISO 4217'],
  ['value', 15, A_RESPONSE, '"video/mp4"', '"mp4"', 'a MIME type'],
  ['value', 3, A_WRAPPER, '"1"', '"yes"', 'expected true or false'],
  ['text-missing', 15, A_RESPONSE, 'https://m.example/a.mp4', '', 'it is empty, expected a URL'],
  ['ad-type', 2, A_WRAPPER, '</Wrapper>', '</Wrapper><InLine/>', 'both <InLine> and <Wrapper>'],
  ['ad-type', 1, '<VAST version="3.0"><Ad/></VAST>', '', '', 'neither <InLine> nor <Wrapper>'],
  ['error-beside-ad', 33, A_RESPONSE, '</Ad>', '</Ad><Error>https://t.example/e</Error>', 'beside an <Ad>'],
  ['id-repeated', 23, A_RESPONSE, 'id="d"', 'id="c"', 'id "c" is used twice'],
  [
    'sequence-repeated',
    8,
    A_WRAPPER,
    '</Ad>',
    '</Ad><Ad sequence="1"/><Ad sequence="1"/>',
    'sequence "1" is used twice',
  ],
  ['creative-empty', 10, A_RESPONSE, /<Linear[^]*<\/Linear>/.exec(A_RESPONSE)?.[0] ?? '', '', 'it has nothing to show'],
  [
    'resource-missing',
    26,
    A_RESPONSE,
    /<StaticResource.*<\/StaticResource>/.exec(A_RESPONSE)?.[0] ?? '',
    '',
    'it has no resource',
  ],
  ['duration-zero', 13, A_RESPONSE, '00:00:15', '00:00:00', 'it is zero'],
  ['skip-late', 12, A_RESPONSE, '00:00:05', '00:00:20', 'at most its duration, 15 s'],
  ['progress-late', 19, A_RESPONSE, '"10%"', '"00:00:16"', 'at most the duration, 15 s'],
  ['progress-offset', 19, A_RESPONSE, ' offset="10%"', '', 'its offset is absent'],
  ['event-misspelt', 18, A_RESPONSE, '"start"', '"firstquartile"', 'expected firstQuartile (did you mean it?)'],
  ['event-unknown', 18, A_RESPONSE, '"start"', '"lightsDimmed"', 'an event of VAST'],
  ['value', 2, A_RESPONSE, 'sequence="1"', 'sequence="0"', 'expected a whole number from 1'],
  [
    ...(['serving-id-repeated', 38, A_RESPONSE, '</VAST>'] as const),
    `${/<Ad id[^]*<\/Ad>/.exec(A_RESPONSE)?.[0].replace('"a" sequence="1"', '"b" sequence="2"')}</VAST>`,
    '"s" is used twice',
  ],
  ['verification-empty', 9, A_RESPONSE, '<Creatives>', `${aVerification('')}<Creatives>`, 'it has no script'],
  [
    'event-unknown',
    9,
    A_RESPONSE,
    '<Creatives>',
    `${aVerification(SCRIPT, 'start')}<Creatives>`,
    'verificationNotExecuted',
  ],
  [
    'attribute-missing',
    9,
    A_RESPONSE,
    '<Creatives>',
    `${aVerification(EXECUTABLE)}<Creatives>`,
    'its apiFramework is absent',
  ],
  ['resource-missing', 13, A_RESPONSE, '<Duration>', '<Icons><Icon width="1" height="1"/></Icons><Duration>', '<Icon>'],
  ['bitrate-half', 15, A_RESPONSE, 'bitrate="900"', 'minBitrate="900"', 'it has minBitrate alone'],
  ['url-relative', 5, A_WRAPPER, 'https://next', '//next', 'has no scheme'],
  ['url-relative', 6, A_WRAPPER, 'https://t.example/i', 'myErrorUrl.com', 'has no scheme'],
  ['url-invalid', 6, A_WRAPPER, 'https://t.example/i', 'rtsp://t.example/i', 'rtsp'],
  ['url-invalid', 6, A_WRAPPER, 'https://t.example/i', 'https:///i', 'no valid host'],
  ['url-space', 6, A_WRAPPER, 'example/i', 'example/a b', 'has blanks inside'],
  ['url-insecure', 6, A_WRAPPER, 'https://t', 'http://t', 'is not secure'],
  ['macro-misspelt', 7, A_RESPONSE, '[CACHEBUSTING]', '[CACHEBUSTER]', 'expected [CACHEBUSTING]'],
  ['macro-misspelt', 7, A_RESPONSE, '[CACHEBUSTING]', '%5BTIME_STAMP%5D', 'expected [TIMESTAMP]'],
  ['codec', 15, A_RESPONSE, 'avc1.64001F', 'H.264', 'it is "H.264", expected one like avc1.64001F'],
  ['bitrate-missing', 15, A_RESPONSE, ' bitrate="900"', '', 'it has none'],
  ['deprecated', 15, A_RESPONSE, ' bitrate=', ' apiFramework="VPAID" bitrate=', 'VPAID'],
  ['deprecated', 15, A_RESPONSE, 'video/mp4', 'application/x-shockwave-flash', 'Flash'],
  ['deprecated', 9, A_RESPONSE, '<Creatives>', '<Survey>https://s.example/</Survey><Creatives>', 'Survey'],
  ['deprecated', 2, A_RESPONSE, 'id="a"', 'id="a" conditionalAd="true"', 'conditionalAd'],
  [
    ...(['addendum-misspelt', 9, A_RESPONSE, '<Creatives>'] as const),
    '<Extensions><Extension><InteractiveCreativeFile apiFramwork="SIMID"/></Extension></Extensions><Creatives>',
    'expected apiFramework',
  ],
  ['vmap-version', 1, A_VMAP, 'version="1.0"', 'version="2"', 'expected 1.0'],
  ['value', 2, A_VMAP, '"start"', '"begin"', 'expected HH:MM:SS(.mmm), n%, start, end or #n'],
  ['value', 2, A_VMAP, '"linear"', '"video"', 'linear, nonlinear, display'],
  ['value', 6, A_VMAP, '"breakStart"', '"start"', 'one of breakStart, breakEnd, error'],
  ['namespace', 1, A_VMAP, 'iab.net/videosuite', 'example.com', 'expected http://www.iab.net'],
  ['vmap-value', 4, A_VMAP, '"vast3"', '"proprietary"', 'expected vast1'],
  ['vmap-source', 3, A_VMAP, /<vmap:AdTagURI.*URI>/.exec(A_VMAP)?.[0] ?? '', '', 'it has 0 sources'],
  ['vmap-no-source', 2, A_VMAP, /<vmap:AdSource[^]*Source>/.exec(A_VMAP)?.[0] ?? '', '', 'no <AdSource>'],
];

describe('validate', () => {
  it.each([A_RESPONSE, A_WRAPPER, A_VMAP])('finds nothing wrong with a document that is right', (document) => {
    expect(validate(document)).toEqual([]);
  });

  it.each(CASES)('%s, line %i', (rule, line, document, from, to, says) => {
    expect(document).toContain(from);
    const findings = validate(document.replace(from, to));
    const found = findings.find((each) => each.rule === rule && each.text.includes(says));
    expect(found, JSON.stringify(findings)).toMatchObject({ line });
    expect(found?.text).toMatch(/^Cannot .+: .+, expected .+/);
    expect(found?.clause).toMatch(/^(VAST|VMAP|XML|RFC|W3C) \S/);
  });

  it('has a case for each rule', () => {
    expect(Object.keys(RULES).filter((rule) => !CASES.some(([tested]) => tested === rule))).toEqual([]);
  });

  it('tells a misspelling once: what it stands for is not missing, too', () => {
    const wrong = A_RESPONSE.replace(/AdTitle>/g, 'AdTilte>').replace('delivery=', 'Delivery=');
    expect(validate(wrong).map(({ rule }) => rule)).toEqual(['element-misspelt', 'attribute-misspelt']);
  });

  it('looks into VAST that VMAP holds, as elements or as text, at lines of the whole document', () => {
    const bad = A_WRAPPER.replace('https://t', 'http://t');
    for (const inner of [bad, `<![CDATA[\n${bad}]]>`]) {
      const data = `<vmap:VASTAdData>\n${inner}</vmap:VASTAdData>`;
      const findings = validate(A_VMAP.replace(/<vmap:AdTagURI.*URI>/, data));
      const line = inner === bad ? 10 : 11;
      expect(findings).toEqual([expect.objectContaining({ rule: 'url-insecure', line })]);
    }
  });

  it('accepts what the field writes and readers allow', () => {
    const lenient = A_RESPONSE.replace('https://t.example/s', 'about:blank')
      .replace(' xmlns="http://www.iab.com/VAST"', ' xmlns="http://www.iab.com/VAST" xmlns:xs="http://x"')
      .replace('[CACHEBUSTING]', '[CACHEBUSTING]&amp;[MY_OWN_THING]')
      .replace(/\n/g, '\r\n');
    expect(validate(`\uFEFF\n${lenient}`)).toEqual([]);
  });

  it('tells line and column of what is wrong', () => {
    const [found] = validate(A_WRAPPER.replace('https://next', 'http://next'));
    expect(found).toMatchObject({ line: 5, column: (A_WRAPPER.split('\n')[4]?.indexOf('https') ?? 0) + 1 });
  });

  it('asks a version for what its schema asks: an icon for its place until VAST 3.0, and no longer', () => {
    const bare =
      '<Icons><Icon><StaticResource creativeType="image/png">https://i.example/</StaticResource></Icon></Icons>';
    const missing = (version: string) =>
      validate(A_RESPONSE.replace('"4.2"', `"${version}"`).replace('<Duration>', `${bare}<Duration>`)).length;
    expect([missing('3.0'), missing('4.2')]).toEqual([5, 0]);
  });

  it('takes a vendor’s ViewableImpression as VAST 4.0 has it, a fallback image without a type, a currency in small letters', () => {
    const viewable = '<ViewableImpression id="i">https://v.example/seen</ViewableImpression>';
    const image =
      '<IconClickFallbackImage><StaticResource>https://i.example/</StaticResource></IconClickFallbackImage>';
    const icon = `<Icon><HTMLResource>x</HTMLResource><IconClicks><IconClickFallbackImages>${image}</IconClickFallbackImages></IconClicks></Icon>`;
    const document = A_RESPONSE.replace('<Creatives>', `${aVerification(SCRIPT + viewable)}<Creatives>`)
      .replace('<Duration>', `<Icons>${icon}</Icons><Duration>`)
      .replace('"EUR"', '"eur"');
    expect(validate(document)).toEqual([]);
  });

  it('survives names that JavaScript reserves', () => {
    const odd = '<VAST version="3.0"><constructor/><Ad toString="1" __proto__="2"/></VAST>';
    expect(validate(odd).length).toBeGreaterThan(0);
  });
});
