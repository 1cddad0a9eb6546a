// `a[0]` and `[id]` are no macros.
const MACRO = /(?:\[|%5[Bb])([A-Z]{3,})(?:\]|%5[Dd])/g;

/** For a session whose code for macros did not load: the error code, and -1, not known, for all else (VAST 4.3 §6.1). */
export function fillRoughly(url: string, errorCode: number | null): string {
  return url.replace(MACRO, (_, name: string) => String((name === 'ERRORCODE' ? errorCode : null) ?? -1));
}
