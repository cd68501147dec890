import type { Claim } from './proof.ts';

/** That a call is written in one's own language, without its secret, and that curl is read as curl. */
export const snippets: readonly Claim[] = [
  {
    claim: 'snippets of each language that is here reach the server as meant, with hostile values, by each login',
    runner: 'command',
    by: ['test:snippets'],
  },
  {
    claim: 'curl, JavaScript and Python do so in each run of the tests, through a proxy and with an own authority',
    runner: 'plain',
    by: ['unit/snippets/running.test.ts'],
  },
  {
    claim: 'C# and PowerShell are right by their grammars; each language uses the proxy, or says that it cannot',
    runner: 'plain',
    by: ['unit/snippets/grammar.test.ts', 'unit/snippets/network.test.ts'],
  },
  {
    claim:
      'a curl line is read as curl sends it, found in scripts, Jenkinsfiles and Markdown, and else refused by name',
    runner: 'plain',
    by: [
      'unit/snippets/curl/wire.test.ts',
      'unit/snippets/curl/findCurl.test.ts',
      'unit/workbench/together/snippets/sendCurl.test.ts',
    ],
  },
  {
    claim: 'calls of jobs, builds and issues are described as the server takes them, with variables for secrets',
    runner: 'plain',
    by: ['unit/workbench/together/snippets/copyAsCode.test.ts', 'unit/workbench/together/snippets/callBase.test.ts'],
  },
  {
    claim: 'secrets in the open are found, placeholders are not, and a fix leaves a right script',
    runner: 'plain',
    by: [
      'unit/snippets/secrets.test.ts',
      'unit/snippets/withoutSecret.test.ts',
      'unit/workbench/together/snippets/secretFiles.test.ts',
    ],
  },
  {
    claim: 'the calls of a script are found with their methods',
    runner: 'plain',
    by: ['unit/snippets/restCalls.test.ts'],
  },
  {
    claim: 'code is inserted, curl runs by the door for writes, secrets are marked, rules are made of a script',
    runner: 'host',
    by: ['calls as code, and curl as a call'],
  },
  {
    claim: 'a person sees which call, which language, the warning, the fix, and the request before it goes',
    runner: 'ui',
    by: ['ui/snippets.test.ts'],
  },
];
