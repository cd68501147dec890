import {
  bearerOf,
  type Call,
  type CallBody,
  crumbUrlOf,
  type Field,
  headersOf,
  partsOf,
  proxyOf,
  type SnippetLanguage,
  variablesIn,
  variablesOf,
} from '../call.ts';
import { addressOf, encodedFields, encodedText } from '../encoded.ts';
import { textWithoutBraces, withBraces } from '../literals.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Collection with a request; its secrets are variables without values. https://schema.postman.com/ */
export const postman: SnippetLanguage = {
  id: 'postman',
  label: 'Postman Collection',
  editors: ['json', 'jsonc'],
  unencoded: ({ query, body }) => variablesIn([...query, ...rawFields(body)]),
  write: call => `${JSON.stringify(collectionOf(call), null, 2)}\n`,
};

function collectionOf(call: Call): object {
  const crumbUrl = crumbUrlOf(call);
  const bearer = bearerOf(call);
  const name = call.notes[0] ?? call.path;
  const request = {
    method: call.method,
    header: [
      ...(bearer ? [{ key: 'Authorization', value: withBraces(bearer) }] : []),
      ...headersOf(call).map(headerOf),
    ],
    url: fullAddress(call),
    ...(call.body && { body: bodyOf(call.body) }),
    auth: authOf(call),
    description: notesOf(call).join('\n'),
  };
  return {
    info: { name, schema },
    variable: variablesOf(call).map(key => ({ key, value: '', type: 'secret' })),
    item: [
      ...(crumbUrl === undefined ? [] : [crumbItem(call, crumbUrl)]),
      {
        name,
        request,
        protocolProfileBehavior,
        ...(crumbUrl !== undefined && { event: [event('prerequest', sending)] }),
      },
    ],
  };
}

function notesOf(call: Call): readonly string[] {
  const isOwn = call.network.ca !== undefined || proxyOf(call) !== undefined;
  return [
    ...call.notes,
    ...(crumbUrlOf(call) === undefined
      ? []
      : [`Send the request “${crumbName}” before this one, or run the collection.`]),
    ...(isOwn ? ['Proxies and authorities are settings of Postman, not of this file.'] : []),
  ];
}

function headerOf({ name, value }: Field): object {
  return { key: name, value: withBraces(value) };
}

/** Postman would encode a whole address again where it has no parts. */
function fullAddress(call: Call): string {
  const { path, query } = call;
  const fields = query.map(({ name, value }) => `${encodedText(name)}=${withBraces(value)}`).join('&');
  if (fields === '') return addressOf(call);
  return `${addressOf(call)}${path.includes('?') ? '&' : '?'}${fields}`;
}

function bodyOf(body: CallBody): object {
  if (body.kind === 'text') return { mode: 'raw', raw: textWithoutBraces(body) };
  if (body.kind === 'file') return { mode: 'file', file: { src: body.path } };
  // Its encoded text has no braces but those of variables.
  if (rawFields(body).length > 0) return { mode: 'raw', raw: withBraces(encodedFields(body.fields)) };
  const urlencoded = body.fields.map(({ name, value }) => ({ key: name, value: withBraces(value), type: 'text' }));
  return { mode: 'urlencoded', urlencoded };
}

/** Fields of a form that is written as its encoded text, in which variables are put as they are. */
function rawFields(body: CallBody | undefined): readonly Field[] {
  return body?.kind === 'form' && body.fields.some(hasBraces) ? body.fields : [];
}

/** Whether a text of a field would be read as a variable. */
function hasBraces({ name, value }: Field): boolean {
  return [name, ...partsOf(value)].some(part => typeof part === 'string' && part.includes('{{'));
}

function authOf({ login }: Call): object {
  if (login.kind !== 'basic') return { type: 'noauth' };
  const basic = [
    { key: 'username', value: login.user, type: 'string' },
    { key: 'password', value: `{{${login.secret.variable}}}`, type: 'string' },
  ];
  return { type: 'basic', basic };
}

/** A request of its own: one of a script would follow a redirect to anywhere. Postman keeps the session's cookie. */
function crumbItem(call: Call, url: string): object {
  const request = { method: 'GET', header: call.headers.map(headerOf), url, auth: authOf(call) };
  return { name: crumbName, request, protocolProfileBehavior, event: [event('test', receiving)] };
}

const crumbName = 'Crumb';
const protocolProfileBehavior = { followRedirects: false };

function event(listen: string, exec: readonly string[]): object {
  return { listen, script: { type: 'text/javascript', exec } };
}

/** Without an issuer Jenkins wants no crumb. */
const receiving = [
  "pm.collectionVariables.unset('crumb');",
  "if (pm.response.code === 200) pm.collectionVariables.set('crumb', pm.response.text());",
];

const sending = [
  "const issued = pm.collectionVariables.get('crumb');",
  'if (issued) {',
  '  const { crumbRequestField, crumb } = JSON.parse(issued);',
  '  pm.request.headers.add({ key: crumbRequestField, value: crumb });',
  '}',
];
