import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor, sendGiven } from '../../../../src/jira/index.ts';
import { demoJira } from '../../fixtures/demoJira.ts';

describe('a request that a person gives to Jira', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter });

  it('is sent but once, as a GET of an app may change something', async () => {
    let sent = 0;
    demo.jira.answerOnce({ path: '/rest/api/2/serverInfo' }, (_, res) => {
      sent++;
      demo.jira.answerOnce({ path: '/rest/api/2/serverInfo' }, (__, again) => {
        sent++;
        again.writeHead(200).end('{}');
      });
      res.writeHead(503, { 'retry-after': '0' }).end();
    });
    await assert.rejects(sendGiven(demo.session, { method: 'GET', path: '/rest/api/2/serverInfo' }));
    assert.equal(sent, 1);
  });
});
