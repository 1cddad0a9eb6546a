import type { XmlElement } from './read-xml.js';

/** An attribute as a number; `absent` where it is not there. Throws a RangeError that names what is no number. */
export function numberOf(element: XmlElement, name: string, absent?: number): number {
  const text = element.attributes[name]?.trim();
  if (text === undefined && absent !== undefined) return absent;
  const value = text === undefined || text === '' ? NaN : Number(text);
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `${element.name} ${name} is ${text === undefined ? 'absent' : `"${text}"`}, expected a number`,
    );
  }
  return value;
}

export function numberOrNull(element: XmlElement, name: string): number | null {
  return element.attributes[name] === undefined ? null : numberOf(element, name);
}

/** xsd:boolean, in any case: 1, 0, true, false. */
export function flagOf(element: XmlElement, name: string, absent = false): boolean {
  const text = element.attributes[name]?.trim().toLowerCase();
  if (text === undefined) return absent;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new RangeError(`${element.name} ${name} is "${text}", expected true or false`);
}

export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The first element of one of the names, however deep. */
export function findElement(element: XmlElement, names: readonly string[]): XmlElement | null {
  for (const child of element.children) {
    const found = names.includes(child.name) ? child : findElement(child, names);
    if (found) return found;
  }
  return null;
}

/** Four characters of an identifier that XML gives as a number. */
export function identifierOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => String.fromCharCode((value >>> shift) & 255)).join('');
}
