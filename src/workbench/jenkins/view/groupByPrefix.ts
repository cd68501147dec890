/** Names with a common prefix. */
export interface PrefixGroup<T> {
  readonly prefix: string;
  readonly items: readonly T[];
}

/** Lines that a person can look through; more are put into groups. */
const maxLines = 200;
/** A smaller group would only cost another click. */
const fewestInGroup = 4;

/**
 * Returns few items as they are, otherwise groups by the next character after the common prefix; a group is split in
 * the same way. An item without a group stands by itself.
 * @param shared prefix that all are known to share
 */
export function groupByPrefix<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  shared = '',
): (T | PrefixGroup<T>)[] {
  if (items.length <= maxLines) return [...items];
  const prefix = commonPrefix(items.map(nameOf), shared.length);
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const beginning = beginningOf(nameOf(item), prefix.length);
    const key = beginning.toLowerCase();
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  if (groups.size === 1) return [...items]; // all are called the same
  return [...groups.values()].flatMap((group): (T | PrefixGroup<T>)[] => {
    if (group.length < fewestInGroup) return group;
    const names = group.map(nameOf);
    return [{ prefix: commonPrefix(names, prefix.length), items: group }];
  });
}

/** Prefix with another character, whole even where it takes two units. */
function beginningOf(name: string, length: number): string {
  const code = name.codePointAt(length);
  return name.slice(0, length) + (code === undefined ? '' : String.fromCodePoint(code));
}

/** Common prefix of all names, ignoring case; in the first name's letters. */
function commonPrefix(names: readonly string[], atLeast: number): string {
  const [first = ''] = names;
  let length = first.length;
  for (const name of names) {
    let same = atLeast;
    while (same < length && first[same]?.toLowerCase() === name[same]?.toLowerCase()) same++;
    length = Math.min(length, same);
  }
  const isTorn = /[\uD800-\uDBFF]$/.test(first.slice(0, length));
  return first.slice(0, isTorn ? length - 1 : length);
}
