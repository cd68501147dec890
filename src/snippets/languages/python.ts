import {
  bearerOf,
  type Call,
  cookieOf,
  crumbUrlOf,
  direct,
  type Field,
  hasBody,
  headersOf,
  ProxyKind,
  proxyOf,
  type SnippetLanguage,
  type Value,
  variablesOf,
} from '../call.ts';
import { addressOf } from '../encoded.ts';
import { comments, expression, quoted } from '../literals.ts';

/** https://requests.readthedocs.io/ */
export const python: SnippetLanguage = {
  id: 'python',
  label: 'Python (requests)',
  editors: ['python'],
  write: script,
};

const variable = (name: string) => `os.environ["${name}"]`;
const written = (value: Value) => expression(value, quoted, variable);

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const lines = [
    ...comments(call.notes, '#'),
    ...(proxyOf(call)?.kind === ProxyKind.socks ? ['# The proxy speaks SOCKS: pip install "requests[socks]"'] : []),
    ...(variablesOf(call).length > 0 ? ['import os'] : []),
    'import requests',
    '',
    'session = requests.Session()',
    ...networkLines(call),
    ...loginLines(call),
    ...headersOf(call).map(({ name, value }) => `session.headers[${quoted(name)}] = ${headerValue(value)}`),
    ...(crumbUrl === undefined
      ? []
      : [
          `issued = session.get(${quoted(crumbUrl)}, allow_redirects=False, timeout=60)`,
          'if issued.status_code == 200:',
          '    session.headers[issued.json()["crumbRequestField"]] = issued.json()["crumb"]',
          ...(cookieOf(call) === undefined ? [] : [joinCookies]),
        ]),
    'response = session.request(',
    `    "${call.method}",`,
    `    ${quoted(addressOf(call))},`,
    ...(call.query.length > 0 ? [`    params=${pairs(call.query)},`] : []),
    ...bodyLines(call),
    '    allow_redirects=False,',
    '    timeout=60,',
    ')',
    'print(response.status_code, response.headers.get("Location", ""))',
    'print(response.text)',
    'response.raise_for_status()',
    '',
  ];
  return lines.join('\n');
}

/** A header of cookies takes the place of those of the session. */
const joinCookies = 'session.headers["Cookie"] += "".join(f"; {each.name}={each.value}" for each in session.cookies)';

function networkLines({ network: { proxy, ca }, login }: Call): string[] {
  const through = proxy === undefined || proxy === direct ? undefined : written(proxy);
  // Else proxies and authorities of the environment go before these, and a .netrc before a bearer token.
  const isOwn = proxy !== undefined || ca !== undefined || login.kind !== 'basic';
  return [
    ...(isOwn ? ['session.trust_env = False'] : []),
    ...(through === undefined ? [] : [`session.proxies = {"http": ${through}, "https": ${through}}`]),
    ...(ca ? [`session.verify = ${variable(ca.variable)}`] : []),
  ];
}

function loginLines(call: Call): string[] {
  const bearer = bearerOf(call);
  if (bearer) return [`session.headers["Authorization"] = ${written(bearer)}`];
  if (call.login.kind !== 'basic') return [];
  const { user, secret } = call.login;
  // As bytes: requests would encode a text as Latin-1.
  return [`session.auth = (${quoted(user)}.encode(), ${variable(secret.variable)}.encode())`];
}

function headerValue(value: Value): string {
  const text = written(value);
  return /^[\x20-\x7e]*$/.test(text) ? text : `(${text}).encode()`;
}

function bodyLines(call: Call): string[] {
  const { body } = call;
  if (!hasBody(call)) return [];
  if (!body) return ['    data=b"",'];
  if (body.kind === 'text') return [`    data=${quoted(body.text)}.encode(),`];
  if (body.kind === 'file') return [`    data=open(${quoted(body.path)}, "rb").read(),`];
  return [`    data=${pairs(body.fields)},`];
}

function pairs(fields: readonly Field[]): string {
  return `[${fields.map(({ name, value }) => `(${quoted(name)}, ${written(value)})`).join(', ')}]`;
}
