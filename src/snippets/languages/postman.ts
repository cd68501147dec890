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
  const request = {
    method: call.method,
    header: [
      ...(bearer ? [{ key: 'Authorization', value: withBraces(bearer) }] : []),
      ...headersOf(call).map(({ name, value }) => ({ key: name, value: withBraces(value) })),
    ],
    url: fullAddress(call),
    ...(call.body && { body: bodyOf(call.body) }),
    auth: authOf(call),
    description: notesOf(call).join('\n'),
  };
  return {
    info: { name: call.notes[0] ?? call.path, schema },
    variable: variablesOf(call).map(key => ({ key, value: '', type: 'secret' })),
    item: [
      {
        name: call.notes[0] ?? call.path,
        request,
        protocolProfileBehavior: { followRedirects: false },
        ...(crumbUrl !== undefined && { event: [crumbEvent(call, crumbUrl)] }),
      },
    ],
  };
}

function notesOf(call: Call): readonly string[] {
  const isOwn = call.network.ca !== undefined || proxyOf(call) !== undefined;
  return isOwn ? [...call.notes, 'Proxies and authorities are settings of Postman, not of this file.'] : call.notes;
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

/** Postman keeps the cookie of the crumb's session by itself. */
function crumbEvent({ login }: Call, url: string): object {
  if (login.kind !== 'basic') return {};
  const exec = [
    `const login = ${JSON.stringify(`${login.user}:`)} + pm.collectionVariables.get('${login.secret.variable}');`,
    "const header = { Authorization: 'Basic ' + Buffer.from(login).toString('base64') };",
    `pm.sendRequest({ url: ${JSON.stringify(url)}, header }, (error, response) => {`,
    '  if (error || response.code !== 200) return;',
    '  const { crumbRequestField, crumb } = response.json();',
    '  pm.request.headers.add({ key: crumbRequestField, value: crumb });',
    '});',
  ];
  return { listen: 'prerequest', script: { type: 'text/javascript', exec } };
}
