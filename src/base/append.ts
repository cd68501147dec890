/** Appends items to a list. As arguments of `push`, some 100,000 of them would overflow the stack. */
export function append<Item>(list: Item[], items: readonly Item[]): void {
  for (const item of items) list.push(item);
}
