import { CurlError, CurlReason } from './curlError.ts';
import type { GivenOption } from './curlWords.ts';

/** Body of a request, with the headers that curl gives it. */
export interface CurlBody {
  /** Absent where nothing is sent. */
  readonly text?: string;
  readonly contentType?: string;
  readonly accept?: string;
}

const dataOptions = new Set(['data', 'data-ascii', 'data-binary', 'data-raw', 'data-urlencode', 'json']);
const formOptions = new Set(['form', 'form-string']);

/** @throws CurlError where it would read a file, or mixes a form with other data */
export function readBody(given: readonly GivenOption[]): CurlBody {
  const data = given.filter(({ option }) => dataOptions.has(option.name));
  const form = given.filter(({ option }) => formOptions.has(option.name));
  if (data.length > 0 && form.length > 0) throw new CurlError(CurlReason.mixed, form[0]?.written);
  if (form.length > 0) return multipartOf(form);
  if (data.length === 0) return {};
  let text = '';
  data.forEach((each, index) => {
    const isJson = each.option.name === 'json';
    text += (index > 0 && !isJson ? '&' : '') + dataOf(each);
  });
  if (data.some(({ option }) => option.name === 'json')) {
    return { text, contentType: 'application/json', accept: 'application/json' };
  }
  return { text, contentType: 'application/x-www-form-urlencoded' };
}

function dataOf({ option: { name }, value, written }: GivenOption): string {
  if (name === 'data-urlencode') return encodedData(value, written);
  if (name !== 'data-raw' && value.startsWith('@')) throw new CurlError(CurlReason.readsFile, written);
  return value;
}

/** `content`, `=content`, `name=content`; with `@` it would read a file. */
function encodedData(value: string, written: string): string {
  const equals = value.indexOf('=');
  if (equals < 0 && value.includes('@')) throw new CurlError(CurlReason.readsFile, written);
  const name = equals > 0 ? `${value.slice(0, equals)}=` : '';
  return name + encoded(value.slice(equals + 1));
}

/** As curl encodes a form: blanks as `+`. */
export function encoded(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

const boundary = '------------------------jenkins-jira-7f3a91c2d4e5';

function multipartOf(form: readonly GivenOption[]): CurlBody {
  const parts = form.map(({ option, value, written }) => {
    const equals = value.indexOf('=');
    if (equals < 0) throw new CurlError(CurlReason.missingValue, written);
    const given = value.slice(equals + 1);
    const isLiteral = option.name === 'form-string';
    if (!isLiteral && /^[@<]/.test(given)) throw new CurlError(CurlReason.readsFile, written);
    const { content, type } = isLiteral ? { content: given, type: '' } : typedContent(given);
    if (!isLiteral && /;\s*(?:filename|headers|encoder)=/.test(afterContent(given)))
      throw new CurlError(CurlReason.option, written);
    const name = value.slice(0, equals).replaceAll('"', '%22');
    const typeLine = type === '' ? '' : `Content-Type: ${type}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n${typeLine}\r\n${content}\r\n`;
  });
  return { text: `${parts.join('')}--${boundary}--\r\n`, contentType: `multipart/form-data; boundary=${boundary}` };
}

/** A value of `-F`: it may be quoted, and `;type=` says what it is. */
function typedContent(value: string): { content: string; type: string } {
  const quoted = quotedContent.exec(value);
  const content = quoted ? (quoted[1] ?? '').replace(/\\(["\\])/g, '$1') : value.replace(/;.*$/s, '');
  const rest = afterContent(value);
  return { content, type: /;\s*type=([^;]*)/.exec(rest)?.[1]?.trim() ?? '' };
}

const quotedContent = /^"((?:[^"\\]|\\[\s\S])*)"(.*)$/s;

/** Text behind the content of a part: its type, and more. */
function afterContent(value: string): string {
  return quotedContent.exec(value)?.[2] ?? value.replace(/^[^;]*/, '');
}
