import { randomBytes } from 'node:crypto';
import type { FileValue, ParameterValues } from './parameters.ts';

/** Body of a form, with its content type. */
export interface FormBody {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

/** Encodes values as a form: multipart where there is a file among them, else URL-encoded. */
export function formOf(values: ParameterValues): FormBody {
  const texts = [...values].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts.length === values.size) {
    return {
      body: new URLSearchParams(texts).toString(),
      contentType: 'application/x-www-form-urlencoded; charset=utf-8',
    };
  }
  const boundary = `----jenkins-jira-${randomBytes(16).toString('hex')}`;
  const parts = [...values].flatMap(([name, value]) => partOf(boundary, name, value));
  return {
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function partOf(boundary: string, name: string, value: string | FileValue): Uint8Array[] {
  const isText = typeof value === 'string';
  const file = isText ? '' : `; filename="${escaped(value.fileName)}"`;
  // Jenkins reads a part without a charset as Latin-1.
  const type = `Content-Type: ${isText ? 'text/plain; charset=UTF-8' : 'application/octet-stream'}\r\n`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n${type}\r\n`;
  return [Buffer.from(head), isText ? Buffer.from(value) : value.content, Buffer.from('\r\n')];
}

/** As browsers write names: https://html.spec.whatwg.org/#multipart-form-data */
function escaped(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
