import { isObject } from '../../base/json.ts';

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Values at a node of a body, as texts: `fields.project.key` goes down from the root, and into each element of an
 * array. The dots are an assumption: the documentation has a single example, without any.
 */
export function nodesAt(body: unknown, path: string): string[] {
  const [name = '', ...rest] = path.split('.');
  const values = Array.isArray(body) ? body.flatMap(item => valuesOf(item, name)) : valuesOf(body, name);
  if (rest.length > 0) return values.flatMap(value => nodesAt(value, rest.join('.')));
  return values.flatMap(value => (Array.isArray(value) ? value : [value])).map(textOf);
}

function valuesOf(value: unknown, name: string): unknown[] {
  return isObject(value) && Object.hasOwn(value, name) ? [value[name]] : [];
}
