import type { JsonObject } from '../../base/json.ts';
import type { JiraBody } from '../documents/editable.ts';
import { personValue } from '../people/people.ts';
import type { JiraFlavor } from '../session/flavor.ts';
import { parseEstimate } from './estimates.ts';
import type { FieldChange } from './fieldChange.ts';
import { FieldKind, type FieldMeta } from './fields.ts';

/** Person's input for a field, by its kind. */
export type FieldInput =
  /** Text, numbers, dates, addresses, keys, estimates: as typed. Empty removes the value. */
  | { readonly text: string }
  | { readonly body: JiraBody }
  /** Ids of allowed values, sprints or people; names of groups or labels. None removes the value. */
  | { readonly chosen: readonly string[] }
  /** Of a cascading field. */
  | { readonly parent: string; readonly child: string | undefined };

/** Value that a field cannot have; `problem` names the reason. */
export class FieldValueError extends Error {
  readonly field: string;
  readonly problem: FieldProblem;
  constructor(field: string, problem: FieldProblem) {
    super(`the field ${field} cannot have this value: ${problem}`);
    this.name = 'FieldValueError';
    this.field = field;
    this.problem = problem;
  }
}

export const FieldProblem = {
  required: 'required',
  number: 'number',
  date: 'date',
  dateTime: 'dateTime',
  url: 'url',
  label: 'label',
  notAllowed: 'notAllowed',
  key: 'key',
  estimate: 'estimate',
  tooLong: 'tooLong',
} as const;
export type FieldProblem = (typeof FieldProblem)[keyof typeof FieldProblem];

const maxSummary = 255;

/**
 * Encodes a field's value for Jira.
 * @throws FieldValueError for a value that Jira would refuse
 */
export function encodeField(field: FieldMeta, input: FieldInput, flavor: JiraFlavor): unknown {
  if ('body' in input) return input.body;
  if ('parent' in input) return cascading(field, input.parent, input.child);
  if ('text' in input) return encodeText(field, input.text.trim());
  return encodeChosen(field, input.chosen, flavor);
}

function encodeText(field: FieldMeta, text: string): unknown {
  if (text === '') {
    if (field.required && !field.hasDefault) throw new FieldValueError(field.id, FieldProblem.required);
    return null;
  }
  return textEncoders[field.kind]?.(field, text) ?? text;
}

type TextEncoder = (field: FieldMeta, text: string) => unknown;

const textEncoders: Partial<Record<FieldKind, TextEncoder>> = {
  [FieldKind.text]: (field, text) => {
    if (text.includes('\n') || (field.id === 'summary' && text.length > maxSummary)) {
      throw new FieldValueError(field.id, FieldProblem.tooLong);
    }
    return text;
  },
  [FieldKind.number]: (field, text) => {
    if (!isNumber(text)) throw new FieldValueError(field.id, FieldProblem.number);
    return Number(text.replace(',', '.'));
  },
  [FieldKind.date]: (field, text) => {
    if (!isDay(text)) throw new FieldValueError(field.id, FieldProblem.date);
    return text;
  },
  [FieldKind.dateTime]: (field, text) => {
    const moment = parseMoment(text);
    if (moment === undefined) throw new FieldValueError(field.id, FieldProblem.dateTime);
    return moment.toISOString().replace('Z', '+0000');
  },
  [FieldKind.url]: (field, text) => {
    if (!URL.canParse(text)) throw new FieldValueError(field.id, FieldProblem.url);
    return text;
  },
  [FieldKind.epicLink]: (field, text) => issueKey(field, text),
  [FieldKind.parent]: (field, text) => ({ key: issueKey(field, text) }),
  [FieldKind.timeTracking]: (field, text) => {
    const remainingEstimate = parseEstimate(text);
    if (remainingEstimate === undefined) throw new FieldValueError(field.id, FieldProblem.estimate);
    return { remainingEstimate };
  },
};

/** A comma may separate decimals or thousands, so `1,000` is refused. */
function isNumber(text: string): boolean {
  return /^[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:e[+-]?\d{1,2})?$/i.test(text) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
}

const momentPattern = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?: ?(Z|[+-]\d\d):?(\d\d)?)?$/;

/** Parses a date and a time, in the person's own zone where none is given. */
export function parseMoment(text: string): Date | undefined {
  const [, day = '', time, zone = '', minutes] = momentPattern.exec(text) ?? [];
  if (!isDay(day)) return undefined;
  const moment = new Date(`${day}T${time}${zone}${minutes ? `:${minutes}` : ''}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Formats a time of Jira for a person, in their own zone: `2027-01-31 14:30`. Other texts stay as they are. */
export function localTime(text: string): string {
  const moment = parseMoment(text);
  if (!moment) return text;
  const two = (number: number) => String(number).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

function issueKey(field: FieldMeta, text: string): string {
  const key = text.toUpperCase();
  if (!/^[A-Z][A-Z0-9_]*-\d+$/.test(key)) throw new FieldValueError(field.id, FieldProblem.key);
  return key;
}

function encodeChosen(field: FieldMeta, chosen: readonly string[], flavor: JiraFlavor): unknown {
  const [first] = chosen;
  if (first === undefined && field.required && !field.hasDefault) {
    throw new FieldValueError(field.id, FieldProblem.required);
  }
  switch (field.kind) {
    case FieldKind.labels:
      if (chosen.some(label => /\s/.test(label))) throw new FieldValueError(field.id, FieldProblem.label);
      return chosen;
    case FieldKind.user:
      return first === undefined ? null : personValue(flavor, first);
    case FieldKind.users:
      return chosen.map(id => personValue(flavor, id));
    case FieldKind.group:
      return first === undefined ? null : { name: first };
    case FieldKind.groups:
      return chosen.map(name => ({ name }));
    case FieldKind.sprint:
      return first === undefined ? null : Number(first);
    case FieldKind.options:
      // An issue may have archived values, which are offered no more.
      return chosen.map(id => ({ id }));
    default:
      return first === undefined ? null : allowed(field, first);
  }
}

/** Kinds of fields that take single values more or less. */
const listKinds: ReadonlySet<FieldKind> = new Set([
  FieldKind.labels,
  FieldKind.users,
  FieldKind.groups,
  FieldKind.options,
]);

/**
 * Encodes a change of a field with several values, so that all others stay, also those that Jira does not offer.
 * @param before ids of the values that the person saw
 * @returns undefined where the field takes only a whole value
 */
export function encodeChange(
  field: FieldMeta,
  before: readonly string[],
  chosen: readonly string[],
  flavor: JiraFlavor,
): FieldChange | undefined {
  if (!listKinds.has(field.kind) || !field.operations.includes('add') || !field.operations.includes('remove')) {
    return undefined;
  }
  const encoded = (ids: readonly string[]) => encodeChosen({ ...field, required: false }, ids, flavor) as unknown[];
  if (chosen.length === 0 && field.required) throw new FieldValueError(field.id, FieldProblem.required);
  return [
    ...encoded(chosen.filter(id => !before.includes(id))).map(add => ({ add })),
    ...encoded(before.filter(id => !chosen.includes(id))).map(remove => ({ remove })),
  ];
}

function allowed(field: FieldMeta, id: string): JsonObject {
  if (!field.allowed.some(value => value.id === id)) throw new FieldValueError(field.id, FieldProblem.notAllowed);
  return { id };
}

function cascading(field: FieldMeta, parent: string, child: string | undefined): JsonObject {
  const found = field.allowed.find(({ id }) => id === parent);
  const isAllowed = found && (child === undefined || found.children.some(({ id }) => id === child));
  if (!isAllowed) throw new FieldValueError(field.id, FieldProblem.notAllowed);
  return { id: parent, ...(child === undefined ? {} : { child: { id: child } }) };
}
