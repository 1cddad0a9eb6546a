import type { ValueKind } from './value-kinds.js';

/** What an element may hold. */
export interface ElementRule {
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

/** The first version that asks for it; null: none does. */
type Need = number | null;

/**
 * One element in short. Attributes: `name:kind`. Children: `name`, `name*` for any number. `!` behind either: it is required; `!4.1`:
 * from that version on.
 */
export function element(clause: string, attributes = '', children = '', text: ValueKind | null = null): ElementRule {
  const ofAttributes: Record<string, AttributeRule> = {};
  for (const word of wordsOf(attributes)) {
    const [, name = '', kind = 'text', need] = /^([\w]+)(?::([\w-]+))?(?:!([\d.]*))?$/.exec(word) ?? [];
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
  return text === undefined ? null : Number(text || '0');
}
