import { type CurlBody, readBody } from './curlBody.ts';
import { CurlError, CurlReason } from './curlError.ts';
import type { CurlLogin } from './curlLogin.ts';
import { OptionKind } from './curlOptions.ts';
import { readUrl } from './curlUrl.ts';
import { type GivenOption, readOptions, valuesOf } from './curlWords.ts';
import type { ShellWord } from './shellWord.ts';

/** Option that has another meaning here, which the person is told. */
export interface CurlRemark {
  readonly option: string;
  readonly kind: typeof OptionKind.replaced | typeof OptionKind.left;
  readonly name: string;
}

/** Request that a curl line sends. */
export interface CurlRequest {
  readonly method: string;
  /** Without credentials and fragment. */
  readonly url: string;
  /** In their order, without the login. curl's own `Accept` and `User-Agent` are not among them. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string | undefined;
  readonly login?: CurlLogin | undefined;
  readonly remarks: readonly CurlRemark[];
}

/** Variables in a command's words, in their order. */
export function variablesIn(words: readonly ShellWord[]): string[] {
  const names = words.flat().flatMap(part => (typeof part === 'object' && 'variable' in part ? [part.variable] : []));
  return [...new Set(names)];
}

/**
 * Reads a curl command as curl means it. https://curl.se/docs/manpage.html
 * @param values of the variables in it; absent ones are empty, as in a shell
 * @throws CurlError for what cannot be sent as one request from here
 */
export function parseCurl(words: readonly ShellWord[], values: Readonly<Record<string, string>> = {}): CurlRequest {
  const { on, urls } = readWords(words, values);
  if (sentTexts(on, urls).some(text => text.includes(computedMark))) throw new CurlError(CurlReason.computed);
  const has = (name: string) => on.some(({ option }) => option.name === name);
  const body = readBody(on);
  const isGet = has('get');
  const { url, login } = readUrl(urls, { isLiteral: has('globoff'), query: isGet ? body.text : undefined, given: on });
  return {
    method: methodOf(on, body, isGet),
    url,
    headers: headersOf(on, isGet ? {} : body),
    ...(body.text !== undefined && !isGet && { body: body.text }),
    login: loginOf(on) ?? login,
    remarks: remarksOf(on),
  };
}

/** Variables whose values are sent, and so have to be known; those of a login alone are not. */
export function sentVariables(words: readonly ShellWord[]): string[] {
  return variablesOf(words, ({ on, urls }) => sentTexts(on.filter(isSent), urls));
}

/** Variables that say which server is asked, and how: they are shown before anything is sent. */
export function placeVariables(words: readonly ShellWord[]): string[] {
  return variablesOf(words, ({ on, urls }) => [
    ...valuesOf(on, 'request'),
    ...urls.map(url => /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''),
  ]);
}

function variablesOf(words: readonly ShellWord[], texts: (read: ReturnType<typeof readWords>) => string[]): string[] {
  const names = variablesIn(words);
  const marks = Object.fromEntries(names.map((name, index) => [name, `jjvariable${index}x`]));
  const found = texts(readWords(words, marks)).join('\n');
  return names.filter(name => found.includes(marks[name] ?? ''));
}

const unsentOptions = new Set(['user-agent', 'referer', 'cookie', 'range']);

/** Whether an option makes a part of the request that goes out in the session of a connection. */
function isSent({ option: { name }, value }: GivenOption): boolean {
  if (name === 'header') return /^\s*(?:accept|content-type|x-atlassian-token)\s*[:;]/i.test(value);
  return !unsentOptions.has(name);
}

/** Stands for the output of a command, whose text could hold a secret. */
const computedMark = '\ue000';

function readWords(words: readonly ShellWord[], values: Readonly<Record<string, string>>) {
  const [command = '', ...args] = words.map(word => textOf(word, values));
  if (!isCurl(command)) throw new CurlError(CurlReason.notCurl);
  const { given, urls } = readOptions(args);
  return { on: given.filter(({ isOff }) => !isOff), urls };
}

const loginOptions = new Set(['user', 'oauth2-bearer']);
const isLoginHeader = (line: string) => /^\s*authorization\s*[:;]/i.test(line);

/** Texts that make the request, without those of its login. */
function sentTexts(given: readonly GivenOption[], urls: readonly string[]): string[] {
  const texts = given
    .filter(({ option: { kind, name } }) => kind === OptionKind.request && !loginOptions.has(name) && name !== 'url')
    .filter(({ option, value }) => !(option.name === 'header' && isLoginHeader(value)))
    .map(({ value }) => value);
  return [...texts, ...urls.map(url => url.replace(/^([a-z][a-z\d+.-]*:\/\/)?[^/?#]*@/i, '$1'))];
}

export function isCurl(command: string): boolean {
  return /(?:^|[\\/])curl(?:\.exe)?$/.test(command);
}

function textOf(word: ShellWord, values: Readonly<Record<string, string>>): string {
  return word
    .map(part => {
      if (typeof part === 'string') return part;
      if ('computed' in part) return computedMark;
      return values[part.variable] ?? '';
    })
    .join('');
}

function methodOf(given: readonly GivenOption[], body: CurlBody, isGet: boolean): string {
  const isHead = given.some(({ option }) => option.name === 'head');
  if (isHead && body.text !== undefined && !isGet) throw new CurlError(CurlReason.mixed, '--head');
  const wanted = valuesOf(given, 'request').at(-1);
  if (wanted) return wanted;
  if (isHead) return 'HEAD';
  return body.text !== undefined && !isGet ? 'POST' : 'GET';
}

/** Headers of the line and of its body; `Name:` takes away one of curl's own, `Name;` sends it empty. */
function headersOf(given: readonly GivenOption[], body: Omit<CurlBody, 'text'>): [string, string][] {
  const own: [string, string][] = [
    ...(body.contentType === undefined ? [] : [['Content-Type', body.contentType] as [string, string]]),
    ...(body.accept === undefined ? [] : [['Accept', body.accept] as [string, string]]),
    ...single(given, 'user-agent', 'User-Agent'),
    ...single(given, 'referer', 'Referer'),
    ...cookies(given),
    ...single(given, 'range', 'Range', 'bytes='),
  ];
  const { named, set } = givenHeaders(given);
  const isLogin = ([name]: readonly [string, string]) => /^authorization$/i.test(name);
  return [...own.filter(([name]) => !named.has(name.toLowerCase())), ...set.filter(header => !isLogin(header))];
}

function givenHeaders(given: readonly GivenOption[]): { named: Set<string>; set: [string, string][] } {
  const set: [string, string][] = [];
  const named = new Set<string>();
  for (const line of valuesOf(given, 'header')) {
    if (line.startsWith('@')) throw new CurlError(CurlReason.readsFile, '-H');
    const [, name = '', mark = '', value = ''] = /^\s*([^:;]*)([:;])([\s\S]*)$/.exec(line) ?? [];
    if (name === '') continue;
    named.add(name.toLowerCase());
    const text = value.trim();
    // `Name;` sends an empty header, `Name:` none.
    if ((mark === ';') === (text === '')) set.push([name, text]);
  }
  return { named, set };
}

function single(given: readonly GivenOption[], option: string, name: string, before = ''): [string, string][] {
  const value = valuesOf(given, option).at(-1);
  return value ? [[name, before + value]] : [];
}

function cookies(given: readonly GivenOption[]): [string, string][] {
  const values = valuesOf(given, 'cookie');
  if (values.some(value => !value.includes('='))) throw new CurlError(CurlReason.readsFile, '-b');
  return values.length > 0 ? [['Cookie', values.join(';')]] : [];
}

/** The last of `-u`, `--oauth2-bearer` and an `Authorization` header counts: curl lets the header win. */
function loginOf(given: readonly GivenOption[]): CurlLogin | undefined {
  const header = valuesOf(given, 'header').find(line => /^\s*authorization\s*:/i.test(line));
  if (header !== undefined) return loginOfHeader(header.replace(/^[^:]*:\s*/, '').trim());
  const bearer = valuesOf(given, 'oauth2-bearer').at(-1);
  if (bearer !== undefined) return { secret: bearer };
  const user = valuesOf(given, 'user').at(-1);
  if (user === undefined) return undefined;
  const colon = user.indexOf(':');
  return colon < 0 ? { user } : { user: user.slice(0, colon), secret: user.slice(colon + 1) };
}

function loginOfHeader(value: string): CurlLogin {
  const [, scheme = '', credentials = ''] = /^(\S+)\s*(.*)$/s.exec(value) ?? [];
  if (!/^basic$/i.test(scheme)) return { secret: credentials };
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? {} : { user: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
}

function remarksOf(given: readonly GivenOption[]): CurlRemark[] {
  return given.flatMap(({ option: { kind, name }, written, value }): CurlRemark[] => {
    // curl leaves out a header without a name, too.
    if (name === 'header' && !/^\s*[^:;\s][^:;]*[:;]/.test(value)) {
      return [{ option: written, kind: OptionKind.left, name }];
    }
    return kind === OptionKind.replaced || kind === OptionKind.left ? [{ option: written, kind, name }] : [];
  });
}
