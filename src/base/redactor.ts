const mark = '•••';
/** Shorter values would hide half of every text. */
const fewestCharacters = 4;

/** Removes secrets from texts by their values, in every encoding that they are sent in. */
export class Redactor {
  private readonly forms = new Set<string>();

  /** Removes a value from all texts from now on; `user` is for its form in Basic authentication. */
  keepOut(secret: string, user?: string): void {
    if (secret.length < fewestCharacters) return;
    for (const form of formsOf(secret)) this.forms.add(form);
    if (user !== undefined) for (const form of formsOf(`${user}:${secret}`)) this.forms.add(form);
  }

  /** Returns the text without the secrets. */
  redact(text: string): string {
    // The longest first: a form may be a part of another.
    const forms = [...this.forms].sort((a, b) => b.length - a.length);
    return forms.reduce((redacted, form) => redacted.replaceAll(form, mark), text);
  }
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const encoded = encodeURIComponent(value);
  return [
    value,
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.replace(/%[0-9A-F]{2}/g, hex => hex.toLowerCase()),
    JSON.stringify(value).slice(1, -1),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
}
