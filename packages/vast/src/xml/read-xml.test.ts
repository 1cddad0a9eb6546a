import { describe, expect, it } from 'vitest';
import { readXml } from './read-xml.js';

const roots = (xml: string) => {
  const reading = readXml(xml, 1_000_000);
  return reading.type === 'read' ? reading.roots : [];
};

describe('readXml', () => {
  it('skips a byte order mark and what is blank before the declaration', () => {
    expect(roots('\uFEFF\n<?xml version="1.0"?><a>x</a>')).toMatchObject([{ name: 'a', text: 'x' }]);
  });
  it('keeps names that mean something to JavaScript, but not those that could change what an object is', () => {
    expect(roots('<toString><valueOf hasOwnProperty="x"/></toString>')[0]?.children[0]).toMatchObject({
      name: 'valueOf',
      attributes: { hasOwnProperty: 'x' },
    });
    for (const xml of ['<__proto__/>', '<constructor/>', '<prototype/>'])
      expect(readXml(xml, 100).type).toBe('refused');
    expect(roots('<a __proto__="x"/>')[0]?.attributes).toEqual({});
  });
  it('takes no text that is longer than allowed', () => {
    expect(readXml('<a/>', 4).type).toBe('read');
    expect(readXml('<a />', 4)).toEqual({ type: 'refused', detail: 'text has 5 characters, expected at most 4' });
  });
  it('decodes named and numeric references once, in text and attributes (XML 1.0 §4.1)', () => {
    const [root] = roots('<a b="1&#38;2">&amp;&#38;&#x26;&amp;amp;</a>');
    expect(root).toMatchObject({ text: '&&&&amp;', attributes: { b: '1&2' } });
  });
  it('keeps references in CDATA as they are, joins split sections, and trims the whole', () => {
    const [root] = roots('<a> <![CDATA[ x&amp;y ]]]]><![CDATA[>z ]]> </a>');
    expect(root?.text).toBe('x&amp;y ]]>z');
  });
  it('keeps text that looks like a number or a truth', () => {
    const [root] = roots('<a><b c="007">00123</b><b>1e5</b><b>true</b></a>');
    expect(root?.children.map(({ text }) => text)).toEqual(['00123', '1e5', 'true']);
    expect(root?.children[0]?.attributes['c']).toBe('007');
  });
  it.each([
    '<a x="<!--"><!DOCTYPE a [<!ENTITY zz "boom">]><b y="-->">&zz;</b></a>',
    '<a><?x <!-- ?><!DOCTYPE a [<!ENTITY zz "boom">]><b y="-->">&zz;</b></a>',
    '<a x="<![CDATA["><!doctype a [<!ENTITY zz "boom">]><b y="]]>">&zz;</b></a>',
  ])('expands no entity of a DOCTYPE, however it hides: %s', (xml) => {
    expect(JSON.stringify(readXml(xml, 1_000_000).type === 'read' ? texts(roots(xml)) : [])).not.toContain('boom');
  });
  it.each([
    ['more than 64 levels', '<a>'.repeat(70) + '</a>'.repeat(70)],
    ['a mismatched end', '<a><b></a>'],
    ['an open CDATA section', '<a><![CDATA[x</a>'],
    ['a raw & beside another fault', '<a>x & y<b></a>'],
  ])('refuses %s', (_, xml) => {
    expect(readXml(xml, 1_000_000).type).toBe('refused');
  });
});

function texts(nodes: ReturnType<typeof roots>): string[] {
  return nodes.flatMap(({ text, children }) => [text, ...texts(children)]);
}
