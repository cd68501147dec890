// Writes of work logs.
import * as jira from '../../src/jira/index.ts';
import { creation, growth, issueOf, key, type Servers, state, yes } from './write.ts';

let made = 0;

function worklogOf(servers: Servers) {
  const issue = issueOf(servers);
  const log = { id: `log-${++made}`, author: 'fred', timeSpent: '1h', started: 1.7e12, comment: undefined };
  issue.worklogs = [...(issue.worklogs ?? []), log];
  return log;
}

export const worklogWrites = {
  logWork: creation((servers, which) => ({
    perform: (at, control) =>
      jira.logWork(at.jira, key, { timeSpent: `${which + 1}h`, startedAt: 1.7e12 + which * 3_600_000 }, control),
    count: growth(() => issueOf(servers).worklogs?.length ?? 0),
  })),
  updateWorklog: state((servers, which) => {
    const log = worklogOf(servers);
    const content = { timeSpent: `${which + 2}h`, started: '2027-01-09T04:05:00.000+0000' };
    return {
      perform: (at, control) => jira.updateWorklog(at.jira, key, log.id, content, undefined, control),
      count: () => yes(log.timeSpent === content.timeSpent),
    };
  }),
  deleteWorklog: state(servers => {
    const log = worklogOf(servers);
    return {
      perform: (at, control) => jira.deleteWorklog(at.jira, key, log.id, control),
      count: () => yes(!issueOf(servers).worklogs?.includes(log)),
    };
  }),
};
