import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CurlError } from '../../../../src/snippets/curl/curlError.ts';
import { findCurl } from '../../../../src/snippets/curl/findCurl.ts';
import { parseCurl, sentVariables, variablesIn } from '../../../../src/snippets/curl/parseCurl.ts';
import { assertLinear } from '../../growth.ts';

/** Request of the command at `»`. */
function requestAt(marked: string, isGroovy = false, values: Record<string, string> = {}) {
  const offset = marked.indexOf('»');
  const text = marked.replace('»', '');
  const found = findCurl(text, offset, isGroovy);
  return found && { ...parseCurl(found.words, values), variables: variablesIn(found.words), found };
}

const reason = (line: string) => {
  try {
    parseCurl(findCurl(line, 0, false)?.words ?? []);
    return 'none';
  } catch (error) {
    return (error as { reason?: string; about?: string }).reason;
  }
};

describe('a curl command in a file', () => {
  it('is that of the line, with the lines that it goes on', () => {
    const request = requestAt('curl http://a/\ncurl -X POST \\\n  -d »a=1 \\\n  http://b/x\ncurl http://c/\n');
    assert.deepEqual([request?.method, request?.url, request?.body], ['POST', 'http://b/x', 'a=1']);
  });

  it('is none in a comment, in a word, or where the line has none', () => {
    assert.equal(requestAt('# curl »http://a/'), undefined);
    assert.equal(requestAt('mycurl »http://a/'), undefined);
    assert.equal(requestAt('echo »hi\ncurl http://a/'), undefined);
  });

  it('stands in a substitution, behind a pipe, in Markdown and behind a prompt', () => {
    assert.equal(requestAt('x=$(curl -s »http://a/b)')?.url, 'http://a/b');
    assert.equal(requestAt('cat f | curl -d x »http://a/b')?.url, 'http://a/b');
    assert.equal(requestAt('Use `curl http://a/b »-X POST` for it.')?.method, 'POST');
    assert.equal(requestAt('```sh\n$ curl »http://a/b\n```')?.url, 'http://a/b');
  });

  it('stands in the strings of a Jenkinsfile, with their escapes and values', () => {
    const simple = requestAt(`sh 'curl »-d "a=\\'b\\'" http://a/x'`, true);
    assert.equal(simple?.body, "a='b'");
    const long = requestAt(`sh """\n  curl -u "$USER:\${env.TOKEN}" \\\\\n    »http://a/x?b=\\$C\n"""`, true, {
      C: 'c',
    });
    assert.equal(long?.url, 'http://a/x?b=c');
    assert.deepEqual(long?.variables, ['USER', 'TOKEN', 'C']);
    assert.equal(requestAt('// curl »http://a/', true), undefined);
  });

  it('has the values that Groovy puts in before the shell reads them, in any quotes', () => {
    const line = 'sh "curl »-d \'build=$' + '{env.B}&user=$' + "{USER}&x=$Y' 'http://a/$" + '{params.P}?c=\\$C\'"';
    const request = requestAt(line, true, { B: '7', USER: 'u', Y: 'y', P: 'p' });
    assert.equal(request?.body, 'build=7&user=u&x=y');
    assert.equal(request?.url, 'http://a/p?c=$C');
    assert.deepEqual(request?.variables, ['B', 'USER', 'Y', 'P']);
    for (const value of ['$' + '{job.name()}', '$build.number', "$'$" + "{env.B}'"]) {
      const quoted = value.startsWith("$'") ? value : `'${value}'`;
      assert.throws(() => requestAt(`sh "curl »-d ${quoted} http://a/"`, true), CurlError, value);
    }
  });

  it('is told from what is refused, by its reason', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['curl -d @file http://a/', 'readsFile'],
      ['curl -T file http://a/', 'option'],
      ['curl -K config http://a/', 'option'],
      ['curl -F x=@file http://a/', 'readsFile'],
      ['curl -b cookies.txt http://a/', 'readsFile'],
      ['curl -H @headers http://a/', 'readsFile'],
      ['curl --data-urlencode name@file http://a/', 'readsFile'],
      ['curl --resolve a:80:127.0.0.1 http://a/', 'option'],
      ['curl --connect-to a:80:b:80 http://a/', 'option'],
      ['curl --unix-socket s http://a/', 'option'],
      ['curl --digest -u a:b http://a/', 'option'],
      ['curl http://a/ --next http://b/', 'option'],
      ['curl http://a/ http://b/', 'severalUrls'],
      ['curl http://a/{b,c}', 'severalUrls'],
      ['curl http://a/[1-3]', 'severalUrls'],
      ['curl ftp://a/', 'badUrl'],
      ['curl --request=POST http://a/', 'unknownOption'],
      ['curl --nonsense http://a/', 'unknownOption'],
      ['curl http://a/ -X', 'missingValue'],
      ['curl http://a/$(id)', 'computed'],
      ['curl http://a/ "$@"', 'computed'],
      ['curl http://a:$(cat port)/', 'computed'],
      ['curl -I -d a http://a/', 'mixed'],
      ['curl -F a=1 -d b http://a/', 'mixed'],
      ['curl -s ', 'noUrl'],
      ["curl 'http://a/b\\c'", 'rewritten'],
      ['curl http://a/b/%2e%2e/c', 'rewritten'],
      ['curl http://a/b/.%2E', 'rewritten'],
      ['curl --path-as-is http://a/b/../c', 'option'],
      ["curl -F 'x=a;filename=b' http://a/", 'option'],
      [`curl -F 'x="a";headers="X: b"' http://a/`, 'option'],
      [`curl -F 'x="a;filename=b"' http://a/`, 'none'],
      ['curl http://a/b/../c.%2ed?x=/%2e%2e/', 'none'],
    ];
    for (const [line, wanted] of cases) assert.equal(reason(line), wanted, line);
  });

  it('names a mistyped option without the value that stands in the same word', () => {
    const about = (line: string) => {
      try {
        parseCurl(findCurl(line, 0, false)?.words ?? []);
      } catch (error) {
        return (error as CurlError).about;
      }
      return 'none';
    };
    assert.equal(about('curl --userbob:secret http://a/'), '--user');
    assert.equal(about('curl --usersecret http://a/'), '--user');
    assert.equal(about('curl --nonsense=secret http://a/'), '--nonsense');
    assert.equal(about('curl --nonSecret http://a/'), '--non');
    assert.equal(about('curl -ü http://a/'), '-ü');
  });

  const computed = ['$(echo -n dev:s3cret|base64)', '`echo s3cret`', `\${TOKEN:-s3cret}`];

  it('names no part that a shell would compute: a secret can stand in it', () => {
    for (const part of computed)
      assert.throws(
        () => requestAt(`curl »-H "X-Auth: Basic ${part}" http://a/`),
        error => error instanceof CurlError && !JSON.stringify([error, error.message]).includes('s3cret'),
      );
  });

  it('may have a login that a shell would compute: that of the connection takes its place', () => {
    for (const part of computed) {
      const lines = [
        `-H "Authorization: Basic ${part}" http://a/`,
        `-u "dev:${part}" http://a/`,
        `"http://dev:${part}@a/"`,
      ];
      for (const line of lines) {
        const { login, url, found: _, ...rest } = requestAt(`curl »${line}`) ?? {};
        assert.ok(login && url === 'http://a/', line);
        assert.ok(!JSON.stringify([login, rest]).includes('s3cret'), line);
      }
    }
  });

  it('asks for the variables that are sent, wherever they stand, and for none of the login', () => {
    const sent = (line: string) => sentVariables(findCurl(line, 0, false)?.words ?? []);
    assert.deepEqual(sent('curl -u "$USER:$TOKEN" -H "$CRUMB" -o "$OUT" "http://$U:$P@$HOST:$PORT/x?a=$A" -d "$D"'), [
      ...['HOST', 'PORT', 'A', 'D'],
    ]);
    assert.deepEqual(sent('curl -H "Authorization: Bearer $TOKEN" http://a/'), []);
    assert.deepEqual(sent('curl -H "Jenkins-Crumb: $C" -H "Accept: $T" -b "$B" -A "$A" http://a/'), ['T']);
    const request = requestAt('curl »"http://a:$PORT/x"', false, { PORT: '8080' });
    assert.equal(request?.url, 'http://a:8080/x');
  });

  it('loses no header without telling', () => {
    const request = requestAt('curl »-H "$CRUMB" -H : http://a/');
    assert.deepEqual(
      request?.remarks.map(({ option, name }) => [option, name]),
      [
        ['-H', 'header'],
        ['-H', 'header'],
      ],
    );
    assert.deepEqual(requestAt('curl »-H "$CRUMB" http://a/', false, { CRUMB: 'X: a' })?.headers, [['X', 'a']]);
  });

  it('tells the options that mean something else here', () => {
    const request = requestAt('curl »-k -L -x http://proxy:1 -o out --cacert ca.pem http://a/');
    assert.deepEqual(
      request?.remarks.map(({ option }) => option),
      ['-k', '-L', '-x', '-o', '--cacert'],
    );
  });

  it('never holds its secret outside of the login', () => {
    const request = requestAt('curl »-u admin:s3cret -H "X-A: b" http://admin:s3cret@a/');
    const { login, found: _, ...rest } = request ?? {};
    assert.deepEqual(login, { user: 'admin', secret: 's3cret' });
    assert.ok(!JSON.stringify(rest).includes('s3cret'));
  });

  it('is found in a time that grows with the file', () => {
    const texts = ['curl "', 'curl \'"', '"curl x ', 'curl \\\n', ' #curl x', 'curl $(', "sh 'curl ${"];
    for (const text of texts) {
      for (const isGroovy of [false, true]) {
        const find = (whole: string) => findCurl(whole, 3, isGroovy);
        assertLinear(JSON.stringify(text), size => text.repeat(size), find, 5000);
      }
    }
  });
});
