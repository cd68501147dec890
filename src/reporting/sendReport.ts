import { asObject, asString } from '../base/json.ts';
import type { WriteControl, Written } from '../http/writeOperation.ts';
import { addComment, updateComment } from '../jira/comments/changeComments.ts';
import type { Comment } from '../jira/comments/comments.ts';
import { isSameBody } from '../jira/comments/commentTrace.ts';
import { findOwnComment } from '../jira/comments/ownComments.ts';
import type { JiraBody } from '../jira/documents/editable.ts';
import { JiraFlavor } from '../jira/session/flavor.ts';
import type { JiraSession } from '../jira/session/session.ts';
import { UnsettledReportError } from './sendingFailure.ts';

/** Property of a comment that holds the identity of a report. */
const property = 'jenkinsJira.report';

/** Difference of the clocks of a Jenkins and a Jira to reckon with, in milliseconds. */
const maxSkewMs = 24 * 3_600_000;

/** Address of a build as it stands in a report, without the signs that Markdown or wiki markup would change in it. */
export function reportAddress(href: string): string {
  return href.replace(/[\^()[\]{}|]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Report of a build: one comment on each issue, by the same user. */
export interface Report {
  /** Address of the build's page, see {@link reportAddress}, with a slash at its end. */
  readonly address: string;
  /** When the build began, in milliseconds since 1970: no report of it is older. */
  readonly startedAt: number;
  readonly body: JiraBody;
}

export interface ReportControl extends WriteControl {
  /** Whether a comment may be added; absent: it may. Asked for right before that. */
  readonly mayAdd?: (() => Promise<boolean>) | undefined;
  /** Whether a comment that is there already may be changed; absent: it may. */
  readonly mayChange?: boolean | undefined;
}

export const ReportOutcome = { added: 'added', changed: 'changed', unchanged: 'unchanged' } as const;
export type ReportOutcome = (typeof ReportOutcome)[keyof typeof ReportOutcome];

/** Part of a report that is there now. */
export interface SentPart {
  readonly outcome: ReportOutcome;
}

export interface SentReport extends SentPart {
  readonly comment: Comment;
}

/**
 * Finds the comment in which this user reported the build on the issue: by its property on Cloud, elsewhere by the
 * link to the build in its first line.
 * @throws RequestError; NotFoundError when the issue is gone or hidden
 */
export function findReport(
  session: JiraSession,
  key: string,
  { address, startedAt }: Pick<Report, 'address' | 'startedAt'>,
  signal?: AbortSignal,
): Promise<Comment | undefined> {
  const isIt = (comment: Comment, properties: Readonly<Record<string, unknown>>) =>
    session.flavor === JiraFlavor.cloud
      ? asString(asObject(properties[property])['build']) === address
      : beginsWithAddress(comment.text, address);
  return findOwnComment(session, key, { isIt, since: startedAt - maxSkewMs }, signal ? { signal } : {});
}

/**
 * Reports a build on an issue, once: a comment that this user wrote about it before is changed, and keeps its audience.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/
 * @throws InvalidRequestError with Jira's sentences; ForbiddenError; NotFoundError when the issue is gone or hidden;
 * UnsettledReportError where there is none yet, and none may be added
 */
export async function sendReport(
  session: JiraSession,
  key: string,
  report: Report,
  { mayAdd, mayChange = true, ...control }: ReportControl = {},
): Promise<Written<SentReport>> {
  const { body, address } = report;
  const properties = session.flavor === JiraFlavor.cloud ? { [property]: { build: address } } : {};
  const before = await findReport(session, key, report, control.signal);
  if (!before) {
    const beforeSend = async () => {
      await control.beforeSend?.();
      if (mayAdd && !(await mayAdd())) throw new UnsettledReportError();
    };
    const added = await addComment(session, key, { body, properties }, { ...control, beforeSend });
    return { ...sent(ReportOutcome.added, added), traced: added.traced, times: added.times };
  }
  if (!mayChange || isSameBody(before, body))
    return { ...sent(ReportOutcome.unchanged, before), traced: false, times: 1 };
  const { visibility, internal } = before;
  const changed = await updateComment(
    session,
    key,
    before.id,
    { body, visibility, ...(internal ? { internal } : {}), properties },
    control,
  );
  return { ...sent(ReportOutcome.changed, changed), traced: changed.traced, times: changed.times };
}

function sent(outcome: ReportOutcome, comment: Comment): SentReport {
  return { outcome, comment };
}

/**
 * Whether the first line of a comment has a link of wiki markup to a build, and not to a page below it. Reports write
 * it with words; a bare address is a person's.
 */
export function beginsWithAddress(text: string, address: string): boolean {
  const [line = ''] = text.trimStart().split(/\r?\n/, 1);
  const bare = address.replace(/\/$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\|${bare}/?[|\\]]`).test(line);
}
