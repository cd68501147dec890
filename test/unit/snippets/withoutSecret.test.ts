import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSecrets } from '../../../src/snippets/secrets/findSecrets.ts';
import type { TextChange } from '../../../src/snippets/secrets/textChange.ts';
import { byCredentials, byVariable, type FileKind } from '../../../src/snippets/secrets/withoutSecret.ts';
import { assertLinear } from '../growth.ts';

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
    ['groovy', `def url = 'http://dev:s3cret1@a/'`, `def url = 'http://dev:' + System.getenv('TOKEN') + '@a/'`],
    ['groovy', `node {\n  get('http://dev:s3cret1@a/')\n}`, `node {\n  get('http://dev:' + env.TOKEN + '@a/')\n}`],
    ['groovy', `node {\n  get("http://dev:s3cret1@a/".x)\n}`, `node {\n  get("http://dev:\${env.TOKEN}@a/".x)\n}`],
    [
      'groovy',
      `node {\n  x = '''http://dev:s3cret1@a/'''\n}`,
      `node {\n  x = '''http://dev:''' + env.TOKEN + '''@a/'''\n}`,
    ],
    ['groovy', `bat 'curl -u dev:s3cret1 http://a/'`, `bat 'curl -u dev:%TOKEN% http://a/'`],
    ['groovy', `pwsh 'curl -u "dev:s3cret1" http://a/'`, `pwsh 'curl -u "dev:\${env:TOKEN}" http://a/'`],
    ['groovy', `pwsh "curl -u dev:s3cret1 http://a/"`, `pwsh "curl -u dev:\\\${env:TOKEN} http://a/"`],
    [
      'groovy',
      `sh(\n  returnStdout: true,\n  script: 'curl -u dev:s3cret1 http://a/'\n)`,
      `sh(\n  returnStdout: true,\n  script: 'curl -u dev:"\${TOKEN}" http://a/'\n)`,
    ],
    ['groovy', `sh "curl -u \\"dev:s3cret1\\" http://a/"`, `sh "curl -u \\"dev:\\\${TOKEN}\\" http://a/"`],
    ['groovy', `sh 'curl -u \\'dev:s3cret1\\' http://a/'`, `sh 'curl -u \\'dev:\\'"\${TOKEN}"\\'\\' http://a/'`],
    ['shell', `# it's\ncurl -u dev:s3cret1 http://a/`, `# it's\ncurl -u dev:"\${TOKEN}" http://a/`],
    ['shell', `x='\n"'; curl -u dev:s3cret1 http://a/`, `x='\n"'; curl -u dev:"\${TOKEN}" http://a/`],
    ['shell', `x="$(curl -u "dev:s3cret1" http://a/)"`, `x="$(curl -u "dev:\${TOKEN}" http://a/)"`],
    ['shell', `cat <<EOF\nit's http://dev:s3cret1@a/\nEOF`, `cat <<EOF\nit's http://dev:\${TOKEN}@a/\nEOF`],
    [
      'shell',
      `cat <<'EOF'\nit's\nEOF\ncurl -u dev:s3cret1 http://a/`,
      `cat <<'EOF'\nit's\nEOF\ncurl -u dev:"\${TOKEN}" http://a/`,
    ],
    ['shell', 'curl -u "dev:my pass word" http://a/', `curl -u "dev:\${TOKEN}" http://a/`],
    ['batch', 'curl -u "dev:s3cret1" http://a/', 'curl -u "dev:%TOKEN%" http://a/'],
    ['powershell', '$u = "http://dev:s3cret1@a/"', `$u = "http://dev:\${env:TOKEN}@a/"`],
    [
      'github',
      '      - run: curl -u dev:s3cret1 http://a/',
      `      - run: curl -u dev:\${{ secrets.TOKEN }} http://a/`,
    ],
    ['github', 'env:\n  URL: http://dev:s3cret1@a/', `env:\n  URL: http://dev:\${{ secrets.TOKEN }}@a/`],
    ['azure', `- script: curl -u 'dev:s3cret1' http://a/`, `- script: curl -u 'dev:$(TOKEN)' http://a/`],
    [
      'ci',
      'job:\n  script:\n  - curl -u dev:s3cret1 http://a/',
      `job:\n  script:\n  - curl -u dev:"\${TOKEN}" http://a/`,
    ],
    [
      'ci',
      `job:\n  script:\n    - |\n      echo 'a\n      b'\n      curl -u dev:s3cret1 http://a/`,
      `job:\n  script:\n    - |\n      echo 'a\n      b'\n      curl -u dev:"\${TOKEN}" http://a/`,
    ],
    ['ci', `script: "curl -u dev:s3cret1 http://a/"`, `script: "curl -u dev:\\"\${TOKEN}\\" http://a/"`],
    ['ci', `script:\n  - 'curl -u dev:s3cret1 http://a/'`, `script:\n  - 'curl -u dev:"\${TOKEN}" http://a/'`],
    [
      'python',
      `#!/usr/bin/env python3\n"""It\n\nimport os\n"""\nfrom __future__ import (\n  annotations,\n)\nget('http://dev:s3cret1@a/')\n`,
      `#!/usr/bin/env python3\n"""It\n\nimport os\n"""\nfrom __future__ import (\n  annotations,\n)\nimport os\nget('http://dev:' + os.environ["TOKEN"] + '@a/')\n`,
    ],
    [
      'python',
      `import os, re\nget(f"http://dev:s3cret1@{host}/")`,
      `import os, re\nget(f"http://dev:{os.environ['TOKEN']}@{host}/")`,
    ],
    [
      'python',
      `import os\nget("""http://dev:s3cret1@a/""", 'x')`,
      `import os\nget("""http://dev:""" + os.environ['TOKEN'] + """@a/""", 'x')`,
    ],
    [
      'python',
      `import os\nget(rb"http://dev:s3cret1@a/")`,
      `import os\nget(rb"http://dev:" + os.environ['TOKEN'].encode() + rb"@a/")`,
    ],
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

  it('by a credential around a step of several lines, up to its parenthesis', () => {
    const step = `  sh(\n    label: ')',\n    script: 'curl -u dev:s3cret1 http://a/'\n  )`;
    const text = `steps {\n${step} // done\n}\n`;
    const [secret] = findSecrets(text);
    assert.ok(secret);
    const bound = `  withCredentials([string(credentialsId: 'jenkins-token', variable: 'TOKEN')]) {`;
    assert.equal(
      changed(text, byCredentials(text, secret, 'TOKEN', 'jenkins-token')),
      `steps {\n${bound}\n${step.replace('s3cret1', `"\${TOKEN}"`)} // done\n  }\n}\n`,
    );
  });

  it('by no credential where the step is a part of something', () => {
    const texts = [
      `def x = sh(script: 'curl -u dev:s3cret1 http://a/', returnStdout: true)`,
      `steps { sh 'curl -u dev:s3cret1 http://a/' }`,
      `environment {\n  URL = 'http://dev:s3cret1@a/'\n}`,
      `sh 'curl -u dev:s3cret1 http://a/' + path`,
      `sh(script: 'curl -u dev:s3cret1 http://a/').trim()`,
    ];
    for (const text of texts) {
      const [secret] = findSecrets(text);
      assert.ok(secret, text);
      assert.equal(byCredentials(text, secret, 'TOKEN', 'jenkins-token'), undefined, text);
    }
  });

  const left: readonly (readonly [FileKind, string])[] = [
    ['other', 'token: 11abababababababababababababababab'],
    ['python', 'x = 1 # 11abababababababababababababababab'],
    ['python', 'def f():\n    """Gets http://dev:s3cret1@a/."""\n'],
    ['python', `get("http://dev:s3cret1@%s/" % host)`],
    ['python', `get("http://dev:s3cret1@{}/".format(host))`],
    ['python', `get("http://dev:s3cret1@a/" "b")`],
    ['python', `get("b" "http://dev:s3cret1@a/")`],
    ['python', `get(form % "http://dev:s3cret1@a/")`],
    ['shell', "cat <<'EOF'\nhttp://dev:s3cret1@a/\nEOF"],
    ['shell', "curl $'http://dev:s3cret1@a/'"],
    ['shell', "bash -c 'curl -u dev:s3cret1 http://a/'"],
    ['groovy', `sh "bash -c 'curl -u dev:s3cret1 http://a/'"`],
    ['groovy', `pwsh "curl -u 'dev:s3cret1' http://a/"`],
    ['groovy', `x = 'http://dev:s3cret1@a/'.toURL()`],
    ['groovy', `x = 'http://dev:s3cret1@a/'\n  .toURL()`],
    ['powershell', `$u = 'http://dev:s3cret1@a/'`],
    ['github', `env: { URL: "http://dev:s3cret1@a/" }`],
    ['ci', 'variables:\n  URL: http://dev:s3cret1@a/'],
    ['ci', `script: "curl -u \\"dev:s3cret1\\" http://a/"`],
  ];
  for (const [kind, text] of left) {
    it(`is left where there is no safe way: ${kind}, ${text.slice(0, 40)}`, () => {
      assert.equal(mended(text, kind), undefined);
    });
  }

  it('is replaced in a time that grows with the file', () => {
    const kinds: readonly FileKind[] = ['shell', 'groovy', 'python', 'powershell', 'ci', 'github'];
    const texts = [
      ...[`'a" `, '"', "'", ' ', '\\', '\n', 'import a,', '#x\n', 'cat <<EOF\n', '$(`', '    - a\n', '"""', '{ sh('],
    ];
    const secret = (whole: string) => {
      const start = whole.lastIndexOf('s3cret1');
      return { form: 'url', start, end: start + 7, user: 'dev', secret: 's3cret1' } as const;
    };
    for (const kind of kinds) {
      const replace = (whole: string) => [
        byVariable(whole, secret(whole), 'TOKEN', kind),
        ...(kind === 'groovy' ? [byCredentials(whole, secret(whole), 'TOKEN', 'token')] : []),
      ];
      for (const text of texts) {
        const make = (size: number) => `${text.repeat(size)} http://dev:s3cret1@a/`;
        assertLinear(`${kind} ${JSON.stringify(text)}`, make, replace, 5000);
      }
    }
  });
});
