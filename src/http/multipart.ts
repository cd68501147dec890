import { randomBytes } from 'node:crypto';

/** Body of a form, with its content type. */
export interface FormBody {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

/** Part of a form: a text, or a file with its name. */
interface FormPart {
  readonly name: string;
  readonly content: string | FormFile;
}

export interface FormFile {
  readonly fileName: string;
  readonly content: Uint8Array;
}

/** Encodes a form with files. https://html.spec.whatwg.org/#multipart-form-data */
export function multipart(parts: readonly FormPart[]): FormBody & { readonly body: Uint8Array } {
  const boundary = `----jenkins-jira-${randomBytes(16).toString('hex')}`;
  const pieces = parts.flatMap(part => piecesOf(boundary, part));
  return {
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function piecesOf(boundary: string, { name, content }: FormPart): Uint8Array[] {
  const isText = typeof content === 'string';
  const file = isText ? '' : `; filename="${escaped(content.fileName)}"`;
  // Jenkins reads a part without a charset as Latin-1.
  const type = `Content-Type: ${isText ? 'text/plain; charset=UTF-8' : 'application/octet-stream'}\r\n`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"${file}\r\n${type}\r\n`;
  return [Buffer.from(head), isText ? Buffer.from(content) : content.content, Buffer.from('\r\n')];
}

/** Escapes a name as browsers do. */
function escaped(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
