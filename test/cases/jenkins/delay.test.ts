// After ParameterizedJobMixIn.doBuildWithParameters, whose form field `delay` is the quiet period also where a
// parameter has that name; pycontribs/jenkinsapi #743 shows the field.
import assert from 'node:assert/strict';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../src/http/index.ts';
import {
  createJob,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  readQueueItem,
  startBuild,
} from '../../../src/jenkins/index.ts';
import { demoUsers, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { describeCases } from '../case.ts';
import { outcomeOf } from '../support/server.ts';

const configuration = (parameter: string) => `<project><properties>
<hudson.model.ParametersDefinitionProperty><parameterDefinitions><hudson.model.StringParameterDefinition>
<name>${parameter}</name><defaultValue>600</defaultValue>
</hudson.model.StringParameterDefinition></parameterDefinitions></hudson.model.ParametersDefinitionProperty>
</properties><builders><hudson.tasks.Shell><command>echo hi</command></hudson.tasks.Shell></builders></project>`;

/** A job of the demo Jenkins with one parameter, which names the job, too. */
async function withJob(parameter: string, use: (session: JenkinsSession) => Promise<void>): Promise<void> {
  const jenkins = await startDemoJenkins({ seed: 'empty' });
  const http = new HttpClient({
    base: BaseUrl.parse(jenkins.url),
    transport: new UndiciTransport(),
    userAgent: 'case',
  });
  const { id: user, token: secret } = demoUsers.admin;
  const session = new JenkinsSession(http, async () =>
    jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }),
  );
  try {
    await createJob(session, '', parameter, configuration(parameter));
    await use(session);
  } finally {
    await http.close();
    await jenkins.close();
  }
}

describeCases('parameter-named-delay', one => {
  for (const name of ['wait', 'delay']) {
    one(`a parameter called "${name}" is no quiet period`, () =>
      withJob(name, async session => {
        const { id } = await startBuild(session, name, new Map([[name, '600']]));
        const { why } = await readQueueItem(session, id);
        assert.doesNotMatch(why ?? '', /600|599|9 min|10 min/);
      }),
    );
  }

  one('a value that is no number of seconds starts a build, too', () =>
    withJob('delay', async session => {
      const outcome = await outcomeOf(startBuild(session, 'delay', new Map([['delay', '2 days']])));
      assert.ok(!(outcome instanceof Error), `${outcome}`);
    }),
  );
});
