import { LogFile } from '../builds/logFile.ts';
import { type Build, type Container, type Item, isJob, type Job } from './model.ts';

/** Encodes one path segment the way Jenkins writes its own URLs. */
export function encodeSegment(name: string): string {
  return encodeURIComponent(name)
    .replace(/%(?:21|24|26|27|28|29|2A|2B|2C|3D|40)/g, decodeURIComponent)
    .replaceAll('~', '%7E');
}

export function newContainer(
  kind: Container['kind'],
  name: string,
  parent: Container | undefined,
  more: Partial<Container> = {},
): Container {
  const container: Container = {
    kind,
    name,
    parent,
    displayName: null,
    description: null,
    disabled: false,
    items: new Map(),
    views: [],
    hiddenFrom: new Set(),
    indexing: new LogFile(),
    ...more,
  };
  parent?.items.set(name.toLowerCase(), container);
  return container;
}

export function newJob(
  kind: Job['kind'],
  name: string,
  parent: Container,
  more: Partial<Job> & Pick<Job, 'plan'>,
): Job {
  const job: Job = {
    kind,
    name,
    parent,
    displayName: null,
    description: kind === 'freestyle' ? '' : null,
    disabled: false,
    heldOff: false,
    concurrent: kind === 'pipeline',
    parameters: [],
    quietPeriod: undefined,
    label: undefined,
    authToken: undefined,
    downstream: [],
    hiddenFrom: new Set(),
    branch: undefined,
    command: '',
    builds: [],
    nextBuildNumber: 1,
    ...more,
  };
  if (!job.matrix) parent.items.set(name.toLowerCase(), job);
  return job;
}

/** Case does not matter; a multibranch project also takes a branch's own name for the encoded one. */
export function findChild(container: Container, name: string): Item | undefined {
  const found = container.items.get(name.toLowerCase());
  if (found || container.kind !== 'multibranch') return found;
  return (
    container.items.get(encodeSegment(name).toLowerCase()) ?? container.items.get(encodeBranch(name).toLowerCase())
  );
}

/** A branch's job name: only what a path cannot hold is encoded. */
export function encodeBranch(name: string): string {
  return name.replace(/[%/\\#?*:<>|"]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

export function findByFullName(root: Container, fullName: string): Item | undefined {
  let at: Item = root;
  for (const name of fullName.split('/')) {
    if (isJob(at)) return undefined;
    const child = findChild(at, name);
    if (!child) return undefined;
    at = child;
  }
  return at;
}

export function sortedItems(container: Container): Item[] {
  return [...container.items.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** What an item stands in. */
function around(item: Item): Item | undefined {
  return (isJob(item) && item.matrix) || item.parent;
}

function chain(item: Item): Item[] {
  const parents: Item[] = [];
  for (let at: Item | undefined = item; at && at.kind !== 'root'; at = around(at)) parents.unshift(at);
  return parents;
}

export function fullName(item: Item): string {
  return chain(item)
    .map(part => part.name)
    .join('/');
}

/** `DB=pg,OS=linux` → `pg,linux` */
function valuesOf(combination: string): string {
  return combination.replace(/[^,=]+=/g, '');
}

export function shownName(item: Item): string {
  return item.displayName ?? (item.kind === 'cell' ? valuesOf(item.name) : item.name);
}

export function fullDisplayName(item: Item): string {
  return chain(item).map(shownName).join(' » ');
}

/** Part of a path that leads to an item from the one around it. */
export function segmentOf(item: Item): string {
  return `${isJob(item) && item.matrix ? '' : 'job/'}${encodeSegment(item.name)}/`;
}

/** Relative to the root, with a slash at its end: `job/a/job/b/`. */
export function itemPath(item: Item): string {
  return chain(item).map(segmentOf).join('');
}

export function buildName(build: Build): string {
  return build.displayName ?? `#${build.number}`;
}

export function removeItem(item: Item): void {
  item.parent?.items.delete(item.name.toLowerCase());
}

export function jobsBelow(container: Container): Job[] {
  return sortedItems(container).flatMap(item => (isJob(item) ? [item] : jobsBelow(item)));
}
