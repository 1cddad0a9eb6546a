/** An IPv4 address as one: a server that listens on IPv6 hears it mapped, as `::ffff:192.0.2.7` (RFC 4291 §2.5.5.2). */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
