import {
  bearerOf,
  type Call,
  crumbUrlOf,
  type Field,
  headersOf,
  proxyOf,
  type SnippetLanguage,
  variablesIn,
  variablesOf,
} from '../call.ts';
import { encodedFields, urlOf } from '../encoded.ts';
import { comments, textWithoutBraces, withBraces } from '../literals.ts';

/** File of requests, as the REST Client of VS Code reads it. https://github.com/Huachao/vscode-restclient */
export const http: SnippetLanguage = {
  id: 'http',
  label: 'HTTP File (.http)',
  editors: ['http', 'rest'],
  unencoded: ({ query, body }) => variablesIn([...query, ...(body?.kind === 'form' ? body.fields : [])]),
  write: script,
};

function script(call: Call): string {
  const crumbUrl = crumbUrlOf(call);
  const { ca } = call.network;
  const variables = variablesOf(call).map(name => `@${name} = {{$processEnv ${name}}}`);
  const login = loginLines(call);
  return [
    ...comments(call.notes, '#'),
    ...(crumbUrl === undefined
      ? []
      : ['# Leave out the crumb, and the first request, where Jenkins issues none (404).']),
    ...(ca || proxyOf(call) ? ['# Proxies and authorities are settings of the editor, not of this file.'] : []),
    ...variables,
    '',
    ...(crumbUrl === undefined
      ? []
      : [
          '# @name crumb',
          '# @no-redirect',
          `GET ${crumbUrl}`,
          ...login,
          ...call.headers.map(headerLine),
          '',
          '###',
          '',
        ]),
    '# @no-redirect',
    `${call.method} ${withBraces(urlOf(call))}`,
    ...login,
    ...headersOf(call).map(headerLine),
    ...(crumbUrl === undefined ? [] : ['Jenkins-Crumb: {{crumb.response.body.$.crumb}}']),
    '',
    ...bodyLines(call),
    '',
  ].join('\n');
}

function headerLine({ name, value }: Field): string {
  return `${name}: ${withBraces(value)}`;
}

/** The REST Client encodes the credentials. */
function loginLines(call: Call): string[] {
  const bearer = bearerOf(call);
  if (bearer) return [`Authorization: ${withBraces(bearer)}`];
  if (call.login.kind !== 'basic') return [];
  const { user, secret } = call.login;
  return [`Authorization: Basic ${user}:{{${secret.variable}}}`];
}

function bodyLines({ body }: Call): string[] {
  if (!body) return [];
  if (body.kind === 'file') return [`< ./${body.path}`];
  if (body.kind === 'form') return [withBraces(encodedFields(body.fields))];
  return [textWithoutBraces(body)];
}
