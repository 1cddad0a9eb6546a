const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** `10.5240/XXXX-XXXX-XXXX-XXXX-XXXX-C` of the compact form: 2 bytes of prefix, 10 of suffix, as hex. null: another length. */
export function readEidr(hex: string): string | null {
  if (hex.length !== 24) return null;
  const suffix = hex.slice(4).toUpperCase();
  return `10.${parseInt(hex.slice(0, 4), 16)}/${suffix.replace(/.{4}/g, '$&-')}${checkCharOf(suffix)}`;
}

/** The compact form as hex; null where it is no EIDR. A check character, where there is one, must fit. */
export function writeEidr(text: string): string | null {
  const match = /^(?:doi:)?10\.(\d{1,5})\/((?:[\da-f]{4}-){4}[\da-f]{4})(?:-([\da-z]))?$/i.exec(text.trim());
  if (match === null) return null;
  const [, prefix = '', dashed = '', check] = match;
  const suffix = dashed.replace(/-/g, '').toUpperCase();
  if (Number(prefix) > 0xffff || (check !== undefined && check.toUpperCase() !== checkCharOf(suffix))) return null;
  return (Number(prefix) + 0x10000).toString(16).slice(1) + suffix.toLowerCase();
}

/** ISO 7064 MOD 37,36. */
function checkCharOf(suffix: string): string {
  let check = 36;
  for (const digit of suffix) {
    check = (check + DIGITS.indexOf(digit)) % 36 || 36;
    check = (check * 2) % 37;
  }
  return DIGITS.charAt((37 - check) % 36);
}
