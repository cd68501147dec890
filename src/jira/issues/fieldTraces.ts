import { asString, isObject } from '../../base/json.ts';
import { adfToText } from '../documents/adfText.ts';
import type { FieldChange } from '../fields/fieldChange.ts';

export interface IssueChange {
  /** Values by field id, as `encodeField` makes them. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly update?: Readonly<Record<string, FieldChange>>;
}

/** Whether an issue's fields are as a change wants them, in Jira's own words for the values. */
export function holdsChange(
  now: Readonly<Record<string, unknown>>,
  { fields = {}, update = {} }: IssueChange,
): boolean {
  const areSet = Object.entries(fields).every(([id, value]) => holdsValue(now[id], value));
  return areSet && Object.entries(update).every(([id, changes]) => holdsChanges(now[id], changes));
}

function holdsChanges(now: unknown, changes: FieldChange): boolean {
  const values: readonly unknown[] = Array.isArray(now) ? now : [];
  return changes.every(change =>
    'add' in change
      ? values.some(value => holdsValue(value, change.add))
      : !values.some(value => holdsValue(value, change.remove)),
  );
}

/** Jira answers with more than was sent: an option with its name, a person with their picture. */
function holdsValue(now: unknown, sent: unknown): boolean {
  if (sent === null || sent === undefined) return now === null || now === undefined || isEmpty(now);
  if (Array.isArray(sent)) {
    return Array.isArray(now) && now.length === sent.length && sent.every(each => now.some(n => holdsValue(n, each)));
  }
  if (!isObject(sent)) return isSameText(now, sent);
  if (sent['type'] === 'doc') return plain(adfToText(now)) === plain(adfToText(sent));
  return isObject(now) && Object.entries(sent).every(([name, value]) => holdsValue(now[name], value));
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function isSameText(now: unknown, sent: unknown): boolean {
  if (now === sent) return true;
  if (Array.isArray(now)) return now.some(each => isObject(each) && isSameText(each['id'], sent));
  const text = asString(now) ?? (typeof now === 'number' ? String(now) : undefined);
  if (text === undefined) return false;
  return plain(text) === plain(String(sent)) || isSameMoment(text, String(sent));
}

const moment = /\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** Jira tells a time in the zone of the account. */
function isSameMoment(now: string, sent: string): boolean {
  return moment.test(now) && moment.test(sent) && Date.parse(now) === Date.parse(sent);
}

/** Jira may change blanks and line ends. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
