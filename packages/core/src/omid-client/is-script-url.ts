/** Whether the service will try to load it: it leaves out, without a word, what is no URL beside the page's origin. */
export function isScriptUrl(url: string): boolean {
  const origin = typeof location === 'undefined' ? undefined : location.origin;
  return isUrl(url, origin) || isUrl(url, undefined);
}

function isUrl(url: string, base: string | undefined): boolean {
  try {
    return Boolean(new URL(url, base));
  } catch {
    return false;
  }
}
