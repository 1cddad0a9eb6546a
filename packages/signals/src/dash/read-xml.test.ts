import { describe, expect, it } from 'vitest';
import { readXml } from './read-xml.js';
import { attributesOf, childrenOf, findElement } from './xml-attributes.js';
import { parseXsDuration } from './xs-duration.js';

describe('readXml', () => {
  it('reads elements, attributes of either quote, text, CDATA and references', () => {
    const root = readXml(`\uFEFF<?xml version="1.0"?>
      <!-- a > b --><m:MPD xmlns:m="x" m:type='dy>namic' n="a &amp; &#65;&#x42; &other;"><A/>
      <A>one &lt;two<![CDATA[ <three> ]]></A></m:MPD>`);
    expect(root?.name).toBe('MPD');
    expect(root && attributesOf(root)).toMatchObject({ type: 'dy>namic', n: 'a & AB &other;' });
    expect(root && childrenOf(root, 'A').map(({ text }) => text)).toEqual(['', 'one <two <three> ']);
  });
  it('knows where an element stands, so that it can be shown as proof', () => {
    const text = '<MPD><Event id="1"><x/></Event></MPD>';
    const event = findElement(readXml(text) ?? expect.fail(), 'Event');
    expect(text.slice(event?.from, event?.to)).toBe('<Event id="1"><x/></Event>');
  });
  it('goes on behind an end without a start and an element that was left open', () => {
    const root = readXml('<MPD><a><b></a></x><c/></MPD>');
    expect(root?.children.map(({ name }) => name)).toEqual(['a', 'c']);
  });
  it('keeps what it has where the text is cut', () => {
    expect(readXml('<MPD><a/><b x="')?.children.map(({ name }) => name)).toEqual(['a']);
    expect(readXml('')).toBeNull();
    expect(readXml('{"no":"xml"}')).toBeNull();
  });
  it('does not look into what it is told to pass over', () => {
    const text = '<M><x:T><S/><S/></x:T><T/><T><S/></M>';
    expect(readXml(text, 'T')?.children.map(({ name, children }) => [name, children.length])).toEqual([
      ['T', 0],
      ['T', 0],
      ['T', 1],
    ]);
  });
  it('expands no entity of a DOCTYPE', () => {
    const text = '<!DOCTYPE m [<!ENTITY a "aaaa">]><MPD>&a;&a;</MPD>';
    expect(findElement(readXml(text) ?? expect.fail(), 'MPD')?.text).toBe('&a;&a;');
  });
  // With a time that grows faster than the text, each of these takes minutes.
  it('comes to an end of hostile texts', () => {
    const texts = ['<a '.repeat(300_000), '<a>'.repeat(300_000), '</a>'.repeat(300_000), '<!--'.repeat(300_000)];
    texts.push('&#'.repeat(300_000), `<a ${'b="'.repeat(300_000)}>`, `<MPD ${' x'.repeat(300_000)}/>`);
    const roots = texts.map((text) => readXml(text));
    for (const root of roots) if (root) attributesOf(root);
    expect(roots).toHaveLength(texts.length);
  }, 60_000);
});

describe('parseXsDuration', () => {
  it('reads days, hours, minutes and parts of seconds', () => {
    expect(parseXsDuration('PT0S')).toBe(0);
    expect(parseXsDuration('P1DT2H3M4.5S')).toBe(93_784_500);
    expect(parseXsDuration('PT1.5S')).toBe(1500);
    expect(parseXsDuration('-PT2S')).toBe(-2000);
  });
  it('refuses what is none', () => {
    for (const text of ['', 'P', 'PT', '5', 'PT5', 'P5S', undefined]) expect(parseXsDuration(text)).toBeNull();
  });
});
