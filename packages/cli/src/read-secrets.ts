import { WrongValue } from './complaint.js';

/** Secrets by name: `name=secret`, with commas between them. What is wrong is named, never the secret. */
function readPairs(text: string): readonly (readonly [name: string, secret: string])[] {
  const pairs = text.split(',').map((part, place): readonly [name: string, secret: string] => {
    const [, name, secret] = /^([^=\s]+)=(\S+)$/.exec(part.trim()) ?? [];
    if (name === undefined || secret === undefined)
      throw new WrongValue(`entry ${place + 1} is no pair`, 'one like name=secret');
    return [name, secret];
  });
  const names = pairs.map(([name]) => name);
  const twin = names.findIndex((name, place) => names.indexOf(name) < place);
  // Of two only one would count: who rotates a secret would be shut out, or sign with the old one.
  if (twin >= 0) throw new WrongValue(`entry ${twin + 1} has the name of an earlier one`, 'a name of its own for each');
  return pairs;
}

/** Keys that pods are signed with, in their order. */
export function readKeys(text: string): readonly { readonly id: string; readonly secret: string }[] {
  return readPairs(text).map(([id, secret]) => ({ id, secret }));
}

/** Tokens of those who may administer, by name. */
export function readTokens(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readPairs(text));
}
