import assert from 'node:assert/strict';

/** Keys whose values, not only their types, are the same on any controller in the same situation. */
const exactKeys = new Set([
  '_class',
  'why',
  'mode',
  'offlineCauseReason',
  'name',
  'fullName',
  'displayName',
  'fullDisplayName',
  'url',
  'color',
  'result',
  'building',
  'inProgress',
  'buildable',
  'blocked',
  'stuck',
  'cancelled',
  'disabled',
  'number',
  'id',
  'shortDescription',
  'userId',
  'note',
  'type',
  'value',
  'choices',
  'params',
  'relativePath',
  'score',
  'description',
  'status',
  'anonymous',
  'authenticated',
  'offline',
  'idle',
  'busyExecutors',
  'quietingDown',
  'inQueue',
  'nextBuildNumber',
]);

export interface RecordedJson {
  value: unknown;
  /** The recording was cut short: its last element, at any depth, may go on. */
  open: boolean;
}

/** Recorded JSON; where it was cut short, what is whole of it. */
export function parseRecordedJson(text: string): RecordedJson {
  const cut = /\u2026(?: \[truncated, \d+ characters in all\])?$/.exec(text);
  if (!cut) return { value: JSON.parse(text), open: false };
  return { value: JSON.parse(closed(text.slice(0, cut.index))), open: true };
}

/** Cuts behind the last whole element and closes what is open there. */
function closed(text: string): string {
  const open: string[] = [];
  let whole = '';
  // Strings are matched as one, so that brackets and commas inside them do not count.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    if (token === '{') open.push('}');
    else if (token === '[') open.push(']');
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') whole = text.slice(0, index) + open.toReversed().join('');
  }
  return whole;
}

/** Same keys and types, element by element; the values of well-known keys as well. */
export function compareShapes(recorded: RecordedJson, answered: unknown): void {
  compare('$', '', recorded.value, answered, recorded.open);
}

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function compare(path: string, key: string, recorded: unknown, answered: unknown, open: boolean): void {
  assert.equal(kind(answered), kind(recorded), `type of ${path}`);
  if (Array.isArray(recorded) && Array.isArray(answered)) compareLists(path, recorded, answered, open);
  else if (isObject(recorded) && isObject(answered)) compareObjects(path, recorded, answered, open);
  else if (exactKeys.has(key)) assert.equal(comparable(key, answered), comparable(key, recorded), path);
}

/** How long something still waits differs by the moment; the words do not. */
function comparable(key: string, value: unknown): unknown {
  return key === 'why' && typeof value === 'string' ? value.replace(/\d+/g, '…') : value;
}

function compareLists(path: string, recorded: unknown[], answered: unknown[], open: boolean): void {
  if (open) assert.ok(answered.length >= recorded.length, `length of ${path}`);
  else assert.equal(answered.length, recorded.length, `length of ${path}`);
  recorded.forEach((value, at) => {
    compare(`${path}[${at}]`, '', value, answered[at], open && at === recorded.length - 1);
  });
}

function compareObjects(
  path: string,
  recorded: Record<string, unknown>,
  answered: Record<string, unknown>,
  open: boolean,
): void {
  const keys = Object.keys(recorded);
  const here = Object.keys(answered);
  if (open) for (const key of keys) assert.ok(here.includes(key), `${path} has ${key}`);
  else assert.deepEqual([...here].sort(), [...keys].sort(), `keys of ${path}`);
  keys.forEach((key, at) => {
    compare(`${path}.${key}`, key, recorded[key], answered[key], open && at === keys.length - 1);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
