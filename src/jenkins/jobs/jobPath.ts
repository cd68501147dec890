import { decodedUri } from '../../base/decodedUri.ts';
import { encodedUri } from '../../base/encodedUri.ts';

/**
 * Path of an item below the base URL, from its full name as Jenkins has it (`team/api/feature%2Flogin`). Built from
 * names and never from a `url` field, which may point to another host. The empty name is Jenkins itself. A branch's
 * name is encoded in its own full name already, and Jenkins wants it encoded once more here.
 */
export function jobPath(fullName: string): string {
  if (fullName === '') return '';
  return fullName
    .split('/')
    .map(name => `/job/${encodedUri(name)}`)
    .join('');
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
