import { describe, expect, it } from 'vitest';
import { judgeXml } from './judge-xml.js';

const detailOf = (text: string) => {
  const verdict = judgeXml(text);
  return verdict.type === 'unfit' ? verdict.detail : null;
};
const warningsOf = (text: string) => {
  const verdict = judgeXml(text);
  return verdict.type === 'fit' ? verdict.warnings : verdict.detail;
};

describe('judgeXml', () => {
  it.each([
    ['<a>', '<a> does not end (line 1)'],
    ['<a>\n<b>\n</a>', '</a> ends no open element (line 3)'],
    ['<a></ab>', '</ab> ends no open element (line 1)'],
    ['<ab></a>', '</a> ends no open element (line 1)'],
    ['</a>', '</a> ends no open element (line 1)'],
    ['<a></a', 'an end-tag does not end (line 1)'],
    ['<a', 'a start-tag does not end (line 1)'],
    ['<a b="c', 'a start-tag does not end (line 1)'],
    ['<a b=c', 'a start-tag does not end (line 1)'],
    ['<a b="c" <d/></a>', 'a start-tag does not end (line 1)'],
    ['<a>1 < 2</a>', 'a "<" begins no tag (line 1)'],
    ['<a><!-- x</a>', '"<!-- x</a" does not end (line 1)'],
    ['<a><![CDATA[x]]</a>', '"<![CDATA[" does not end (line 1)'],
    ['<?xml version="1.0"', '"<?xml ver" does not end (line 1)'],
    ['<!DOCTYPE a><a/>', 'text has a DOCTYPE or another declaration, expected none (line 1)'],
    ['<a>\n<!doctype a>\n</a>', 'text has a DOCTYPE or another declaration, expected none (line 2)'],
    ['<a><!ENTITY b "c"></a>', 'text has a DOCTYPE or another declaration, expected none (line 1)'],
    ['x<a/>', 'there is text outside of the root (line 1)'],
    ['<a/>\n\nx', 'there is text outside of the root (line 1)'],
    ['<a/><![CDATA[x]]>', 'there is text outside of the root (line 1)'],
    ['{"a":1}', 'there is text outside of the root (line 1)'],
    ['<!-- x -->', 'there is no element (line 1)'],
    [`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`, 'there are more than 64 levels (line 1)'],
  ])('refuses %s', (text, detail) => {
    expect(detailOf(text)).toBe(detail);
  });
  it.each([
    '<a/>',
    '<?xml version="1.0"?>\n<!-- a > b -->\n<a b="x > y" c=\'"\'><d/><e f = "g"\n>h</e ></a>\n<!-- & -->\n',
    '<a><![CDATA[ <b> & <!DOCTYPE x> ]]]]><![CDATA[>]]></a>',
    '<a b="&lt;&#38;&#x26;">&amp;</a>',
    `${'<a>'.repeat(64)}${'</a>'.repeat(64)}`,
  ])('passes %s', (text) => {
    expect(warningsOf(text)).toEqual([]);
  });
  it.each([
    ['<a>x & y</a>', 'forgave a raw "&"'],
    ['<a b="?c=1&d=2"/>', 'forgave a raw "&"'],
    ['<a><b/>&<![CDATA[&]]></a>', 'forgave a raw "&"'],
    ['<a b=1 c="d"/>', 'forgave an attribute without a quoted value'],
    ['<a b/>', 'forgave an attribute without a quoted value'],
    ['<a b="c"d="e"/>', null],
    ['<a b=”c” />', 'forgave an attribute without a quoted value'],
    ['<a/><b/>', 'forgave a second root'],
  ])('forgives %s', (text, warning) => {
    expect(warningsOf(text)).toEqual(warning === null ? [] : [warning]);
  });
  it('keeps the attributes that are quoted, decoded once and trimmed, and of two of one name the last', () => {
    const verdict = judgeXml('<x:a b=1 c=" &amp;lt; " d e = \'f\' x:c="g" g="h" g="i">x</x:a>');
    expect(verdict).toMatchObject({
      tags: [{ name: 'x:a', attributes: { c: '&lt;', e: 'f', 'x:c': 'g', g: 'i' } }],
    });
  });
});
