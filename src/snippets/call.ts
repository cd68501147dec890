/** Name of a variable that holds a secret, or the path of a file: its value is never part of a snippet. */
export interface Variable {
  readonly variable: string;
}

export type Part = string | Variable;

/** Text, or its parts where some come from variables. */
export type Value = string | readonly Part[];

export interface Field {
  readonly name: string;
  readonly value: Value;
}

export const CallMethod = { get: 'GET', post: 'POST', put: 'PUT', delete: 'DELETE' } as const;
export type CallMethod = (typeof CallMethod)[keyof typeof CallMethod];

export type CallBody =
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'form'; readonly fields: readonly Field[] }
  /** A file beside the script, sent as it is. */
  | { readonly kind: 'file'; readonly contentType: string; readonly path: string };

export type CallLogin =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'basic';
      readonly user: string;
      readonly secret: Variable;
      /** Address that gives the crumb, where the call needs one: a password's POST to Jenkins. */
      readonly crumbUrl?: string;
    }
  | { readonly kind: 'bearer'; readonly secret: Variable };

/** Protocol that a proxy itself speaks. */
export const ProxyKind = { http: 'http', tls: 'tls', socks: 'socks' } as const;
export type ProxyKind = (typeof ProxyKind)[keyof typeof ProxyKind];

export interface CallNetwork {
  /** Address of a proxy, or a variable with it where it has a password; `none` for no proxy at all; absent: as usual. */
  readonly proxy?: Value | undefined;
  /** Protocol of that proxy; absent: HTTP. */
  readonly proxyKind?: ProxyKind | undefined;
  /** Variable with the path of a PEM file: the connection's own authority. */
  readonly ca?: Variable | undefined;
}

/** Value of `proxy` that goes around all proxies. */
export const direct = 'none';

/** Call of the client library jenkins-rest, where it has one for a request. */
export type JenkinsRestCall = { readonly folder: string; readonly job: string } & (
  | { readonly kind: 'start'; readonly parameters?: readonly Field[] }
  /** Of the last build where there is no number. */
  | { readonly kind: 'build' | 'log'; readonly number?: number | undefined }
  /** Configuration of a new job. */
  | { readonly kind: 'create'; readonly file: string }
);

/** A request, described once for all languages. */
export interface Call {
  /** Sentences for the reader, each on a line. */
  readonly notes: readonly string[];
  readonly method: CallMethod;
  /** Base URL of the server, without a slash at its end. */
  readonly base: string;
  /** Encoded, below the base, with its query. */
  readonly path: string;
  /** Fields that follow the path's query. */
  readonly query: readonly Field[];
  /** Besides those of the login and the body's type. */
  readonly headers: readonly Field[];
  readonly body?: CallBody | undefined;
  readonly login: CallLogin;
  readonly network: CallNetwork;
  readonly jenkinsRest?: JenkinsRestCall | undefined;
}

/** Language, or tool, that a call can be written in. */
export interface SnippetLanguage {
  readonly id: string;
  /** Its own name, which is not translated. */
  readonly label: string;
  /** Languages of the editor in whose files it stands. */
  readonly editors: readonly string[];
  /** Variables whose values the reader has to encode, since the language cannot; absent: none. */
  readonly unencoded?: (call: Call) => readonly string[];
  /** Whether it has a way to make this call; absent: always. */
  readonly fits?: (call: Call) => boolean;
  readonly write: (call: Call) => string;
}

export function partsOf(value: Value): readonly Part[] {
  return typeof value === 'string' ? [value] : value;
}

/** Parts with neighboring texts joined. */
export function merged(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}

/** Header of the login, where it is no more than a header; the credentials of Basic still have to be encoded. */
export function bearerOf({ login }: Call): Value | undefined {
  return login.kind === 'bearer' ? ['Bearer ', login.secret] : undefined;
}

/** `user:secret` of Basic. */
export function credentialsOf({ login }: Call): Value | undefined {
  return login.kind === 'basic' ? [`${login.user}:`, login.secret] : undefined;
}

export function crumbUrlOf({ login }: Call): string | undefined {
  return login.kind === 'basic' ? login.crumbUrl : undefined;
}

/** Value of the `Cookie` header, such as of a gateway, to which the session of a crumb is joined. */
export function cookieOf({ headers }: Call): Value | undefined {
  return headers.find(({ name }) => name === 'Cookie')?.value;
}

export function contentTypeOf({ body }: Call): string | undefined {
  if (!body) return undefined;
  return body.kind === 'form' ? 'application/x-www-form-urlencoded' : body.contentType;
}

/** Headers besides the login's, with the type of the body. */
export function headersOf(call: Call): readonly Field[] {
  const type = contentTypeOf(call);
  return [...call.headers, ...(type ? [{ name: 'Content-Type', value: type }] : [])];
}

/** Proxy that a call goes through, by its address; undefined for none, or for that of the machine. */
export function proxyOf({
  network: { proxy, proxyKind = ProxyKind.http },
}: Call): { readonly address: Value; readonly kind: ProxyKind } | undefined {
  return proxy === undefined || proxy === direct ? undefined : { address: proxy, kind: proxyKind };
}

/** Whether the address of a proxy comes from a variable, with a user and a password. */
export function hasProxyLogin(call: Call): boolean {
  return partsOf(proxyOf(call)?.address ?? '').some(part => typeof part !== 'string');
}

/** Call with a note instead of a proxy that a language cannot speak to. */
export function withKnownProxy(call: Call, client: string, known: readonly ProxyKind[]): Call {
  const problem = proxyProblem(call, client, known);
  if (problem === undefined) return call;
  const { ca } = call.network;
  return { ...call, notes: [...call.notes, problem], network: { proxy: direct, ...(ca && { ca }) } };
}

/** Sentence about a proxy that a language cannot speak to; undefined where it can. */
function proxyProblem(call: Call, client: string, known: readonly ProxyKind[]): string | undefined {
  const proxy = proxyOf(call);
  if (!proxy || known.includes(proxy.kind)) return undefined;
  const spoken = proxy.kind === ProxyKind.socks ? 'SOCKS' : 'TLS';
  return `${client} cannot use the proxy of this connection, which speaks ${spoken}: this call goes past it.`;
}

/** Whether it sends a body, be it an empty one. */
export function hasBody({ method, body }: Call): boolean {
  return body !== undefined || method === 'POST' || method === 'PUT';
}

export function variablesIn(fields: readonly Field[]): string[] {
  const parts = fields.flatMap(({ value }) => partsOf(value));
  return [...new Set(parts.flatMap(part => (typeof part === 'string' ? [] : [part.variable])))];
}

/** Variables of a call, in the order of their use. */
export function variablesOf({ login, query, headers, body, network }: Call): string[] {
  const fields = [...query, ...headers, ...(body?.kind === 'form' ? body.fields : [])];
  const parts: Part[] = [
    ...(login.kind === 'none' ? [] : [login.secret]),
    ...fields.flatMap(({ value }) => partsOf(value)),
    ...partsOf(network.proxy ?? ''),
    ...(network.ca ? [network.ca] : []),
  ];
  return [...new Set(parts.flatMap(part => (typeof part === 'string' ? [] : [part.variable])))];
}
