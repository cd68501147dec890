import { asBoolean, asNumber, asObject, asString, asText } from '../../../base/json.ts';
import type { Message, NewMessage } from '../../../reporting/message.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { detailsIn, isSameIssue, type ReportDetails, type SiteIssue, toJson } from './reportDetails.ts';

/** Build of a report, whose connection may be gone by now. */
export interface ReportedName extends Pick<BuildRef, 'job' | 'number'> {
  readonly jenkins: string;
}

/** Report of a build on a single issue. */
export interface IssueReport {
  readonly build: ReportedName;
  readonly issue: SiteIssue;
  readonly text: string;
  /** Those of this issue alone. */
  readonly details: ReportDetails;
  /** Whether no person has seen its words: it changes no comment that is there already. */
  readonly isByItself?: boolean;
  /** Address of the site that it was written for. */
  readonly siteUrl?: string | undefined;
}

export function messageOf({ build, issue, text, details, isByItself = false, siteUrl }: IssueReport): NewMessage {
  const { site, key } = issue;
  const isHere = (part: SiteIssue) => isSameIssue(part, issue);
  const own = {
    ...details,
    issues: [issue],
    fields: details.fields.filter(isHere),
    wanted: details.wanted.filter(isHere),
    steps: details.steps.filter(isHere),
  };
  const content = { build: { ...build }, text, details: toJson(own), isByItself, siteUrl };
  return { site, name: `report ${key} ${details.address}`, key, content };
}

/** @returns undefined for a message that has lost its values */
export function reportOf({ site, key, content }: Message): IssueReport | undefined {
  const { jenkins, job, number } = asObject(content['build']);
  const details = detailsIn(asObject(content['details']));
  const build = { jenkins: asText(jenkins), job: asString(job), number: asNumber(number) };
  if (!details || build.job === undefined || build.number === undefined) return undefined;
  return {
    build: { ...build, job: build.job, number: build.number },
    issue: { site, key },
    text: asText(content['text']),
    details,
    isByItself: asBoolean(content['isByItself']) ?? false,
    siteUrl: asString(content['siteUrl']),
  };
}
