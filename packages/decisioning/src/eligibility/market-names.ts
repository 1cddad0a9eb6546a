import { foldCase } from './fold-case.js';

/**
 * A domain as it is compared, however a bidder writes it (`adomain`): `https://www.Acme.example/shop` is `acme.example`, as is
 * `acme.example.`; a domain below another one stays what it is.
 */
export function domainName(written: string): string {
  const [host = ''] = foldCase(written)
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .split(/[/?#:]/);
  return host.replace(/^www\./, '').replace(/\.$/, '');
}

/** A category as it is compared: ids of IAB Content Taxonomy 1 have one case, those of the later ones are numbers and letters of their own. */
export const categoryName = (written: string): string => {
  const plain = written.trim();
  return /^iab\d/i.test(plain) ? plain.toUpperCase() : plain;
};

/** The domain and all above it: `shop.acme.example`, `acme.example`, `example`. */
export function domainsAbove(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.map((_, from) => labels.slice(from).join('.'));
}
