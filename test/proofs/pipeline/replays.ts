import type { Claim } from '../proof.ts';

/** That a run of a Pipeline is started again as Jenkins says: with other scripts, the same, or from a stage. */
export const replays: readonly Claim[] = [
  {
    claim: 'the demo Jenkins replays and restarts as the recorded one does, refusals and fields of the page included',
    runner: 'plain',
    by: ['servers/conformance/jenkinsRecordings.test.ts'],
  },
  {
    claim: 'scripts are read from the page as a browser does, in linear time; none where the account may not edit',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/replayPage.test.ts'],
  },
  {
    claim: 'a replay is sent once and found by its queue item or its cause, by any account, without security too',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/replay.test.ts'],
  },
  {
    claim: 'a restart from a stage is judged by its JSON, and refused in Jenkins’ words',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/restart.test.ts'],
  },
  {
    claim: 'a check of a script counts only for an account that may configure the job',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/scriptCheck.test.ts'],
  },
  {
    claim: 'lost, gone through a gateway, canceled, in two windows',
    runner: 'plain',
    by: ['unit/wire/writes.test.ts'],
  },
  {
    claim: 'scripts are drafts in editors, checked, compared, sent together; protected jobs ask for their name',
    runner: 'host',
    by: ['a run of a Pipeline that is started again'],
  },
  {
    claim: 'a person replays and restarts, and meets each refusal: seen in the workbench',
    runner: 'ui',
    by: ['ui/replay.test.ts'],
  },
];
