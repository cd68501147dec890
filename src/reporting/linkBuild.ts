import { createHash } from 'node:crypto';
import type { WriteControl, Written } from '../http/writeOperation.ts';
import { isSameLink, type RemoteLink, readRemoteLink, setRemoteLink } from '../jira/issues/remoteLinks.ts';
import type { JiraSession } from '../jira/session/session.ts';
import { ReportOutcome, type SentPart } from './sendReport.ts';

/** Jira takes no longer identity of a link. */
const maxId = 255;

/** Link of an issue to a build. */
export interface BuildLink {
  /** Address of the build's page, see `reportAddress`, with a slash at its end. */
  readonly address: string;
  readonly title: string;
  readonly summary: string;
}

/**
 * Links an issue to a build, once: the link's identity is the build's address, whoever wrote it.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when the issue is gone or hidden
 */
export async function linkBuild(
  session: JiraSession,
  key: string,
  { address, title, summary }: BuildLink,
  control: WriteControl = {},
): Promise<Written<SentPart>> {
  const link: RemoteLink = { globalId: idOf(address), url: address, title, summary, application: 'Jenkins' };
  const before = await readRemoteLink(session, key, link.globalId, { signal: control.signal });
  if (isSameLink(before, link)) return { outcome: ReportOutcome.unchanged, traced: false, times: 1 };
  const written = await setRemoteLink(session, key, link, control);
  return { ...written, outcome: before ? ReportOutcome.changed : ReportOutcome.added };
}

/** Long addresses end in a checksum, so that they stay apart. */
function idOf(address: string): string {
  if (address.length <= maxId) return address;
  const sum = createHash('sha256').update(address).digest('hex');
  return `${address.slice(0, maxId - sum.length)}${sum}`;
}
