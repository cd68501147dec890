import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { restCalls } from '../../../src/snippets/restCalls.ts';
import { assertLinear } from '../growth.ts';

const found = (text: string, isGroovy = false) =>
  restCalls(text, isGroovy).calls.map(({ method, path }) => `${method} ${path}`);

describe('the calls of a script', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['curl -s https://j/rest/api/2/myself', ['GET /rest/api/2/myself']],
    ['curl -X POST -d \'{}\' "$JIRA/rest/api/2/issue/$KEY/comment?expand=x"', ['POST /rest/api/2/issue/{KEY}/comment']],
    ['curl -d @body.json https://j/rest/api/2/issue', ['POST /rest/api/2/issue']],
    ['requests.get(f"{base}/rest/api/2/issue/{key}")', ['GET /rest/api/2/issue/{value}']],
    ['session.put(base + "/rest/api/2/issue/" + key, json=x)', ['PUT /rest/api/2/issue/{value}']],
    [
      'requests.post(\n    base + "/rest/api/2/issue/" + key + "/worklog",\n)',
      ['POST /rest/api/2/issue/{value}/worklog'],
    ],
    [
      'await fetch(`' + '$' + '{base}/rest/api/3/search/jql`, {\n  method: "POST",\n})',
      ['POST /rest/api/3/search/jql'],
    ],
    ['Invoke-RestMethod -Method Put -Uri "$base/rest/api/2/issue/$key"', ['PUT /rest/api/2/issue/{value}']],
    ['DELETE https://j/rest/api/2/issue/PAY-1/comment/7 HTTP/1.1', ['DELETE /rest/api/2/issue/PAY-1/comment/7']],
    ['HttpRequest.newBuilder(URI.create(base + "/rest/api/2/field"))', ['GET /rest/api/2/field']],
    ['url = "https://j/rest/api/2/field"  # twice\nx = "/rest/api/2/field"', ['GET /rest/api/2/field']],
    ['see /rest/ and /rest/api/', []],
  ];
  for (const [text, wanted] of cases) {
    it(text.slice(0, 60).replaceAll('\n', ' '), () => assert.deepEqual(found(text), wanted));
  }

  it('are those of the steps of a Jenkinsfile', () => {
    const text = `sh "curl -X PUT -d '{}' \${env.JIRA}/rest/api/2/issue/PAY-1/assignee"`;
    assert.deepEqual(found(text, true), ['PUT /rest/api/2/issue/PAY-1/assignee']);
  });

  it('have the values that Groovy puts in as parameters, in any quotes', () => {
    const text = `sh "curl 'https://j/rest/api/2/issue/\${env.KEY}/comment'"`;
    assert.deepEqual(found(text, true), ['GET /rest/api/2/issue/{KEY}/comment']);
  });

  it('are none in comments', () => {
    const comments = [
      '# curl -X DELETE https://j/rest/api/2/issue/PAY-1',
      'x = 1  # see /rest/api/2/issue/PAY-2',
      '// fetch(base + "/rest/api/2/issue/PAY-3")',
      '// curl -X DELETE https://j/rest/api/2/issue/PAY-4',
      '/* requests.delete(base + "/rest/api/2/issue/PAY-5")',
      ' * curl https://j/rest/api/2/issue/PAY-6 */',
      'get("https://j/a#b" + "/rest/api/2/field")',
      'get("see # /rest/api/2/status")',
    ];
    assert.deepEqual(found(comments.join('\n\n\n\n')), ['GET /rest/api/2/field', 'GET /rest/api/2/status']);
  });

  it('are named where restrictions have no rules for their methods', () => {
    const text = [
      'curl -I https://j/rest/api/2/myself',
      'curl -X PATCH -d @a https://j/rest/api/2/field',
      'client.patch("/rest/api/2/status")',
    ].join('\n\n\n\n');
    assert.deepEqual(restCalls(text, false), {
      calls: [],
      others: ['HEAD /rest/api/2/myself', 'PATCH /rest/api/2/field', 'PATCH /rest/api/2/status'],
    });
  });

  it('are found in a time that grows with the script', () => {
    for (const text of [
      '/rest/api/2/x',
      ' /* /rest/api/2/x */',
      '\n# /rest/api/2/x',
      '/rest/api/${',
      '/rest/api/2/a" + ',
      '\n/rest/api/2/issue/1',
      'post(',
    ]) {
      assertLinear(
        text,
        size => text.repeat(size),
        whole => restCalls(whole, false),
        3000,
      );
    }
  });
});
