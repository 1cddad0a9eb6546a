import { WrongValue } from './complaint.js';

/** Secrets by name: `name=secret`, with commas between them. What is wrong is named, never the secret. */
function readPairs(text: string): readonly (readonly [name: string, secret: string])[] {
  return text.split(',').map((part, place) => {
    const [, name, secret] = /^([^=\s]+)=(\S+)$/.exec(part.trim()) ?? [];
    if (name === undefined || secret === undefined)
      throw new WrongValue(`entry ${place + 1} is no pair`, 'one like name=secret');
    return [name, secret];
  });
}

/** Keys that pods are signed with, in their order. */
export function readKeys(text: string): readonly { readonly id: string; readonly secret: string }[] {
  return readPairs(text).map(([id, secret]) => ({ id, secret }));
}

/** Tokens of those who may administer, by name. */
export function readTokens(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readPairs(text));
}
