// Requests that a person gives, such as by a curl line: nothing on the server shows them to the client.
import * as jenkins from '../../src/jenkins/index.ts';
import * as jira from '../../src/jira/index.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { state } from './write.ts';

let made = 0;
const yes = (isTrue: boolean) => (isTrue ? 1 : 0);

export const sendGivenToJenkins = state(({ jenkins: { state } }) => {
  const plan = () => ({ steps: [], result: 'SUCCESS' as const });
  const job = newJob('freestyle', `given-${++made}`, state.root, { plan });
  const request = { method: 'POST', path: `/job/${job.name}/disable` };
  return {
    perform: (at, control) => jenkins.sendGiven(at.jenkins, request, control),
    count: () => yes(job.disabled),
  };
});

export const sendGivenToJira = state(({ jira: { state } }) => {
  const summary = `Given ${++made}`;
  return {
    perform: (at, control) =>
      jira.sendGiven(
        at.jira,
        { method: 'PUT', path: at.jira.api('/issue/PAY-432'), json: { fields: { summary } } },
        control,
      ),
    count: () => yes(state.issue('PAY-432')?.summary === summary),
  };
}, false);
