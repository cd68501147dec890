import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

describe('files that are looked through for secrets', () => {
  jenkinsWorkbench();
  let secretFileKind: typeof import('../../../../../src/workbench/together/snippets/secretFiles.ts').secretFileKind;

  before(async () => {
    ({ secretFileKind } = await import('../../../../../src/workbench/together/snippets/secretFiles.ts'));
  });

  const kindOf = (path: string, languageId = 'plaintext') =>
    secretFileKind({
      ...{ uri: { scheme: 'file', path }, fileName: path, languageId, isClosed: false, getText: () => '' },
    } as unknown as vscode.TextDocument);

  it('are known by their names, whatever the editor takes them for', () => {
    assert.equal(kindOf('/a/calls.http'), 'http');
    assert.equal(kindOf('/a/calls.REST'), 'http');
    assert.equal(kindOf('/a/azure-pipelines.yml', 'azure-pipelines'), 'azure');
    assert.equal(kindOf('/a/azure-pipelines-release.yaml', 'yaml'), 'azure');
    assert.equal(kindOf('/a/.gitlab-ci.yml'), 'ci');
    assert.equal(kindOf('/a/bitbucket-pipelines.yml'), 'ci');
    assert.equal(kindOf('/a/.github/workflows/build.yml', 'github-actions-workflow'), 'github');
    assert.equal(kindOf('/a/Jenkinsfile.release'), 'groovy');
    assert.equal(kindOf('/a/deploy.sh', 'shellscript'), 'shell');
  });

  it('are no others', () => {
    assert.equal(kindOf('/a/values.yaml', 'yaml'), undefined);
    assert.equal(kindOf('/a/notes.md', 'markdown'), undefined);
    assert.equal(kindOf('/a/node_modules/x/.gitlab-ci.yml'), undefined);
  });
});
