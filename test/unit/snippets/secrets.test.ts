import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findSecrets } from '../../../src/snippets/secrets/findSecrets.ts';
import { assertLinear } from '../growth.ts';

const token = `11${'ab'.repeat(16)}`;
const basic = Buffer.from(`dev:${token}`).toString('base64');
const personal = Buffer.from(`123456789012:${'\u0081'.repeat(20)}`, 'latin1').toString('base64');

describe('secrets in the open', () => {
  const found: readonly (readonly [string, string, string])[] = [
    [`curl -H "Authorization: Basic ${basic}" http://a/`, 'basicHeader', basic],
    [`headers = {"Authorization": "Basic ${basic}"}`, 'basicHeader', basic],
    [`requests.get(u, headers={'Authorization': 'Bearer abcdef0123456789'})`, 'bearerHeader', 'abcdef0123456789'],
    ['Authorization: Bearer NDc2OTM0MDY3Mjc0OuX6', 'bearerHeader', 'NDc2OTM0MDY3Mjc0OuX6'],
    [`connection.setRequestProperty('Authorization', 'Basic ${basic}')`, 'basicHeader', basic],
    ['curl -u dev:s3cret1 http://a/', 'userOption', 's3cret1'],
    ['curl -udev:s3cret1 http://a/', 'userOption', 's3cret1'],
    [`sh 'curl --user "dev:s3c$ret" http://a/'`, 'userOption', 's3c$ret'],
    ['wget --user=dev:s3cret1 http://a/', 'userOption', 's3cret1'],
    ['curl -sku dev:s3cret1 http://a/', 'userOption', 's3cret1'],
    ['curl -X POST -fsSu dev:s3cret1 http://a/', 'userOption', 's3cret1'],
    ['curl -u "dev:my pass word" http://a/', 'userOption', 'my pass word'],
    [`curl -u 'dev:it is "it"' http://a/`, 'userOption', 'it is "it"'],
    ['sh "curl -u \\"dev:s3cret1\\" http://a/"', 'userOption', 's3cret1'],
    ['curl -H "a; b | c" \\\n  -u dev:s3cret1 http://a/', 'userOption', 's3cret1'],
    ['subprocess.run(["curl", "-u", "dev:s3cret1", url])', 'userOption', 's3cret1'],
    ['curl -x http://p/ -U me:s3cret1 http://a/', 'userOption', 's3cret1'],
    ['wget --auth-no-challenge --user=dev --password=s3cret1 http://a/', 'userOption', 's3cret1'],
    [`httpRequest url: u, customHeaders: [[name:'Authorization', value:'Basic ${basic}']]`, 'basicHeader', basic],
    [`[[maskValue: true, value: "Basic ${basic}", name: "Authorization"]]`, 'basicHeader', basic],
    [
      `[[name: 'Authorization', maskValue: true, value: 'Bearer abcdef0123456789']]`,
      'bearerHeader',
      'abcdef0123456789',
    ],
    ['git clone https://dev:s3cret1@ci.example.com/x.git', 'url', 's3cret1'],
    ['curl -u "$USER:hunter2secret" http://a/', 'userOption', 'hunter2secret'],
    [`curl -u \${USER}:hunter2secret http://a/`, 'userOption', 'hunter2secret'],
    [`curl -u 'bob':'s3c ret1' http://a/`, 'userOption', 's3c ret1'],
    ['curl bob:s3cret1@ci.example.com/x', 'url', 's3cret1'],
    [`git clone https://\${USER}:s3cret1@ci.example.com/x.git`, 'url', 's3cret1'],
    ['Authorization: Basic bob:s3cret1', 'userOption', 's3cret1'],
    ['requests.get(u, auth=("bob","s3cret1"))', 'userOption', 's3cret1'],
    ["requests.get(u, auth=HTTPBasicAuth('bob', 's3cret1'))", 'userOption', 's3cret1'],
    [`TOKEN=${token}`, 'jenkinsToken', token],
    [
      `token = "ATATT3xFfGF0${'aB1_'.repeat(10)}=12345678"`,
      'atlassianToken',
      `ATATT3xFfGF0${'aB1_'.repeat(10)}=12345678`,
    ],
    [`PAT: ${personal}`, 'personalToken', personal],
  ];
  for (const [text, form, secret] of found) {
    it(`finds ${form} in ${text.slice(0, 40)}`, () => {
      const [only, ...more] = findSecrets(text);
      assert.equal(only?.form, form);
      assert.equal(text.slice(only?.start, only?.end), secret);
      assert.deepEqual(more, []);
    });
  }

  it('decodes whose a Basic login is', () => {
    const [only] = findSecrets(`Authorization: Basic ${basic}`);
    assert.deepEqual([only?.user, only?.secret], ['dev', token]);
  });

  const none = [
    'curl -u dev:$TOKEN http://a/',
    `curl -u "dev:\${TOKEN}" http://a/`,
    'curl -u dev:%TOKEN% http://a/',
    'curl -u dev:<token> http://a/',
    'curl -u dev:{{token}} http://a/',
    'curl -u dev:YOUR_API_TOKEN http://a/',
    'curl -u user:password http://a/',
    'curl -u user:your-api-token http://a/',
    'curl -u dev:xxxxxxxx http://a/',
    'curl -u dev:******** http://a/',
    `Authorization: Basic \${BASIC}`,
    'Authorization: Basic user password',
    'Authorization: Basic abcdefgh',
    'Authorization: Bearer {{JIRA_TOKEN}}',
    'Authorization: Bearer $TOKEN',
    'https://user:password@host/x',
    'https://host:8080/x@y',
    'http://dev:$TOKEN@host/',
    `sha256: ${'11ab'.repeat(16)}`,
    'date -u +%H:%M:%S',
    'docker run -u 1000:1000 image',
    'docker run -u root:root image curl http://a/',
    'curl http://a/; docker run -u root:root image',
    'curl http://a/ | docker run -i -u jenkins:jenkins image',
    'chown --user app:group1 file',
    "sh 'basic authentication of users'",
    `curl -sku "dev:\${TOKEN}" http://a/`,
    `wget --password="$TOKEN" http://a/`,
    'curl -u "$USER:$TOKEN" http://a/',
    'curl -u "$UID:1000" http://a/',
    `curl -u 'bob':"$TOKEN" http://a/`,
    'curl http://a/ -d "mailto:bob.smith@example.com"',
    'curl git@ci.example.com:team/x',
    'curl ci.example.com:8080/users/@me',
    'ssh bob:s3cret1@ci.example.com',
    `https://\${user}:\${password}@host/`,
    'Authorization: Basic {{user}}:{{password}}',
    'Authorization: Basic bob:{{$processEnv TOKEN}}',
    'requests.get(u, auth=("bob", os.environ["TOKEN"]))',
    'requests.get(u, auth=("user", "password"))',
    `commit ${'ab'.repeat(20)}`,
  ];
  for (const text of none) it(`finds none in ${text.slice(0, 40)}`, () => assert.deepEqual(findSecrets(text), []));

  it('leaves files of over a megabyte alone', () => {
    assert.deepEqual(findSecrets(`${token}\n${' '.repeat(1024 * 1024)}`), []);
  });

  it('looks through a file in a time that grows with it', () => {
    for (const text of [
      'authorization: ',
      '-u a:b ',
      'http://a:b',
      'authorization:basic aaaa',
      '11ab',
      'ATATT3a',
      'M',
      'curl -sku "a:b',
      "curl -u 'a",
      'curl x \\\n',
      ' --user \\"a:',
      "curl -u 'a':'b",
      'curl bob:pw1@a ',
      'curl b.b-',
      'auth=("a","',
      `https://\${A}:b`,
    ]) {
      assertLinear(text, size => text.repeat(size), findSecrets, 5000);
    }
  });
});
