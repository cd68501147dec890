import { type FormBody, type FormFile, multipart } from '../../http/multipart.ts';
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

/**
 * Encodes values as the structured form of Jenkins' own pages, in which no value is an instruction.
 * @param fields further form fields, which are instructions
 */
export function jsonFormOf(values: ParameterValues, fields: readonly [string, string][] = []): FormBody {
  const files: FormFile[] = [];
  const parameter = [...values].map(([name, value]) => {
    // A run parameter has its value under another name; each type ignores the names that it does not know.
    if (typeof value === 'string') return { name, value, runId: value };
    files.push(value);
    return { name, file: `file${files.length - 1}` };
  });
  const json = JSON.stringify({ parameter });
  if (files.length === 0) return formOf(new Map([...fields, ['json', json]]));
  const parts = files.map((content, index) => ({ name: `file${index}`, content }));
  const texts = [...fields, ['json', json] as const].map(([name, content]) => ({ name, content }));
  return multipart([...texts, ...parts]);
}
