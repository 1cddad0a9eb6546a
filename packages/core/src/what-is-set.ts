/** An option that is undefined is left out, as it is in a trace: it stands for its default. */
export function whatIsSet<Options extends object>(options: Options): Options {
  const set = { ...options };
  for (const key of Object.keys(set) as (keyof Options)[]) if (set[key] === undefined) delete set[key];
  return set;
}
