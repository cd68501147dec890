import {
  asBoolean,
  asObject,
  asObjects,
  asString,
  asStrings,
  asText,
  isObject,
  type JsonObject,
} from '../../base/json.ts';

/** Kind of a field: the way to ask for its value and to send it. */
export const FieldKind = {
  text: 'text',
  /** Rich text: a document on Cloud, wiki markup elsewhere. */
  textArea: 'textArea',
  number: 'number',
  date: 'date',
  dateTime: 'dateTime',
  url: 'url',
  labels: 'labels',
  /** Value out of the allowed ones. */
  option: 'option',
  /** Any number of allowed values. */
  options: 'options',
  /** An allowed value and a value below it. */
  cascading: 'cascading',
  user: 'user',
  users: 'users',
  group: 'group',
  groups: 'groups',
  sprint: 'sprint',
  /** The key of an epic, on Server and Data Center. */
  epicLink: 'epicLink',
  parent: 'parent',
  timeTracking: 'timeTracking',
  /** Only Jira's own page can change it. */
  unknown: 'unknown',
} as const;
export type FieldKind = (typeof FieldKind)[keyof typeof FieldKind];

/** Value that Jira offers for a field. */
export interface AllowedValue {
  readonly id: string;
  readonly name: string;
  /** Of a cascading field. */
  readonly children: readonly AllowedValue[];
}

/** Field that can be set on an issue, or must be. */
export interface FieldMeta {
  /** Such as `summary` or `customfield_10010`. */
  readonly id: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly allowed: readonly AllowedValue[];
  /** Whether Jira fills it in when it is absent. */
  readonly hasDefault: boolean;
  /** Ways to change it, in Jira's words: `set`, `add`, `remove`. */
  readonly operations: readonly string[];
  /** Type of its allowed values, which decides how a value is encoded. */
  readonly valueType: string;
}

/**
 * Parses the fields of an `editmeta`, a transition or a `createmeta`: an object by id, or a list.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-editmeta-get
 */
export function parseFields(value: unknown): FieldMeta[] {
  if (Array.isArray(value)) {
    return asObjects(value).flatMap(json => {
      const id = asString(json['fieldId']) ?? asString(json['key']);
      return id === undefined ? [] : [parseField(id, json)];
    });
  }
  return Object.entries(asObject(value)).flatMap(([id, json]) => (isObject(json) ? [parseField(id, json)] : []));
}

function parseField(id: string, json: JsonObject): FieldMeta {
  const schema = asObject(json['schema']);
  const allowed = asObjects(json['allowedValues']).flatMap(each => parseAllowed(each) ?? []);
  return {
    id,
    name: asString(json['name']) || id,
    kind: kindOf(id, schema, allowed.length > 0),
    required: asBoolean(json['required']) ?? false,
    allowed,
    hasDefault: asBoolean(json['hasDefaultValue']) ?? false,
    operations: asStrings(json['operations']),
    valueType: asString(schema['items']) ?? asText(schema['type']),
  };
}

function parseAllowed(json: JsonObject): AllowedValue | undefined {
  const id = asString(json['id']) ?? asString(json['key']);
  const name = asString(json['name']) ?? asString(json['value']) ?? asString(json['key']);
  if (id === undefined || name === undefined) return undefined;
  return { id, name, children: asObjects(json['children']).flatMap(child => parseAllowed(child) ?? []) };
}

const bySystem: Readonly<Record<string, FieldKind>> = {
  summary: FieldKind.text,
  description: FieldKind.textArea,
  environment: FieldKind.textArea,
  labels: FieldKind.labels,
  duedate: FieldKind.date,
  parent: FieldKind.parent,
  timetracking: FieldKind.timeTracking,
};

/** By the last part of a custom field's class. */
const byCustom: Readonly<Record<string, FieldKind>> = {
  textfield: FieldKind.text,
  textarea: FieldKind.textArea,
  float: FieldKind.number,
  datepicker: FieldKind.date,
  datetime: FieldKind.dateTime,
  url: FieldKind.url,
  labels: FieldKind.labels,
  select: FieldKind.option,
  radiobuttons: FieldKind.option,
  multiselect: FieldKind.options,
  multicheckboxes: FieldKind.options,
  cascadingselect: FieldKind.cascading,
  userpicker: FieldKind.user,
  multiuserpicker: FieldKind.users,
  people: FieldKind.users,
  grouppicker: FieldKind.group,
  multigrouppicker: FieldKind.groups,
  'gh-sprint': FieldKind.sprint,
  'gh-epic-link': FieldKind.epicLink,
  'gh-epic-label': FieldKind.text,
};

function kindOf(id: string, schema: JsonObject, hasAllowed: boolean): FieldKind {
  const system = bySystem[asString(schema['system']) ?? id];
  if (system) return system;
  const [last = ''] = asText(schema['custom']).split(':').slice(-1);
  const custom = byCustom[last];
  if (custom) return custom;
  return kindOfType(asText(schema['type']), asText(schema['items']), hasAllowed);
}

function kindOfType(type: string, items: string, hasAllowed: boolean): FieldKind {
  if (type === 'array') {
    if (items === 'user') return FieldKind.users;
    if (items === 'group') return FieldKind.groups;
    if (items === 'string' && !hasAllowed) return FieldKind.labels;
    return hasAllowed ? FieldKind.options : FieldKind.unknown;
  }
  const plain: Readonly<Record<string, FieldKind>> = {
    string: FieldKind.text,
    number: FieldKind.number,
    date: FieldKind.date,
    datetime: FieldKind.dateTime,
    user: FieldKind.user,
    group: FieldKind.group,
    'option-with-child': FieldKind.cascading,
  };
  if (hasAllowed && type !== 'option-with-child') return FieldKind.option;
  return plain[type] ?? FieldKind.unknown;
}
