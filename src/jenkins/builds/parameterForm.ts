import { type FormBody, multipart } from '../../http/multipart.ts';
import type { ParameterValues } from './parameters.ts';

/** Encodes values as a form: multipart where there is a file among them, else URL-encoded. */
export function formOf(values: ParameterValues): FormBody {
  const texts = [...values].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts.length < values.size) return multipart([...values].map(([name, content]) => ({ name, content })));
  return {
    body: new URLSearchParams(texts).toString(),
    contentType: 'application/x-www-form-urlencoded; charset=utf-8',
  };
}
