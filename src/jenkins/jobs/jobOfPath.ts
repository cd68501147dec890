import { decodedUri } from '../../base/decodedUri.ts';

/** Full name of the item that a path below the base URL leads to or into; empty where it leads to none. */
export function jobOfPath(path: string): string {
  const [item = ''] = /(?:\/job\/[^/]+)+(?=\/|$)/.exec(path) ?? [];
  return item.split('/job/').slice(1).map(decodedUri).join('/');
}
