/** A list by id, so that the same content is the same snapshot whatever file it came from. */
export const inOrder = <T>(list: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...list].sort(([a], [b]) => (a < b ? -1 : 1)));
