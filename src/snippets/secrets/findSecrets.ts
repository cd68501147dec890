/** Way in which a secret stands in a file. */
export const SecretForm = {
  /** `Authorization: Basic …` */
  basicHeader: 'basicHeader',
  /** `Authorization: Bearer …` */
  bearerHeader: 'bearerHeader',
  /** `-u user:secret` */
  userOption: 'userOption',
  /** `https://user:secret@host` */
  url: 'url',
  /** A token that is recognized by its shape. */
  jenkinsToken: 'jenkinsToken',
  atlassianToken: 'atlassianToken',
  personalToken: 'personalToken',
} as const;
export type SecretForm = (typeof SecretForm)[keyof typeof SecretForm];

/** Secret that stands in the open. */
export interface OpenSecret {
  readonly form: SecretForm;
  /** Offsets of the text that has to go. */
  readonly start: number;
  readonly end: number;
  readonly user: string | undefined;
  /** The secret itself, decoded: to be compared, never shown. */
  readonly secret: string;
}

/** Longer files are no scripts that a person writes. */
export const maxSecretFileLength = 1024 * 1024;
const maxFound = 100;

interface Pattern {
  readonly form: SecretForm;
  /** With the groups `user`, where it has one, and `secret`. */
  readonly regex: RegExp;
  /** Whether it means a login only behind the name of a client. */
  readonly isOption?: true;
}

/** `: `, `', '`, `', value: '`, `', maskValue: true, value: '`: between the name of a header and its value. */
const header = String.raw`\bauthorization\b\\?["']?\s{0,4}[:=,]\s{0,4}(?:\w{1,20}\s{0,4}:\s{0,4}(?:\w{1,10}\s{0,4},\s{0,4})?){0,2}[bf]?\\?["']?`;
/** Name of a user, or a variable with it. */
const userName = String.raw`(?<user>[^\s:"'\`$\\]{1,200}|\$\{?\w{1,60}\}?)`;
/** `-u`, behind other flags too, `--user`, and those of a proxy. */
const option = String.raw`(?<=[\s"'])(?:-[a-zA-Z#]{0,10}[uU]|--(?:proxy-)?user)(?:["'],)?[\s=]{0,4}`;

const patterns: readonly Pattern[] = [
  {
    form: SecretForm.basicHeader,
    regex: new RegExp(`${header}basic\\s{1,4}(?<secret>[a-z\\d+/_-]{6,1000}={0,2})`, 'dgi'),
  },
  {
    form: SecretForm.bearerHeader,
    regex: new RegExp(`${header}bearer\\s{1,4}(?<secret>[\\w.~+/=-]{12,1000})`, 'dgi'),
  },
  // A text of its own, such as the value of a map: only what is decoded as a login counts.
  { form: SecretForm.basicHeader, regex: /["'`]basic\s{1,4}(?<secret>[a-z\d+/_-]{6,1000}={0,2})/dgi },
  {
    form: SecretForm.userOption,
    regex: new RegExp(`${option}\\\\?"${userName}:(?<secret>[^"\\n\`\\\\]{3,500})(?=\\\\?")`, 'dg'),
    isOption: true,
  },
  {
    form: SecretForm.userOption,
    regex: new RegExp(`${option}\\\\?'${userName}:(?<secret>[^'\\n\\\\]{3,500})(?=\\\\?')`, 'dg'),
    isOption: true,
  },
  {
    form: SecretForm.userOption,
    regex: new RegExp(`${option}${userName}:(?<secret>[^\\s"'\`\\\\;|&)]{3,500})`, 'dg'),
    isOption: true,
  },
  {
    form: SecretForm.userOption,
    regex: /(?<=\s)--(?:http-|proxy-)?password[\s=]{1,4}\\?["']?(?<secret>[^\s"'`\\;|&)]{3,500})/dg,
    isOption: true,
  },
  // Two texts side by side, which a shell joins.
  {
    form: SecretForm.userOption,
    regex: new RegExp(`${option}'(?<user>[^'\\n:]{1,200})':'(?<secret>[^'\\n\\\\$]{3,500})'`, 'dg'),
    isOption: true,
  },
  // A host may stand without its scheme.
  {
    form: SecretForm.url,
    regex:
      /(?<=[\s"'])(?!(?:mailto|sips?|acct):)(?<user>[\w.+-]{1,100}):(?<secret>[^\s/@"'`?#:;|&]{3,200})@(?=[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}(?:[:/\s"'?]|$))/dg,
    isOption: true,
  },
  // Files of requests may have a login that is not encoded yet.
  {
    form: SecretForm.userOption,
    regex: new RegExp(`${header}basic\\s{1,4}(?<user>[^\\s:"'\`\\\\]{1,200}):(?<secret>[^\\s"'\`\\\\]{3,500})`, 'dgi'),
  },
  {
    form: SecretForm.userOption,
    regex:
      /(?:\bauth\s{0,2}=\s{0,2}|\bHTTP(?:Basic|Digest)Auth)\(\s{0,4}[bru]?["'](?<user>[^"'\n]{1,200})["']\s{0,4},\s{0,4}[bru]?["'](?<secret>[^"'\n]{3,500})["']/dg,
  },
  {
    form: SecretForm.url,
    regex: /\bhttps?:\/\/(?<user>[^\s:/@"'$?#]{1,200}|\$\{?\w{1,60}\}?):(?<secret>[^\s/@"'?#]{3,500})@/dgi,
  },
  { form: SecretForm.jenkinsToken, regex: /(?<![\da-f])(?<secret>11[\da-f]{32})(?![\da-f])/dg },
  { form: SecretForm.atlassianToken, regex: /\b(?<secret>AT[ACS]TT3[\w=-]{20,500})/dg },
  { form: SecretForm.personalToken, regex: /(?<![A-Za-z\d+/])(?<secret>[MNO][A-Za-z\d+/]{43})(?![A-Za-z\d+/=])/dg },
];

/**
 * Finds secrets in a text, in its order, none within another. Variables, placeholders and masked values are none.
 * @returns none for a text of more than a megabyte
 */
export function findSecrets(text: string): OpenSecret[] {
  if (text.length > maxSecretFileLength) return [];
  const found: OpenSecret[] = [];
  for (const pattern of patterns) {
    for (const secret of foundBy(pattern, text)) {
      if (!found.some(({ start, end }) => secret.start < end && start < secret.end)) found.push(secret);
      if (found.length >= maxFound) break;
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function* foundBy({ form, regex, isOption }: Pattern, text: string): Generator<OpenSecret> {
  for (const match of text.matchAll(regex)) {
    const secret = isOption && !isOfClient(text, match.index) ? undefined : secretOf(form, match);
    if (secret) yield secret;
  }
}

const maxCommand = 2000;
const client = /(?<![\w.-])(?:curl|wget|https?|xh|ab|hey|siege|aria2c|lwp-request)(?:\.exe)?["']?(?=[\s,])/;

/** Whether an option is one of a client for HTTP: others have users, too. A line goes on behind a mark at its end. */
function isOfClient(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - maxCommand), offset);
  const lines = before.split('\n');
  let first = lines.length - 1;
  while (first > 0 && /[\\^`]\r?$/.test(lines[first - 1] ?? '')) first--;
  const line = lines.slice(first).join('\n');
  const plain = line.replace(/"[^"]*"|'[^']*'/g, quoted => quoted.replace(/[;|&]/g, '_'));
  const ends = [';', '|', '&&'].map(sign => plain.lastIndexOf(sign));
  return client.test(line.slice(Math.max(...ends) + 1));
}

function secretOf(form: SecretForm, match: RegExpExecArray): OpenSecret | undefined {
  const { secret: written = '', user } = match.groups ?? {};
  const [start = 0, end = 0] = match.indices?.groups?.['secret'] ?? [];
  const place = { form, start, end };
  if (form === SecretForm.basicHeader) {
    const decoded = Buffer.from(written, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    if (colon < 1 || /\p{Cc}|\ufffd/u.test(decoded)) return undefined;
    return { ...place, user: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
  }
  if (form === SecretForm.personalToken) return isPersonal(written) ? { ...place, user, secret: written } : undefined;
  return isPlaceholder(written) ? undefined : { ...place, user, secret: written };
}

/** Tokens of Data Center are their number, a colon and 20 bytes. */
function isPersonal(token: string): boolean {
  return /^\d{9,12}:/.test(Buffer.from(token, 'base64').toString('latin1'));
}

const words = new Set(
  [
    'your my the a an some api access personal user secret token password passwd pass pwd key pw value',
    'apitoken mytoken yourtoken mypassword yourpassword accesstoken example changeme here',
  ].flatMap(each => each.split(' ')),
);

/** Names of values, and signs in the place of one. */
function isPlaceholder(written: string): boolean {
  if (/^[$%<{[(]|[$%]\{|\{\{/.test(written)) return true;
  if (/^[*x.…#?_-]+$/i.test(written) || /^[A-Z]+(?:_[A-Z\d]+)+$/.test(written)) return true;
  if (/^\d{1,6}$/.test(written)) return true;
  return written.split(/[-_ ]/).every(word => words.has(word.toLowerCase()));
}
