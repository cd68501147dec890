export interface UploadedFile {
  fileName: string;
  content: Buffer;
}

/** The fields and files of a request's body. */
export interface Form {
  fields: URLSearchParams;
  files: Map<string, UploadedFile>;
}

export function readForm(contentType: string | undefined, body: Buffer): Form {
  const form: Form = { fields: new URLSearchParams(), files: new Map() };
  if (contentType?.startsWith('application/x-www-form-urlencoded')) {
    form.fields = new URLSearchParams(body.toString('utf8'));
  } else if (contentType?.startsWith('multipart/form-data')) {
    const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(contentType);
    const mark = boundary?.[1] ?? boundary?.[2];
    if (mark !== undefined) readMultipart(mark, body, form);
  }
  return form;
}

function readMultipart(boundary: string, body: Buffer, form: Form): void {
  const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  for (const part of parts) {
    const headEnd = part.indexOf('\r\n\r\n');
    if (headEnd < 0) continue;
    const head = Buffer.from(part.slice(0, headEnd), 'latin1').toString('utf8');
    const content = Buffer.from(part.slice(headEnd + 4).replace(/\r\n$/, ''), 'latin1');
    const name = /[ ;]name="([^"]*)"/i.exec(head)?.[1];
    const fileName = /filename="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) continue;
    if (fileName !== undefined) form.files.set(name, { fileName, content });
    // Text parts without a charset are read as Latin-1, which is what the real one does to them.
    else form.fields.append(name, content.toString(/charset=utf-?8/i.test(head) ? 'utf8' : 'latin1'));
  }
}
