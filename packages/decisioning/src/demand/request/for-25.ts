import type { BidRequest, ExtOf25 } from '../openrtb/bid-request.js';

/**
 * A request for who reads OpenRTB 2.5: what later versions gave a place of its own stands where it was agreed on before, in `ext`, too.
 * Who looks for consent there alone would else take it that no law asks for any.
 */
export function for25(request: BidRequest): BidRequest {
  const { imp, regs, user, source } = request;
  return {
    ...request,
    imp: imp.map(({ video, ...rest }) => ({ ...rest, ...(video && { video: { ...video, placement: 1 } }) })),
    ...(regs && { regs: { ...regs, ...extOf(regs, ['gdpr', 'us_privacy', 'gpp', 'gpp_sid']) } }),
    ...(user && { user: { ...user, ...extOf(user, ['consent']) } }),
    ...(source && { source: { ...source, ...extOf(source, ['schain']) } }),
  };
}

/** Nothing where none of them is said. */
function extOf<Fields extends object, Name extends keyof Fields>(
  fields: Fields,
  names: readonly Name[],
): ExtOf25<Pick<Fields, Name>> {
  const said = names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]] as const);
  return said.length === 0 ? {} : { ext: Object.fromEntries(said) as Pick<Fields, Name> };
}
