const AVC = /avc/i;
const AAC = /mp4a/i;
/** By the families of their sample entries: who decodes one need not decode another. First the one that every device decodes. */
export const PICTURES: readonly RegExp[] = [AVC, /hvc|hev/i, /dvh/i, /av01/i, /vp0?9/i];
export const SOUNDS: readonly RegExp[] = [AAC, /ac-3/i, /ec-3/i, /ac-4/i, /opus/i, /flac/i, /dts/i, /mp3/i];

const TEXT = [/wvtt/i, /stpp/i];

/** Whether a CODECS attribute (RFC 6381) names one of these families. */
export const namesAny = (codecs: string | null, families: readonly RegExp[]): boolean =>
  families.some((family) => family.test(codecs ?? ''));

/** Whether a CODECS attribute names sound, and no picture beside it. One that is not known is taken for a picture. null: nothing is said. */
export function isSoundAlone(codecs: string | null): boolean {
  return namesAny(codecs, SOUNDS) && (codecs ?? '').split(',').every((codec) => namesAny(codec, [...SOUNDS, ...TEXT]));
}

/**
 * What a group of sounds is coded in: what the variants that play it name. null: nothing, or so many families that nobody knows which
 * of its sounds is in which.
 */
export function codecsOfGroup(
  variants: readonly { readonly codecs: string | null; readonly audioGroup: string | null }[],
  groupId: string | undefined,
): string | null {
  const said = variants
    .filter(({ audioGroup }) => audioGroup === groupId)
    .flatMap(({ codecs }) => codecs?.split(',') ?? [])
    .map((codec) => codec.trim())
    .filter((codec) => namesAny(codec, SOUNDS));
  return SOUNDS.filter((family) => namesAny(said.join(), [family])).length === 1 ? (said[0] ?? null) : null;
}
