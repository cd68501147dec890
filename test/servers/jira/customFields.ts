import { acceptedText } from './bodies.ts';
import { groups } from './catalog.ts';
import type { Exchange } from './exchange.ts';
import { isRecord } from './exchange.ts';
import type { Field } from './fields.ts';

/** A field that an administrator has added, one of each kind that Jira has. */
export interface CustomField {
  readonly field: Field;
  readonly allowed?: readonly Option[];
  /** The value as it is kept, or the sentence by which Jira refuses it. */
  readonly accept: (exchange: Exchange, value: unknown, field: CustomField) => { value: unknown } | { problem: string };
}

export interface Option {
  readonly id: string;
  readonly value: string;
  readonly children?: readonly Option[];
}

const types = 'com.atlassian.jira.plugin.system.customfieldtypes';
let next = 10_100;

function custom(
  name: string,
  type: string,
  schema: { type: string; items?: string },
  accept: CustomField['accept'],
  allowed?: readonly Option[],
): CustomField {
  const customId = next++;
  const id = `customfield_${customId}`;
  return {
    field: {
      id,
      name,
      clauseNames: [`cf[${customId}]`, name],
      schema: { ...schema, custom: type.includes(':') ? type : `${types}:${type}`, customId },
      custom: true,
      navigable: true,
    },
    accept,
    ...(allowed ? { allowed } : {}),
  };
}

const options = (...values: string[]): Option[] => values.map((value, at) => ({ id: String(20_000 + at), value }));
const areas: Option[] = [
  {
    id: '21000',
    value: 'Web',
    children: [
      { id: '21001', value: 'Checkout' },
      { id: '21002', value: 'Account' },
    ],
  },
  { id: '21010', value: 'API', children: [{ id: '21011', value: 'v1' }] },
];

const text: CustomField['accept'] = (_, value) =>
  value === null || typeof value === 'string' ? { value } : { problem: 'Operation value must be a string' };
const pattern =
  (regex: RegExp, problem: string): CustomField['accept'] =>
  (_, value) =>
    value === null || (typeof value === 'string' && regex.test(value)) ? { value } : { problem };

function optionOf(field: CustomField, value: unknown): Option | undefined {
  if (!isRecord(value)) return undefined;
  return field.allowed?.find(each => each.id === value['id'] || each.value === value['value']);
}

const one: CustomField['accept'] = (_, value, field) => {
  if (value === null) return { value };
  const found = optionOf(field, value);
  return found ? { value: { id: found.id, value: found.value } } : { problem: 'Option is not valid' };
};

const many: CustomField['accept'] = (_, value, field) => {
  const found = Array.isArray(value) ? value.map(each => optionOf(field, each)) : [undefined];
  return found.every(each => each !== undefined)
    ? { value: found.map(({ id, value: name }) => ({ id, value: name })) }
    : { problem: 'Option is not valid' };
};

const cascading: CustomField['accept'] = (_, value, field) => {
  if (value === null) return { value };
  const parent = optionOf(field, value);
  const wanted = isRecord(value) ? value['child'] : undefined;
  const child = isRecord(wanted) ? parent?.children?.find(({ id }) => id === wanted['id']) : undefined;
  if (!parent || (wanted !== undefined && !child)) return { problem: 'Option is not valid' };
  return {
    value: { id: parent.id, value: parent.value, ...(child ? { child: { id: child.id, value: child.value } } : {}) },
  };
};

function userIn(exchange: Exchange, value: unknown): Record<string, unknown> | undefined {
  const id = isRecord(value) ? value[exchange.flavor === 'cloud' ? 'accountId' : 'name'] : undefined;
  const user = exchange.state.users.find(each => id === (exchange.flavor === 'cloud' ? each.accountId : each.name));
  if (!user) return undefined;
  const named = exchange.flavor === 'cloud' ? { accountId: user.accountId } : { name: user.name, key: user.key };
  return { ...named, displayName: user.displayName, active: user.active };
}

const user: CustomField['accept'] = (exchange, value) => {
  const found = value === null ? null : userIn(exchange, value);
  return found === undefined ? { problem: 'The user does not exist' } : { value: found };
};

const users: CustomField['accept'] = (exchange, value) => {
  const found = Array.isArray(value) ? value.map(each => userIn(exchange, each)) : [undefined];
  return found.includes(undefined) ? { problem: 'The user does not exist' } : { value: found };
};

const group: CustomField['accept'] = (_, value) => {
  const name = isRecord(value) ? value['name'] : value;
  if (name === null) return { value: null };
  return groups.includes(String(name)) ? { value: { name } } : { problem: 'The group does not exist' };
};

const rich: CustomField['accept'] = (exchange, value) => {
  const body = value === null ? null : acceptedText(exchange, value);
  return body === undefined ? { problem: 'Operation value must be an Atlassian Document' } : { value: body };
};

const sprint: CustomField['accept'] = (_, value) => {
  if (value === null) return { value };
  const found = sprints.find(({ id }) => id === value);
  return found ? { value: [found] } : { problem: 'The sprint does not exist' };
};

export const sprints = [
  { id: 7, name: 'Sprint 7', state: 'active' },
  { id: 8, name: 'Sprint 8', state: 'future' },
];

/** One of each kind. */
export const customFields: readonly CustomField[] = [
  custom('Customer', 'textfield', { type: 'string' }, text),
  custom('Notes', 'textarea', { type: 'string' }, rich),
  custom('Story Points', 'float', { type: 'number' }, (_, value) =>
    value === null || typeof value === 'number' ? { value } : { problem: 'Operation value must be a number' },
  ),
  custom('Target date', 'datepicker', { type: 'date' }, pattern(/^\d{4}-\d\d-\d\d$/, 'Error parsing date string')),
  custom('Deployed', 'datetime', { type: 'datetime' }, pattern(/^\d{4}-.*[+-]\d{4}$/, 'Error parsing date string')),
  custom('Dashboard', 'url', { type: 'string' }, pattern(/^\w+:\/\//, 'Not a valid URL')),
  custom('Severity', 'select', { type: 'option' }, one, options('Low', 'High')),
  custom(
    'Browsers',
    'multicheckboxes',
    { type: 'array', items: 'option' },
    many,
    options('Firefox', 'Chrome', 'Safari'),
  ),
  custom('Area', 'cascadingselect', { type: 'option-with-child' }, cascading, areas),
  custom('Reviewer', 'userpicker', { type: 'user' }, user),
  custom('Testers', 'multiuserpicker', { type: 'array', items: 'user' }, users),
  custom('Owning group', 'grouppicker', { type: 'group' }, group),
  custom('Sprint', 'com.pyxis.greenhopper.jira:gh-sprint', { type: 'array', items: 'json' }, sprint),
  custom(
    'Development Status',
    'select',
    { type: 'option' },
    one,
    options('In Development', 'Development Completed', 'Build Broken'),
  ),
];

/** Id of the field with an issue's sprints. */
export const sprintFieldId = customFields.find(({ field }) => field.name === 'Sprint')?.field.id ?? '';

export function customField(id: string): CustomField | undefined {
  return customFields.find(({ field }) => field.id === id);
}
