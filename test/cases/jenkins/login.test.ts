// Reported for MCMicS/jenkins-control-plugin #262, alefragnani/vscode-jenkins-status #34 and rmuslimov/jenkins.el #29.
import assert from 'node:assert/strict';
import { LoginProblem, UnauthenticatedError } from '../../../src/http/index.ts';
import { verifyJenkins } from '../../../src/jenkins/index.ts';
import { describeCases } from '../case.ts';
import { withOddJenkins } from '../support/jenkins.ts';
import { outcomeOf, page } from '../support/server.ts';

// With security off everybody is anonymous and may do everything; accounts and tokens do not exist.
const withoutSecurity = {
  '/whoAmI/api/json': { anonymous: true, authenticated: true, name: 'anonymous', authorities: ['anonymous'] },
  '/api/json': { useSecurity: false, useCrumbs: false, jobs: [{ name: 'x', color: 'blue' }] },
  '/me/api/json': () => page('Not Found', 404),
};

describeCases('anonymous-jenkins', one => {
  one('a Jenkins without security is not said to have lost the token', () =>
    withOddJenkins(withoutSecurity, async ({ http }) => {
      const outcome = await outcomeOf(verifyJenkins(http, { kind: 'apiToken', user: 'ada', secret: 'anything' }));
      assert.ok(!(outcome instanceof UnauthenticatedError && outcome.problem === LoginProblem.ignored), `${outcome}`);
    }),
  );
});
