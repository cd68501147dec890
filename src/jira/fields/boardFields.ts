import { asObject, asString } from '../../base/json.ts';

/** Ids of the fields that boards have added to issues. */
export interface BoardFields {
  /** Field with an issue's epic; absent on Cloud, which uses the parent for that. */
  readonly epic?: string | undefined;
  readonly sprint?: string | undefined;
}

/**
 * Name of the sprint of an issue: that under way, else the next or the last one.
 * @param value of the sprint field: objects, or the texts of older Data Centers (`…Sprint@1f[id=7,name=Sprint 7,…]`)
 */
export function sprintOf(value: unknown): string | undefined {
  const sprints = (Array.isArray(value) ? value : []).map(parseSprint).filter(({ name }) => name !== undefined);
  const inState = (wanted: string) => sprints.find(({ state }) => state?.toLowerCase() === wanted);
  return (inState('active') ?? inState('future') ?? sprints.at(-1))?.name;
}

function parseSprint(value: unknown): { readonly name: string | undefined; readonly state: string | undefined } {
  if (typeof value !== 'string') {
    const { name, state } = asObject(value);
    return { name: asString(name), state: asString(state) };
  }
  // A name may hold commas and brackets; the next part begins with a word and an equals sign.
  const part = (name: string) => new RegExp(`[[,]${name}=(.*?)(?:,[a-zA-Z]+=|\\]$)`).exec(value)?.[1];
  return { name: part('name'), state: part('state') };
}
