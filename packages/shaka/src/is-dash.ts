/** Is this the MIME type of an MPD? */
export const isDash = (mime: string): boolean => /dash\+xml/i.test(mime);
