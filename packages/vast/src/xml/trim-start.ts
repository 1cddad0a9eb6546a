/** `String.prototype.trimStart` came with Chromium 66; fast-xml-parser calls it on every tag with attributes. Older sets get it here. */
export function ensureTrimStart(): void {
  if (typeof String.prototype.trimStart === 'function') return;
  // Not enumerable, as the engines have it.
  Object.defineProperty(String.prototype, 'trimStart', {
    configurable: true,
    writable: true,
    value(this: string): string {
      return String(this).replace(/^[\s\uFEFF\xA0]+/, '');
    },
  });
}
