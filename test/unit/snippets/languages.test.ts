import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { languages } from '../../../src/snippets/index.ts';

const fitting = (editor: string) => languages.filter(({ editors }) => editors.includes(editor)).map(({ id }) => id);

describe('the language of a file', () => {
  it('has the ways to write a call that are valid in it', () => {
    assert.deepEqual(fitting('shellscript'), ['curl', 'wget']);
    assert.deepEqual(fitting('python'), ['python']);
  });

  it('has none where a bare command is no line of its own', () => {
    for (const editor of ['makefile', 'dockerfile', 'yaml', 'github-actions-workflow'])
      assert.deepEqual(fitting(editor), [], editor);
  });
});
