import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  encodeChange,
  encodeField,
  type FieldInput,
  FieldKind,
  type FieldMeta,
  FieldProblem,
  FieldValueError,
  JiraFlavor,
  localTime,
} from '../../../../src/jira/index.ts';

const points = {
  id: 'points',
  name: 'Points',
  kind: FieldKind.number,
  required: false,
  allowed: [],
} as unknown as FieldMeta;
const encode = (text: string) => encodeField(points, { text }, JiraFlavor.cloud);

describe('a number in a field', () => {
  it('is what a person means by it, with a point or a comma', () => {
    for (const [text, number] of [
      ['3', 3],
      ['0.5', 0.5],
      ['0,125', 0.125],
      ['12,5', 12.5],
      ['-2', -2],
      ['1e3', 1000],
      ['1234,567', 1234.567],
      ['1,2345', 1.2345],
      ['12345,678', 12345.678],
    ] as const) {
      assert.equal(encode(text), number, text);
    }
    assert.equal(encode(''), null);
  });

  it('is refused where it could mean two things, or means none', () => {
    for (const text of [
      '1,000',
      '-12,345',
      '1,000,000',
      '0x10',
      'Infinity',
      '1 000',
      'three',
      '1.2.3',
      '.',
      '5%',
      'x1',
      '+1,000',
    ]) {
      assert.throws(() => encode(text), { problem: FieldProblem.number }, text);
    }
  });
});

describe('a value of a field', () => {
  const allowed = [
    { id: '1', name: 'One', children: [{ id: '11', name: 'Below', children: [] }] },
    { id: '2', name: 'Two', children: [] },
  ];
  const field = (kind: FieldKind, more: Partial<FieldMeta> = {}): FieldMeta => ({
    ...{ id: 'f', name: 'F', kind, required: false, allowed, hasDefault: false, operations: ['set'], valueType: '' },
    ...more,
  });
  const problemOf = (kind: FieldKind, input: FieldInput, more: Partial<FieldMeta> = {}) => {
    try {
      return encodeField(field(kind, more), input, JiraFlavor.cloud);
    } catch (error) {
      assert.ok(error instanceof FieldValueError);
      assert.equal(error.field, more.id ?? 'f');
      return `refused: ${error.problem}`;
    }
  };

  const texts: readonly (readonly [kind: FieldKind, text: string, value: unknown])[] = [
    [FieldKind.text, ' a b ', 'a b'],
    [FieldKind.text, 'a\nb', 'refused: tooLong'],
    [FieldKind.date, '2026-02-28', '2026-02-28'],
    [FieldKind.date, '2026-02-29', 'refused: date'],
    [FieldKind.date, '2026-2-8', 'refused: date'],
    [FieldKind.date, 'x2026-02-08', 'refused: date'],
    // A year of ISO 8601 with a sign and six digits, which Jira does not take.
    [FieldKind.date, '+012026-02-08', 'refused: date'],
    [FieldKind.date, '2026-02-08x', 'refused: date'],
    [FieldKind.dateTime, '2026-02-08 10:20 +0200', '2026-02-08T08:20:00.000+0000'],
    [FieldKind.dateTime, '2026-02-08T10:20:30.5Z', '2026-02-08T10:20:30.500+0000'],
    [FieldKind.dateTime, '2026-02-08 25:20Z', 'refused: dateTime'],
    [FieldKind.dateTime, '2026-02-30 10:20Z', 'refused: dateTime'],
    [FieldKind.dateTime, '2026-02-08', 'refused: dateTime'],
    [FieldKind.dateTime, 'x2026-02-08 10:20Z', 'refused: dateTime'],
    [FieldKind.dateTime, '2026-02-08 10:20Zx', 'refused: dateTime'],
    [FieldKind.url, 'https://e.com/a', 'https://e.com/a'],
    [FieldKind.url, 'e.com/a', 'refused: url'],
    [FieldKind.epicLink, 'pay_1-12', 'PAY_1-12'],
    [FieldKind.epicLink, 'pay', 'refused: key'],
    [FieldKind.epicLink, '1pay-1', 'refused: key'],
    [FieldKind.epicLink, 'pay-1x', 'refused: key'],
    [FieldKind.parent, 'PAY-1', { key: 'PAY-1' }],
    [FieldKind.timeTracking, '2h 30m', { remainingEstimate: '2h 30m' }],
    [FieldKind.timeTracking, 'soon', 'refused: estimate'],
    [FieldKind.number, '1e400', 'refused: number'],
    [FieldKind.number, '+.5', 0.5],
    [FieldKind.number, 'x1', 'refused: number'],
    [FieldKind.unknown, 'as it is', 'as it is'],
  ];
  for (const [kind, text, value] of texts) {
    it(`${kind} ${JSON.stringify(text)}`, () => assert.deepEqual(problemOf(kind, { text }), value));
  }

  it('of a summary is no longer than Jira takes', () => {
    const summary = { id: 'summary' };
    assert.equal(problemOf(FieldKind.text, { text: 'x'.repeat(256) }, summary), 'refused: tooLong');
    assert.equal(problemOf(FieldKind.text, { text: 'x'.repeat(255) }, summary), 'x'.repeat(255));
    assert.equal(problemOf(FieldKind.text, { text: 'x'.repeat(256) }), 'x'.repeat(256));
  });

  it('is needed where the field is, unless Jira fills it in', () => {
    for (const input of [{ text: ' ' }, { chosen: [] }]) {
      assert.equal(problemOf(FieldKind.option, input), null);
      assert.equal(problemOf(FieldKind.option, input, { required: true }), 'refused: required');
      assert.equal(problemOf(FieldKind.option, input, { required: true, hasDefault: true }), null);
    }
  });

  const chosen: readonly (readonly [kind: FieldKind, chosen: readonly string[], value: unknown])[] = [
    [FieldKind.labels, ['a', 'b'], ['a', 'b']],
    [FieldKind.labels, ['a', 'b c'], 'refused: label'],
    [FieldKind.labels, [], []],
    [FieldKind.user, ['5b:1'], { accountId: '5b:1' }],
    [FieldKind.user, [], null],
    [FieldKind.users, ['a', 'b'], [{ accountId: 'a' }, { accountId: 'b' }]],
    [FieldKind.group, ['devs'], { name: 'devs' }],
    [FieldKind.group, [], null],
    [FieldKind.groups, ['a', 'b'], [{ name: 'a' }, { name: 'b' }]],
    [FieldKind.sprint, ['3'], 3],
    [FieldKind.sprint, [], null],
    [FieldKind.options, ['1', '2'], [{ id: '1' }, { id: '2' }]],
    // An archived value is on the issue, and offered no more.
    [FieldKind.options, ['1', '3'], [{ id: '1' }, { id: '3' }]],
    [FieldKind.option, ['2'], { id: '2' }],
    [FieldKind.option, ['3'], 'refused: notAllowed'],
  ];
  for (const [kind, ids, value] of chosen) {
    it(`${kind} of ${ids.join() || 'none'}`, () => assert.deepEqual(problemOf(kind, { chosen: ids }), value));
  }

  it('names people as the Jira does', () => {
    const user = encodeField(field(FieldKind.user), { chosen: ['fred'] }, JiraFlavor.dataCenter);
    assert.deepEqual(user, { name: 'fred' });
  });

  it('of a cascading field has its second part below the first', () => {
    const of = (parent: string, child?: string) => problemOf(FieldKind.cascading, { parent, child });
    assert.deepEqual(of('1', '11'), { id: '1', child: { id: '11' } });
    assert.deepEqual(of('1'), { id: '1' });
    assert.equal(of('2', '11'), 'refused: notAllowed');
    assert.equal(of('3'), 'refused: notAllowed');
  });

  it('of rich text goes as it is', () => {
    assert.equal(problemOf(FieldKind.textArea, { body: 'h1. x' }), 'h1. x');
  });
});

describe('a change of a field with several values', () => {
  const field = (kind: FieldKind, more: Partial<FieldMeta> = {}): FieldMeta => ({
    ...{ id: 'f', name: 'F', kind, required: false, allowed: [], hasDefault: false, valueType: '' },
    operations: ['add', 'set', 'remove'],
    ...more,
  });

  it('names what was added and removed, and leaves the rest', () => {
    const change = (kind: FieldKind, before: string[], chosen: string[]) =>
      encodeChange(field(kind), before, chosen, JiraFlavor.dataCenter);
    assert.deepEqual(change(FieldKind.options, ['1', '2'], ['2', '3']), [
      { add: { id: '3' } },
      { remove: { id: '1' } },
    ]);
    assert.deepEqual(change(FieldKind.labels, ['a'], ['a', 'b']), [{ add: 'b' }]);
    assert.deepEqual(change(FieldKind.users, ['a'], []), [{ remove: { name: 'a' } }]);
    assert.deepEqual(change(FieldKind.groups, ['a'], ['a']), []);
  });

  it('is not made where Jira takes only the whole value, and refuses what the field refuses', () => {
    const flavor = JiraFlavor.cloud;
    assert.equal(encodeChange(field(FieldKind.options, { operations: ['set'] }), [], ['1'], flavor), undefined);
    assert.equal(encodeChange(field(FieldKind.option), [], ['1'], flavor), undefined);
    const required = field(FieldKind.labels, { required: true });
    assert.throws(() => encodeChange(required, ['a'], [], flavor), { problem: FieldProblem.required });
    assert.deepEqual(encodeChange(required, ['a', 'b'], ['a'], flavor), [{ remove: 'b' }]);
    assert.throws(() => encodeChange(required, [], ['a b'], flavor), { problem: FieldProblem.label });
  });
});

describe('a time of Jira', () => {
  it('is shown in the person’s own zone, to the minute', () => {
    const moment = new Date(2027, 0, 9, 4, 5);
    for (const text of [moment.toISOString(), moment.toISOString().replace('Z', '+0000')]) {
      assert.equal(localTime(text), '2027-01-09 04:05', text);
    }
    assert.equal(localTime('2027-12-31'), '2027-12-31');
    assert.equal(localTime('soon'), 'soon');
  });
});
