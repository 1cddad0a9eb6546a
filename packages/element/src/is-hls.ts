/** Is this the MIME type of a playlist? */
export const isHls = (mime: string): boolean => /mpegurl/i.test(mime);
