import { asNumber, asObject, asString } from '../../base/json.ts';

/** Ids of the fields that boards have added to issues. */
export interface BoardFields {
  /** Field with an issue's epic; absent on Cloud, which uses the parent for that. */
  readonly epic?: string | undefined;
  readonly sprint?: string | undefined;
}

/** Sprint that an issue is or was in. */
export interface IssueSprint {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** `active`, `future` or `closed`. */
  readonly state: string | undefined;
}

/**
 * Sprints of an issue.
 * @param value of the sprint field: objects, or the texts of older Data Centers (`…Sprint@1f[id=7,name=Sprint 7,…]`)
 */
export function sprintsIn(value: unknown): readonly IssueSprint[] {
  return (Array.isArray(value) ? value : []).map(parseSprint);
}

/** Name of the sprint of an issue: that under way, else the next or the last one. */
export function sprintOf(value: unknown): string | undefined {
  const sprints = sprintsIn(value).filter(({ name }) => name !== undefined);
  const inState = (wanted: string) => sprints.find(({ state }) => state === wanted);
  return (inState('active') ?? inState('future') ?? sprints.at(-1))?.name;
}

function parseSprint(value: unknown): IssueSprint {
  if (typeof value !== 'string') {
    const { id, name, state } = asObject(value);
    return { id: asNumber(id)?.toString(), name: asString(name), state: asString(state)?.toLowerCase() };
  }
  // A name may hold commas and brackets; the next part begins with a word and an equals sign.
  const part = (name: string) => new RegExp(`[[,]${name}=(.*?)(?:,[a-zA-Z]+=|\\]$)`).exec(value)?.[1];
  return { id: part('id'), name: part('name'), state: part('state')?.toLowerCase() };
}
