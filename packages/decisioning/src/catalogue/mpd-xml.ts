import { XMLParser } from 'fast-xml-parser';

/** An element as the parser gives it: attributes and children by their local names. */
export type Element = Readonly<Record<string, unknown>>;

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

// No entities of a DOCTYPE: what is small must not grow large.
const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true, parseTagValue: false },
  processEntities: false,
});

export const readMpdXml = (text: string): Element => parser.parse(text) as Element;

/** All of a name: one alone is no list to the parser. */
export function childrenOf(element: Element, name: string): readonly Element[] {
  const found = element[name];
  if (found === undefined || found === '') return found === '' ? [{}] : [];
  return (Array.isArray(found) ? found : [found]).map((one) =>
    typeof one === 'object' ? (one as Element) : { '#text': one as unknown },
  );
}

/** Of an attribute, or an element's own; null: none, or nothing in it. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'object' && value !== null) return textOf((value as Element)['#text']);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text.replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}

/** null: it is none. */
export function numberOf(text: string | null): number | null {
  const value = Number(text ?? NaN);
  return Number.isFinite(value) ? value : null;
}

/** Of an xs:duration without years and months, as media have them. */
export function msOf(value: unknown): number | null {
  const match = DURATION.exec(textOf(value) ?? '');
  if (!match) return null;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  const ms = 1000 * (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds));
  return Number.isFinite(ms) ? ms : null;
}
