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
  const names = fullName.split('/');
  if (!names.every(isName)) throw new InvalidNameError(fullName);
  return names.map(name => `/job/${encodedUri(name)}`).join('');
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
  if (!fullName.includes('%')) return fullName; // nearly all, and there may be thousands
  return fullName.split('/').map(decodedUri).join('/');
}
