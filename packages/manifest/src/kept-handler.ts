/** What stands behind the address of a muxed file that is played for its picture or its sound alone. Servers do not see it. */
const MARK = /#cutaway-(vide|soun)$/;

/** The handler of the tracks that are wanted of a file (`fragments/keep-track.ts`); null: all. */
export function keptHandler(uri: string): string | null {
  return MARK.exec(uri)?.[1] ?? null;
}

/** The address of a file of which only the tracks of one handler are wanted. */
export function keepOnly(uri: string, handler: 'vide' | 'soun'): string {
  return `${uri.replace(/#.*$/, '')}#cutaway-${handler}`;
}
