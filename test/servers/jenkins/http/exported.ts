import type { Pruner } from './tree.ts';

/** A value of the remote API before it is cut to what was asked for. */
export type Exported = string | number | boolean | null | Bean | Exported[] | { [key: string]: Exported };

/**
 * Name, visibility (999 = wherever the object is mentioned, 1 = only on its own page), value; what is inline counts
 * as part of the object that mentions it.
 */
export type Field = readonly [name: string, visibility: number, read: () => Exported, inline?: 'inline'];

export class Bean {
  /** `_class`; some objects have none. */
  readonly type: string | undefined;
  readonly fields: readonly Field[];

  constructor(type: string | undefined, fields: readonly Field[]) {
    this.type = type;
    this.fields = fields;
  }
}

export const bean = (type: string | undefined, ...fields: Field[]) => new Bean(type, fields);

/** An action or the like that shows nothing of itself. */
export const nothing = () => new Bean(undefined, []);

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Cuts a value to what the pruner lets through. */
export function prune(value: Exported, pruner: Pruner): Json {
  if (Array.isArray(value)) return value.map(element => prune(element, pruner));
  if (value instanceof Bean) return pruneBean(value, pruner);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, prune(inner, pruner)]));
}

function pruneBean(from: Bean, pruner: Pruner): Json {
  const shown: { [key: string]: Json } = {};
  if (from.type !== undefined) shown['_class'] = from.type;
  for (const [name, visibility, read, inline] of from.fields) {
    const entered = pruner.enter(name, visibility, inline === 'inline');
    if (!entered) continue;
    const value = read();
    const cut = Array.isArray(value) && entered.range ? value.slice(entered.range.from, entered.range.to) : value;
    shown[name] = prune(cut, entered.pruner);
  }
  return shown;
}
