import { describe, expect, it } from 'vitest';
import { collectFaults } from '../faults.js';
import { readExpression } from './read-expression.js';

function reading(written: Readonly<Record<string, unknown>>) {
  const { faults, refuse } = collectFaults();
  const expression = readExpression(written, { file: 'c', path: '' }, refuse);
  return { expression, faults: faults.map(({ text }) => text) };
}
const us = { dimension: 'geo.country', in: ['US'] };

describe('readExpression', () => {
  it('takes the full form as it is', () => {
    const full = { all: [us, { not: { any: [{ dimension: 'custom.team', in: ['red'] }, us] } }] };
    expect(reading(full)).toEqual({ expression: full, faults: [] });
  });
  it('takes dimensions with their values as all of them, also inside of the full form', () => {
    expect(reading({ 'geo.country': 'US' }).expression).toEqual(us);
    expect(reading({ not: { 'geo.country': ['US'], day: ['sat', 'sat'] } }).expression).toEqual({
      not: { all: [us, { dimension: 'day', in: ['sat'] }] },
    });
  });
  it('takes words of ours in any case, and as YAML reads them', () => {
    expect(reading({ day: 'Sat', hour: [0, 23], 'content.live': true }).faults).toEqual([]);
  });
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['nothing', {}, 'targeting is {}, expected at least one dimension, or null for everybody'],
    ['two forms at once', { all: [us], not: us }, 'targeting has all and not, expected one of all, any, not alone'],
    ['an empty list', { any: [] }, 'targeting.any is [], expected a list of expressions'],
    ['no value', { day: [] }, 'targeting.day is [], expected a value or a list of values'],
    ['a day that never comes', { day: ['sat', 'Sunday'] }, 'targeting.day has "Sunday", expected mon to sun'],
    ['an hour that never comes', { not: { hour: [7, '08'] } }, 'targeting.not.hour has "08", expected 0 to 23'],
    [
      'a device of no kind',
      { 'device.type': 'ctv' },
      'targeting.device.type has "ctv", expected one of tv, set-top-box, connected-device, phone, tablet, desktop',
    ],
    [
      'a branch that is none',
      { all: ['US'] },
      'targeting.all[0] is "US", expected an expression such as {"geo.country": ["US"]}',
    ],
    ['a stranger', { ...us, of: 1 }, 'targeting.of is not a known field, expected dimension and in'],
    [
      'an unknown dimension',
      { dimension: 'geo', in: ['US'] },
      'targeting.dimension is no dimension ("geo"), expected one such as geo.country or custom.<key>',
    ],
  ])('refuses %s', (_what, written, text) => {
    expect(reading(written).faults).toEqual([text]);
  });
  it('refuses what is too deep to walk', () => {
    let deep: Readonly<Record<string, unknown>> = us;
    for (let level = 0; level < 20; level += 1) deep = { not: deep };
    expect(reading(deep).faults[0]).toContain('is deeper than 16 levels');
  });
});
