import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type BuildTexts, issuesOfBuild } from '../../../src/reporting/index.ts';

const none: BuildTexts = {
  job: 'payments',
  commits: [],
  displayName: '#7',
  description: '',
  parameters: [],
  causes: [],
};
const isProject = (name: string) => name === 'PAY' || name === 'OPS';
const found = (texts: Partial<BuildTexts>) => issuesOfBuild({ ...none, ...texts }, isProject);

describe('the issues that a build names', () => {
  it('are those of its branch, its commits and its other texts, the surest first', () => {
    const issues = found({
      job: 'payments/api/feature/pay-17-refuse',
      commits: ['PAY-18 Refuse\n\nSee OPS-3', 'PAY-18 again', 'Merge UTF-8 and SHA-256'],
      displayName: '#7 OPS-4',
      description: 'for OPS-5',
      parameters: ['fix/ops-6', 'see OPS-7, or ops-8', 'true'],
      causes: ['Started by OPS-9'],
    });
    assert.deepEqual(
      issues.map(({ key, places, commits }) => [key, places.join('+'), commits]),
      [
        ['PAY-17', 'branch', 0],
        ['PAY-18', 'commit', 2],
        ['OPS-3', 'commit', 1],
        ['OPS-4', 'name', 0],
        ['OPS-5', 'description', 0],
        ['OPS-6', 'parameter', 0],
        ['OPS-7', 'parameter', 0],
        ['OPS-9', 'cause', 0],
      ],
    );
  });

  it('are listed once, with all their places', () => {
    const [issue, ...others] = found({
      job: 'app/PAY-17',
      commits: ['PAY-17 a PAY-17', 'PAY-17 b'],
      causes: ['PAY-17'],
    });
    assert.deepEqual(issue, { key: 'PAY-17', places: ['branch', 'commit', 'cause'], commits: 2 });
    assert.deepEqual(others, []);
  });

  it('are none where there is no such project', () => {
    assert.deepEqual(found({ job: 'app/feature-12', commits: ['WEB-1', 'ISO-8601'] }), []);
  });
});
