import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ReportedTest } from '../../src/jenkins/index.ts';
import { FileFinder } from '../../src/workbench/jenkins/logs/fileFinder.ts';
import { TestPlaces } from '../../src/workbench/jenkins/testing/testPlaces.ts';
import { backgroundInto } from './background.ts';

/** Files of the workspace; the lines that tests are expected at are marked. */
const files: Readonly<Record<string, string>> = {
  'tests/test_card.py': 'import pytest\n\n\ndef test_refuses(card):\n    assert card.ok\n',
  'web/card.test.ts': "describe('card', () => {\n  it('refuses expired (old) cards', () => {});\n});\n",
  'web/node_modules/expect/index.js': '// 1\n// 2\n',
  'spec/card_spec.rb': "describe Card do\n  it 'refuses' do\n  end\nend\n",
  'net/CardTests.cs': 'class CardTests {\n  void Refuses() {}\n}\n',
  'one/Same.java': 'class Same {}\n',
  'two/Same.java': 'class Same {}\n',
};

interface Case {
  readonly className: string;
  readonly name: string;
  readonly stackTrace?: string;
  /** File and line, counted from 1. */
  readonly at: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'pytest, by its last line': {
    ...{ className: 'tests.test_card', name: 'test_refuses[visa]', at: ['tests/test_card.py:5'] },
    stackTrace:
      'card = <Card>\n\n    def test_refuses(card):\n>       assert card.ok\nE       assert False\n\ntests/test_card.py:5: AssertionError',
  },
  'pytest, skipped': { className: 'tests.test_card', name: 'test_refuses[visa]', at: ['tests/test_card.py:4'] },
  'Jest, past its own library': {
    ...{ className: 'card refuses', name: 'card refuses', at: ['web/card.test.ts:2'] },
    stackTrace:
      'Error: expect(received)\n    at expect (/ci/ws/web/node_modules/expect/index.js:2:3)\n    at Object.<anonymous> (/ci/ws/web/card.test.ts:2:11)',
  },
  'Vitest, by a path for a class': {
    ...{ className: 'web/card.test.ts', name: 'refuses expired (old) cards', at: ['web/card.test.ts:2'] },
  },
  RSpec: {
    ...{ className: 'spec.card_spec', name: 'Card refuses', at: ['spec/card_spec.rb:3'] },
    stackTrace: "Failure/Error: expect(1).to eq 2\n# ./spec/card_spec.rb:3:in `block (2 levels)'",
  },
  '.NET, on Windows': {
    ...{ className: 'Shop.CardTests', name: 'Refuses', at: ['net/CardTests.cs:2'] },
    stackTrace: '   at Shop.CardTests.Refuses() in C:\\ci\\ws\\net\\CardTests.cs:line 2',
  },
  'an inner class by name alone': { className: 'Shop.CardTests+Inner', name: 'Refuses(1)', at: ['net/CardTests.cs:2'] },
  'files of the same name, by the package': { className: 'com.two.Same', name: 'x', at: ['two/Same.java:1'] },
  'files of the same name that nothing tells apart': {
    ...{ className: 'Same', name: 'x', at: ['one/Same.java:1', 'two/Same.java:1'] },
  },
  'a test that is not here': {
    ...{ className: 'com.example.Gone', name: 'x', at: [] },
    stackTrace: 'at com.example.Gone.x(Gone.java:3)\nat ../../../etc/hosts.py:1',
  },
};

describe('a test of a report', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = vscode.Uri.joinPath(root, 'places');
  const places = new TestPlaces(new FileFinder(backgroundInto([])));

  before(async () => {
    for (const [path, text] of Object.entries(files)) {
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), Buffer.from(text));
    }
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  for (const [title, { at, stackTrace = '', ...names }] of Object.entries(cases)) {
    it(`is found in the workspace: ${title}`, async () => {
      const test = { ...names, stackTrace, message: '', blocks: [], isFailed: true } as unknown as ReportedTest;
      const found = await places.candidates(test);
      const words = found.map(({ uri, range }) => `${uri.path.slice(folder.path.length + 1)}:${range.start.line + 1}`);
      assert.deepEqual(words.sort(), at);
      assert.equal((await places.find(test)) === undefined, at.length !== 1);
    });
  }
});
