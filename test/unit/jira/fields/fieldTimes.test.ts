import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, it } from 'mocha';
import {
  encodeField,
  FieldKind,
  type FieldMeta,
  FieldValueError,
  JiraFlavor,
  localTime,
} from '../../../../src/jira/index.ts';

const field = { id: 'customfield_1', name: 'Deployed', kind: FieldKind.dateTime, required: false } as FieldMeta;
const encode = (text: string) => encodeField(field, { text }, JiraFlavor.cloud);

describe('a moment in a field', () => {
  it('is what Jira writes, and nothing that only looks like a time', () => {
    assert.match(String(encode('2027-03-01 12:30')), /^2027-0[23]-\d\dT\d\d:30:00\.000\+0000$/);
    assert.equal(encode('2027-03-01T12:30:05Z'), '2027-03-01T12:30:05.000+0000');
    assert.equal(encode('2027-03-01 12:30 +0530'), '2027-03-01T07:00:00.000+0000');
    for (const text of [
      '5',
      '2027',
      '2027-02-31 10:00',
      '2027-03-01',
      '2027-03-01 25:00',
      '12:30',
      'tomorrow',
      'x2027-03-01 12:30',
      '2027-03-01 12:30:05Zx',
    ]) {
      assert.throws(() => encode(text), FieldValueError, text);
    }
  });

  it('comes back as it was, in every time zone', () => {
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati']) {
      const code = `import('${resolve(import.meta.dirname, '../../../../src/jira/index.ts')}').then(jira => {
        const moment = '2026-11-28T06:22:28.530+0000';
        const text = jira.localTime(moment);
        const field = ${JSON.stringify(field)};
        console.log(text, jira.encodeField(field, { text }, 'cloud'));
      })`;
      const env = { ...process.env, TZ: zone };
      const [day, time, sent] = execFileSync(process.execPath, ['-e', code], { env, encoding: 'utf8' })
        .trim()
        .split(' ');
      assert.match(`${day} ${time}`, /^2026-11-28 \d\d:\d\d$/, zone);
      assert.equal(sent, '2026-11-28T06:22:00.000+0000', zone);
    }
    assert.equal(localTime('nonsense'), 'nonsense');
  });
});
