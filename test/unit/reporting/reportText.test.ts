import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'mocha';
import { fillTemplate, type ReportValues, reportVariables } from '../../../src/reporting/index.ts';

const empty = Object.fromEntries(reportVariables.map(name => [name, ''])) as Record<keyof ReportValues, string>;

describe('the text of a report', () => {
  it('is the template with the values, without the paragraphs that say nothing of this build', () => {
    const template = '**{job} {number}** {result}\n\nFailed in {stage}\n\nChanges:\n{changes}\n\nBye {name} { job }';
    const values = { ...empty, job: 'app', number: '#7', result: 'failed', changes: '- a\n- b' };
    assert.equal(fillTemplate(template, values), '**app #7** failed\n\nChanges:\n- a\n- b\n\nBye {name} { job }\n');
  });

  it('keeps a paragraph of which a single variable is known', () => {
    assert.equal(fillTemplate('{branch}{commit}', { ...empty, commit: '1a2b' }), '1a2b\n');
    assert.equal(fillTemplate('{branch}{commit}', empty), '\n');
  });

  it('takes values as they are, be there a template in them', () => {
    assert.equal(fillTemplate('{cause}', { ...empty, cause: '{job} $& $1' }), '{job} $& $1\n');
  });

  it('has all its variables in the table of the README, in this order', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `\{(\w+)\}` \| \S/gm)].map(([, name]) => name);
    assert.deepEqual(rows, reportVariables);
  });
});
