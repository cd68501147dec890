import { decodedUri } from '../../base/decodedUri.ts';
import type { BaseUrl } from '../../http/baseUrl.ts';
import { childName, isName } from './jobPath.ts';

/** Job of a page, and the build and the stage where it is one of theirs. */
export interface JenkinsPlace {
  /** Full name. */
  readonly job: string;
  readonly number: number | undefined;
  /** Id of the stage, or of a step in it. */
  readonly node?: string;
}

/**
 * Finds the job, or the build, of a page of a Jenkins, by its address as the browser shows it: its own page, one below it,
 * in a view, or in Blue Ocean.
 * @returns undefined for an address that is not below the base, or of a page that belongs to no job
 */
export function placeOfAddress(base: BaseUrl, address: string): JenkinsPlace | undefined {
  const text = address.trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.origin !== base.origin || !url.pathname.startsWith(`${base.contextPath}/`)) return undefined;
  const segments = url.pathname.slice(base.contextPath.length + 1).split('/');
  const place = segments[0] === 'blue' ? placeInBlue(segments) : placeInItems(segments);
  const node = place?.number === undefined ? undefined : nodeIn(url, segments);
  return place && node !== undefined ? { ...place, node } : place;
}

/** Of `view/all/job/team/job/api/51/console`. */
function placeInItems(segments: readonly string[]): JenkinsPlace | undefined {
  let job = '';
  let at = 0;
  for (;;) {
    const [kind, name] = segments.slice(at, at + 2).map(decodedUri);
    const isItem = kind === 'job' && name !== undefined && isName(name);
    if (!isItem && kind !== 'view') break;
    if (isItem) job = childName(job, name);
    at += 2;
  }
  return job === '' ? undefined : { job, number: numberIn(segments[at]) };
}

/** Of `blue/organizations/jenkins/team%2Fapi/detail/main/51/pipeline`: the branch is none of a job without branches. */
function placeInBlue(segments: readonly string[]): JenkinsPlace | undefined {
  const [, , , path = '', page, branch, number] = segments;
  const project = decodedUri(path);
  if (project === '' || !project.split('/').every(isName)) return undefined;
  if (page !== 'detail' || branch === undefined) return { job: project, number: undefined };
  const name = decodedUri(branch);
  const isBranch = name !== project.slice(project.lastIndexOf('/') + 1);
  // The name of a branch is encoded in its full name.
  return { job: isBranch ? childName(project, encodeURIComponent(name)) : project, number: numberIn(number) };
}

/** Of `51/stages/?selected-node=12`, `51/execution/node/12/log/`, and `51/pipeline/12` in Blue Ocean. */
function nodeIn(url: URL, segments: readonly string[]): string | undefined {
  const below = segments.join('/');
  const node =
    url.searchParams.get('selected-node') ??
    /\/execution\/node\/(\d+)(?:\/|$)/.exec(below)?.[1] ??
    (segments[0] === 'blue' ? /\/pipeline\/(\d+)$/.exec(below)?.[1] : undefined);
  return numberIn(node ?? undefined) === undefined ? undefined : (node ?? undefined);
}

function numberIn(segment: string | undefined): number | undefined {
  return segment !== undefined && /^[1-9]\d{0,9}$/.test(segment) ? Number(segment) : undefined;
}
