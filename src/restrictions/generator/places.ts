import { type Operation, operationsOf, type Product } from '../endpoints/endpointTable.ts';
import { kindOfParameter, type ParameterKind } from '../endpoints/parameters.ts';
import type { WantedCall } from './extensionCalls.ts';

/** Keys of issues and projects, which cannot be names of operations: those are in lower case, without a number. */
const keys: Partial<Record<ParameterKind, string>> = {
  issue: '(?:[A-Za-z][A-Za-z0-9_]*-)?[0-9]+',
  project: '[A-Z0-9][A-Z0-9_]*',
};

const keyOf = (name: string) => (isParameter(name) ? keys[kindOfParameter(name.replace(/[{}]/g, ''))] : undefined);

const isParameter = (name: string) => name.startsWith('{');

function canBe(parameter: string, name: string): boolean {
  const key = keyOf(parameter);
  return isParameter(name) || key === undefined || new RegExp(`^(?:${key})$`).test(name);
}

/** Whether a name in a path of one operation and the name in its place in another can be the same. */
function canMeet(one: string, other: string): boolean {
  if (isParameter(one)) return canBe(one, other);
  return isParameter(other) ? canBe(other, one) : one === other;
}

/** Names of other operations of the method that stand at a parameter's place, `archive` at that of an issue's key. */
function namesAt({ method, path }: WantedCall, place: number, operations: readonly Operation[]): string[] {
  const own = path.split('/');
  const names = operations
    .filter(operation => operation.method === method && operation.path !== path)
    .map(operation => operation.path.split('/'))
    .filter(other => other.length === own.length && !isParameter(other[place] ?? '{'))
    .filter(other => own.every((name, i) => canMeet(name, other[i] ?? '')))
    .map(other => other[place] ?? '');
  return [...new Set(names)].sort();
}

const escaped = (text: string) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

/** A single name: neither `.` nor `..`, no name of another operation, and no encoded dot, slash or backslash. */
function placeFor(call: WantedCall, name: string, place: number, operations: readonly Operation[]): string {
  const key = keyOf(name);
  if (key !== undefined) return key;
  const names = ['\\.\\.?', ...namesAt(call, place, operations).map(escaped)];
  return `(?!(?:${names.join('|')})(?:[/?]|$)|[^/?#;]*%(?:2[EeFf]|5[Cc]))[^/?#;]+`;
}

/** Patterns for the places of a call's parameters, in order; a name can hold several of them. */
export function placesOf(call: WantedCall, product: Product): string[] {
  const operations = operationsOf(product);
  return call.path
    .split('/')
    .flatMap((name, place) =>
      (name.match(/\{[^}]*\}/g) ?? []).map(parameter => placeFor(call, parameter, place, operations)),
    );
}
