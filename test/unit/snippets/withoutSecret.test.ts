import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSecrets } from '../../../src/snippets/secrets/findSecrets.ts';
import {
  byCredentials,
  byVariable,
  type FileKind,
  type TextChange,
} from '../../../src/snippets/secrets/withoutSecret.ts';

function changed(text: string, changes: readonly TextChange[] | undefined): string | undefined {
  return changes
    ?.toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

function mended(text: string, kind: FileKind): string | undefined {
  const [secret] = findSecrets(text);
  assert.ok(secret);
  return changed(text, byVariable(text, secret, 'TOKEN', kind));
}

describe('a secret replaced', () => {
  const cases: readonly (readonly [FileKind, string, string])[] = [
    ['shell', 'curl -u dev:s3cret1 http://a/', `curl -u dev:"\${TOKEN}" http://a/`],
    ['shell', "curl -u 'dev:s3cret1' http://a/", `curl -u 'dev:'"\${TOKEN}"'' http://a/`],
    ['shell', 'curl -u "dev:s3cret1" http://a/', `curl -u "dev:\${TOKEN}" http://a/`],
    ['shell', `echo "it's"; curl -u dev:s3cret1 http://a/`, `echo "it's"; curl -u dev:"\${TOKEN}" http://a/`],
    ['http', 'Authorization: Bearer abcdef0123456789', 'Authorization: Bearer {{$processEnv TOKEN}}'],
    ['groovy', `sh 'curl -u "dev:s3cret1" http://a/'`, `sh 'curl -u "dev:\${TOKEN}" http://a/'`],
    ['groovy', `sh "curl -u dev:s3cret1 http://a/"`, `sh "curl -u dev:\\"\\\${TOKEN}\\" http://a/"`],
    ['groovy', `sh '''\ncurl -u dev:s3cret1 http://a/\n'''`, `sh '''\ncurl -u dev:"\${TOKEN}" http://a/\n'''`],
    ['groovy', `def url = 'http://dev:s3cret1@a/'`, `def url = 'http://dev:' + env.TOKEN + '@a/'`],
    [
      'python',
      '#!/usr/bin/python3\nimport re\nget("http://dev:s3cret1@a/")\n',
      `#!/usr/bin/python3\nimport os\nimport re\nget("http://dev:" + os.environ['TOKEN'] + "@a/")\n`,
    ],
    [
      'python',
      `import os\nget('x', 'http://dev:s3cret1@a/')`,
      `import os\nget('x', 'http://dev:' + os.environ["TOKEN"] + '@a/')`,
    ],
  ];
  for (const [kind, text, wanted] of cases) {
    it(`by a variable of ${kind}: ${text.slice(0, 30)}`, () => assert.equal(mended(text, kind), wanted));
  }

  it('by a credential of Jenkins, around the step, at its indentation', () => {
    const text = `pipeline {\n  steps {\n    sh '''\n      curl -u dev:s3cret1 http://a/\n    '''\n  }\n}\n`;
    const [secret] = findSecrets(text);
    assert.ok(secret);
    assert.equal(
      changed(text, byCredentials(text, secret, 'TOKEN', 'jenkins-token')),
      `pipeline {\n  steps {\n    withCredentials([string(credentialsId: 'jenkins-token', variable: 'TOKEN')]) {\n    sh '''\n      curl -u dev:"\${TOKEN}" http://a/\n    '''\n    }\n  }\n}\n`,
    );
  });

  it('is left where there is no way', () => {
    assert.equal(mended('token: 11abababababababababababababababab', 'other'), undefined);
    assert.equal(mended('x = 1 # 11abababababababababababababababab', 'python'), undefined);
  });
});
