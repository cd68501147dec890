import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { extensionEditor } from '../../../../cases/editor/extension.ts';

describe('an address that is opened in the browser', () => {
  let browsed: string[] = [];
  before(async () => {
    ({ browsed } = await extensionEditor());
  });

  for (const link of [
    'https://ci.invalid/job/a/1/',
    'https://sonar.invalid/dashboard?id=acme%3Acore&branch=a%26b',
    'https://jira.invalid/issues/?jql=text%20~%20%22a%2Bb%22',
    'https://ci.invalid/x?next=%2Fjob%3Fa%3D1',
    'https://ci.invalid/page#a%23b',
  ])
    it(`is ${link} to the letter`, async () => {
      const { openLink } = await import('../../../../../src/workbench/shell/commands/openLink.ts');
      browsed.length = 0;
      await openLink(link);
      assert.deepEqual(browsed, [link]);
    });
});
