/** Hex as UTF-8, which ASCII is; as Latin-1 where it is no UTF-8. */
export function textOfHex(hex: string): string {
  const pairs = hex.match(/../g) ?? [];
  try {
    return decodeURIComponent(pairs.map((pair) => `%${pair}`).join(''));
  } catch {
    return pairs.map((pair) => String.fromCharCode(parseInt(pair, 16))).join('');
  }
}

/** UTF-8 of text as lower-case hex. A lone surrogate becomes U+FFFD. */
export function hexOfText(text: string): string {
  const whole = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (one) => (one[1] ? one : '\ufffd'));
  return encodeURIComponent(whole).replace(/%(..)|(.)/g, (_, pair: string | undefined, char: string) =>
    pair ? pair.toLowerCase() : (char.charCodeAt(0) + 256).toString(16).slice(1),
  );
}
