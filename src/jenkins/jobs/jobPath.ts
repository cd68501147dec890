import { decodedUri } from '../../base/decodedUri.ts';
import { encodedUri } from '../../base/encodedUri.ts';
import { InvalidNameError } from '../../base/invalidNameError.ts';

/**
 * Path of an item below the base URL, from its full name as Jenkins has it (`team/api/feature%2Flogin`). Built from
 * names and never from a `url` field, which may point to another host. The empty name is Jenkins itself. A branch's
 * name is encoded in its own full name already, and Jenkins wants it encoded once more here.
 * @throws InvalidNameError for a part that would lead out of its folder
 */
export function jobPath(fullName: string): string {
  if (fullName === '') return '';
  const [item = '', part] = fullName.split(partMark, 2);
  const names = item.split('/');
  if (!names.every(isName)) throw new InvalidNameError(fullName);
  const path = names.map(name => `/job/${encodedUri(name)}`).join('');
  if (part === undefined) return path;
  if (partName(item, part) !== fullName) throw new InvalidNameError(fullName);
  return `${path}/${part}`;
}

/** No item's own name is empty, so that no full name has it. */
const partMark = '//';

/**
 * Name of a part of a project that has builds of its own: a cell of a matrix, a module of a Maven project. Its page is
 * below the project's, and not like an item's: so its name has the end of its address, encoded as Jenkins has it.
 * @returns undefined for an end that leads elsewhere
 */
export function partName(project: string, segment: string): string | undefined {
  const isPlain = /^[\w.~!$&'()*+,;=:@%-]+$/.test(segment) && isName(decodedUri(segment));
  return isPlain ? `${project}${partMark}${segment}` : undefined;
}

/** Full name of the project of a part; undefined where the job is no part. */
export function projectOfPart(fullName: string): string | undefined {
  const at = fullName.indexOf(partMark);
  return at < 0 ? undefined : fullName.slice(0, at);
}

/** Own name of a part, decoded, such as `DB=my sql,OS=linux`. */
export function readablePart(fullName: string): string {
  return decodedUri(fullName.slice(fullName.indexOf(partMark) + partMark.length));
}

/** Whether an item can have this name: the others are steps in a path. */
export function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..';
}

/** The full name of a child. */
export function childName(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`;
}

/** Name for people, with branch names decoded: `team/api/feature/login`. */
export function readableName(fullName: string): string {
  const name = fullName.replace(partMark, '/');
  if (!name.includes('%')) return name; // nearly all, and there may be thousands
  return name.split('/').map(decodedUri).join('/');
}
