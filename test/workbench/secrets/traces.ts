// Looks for secrets in every form that they travel in.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

function formsOf(secret: string, user: string): Buffer[] {
  const texts = [secret, `${user}:${secret}`].flatMap(value => {
    const bytes = Buffer.from(value);
    const asUrl = encodeURIComponent(value);
    return [
      value,
      asUrl,
      asUrl.replaceAll('%20', '+'),
      asUrl.toLowerCase(),
      JSON.stringify(value).slice(1, -1),
      JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
    ];
  });
  return texts.flatMap(text => [Buffer.from(text), Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')]);
}

/** Names of the texts that hold a secret in any form, with the form. */
export function tracesIn(
  texts: Iterable<readonly [name: string, text: string | Buffer]>,
  secrets: readonly { readonly secret: string; readonly user: string }[],
): string[] {
  const forms = secrets.flatMap(({ secret, user }) => formsOf(secret, user));
  const found: string[] = [];
  for (const [name, text] of texts) {
    const bytes = Buffer.from(text);
    for (const form of forms) if (bytes.includes(form)) found.push(`${name}: ${form}`);
  }
  return found;
}

/** All files below a folder, by their paths there. */
export function* filesIn(folder: string): Generator<[name: string, content: Buffer]> {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) yield [name, readFileSync(path)];
  }
}
