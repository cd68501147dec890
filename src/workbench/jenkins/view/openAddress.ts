import * as vscode from 'vscode';
import type { Stage } from '../../../jenkins/pipelines/stage.ts';
import { stageOrder } from '../../../jenkins/pipelines/stageOrder.ts';
import { readStages } from '../../../jenkins/pipelines/stages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { AskedJob } from '../jobs/jobAsking.ts';
import { type BuildRef, keyOf } from '../jobs/jobRef.ts';

export interface AddressDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Opens the log of a build whose address was pasted, at its stage where it is a stage's. */
export async function openAddress({ sessions, background }: AddressDeps, { node, ...build }: AskedJob & BuildRef) {
  const { connection, job, number } = build;
  const stage =
    node === undefined
      ? undefined
      : await background.optional('The stages of a build could not be read', async () => {
          const read = await readStages(sessions.jenkins(connection), job, number);
          const found = flat(read.stages).find(({ id }) => id === node);
          return found && { id: node, name: found.name, among: stageOrder(found, read) };
        });
  const target = { ...keyOf(build), number, ...(stage && { shownStage: stage }) };
  await vscode.commands.executeCommand('jenkinsJira.openLog', target);
}

function flat(stages: readonly Stage[]): Stage[] {
  return stages.flatMap(stage => [stage, ...flat(stage.children)]);
}
