import type { ValueKind } from './value-kinds.js';

/** What an element may hold. */
export interface ElementRule {
  /** `§3.8.1`: of VAST 4.3; else the whole reference, with the element's name where no clause of it is known. */
  readonly clause: string;
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  readonly children: Readonly<Record<string, ChildRule>>;
  /** What its text is; null: it holds elements only. */
  readonly text: ValueKind | null;
}
interface AttributeRule {
  readonly kind: ValueKind;
  readonly need: Need;
}
interface ChildRule {
  readonly isMany: boolean;
  readonly need: Need;
}

/** The versions that ask for it: from one on, and before another; null: none does. */
type Need = { readonly from: number; readonly before: number } | null;

/** True where a version asks for it. */
export function isNeeded(need: Need, version: number): boolean {
  return need !== null && version >= need.from && version < need.before;
}

/**
 * One element in short. Attributes: `name:kind`. Children: `name`, `name*` for any number. `!` behind either: it is required; `!4.1`:
 * from that version on; `!<4`: before it.
 */
export function element(clause: string, attributes = '', children = '', text: ValueKind | null = null): ElementRule {
  const ofAttributes: Record<string, AttributeRule> = {};
  for (const word of wordsOf(attributes)) {
    const [, name = '', kind = 'text', need] = /^([\w]+)(?::([\w-]+))?(?:!(<?[\d.]*))?$/.exec(word) ?? [];
    ofAttributes[name] = { kind: kind as ValueKind, need: needOf(need) };
  }
  const ofChildren: Record<string, ChildRule> = {};
  for (const word of wordsOf(children)) {
    const [, name = '', many, need] = /^(\w+)(\*)?(?:!([\d.]*))?$/.exec(word) ?? [];
    ofChildren[name] = { isMany: many === '*', need: needOf(need) };
  }
  return { clause, attributes: ofAttributes, children: ofChildren, text };
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

function needOf(text: string | undefined): Need {
  if (text === undefined) return null;
  return text.startsWith('<')
    ? { from: 0, before: Number(text.slice(1)) }
    : { from: Number(text || '0'), before: Infinity };
}
