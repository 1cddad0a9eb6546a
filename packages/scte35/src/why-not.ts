/** What an error about a section starts with. */
export const WHY_NOT = 'Cannot read splice info section: ';

export const NO_TEXT = 'it is neither base64 nor hex, expected one of them';
