/** `HTMLMediaElement.HAVE_CURRENT_DATA`. */
const CURRENT = 2;

/** True for an element that has what is to be seen where it is. Live content is put to its place with its first segment: before that it is at 0. */
export function hasPlace({ readyState }: HTMLMediaElement): boolean {
  return readyState >= CURRENT;
}
