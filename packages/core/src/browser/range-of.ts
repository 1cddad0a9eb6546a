import type { HttpRequest } from '../ports.js';

/** The value of a Range header (RFC 9110 §14.1.2). */
export const rangeOf = ({ offset, length }: NonNullable<HttpRequest['range']>): string =>
  `bytes=${offset}-${offset + length - 1}`;
