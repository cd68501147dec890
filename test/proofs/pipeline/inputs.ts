import type { Claim } from '../proof.ts';

/** That a build which waits for input is seen, told and answered. */
export const inputs: readonly Claim[] = [
  {
    claim: 'the demo Jenkins waits for input, answers and refuses as the recorded one does',
    runner: 'plain',
    by: ['servers/conformance/jenkinsRecordings.test.ts'],
  },
  {
    claim: 'what a build waits for comes with the requests that read builds; of finished ones nothing more is asked',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/paused.test.ts'],
  },
  {
    claim: 'its log says so, by one look in each silence',
    runner: 'plain',
    by: ['unit/jenkins/logs/pausedLog.test.ts'],
  },
  {
    claim: 'a build of mine tells of each input once, also after a reload, and never of one that I was shown',
    runner: 'plain',
    by: ['unit/workbench/jenkins/builds/inputNotices.test.ts'],
  },
  {
    claim: 'all that wait on a Jenkins are listed by one request a minute; a refusal stays as it is',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/waitingBuilds.test.ts', 'unit/workbench/jenkins/view/waitingBuilds.test.ts'],
  },
  {
    claim: 'an answer sends every parameter, and says in Jenkins’ words why it was refused',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/inputs.test.ts'],
  },
  {
    claim: 'a lost answer is done, not done, or not known, as the run tells',
    runner: 'plain',
    by: ['unit/jenkins/pipelines/lostInputs.test.ts', 'unit/workbench/jenkins/builds/answerInput.test.ts'],
  },
  {
    claim: 'a person sees it in both views, the status bar and the log, is told, answers, and sees it go on',
    runner: 'ui',
    by: ['ui/paused.test.ts'],
  },
];
