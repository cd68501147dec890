import { asObject, asObjects, asString } from '../base/json.ts';
import type { FieldChange } from '../jira/fields/fieldChange.ts';
import { type AllowedValue, FieldKind, type FieldMeta } from '../jira/fields/fields.ts';
import { encodeChange, encodeField, FieldValueError } from '../jira/fields/fieldValues.ts';
import type { JiraFlavor } from '../jira/session/flavor.ts';

/** Value of a field by its name, as Jira takes it. */
export interface NamedValue {
  readonly value: unknown;
  /** Name as Jira has it. */
  readonly words: string;
  /** Its id, where the field has allowed values. */
  readonly id?: string;
  /** The same as a change of the values of a field with several, so that the others stay. */
  readonly update?: FieldChange;
}

/** Reason why a field cannot have a value. */
export type FieldRefusal =
  /** The issue has no such field, or the account may not change it. */
  | { readonly reason: 'noField' }
  | { readonly reason: 'notAllowed'; readonly allowed: readonly string[] }
  /** Not a value of the field's kind, or the kind has no values with names. */
  | { readonly reason: 'otherKind' };

/** Finds a field by its name or id, among those that the account may change. */
export function fieldNamed(fields: readonly FieldMeta[], name: string): FieldMeta | undefined {
  return fields.find(field => field.id === name) ?? fields.find(field => isSameName(field.name, name));
}

/** Name by which `fieldNamed` finds a field again: its id where another one has the name, too. */
export function nameFor(fields: readonly FieldMeta[], { id, name }: FieldMeta): string {
  const isOther = (field: FieldMeta) => field.id !== id && (field.id === name || isSameName(field.name, name));
  return fields.some(isOther) ? id : name;
}

/** Whether a field has allowed values that it can get by their names. */
export function takesAllowed({ kind, allowed, operations }: FieldMeta): boolean {
  if (allowed.length === 0) return false;
  if (kind === FieldKind.options) return operations.includes('add') && operations.includes('remove');
  return kind === FieldKind.option || kind === FieldKind.cascading;
}

/** Finds the values of a field with several that have one of these names. */
export function idsNamed({ allowed }: FieldMeta, names: readonly string[], now: unknown): string[] {
  const has = asObjects(now).map(({ id }) => asString(id));
  const meant = allowed.filter(({ name }) => names.some(each => isSameName(each, name)));
  return meant.flatMap(({ id }) => (has.includes(id) ? [id] : []));
}

/**
 * Encodes a value by its name: an allowed value, or the text of a field that is typed.
 * @param before ids of the values whose place it takes, in a field with several
 */
export function valueNamed(
  field: FieldMeta,
  name: string,
  flavor: JiraFlavor,
  before: readonly string[] = [],
): NamedValue | FieldRefusal {
  switch (field.kind) {
    case FieldKind.option:
    case FieldKind.options:
    case FieldKind.cascading:
      return allowedNamed(field, name, flavor, before);
    case FieldKind.text:
    case FieldKind.number:
    case FieldKind.date:
    case FieldKind.dateTime:
    case FieldKind.url:
      return typed(field, name, flavor);
    default:
      return { reason: 'otherKind' };
  }
}

function allowedNamed(
  field: FieldMeta,
  name: string,
  flavor: JiraFlavor,
  before: readonly string[],
): NamedValue | FieldRefusal {
  const found = field.allowed.find(each => isSameName(each.name, name));
  if (!found) return notAllowed(field);
  const { id, name: words } = found;
  const input = field.kind === FieldKind.cascading ? { parent: id, child: undefined } : { chosen: [id] };
  const named = { value: encodeField(field, input, flavor), words, id };
  if (field.kind !== FieldKind.options) return named;
  const update = encodeChange(field, before, [id], flavor);
  // A whole value would take the others away.
  return update ? { ...named, update } : { reason: 'otherKind' };
}

function typed(field: FieldMeta, text: string, flavor: JiraFlavor): NamedValue | FieldRefusal {
  try {
    return { value: encodeField(field, { text }, flavor), words: text };
  } catch (error) {
    if (error instanceof FieldValueError) return { reason: 'otherKind' };
    throw error;
  }
}

/** Finds the reason why a field cannot be changed so now; undefined for none that the client can tell. */
export function refusalOf(
  field: FieldMeta | undefined,
  value: unknown,
  update: FieldChange | undefined,
): FieldRefusal | undefined {
  if (!field) return { reason: 'noField' };
  const hasAllowed = [FieldKind.option, FieldKind.options, FieldKind.cascading].some(kind => kind === field.kind);
  if (!hasAllowed || field.allowed.length === 0) return undefined;
  const sent = update ? update.flatMap(change => ('add' in change ? [change.add] : [])) : valuesIn(value);
  return sent.every(each => isAllowed(field.allowed, each)) ? undefined : notAllowed(field);
}

function valuesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

function isAllowed(allowed: readonly AllowedValue[], value: unknown): boolean {
  const { id, child } = asObject(value);
  const found = allowed.find(each => each.id === asString(id));
  return found !== undefined && (child === undefined || isAllowed(found.children, child));
}

function notAllowed({ allowed }: FieldMeta): FieldRefusal {
  return { reason: 'notAllowed', allowed: allowed.map(({ name }) => name) };
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
