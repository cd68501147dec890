import { type Call, type Field, merged, type Part, partsOf, type Value } from './call.ts';

/** Text in a query or a form, with each byte encoded that is not surely plain. */
export function encodedText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Fields as a form: texts encoded, variables still to be encoded where they are put in. */
export function encodedFields(fields: readonly Field[]): readonly Part[] {
  const parts = fields.flatMap(({ name, value }, index): Part[] => [
    `${index > 0 ? '&' : ''}${encodedText(name)}=`,
    ...partsOf(value).map(part => (typeof part === 'string' ? encodedText(part) : part)),
  ]);
  return merged(parts);
}

/** URL without the fields that follow: signs encoded that some clients refuse, or read as a pattern. */
export function addressOf({ base, path }: Call): string {
  return base + path.toWellFormed().replace(/["<>\\^`{|}[\]]|[^\x21-\x7e]+/g, encodeURIComponent);
}

/** Whole URL; its variables still have to be encoded. */
export function urlOf(call: Call): Value {
  const { path, query } = call;
  const url = addressOf(call);
  if (query.length === 0) return url;
  return merged([url, path.includes('?') ? '&' : '?', ...encodedFields(query)]);
}
