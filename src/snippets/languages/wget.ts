import {
  bearerOf,
  type Call,
  cookieOf,
  crumbUrlOf,
  direct,
  type Field,
  hasBody,
  headersOf,
  type Part,
  ProxyKind,
  partsOf,
  proxyOf,
  type SnippetLanguage,
  type Value,
  withKnownProxy,
} from '../call.ts';
import { encodedFields, urlOf } from '../encoded.ts';
import { comments } from '../literals.ts';
import { commandOf, crumbFilter, encodedVariable, shellWord, withCookies } from '../shellWords.ts';

/** GNU Wget, which sends credentials unasked only by `--auth-no-challenge`. https://www.gnu.org/software/wget/manual/ */
export const wget: SnippetLanguage = {
  id: 'wget',
  label: 'wget',
  editors: ['shellscript', 'markdown'],
  write(call) {
    const known = withKnownProxy(call, 'wget', [ProxyKind.http]);
    return [...comments(known.notes, '#'), ...script(known), ''].join('\n');
  },
};

function script(call: Call): string[] {
  const crumbUrl = crumbUrlOf(call);
  const always = ['--no-verbose --output-document=-', '--max-redirect=0', ...network(call), ...login(call)];
  const options = (sent: Call) => [...always, ...request(sent), encodedWord(urlOf(call))];
  if (crumbUrl === undefined) return [commandOf('wget', options(call))];
  const cookie = cookieOf(call);
  const headers = call.headers.map(field =>
    field.value === cookie ? { ...field, value: [...partsOf(cookie), { variable: 'session' }] } : field,
  );
  const asking = [
    ...always,
    ...call.headers.map(header),
    '--save-cookies "$cookies" --keep-session-cookies',
    shellWord(crumbUrl),
  ];
  return [
    ...withCookies,
    `crumb=$(${commandOf('wget', asking)} | ${crumbFilter})`,
    ...(cookie === undefined ? [] : [session]),
    commandOf('wget', ['--load-cookies "$cookies" --header="$crumb"', ...options({ ...call, headers })]),
    ')',
  ];
}

/** A header of cookies takes the place of those of the file. */
const session = `session=$(awk -F '\\t' 'NF > 6 && !/^# /{ printf "; %s=%s", $6, $7 }' "$cookies")`;

function network(call: Call): string[] {
  const { proxy, ca } = call.network;
  const address = proxyOf(call)?.address;
  const through = (name: string, value: Value) => `--execute ${shellWord([`${name}=`, ...partsOf(value)])}`;
  return [
    ...(proxy === direct ? ['--no-proxy'] : []),
    ...(address === undefined
      ? []
      : [through('http_proxy', address), through('https_proxy', address), "--execute 'no_proxy='"]),
    ...(ca ? [`--ca-certificate=${shellWord([ca])}`] : []),
  ];
}

function login(call: Call): string[] {
  const bearer = bearerOf(call);
  if (bearer) return [header({ name: 'Authorization', value: bearer })];
  if (call.login.kind !== 'basic') return [];
  const { user, secret } = call.login;
  return ['--auth-no-challenge', `--user=${shellWord(user)}`, `--password=${shellWord([secret])}`];
}

function request(call: Call): string[] {
  const { method, headers, body } = call;
  const sent = method === 'POST' && body?.kind === 'form' ? headers : headersOf(call);
  return [...sent.map(header), ...(method === 'POST' ? posted(call) : bodyOf(call))];
}

function posted({ body }: Call): string[] {
  return body?.kind === 'file' ? [`--post-file=${shellWord(body.path)}`] : [`--post-data=${dataOf(body)}`];
}

function bodyOf(call: Call): string[] {
  const { method, body } = call;
  const named = method === 'GET' ? [] : [`--method=${method}`];
  if (!hasBody(call)) return named;
  return [...named, body?.kind === 'file' ? `--body-file=${shellWord(body.path)}` : `--body-data=${dataOf(body)}`];
}

function dataOf(body: Call['body']): string {
  if (body?.kind === 'text') return shellWord(body.text);
  return body?.kind === 'form' ? encodedWord(encodedFields(body.fields)) : "''";
}

/** wget encodes nothing by itself. */
function encodedWord(value: Value): string {
  const word = (part: Part) => (typeof part === 'string' ? shellWord(part) : encodedVariable(part.variable));
  return partsOf(value).map(word).join('') || "''";
}

function header({ name, value }: Field): string {
  return `--header=${shellWord([`${name}: `, ...partsOf(value)])}`;
}
