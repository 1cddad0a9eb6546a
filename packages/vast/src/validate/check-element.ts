import { checkAddendum } from './check-addendum.js';
import { checkUrl } from './check-url.js';
import type { Report } from './finding.js';
import { isNeeded, type ElementRule } from './grammar.js';
import { nearName } from './near-name.js';
import type { Placed } from './scan-elements.js';
import { shown } from './shown.js';
import { KINDS, type ValueKind } from './value-kinds.js';
import { OPEN_ELEMENTS, VAST_GRAMMAR } from './vast-grammar.js';
import { VMAP_GRAMMAR } from './vmap-grammar.js';

/** Where an element stands: which grammar it belongs to, and the version that its document tells. */
export interface Place {
  readonly standard: 'VAST' | 'VMAP';
  readonly version: number;
  readonly isInWrapper: boolean;
  /** What it stands in; left out: nothing. */
  readonly parent?: string;
  readonly report: Report;
}

/** Checks an element against the grammar, and all that it holds. */
export function checkElement(node: Placed, place: Place): void {
  const rule = ruleOf(node.name, place);
  if (!rule) return;
  const clause = rule.clause.startsWith('§') ? `VAST 4.3 ${rule.clause}` : rule.clause;
  checkAttributes(node, rule, clause, place);
  checkText(node, rule, clause, place.report);
  checkChildren(node, rule, clause, place);
}

function ruleOf(name: string, { standard, isInWrapper, parent = '' }: Place): ElementRule | undefined {
  if (standard === 'VMAP') return own(VMAP_GRAMMAR, name);
  const inWrapper = isInWrapper ? own(VAST_GRAMMAR, `Wrapper/${name}`) : undefined;
  return own(VAST_GRAMMAR, `${parent}/${name}`) ?? inWrapper ?? own(VAST_GRAMMAR, name);
}

/** What a document calls `constructor` is no rule. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}

function checkAttributes(node: Placed, rule: ElementRule, clause: string, { version, report }: Place): void {
  const names = Object.keys(rule.attributes);
  for (const [written, value] of Object.entries(node.attributes)) {
    if (/^xmlns|:/.test(written)) continue;
    const known = own(rule.attributes, written);
    if (known) {
      checkValue(`${node.tag}@${written}`, value, known.kind, node.at, clause, report);
      continue;
    }
    const near = nearName(
      written,
      names.filter((name) => node.attributes[name] === undefined),
    );
    const expected = near ? `${near} (did you mean it?)` : `one of ${names.join(', ') || 'none'}`;
    report(
      near ? 'attribute-misspelt' : 'attribute-unknown',
      node,
      `Cannot use attribute of <${node.tag}>: it is called ${shown(written)}, expected ${expected}`,
      clause,
    );
  }
  for (const [name, { need, kind }] of Object.entries(rule.attributes)) {
    if (!isNeeded(need, version) || node.attributes[name]) continue;
    // Its misspelling has been told.
    if (Object.keys(node.attributes).some((written) => !own(rule.attributes, written) && nearName(written, [name])))
      continue;
    const wanted = kind === 'text' ? 'one' : KINDS[kind].wanted;
    const state = node.attributes[name] === undefined ? 'absent' : 'empty';
    report('attribute-missing', node, `Cannot use <${node.tag}>: its ${name} is ${state}, expected ${wanted}`, clause);
  }
}

function checkText(node: Placed, { text: kind }: ElementRule, clause: string, report: Report): void {
  const text = node.text.trim();
  if (kind === null) {
    const isData = /^VAST(Ad)?Data$/.test(node.name);
    if (text !== '' && !isData) {
      report(
        'element-unknown',
        node.textAt,
        `Cannot use text in <${node.tag}>: it is ${shown(text)}, expected elements only`,
        clause,
      );
    }
  } else if (text !== '') checkValue(node.tag, text, kind, node.textAt, clause, report);
  else if (kind === 'url' || kind === 'time') {
    report('text-missing', node, `Cannot use <${node.tag}>: it is empty, expected ${KINDS[kind].wanted}`, clause);
  }
}

function checkValue(what: string, value: string, kind: ValueKind, at: number, clause: string, report: Report): void {
  if (value === '' && kind !== 'timeOffset') return; // the field writes empty attributes for absent ones
  if (kind === 'url') return checkUrl(what, value, at, report);
  if (KINDS[kind].isFit(value)) return;
  report('value', at, `Cannot read ${what}: it is ${shown(value)}, expected ${KINDS[kind].wanted}`, clause);
}

function checkChildren(node: Placed, rule: ElementRule, clause: string, place: Place): void {
  const { report, version } = place;
  const names = Object.keys(rule.children);
  const counts = new Map<string, number>();
  for (const child of node.children) {
    if (own(rule.children, child.name)) {
      counts.set(child.name, (counts.get(child.name) ?? 0) + 1);
      checkChild(child, { ...place, parent: node.name });
      continue;
    }
    const near = nearName(child.name, names);
    if (near) counts.set(near, (counts.get(near) ?? 0) + 1);
    const expected = near
      ? `<${near}> (did you mean it?)`
      : names.length > 0
        ? `one of ${names.join(', ')}`
        : 'no element';
    const what = `Cannot use element in <${node.tag}>: it is <${child.tag}>, expected ${expected}`;
    report(near ? 'element-misspelt' : 'element-unknown', child, what, clause);
  }
  for (const [name, { isMany, need }] of Object.entries(rule.children)) {
    const count = counts.get(name) ?? 0;
    if (count === 0 && isNeeded(need, version)) {
      report(
        'element-missing',
        node,
        `Cannot use <${node.tag}>: it has no <${name}>, expected one${isMany ? ' or more' : ''}`,
        clause,
      );
    }
    const second = node.children.filter((child) => child.name === name)[1];
    if (count > 1 && !isMany && second) {
      report(
        'element-repeated',
        second,
        `Cannot use each <${name}> of <${node.tag}>: there are ${count}, expected at most one`,
        clause,
      );
    }
  }
}

function checkChild(child: Placed, place: Place): void {
  if (OPEN_ELEMENTS.includes(child.name)) return checkAddendum(child, place.report);
  // A document in a document is told by its own version, and begins anew.
  if (place.standard === 'VMAP' && child.name === 'VAST') return;
  checkElement(child, child.name === 'Wrapper' ? { ...place, isInWrapper: true } : place);
}
