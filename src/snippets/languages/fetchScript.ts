import {
  bearerOf,
  type Call,
  cookieOf,
  credentialsOf,
  crumbUrlOf,
  type Field,
  hasBody,
  headersOf,
  ProxyKind,
  proxyOf,
  type Value,
  variablesOf,
  withKnownProxy,
} from '../call.ts';
import { urlOf } from '../encoded.ts';
import { comments, expression, quoted } from '../literals.ts';

/** JavaScript and TypeScript for Node: they differ by types alone. */
export function fetchScript(given: Call, isTyped: boolean): string {
  const call = withKnownProxy(given, 'fetch', [ProxyKind.http, ProxyKind.tls]);
  const agent = agentLines(call);
  const crumbUrl = crumbUrlOf(call);
  const options = agent.length > 0 ? ', dispatcher' : '';
  const lines = [
    ...comments(call.notes, '//'),
    ...(agent.length > 0 ? [`import { ${agentName(call)}, fetch } from 'undici';`] : []),
    ...(readsFile(call) ? ["import { readFileSync } from 'node:fs';"] : []),
    '',
    ...envLines(call, isTyped),
    ...agent,
    `const headers${isTyped ? ': Record<string, string>' : ''} = {`,
    ...headerEntries(call),
    '};',
    ...(crumbUrl === undefined ? [] : crumbLines(call, crumbUrl, { options, isTyped })),
    `const response = await fetch(${urlExpression(call)}, {`,
    `  method: '${call.method}',`,
    '  headers,',
    ...(hasBody(call) ? [`  body: ${bodyExpression(call)},`] : []),
    "  redirect: 'manual',",
    ...(agent.length > 0 ? ['  dispatcher,'] : []),
    '});',
    "console.log(response.status, response.headers.get('location') ?? '');",
    'console.log(await response.text());',
    'if (response.status >= 400) process.exitCode = 1;',
    '',
  ];
  return lines.join('\n').replace(/^\n/, '');
}

export function readsFile({ body, network }: Call): boolean {
  return body?.kind === 'file' || network.ca !== undefined;
}

export function envLines(call: Call, isTyped: boolean): string[] {
  if (variablesOf(call).length === 0) return [];
  return [
    `function env(name${isTyped ? ': string' : ''})${isTyped ? ': string' : ''} {`,
    '  const value = process.env[name];',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template of the snippet
    '  if (!value) throw new Error(`Set the environment variable ${name}.`);',
    '  return value;',
    '}',
    '',
  ];
}

export const jsVariable = (name: string) => `env('${name}')`;
export const jsValue = (value: Value) => expression(value, quoted, jsVariable);

export function urlExpression(call: Call): string {
  return expression(urlOf(call), quoted, name => `encodeURIComponent(${jsVariable(name)})`);
}

export function headerEntries(call: Call): string[] {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call);
  return [
    ...(credentials ? [`  Authorization: 'Basic ' + Buffer.from(${jsValue(credentials)}).toString('base64'),`] : []),
    ...(bearer ? [`  Authorization: ${jsValue(bearer)},`] : []),
    ...headersOf(call).map(({ name, value }) => `  ${quoted(name)}: ${jsValue(value)},`),
  ];
}

export function bodyExpression({ body }: Call): string {
  if (body?.kind === 'text') return quoted(body.text);
  if (body?.kind === 'file') return `readFileSync(${quoted(body.path)})`;
  return body ? `new URLSearchParams([${body.fields.map(pair).join(', ')}]).toString()` : "''";
}

function pair({ name, value }: Field): string {
  return `[${quoted(name)}, ${jsValue(value)}]`;
}

/** Node's own fetch takes neither a proxy nor an authority: undici, of which it is made, does. */
function agentLines(call: Call): string[] {
  const { ca } = call.network;
  const proxy = proxyOf(call);
  const trust = ca ? `{ ca: readFileSync(${jsVariable(ca.variable)}, 'utf8') }` : undefined;
  if (proxy) {
    return [
      `const dispatcher = new ProxyAgent({ uri: ${jsValue(proxy.address)}${trust ? `, requestTls: ${trust}` : ''} });`,
    ];
  }
  return trust ? [`const dispatcher = new Agent({ connect: ${trust} });`] : [];
}

function agentName(call: Call): string {
  return proxyOf(call) ? 'ProxyAgent' : 'Agent';
}

function crumbLines(
  call: Call,
  url: string,
  { options, isTyped }: { readonly options: string; readonly isTyped: boolean },
): string[] {
  const hasCookie = cookieOf(call) !== undefined;
  const cast = isTyped ? '(await asked.json()) as { crumbRequestField: string; crumb: string }' : 'await asked.json()';
  return [
    `const asked = await fetch(${quoted(url)}, { headers, redirect: 'manual'${options} });`,
    // Without an issuer Jenkins wants no crumb.
    'if (asked.ok) {',
    `  const { crumbRequestField, crumb } = ${cast};`,
    '  headers[crumbRequestField] = crumb;',
    '}',
    "const cookies = asked.headers.getSetCookie().map(cookie => cookie.split(';')[0]);",
    `headers.Cookie = ${hasCookie ? '[headers.Cookie, ...cookies]' : 'cookies'}.join('; ');`,
  ];
}
