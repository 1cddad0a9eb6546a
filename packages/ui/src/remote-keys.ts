/** What a key event says, in the fields that TV engines fill. Old ones know `keyCode` only. */
export interface KeyPress {
  readonly key: string;
  readonly keyCode: number;
}

/** Enter; 195 is the A button of Xbox. Space works as on any button. */
export function isOkKey({ key, keyCode }: KeyPress): boolean {
  return key === 'Enter' || key === ' ' || keyCode === 13 || keyCode === 32 || keyCode === 195;
}

/** Backspace 8 (VIDAA, Vizio), Escape 27, B of Xbox 196, webOS 461, Tizen 10009. */
const BACK_KEYS = [8, 27, 196, 461, 10009];

export function isBackKey({ key, keyCode }: KeyPress): boolean {
  return key === 'GoBack' || key === 'BrowserBack' || key === 'Escape' || BACK_KEYS.indexOf(keyCode) >= 0;
}
