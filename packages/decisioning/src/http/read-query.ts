import { parse } from 'node:querystring';

/** A query as the framework reads it. null: in a spelling that two readers could read in two ways. */
export function readQuery(text: string): object | null {
  if (text.includes('#')) return null;
  try {
    decodeURIComponent(text);
  } catch {
    return null;
  }
  return parse(text, '&', '=', { maxKeys: 0 });
}
