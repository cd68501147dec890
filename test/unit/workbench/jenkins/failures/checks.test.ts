import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Sessions } from '../../../../../src/workbench/connections/sessions/sessions.ts';
import type { BuildRef } from '../../../../../src/workbench/jenkins/jobs/jobRef.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

describe('the check of other branches', () => {
  const at = jenkinsWorkbench();
  const demo = demoJenkins();
  const connection = { id: 'demo', url: 'http://demo' } as BuildRef['connection'];
  const ref: BuildRef = { connection, job: 'payments/api/main', number: 3 };

  before(() => at.editor);

  it('keeps the branches that were read when another cannot be', async () => {
    const { FailureReader } = await import('../../../../../src/workbench/jenkins/failures/failureFacts.ts');
    const { readBranches } = await import('../../../../../src/workbench/jenkins/failures/checks.ts');
    const reader = new FailureReader({ jenkins: () => demo.session } as unknown as Sessions);
    const facts = await reader.read(ref, {});
    assert.ok(facts);
    const memory = reader.memories.of(demo.session);
    demo.jenkins.answerOnce({ path: /testReport/ }, (_, res) => res.writeHead(403).end());
    const shown: string[] = [];
    await readBranches(demo.session, ref, { facts, memory }, new AbortController().signal, html => shown.push(html));
    assert.match(shown.at(-1) ?? '', /feature\/login #\d+.*Could not load the other branches\./s);
    assert.doesNotMatch(shown.at(-1) ?? '', /Loading…/);
  });
});
