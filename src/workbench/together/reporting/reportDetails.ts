import { asBoolean, asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../../base/json.ts';
import { type AskedField, parseAskedField } from '../../jira/issues/fieldQuestion.ts';

/** Issue of a site, by the id of its connection. */
export interface SiteIssue {
  readonly site: string;
  readonly key: string;
}

/** Field of an issue that a report changes. */
export interface ReportedField extends SiteIssue {
  readonly id: string;
  readonly name: string;
  readonly asked: AskedField;
}

/** Transition of an issue that a report takes. */
export interface ReportedStep extends SiteIssue {
  readonly id: string;
  /** Its target status. */
  readonly to: string;
  /** Answers to all that it demands, by field id. */
  readonly answers: ReadonlyMap<string, AskedField>;
}

/** Values of a report beside its text. */
export interface ReportDetails {
  /** Address of the build's page, with a slash at its end. */
  readonly address: string;
  /** When the build began, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly issues: readonly SiteIssue[];
  /** Result and duration of the build, in words. */
  readonly result: string;
  /** Whether the issues get a link to the build. */
  readonly link: boolean;
  /** Whether fields are changed without mails. */
  readonly quiet: boolean;
  /** New values of fields; those of issues that are not chosen any more are left. */
  readonly fields: readonly ReportedField[];
  /** Transitions, at most one for each issue. */
  readonly steps: readonly ReportedStep[];
}

export function toJson({ issues, fields, steps, ...others }: ReportDetails): JsonObject {
  return {
    ...others,
    issues: issues.map(({ site, key }) => ({ site, key })),
    fields: fields.map(({ asked, ...field }) => ({ ...field, asked: { ...asked } })),
    steps: steps.map(({ answers, ...step }) => ({ ...step, answers: Object.fromEntries(answers) })),
  };
}

/** @returns undefined for a draft that has lost them */
export function detailsIn(json: JsonObject): ReportDetails | undefined {
  const address = asString(json['address']);
  const startedAt = asNumber(json['startedAt']);
  if (address === undefined || startedAt === undefined) return undefined;
  const issues = asObjects(json['issues']).flatMap(each => issueIn(each) ?? []);
  const fields = asObjects(json['fields']).flatMap(each => fieldIn(each) ?? []);
  const steps = asObjects(json['steps']).flatMap(each => stepIn(each) ?? []);
  const link = asBoolean(json['link']) ?? false;
  const quiet = asBoolean(json['quiet']) ?? false;
  return { address, startedAt, issues, result: asText(json['result']), link, quiet, fields, steps };
}

function issueIn({ site, key }: JsonObject): SiteIssue | undefined {
  return typeof site === 'string' && typeof key === 'string' ? { site, key } : undefined;
}

function fieldIn(json: JsonObject): ReportedField | undefined {
  const issue = issueIn(json);
  const { id, name } = json;
  const asked = parseAskedField(json['asked']);
  if (!issue || !asked || typeof id !== 'string' || typeof name !== 'string') return undefined;
  return { ...issue, id, name, asked };
}

/** @returns undefined also where an answer is lost: a comment might lose its audience with it */
function stepIn(json: JsonObject): ReportedStep | undefined {
  const issue = issueIn(json);
  const { id, to } = json;
  if (!issue || typeof id !== 'string' || typeof to !== 'string') return undefined;
  const answers = new Map<string, AskedField>();
  for (const [field, kept] of Object.entries(asObject(json['answers']))) {
    const asked = parseAskedField(kept);
    if (!asked) return undefined;
    answers.set(field, asked);
  }
  return { ...issue, id, to, answers };
}

/** Whether it is the same issue. */
export function isSameIssue(a: SiteIssue, b: SiteIssue): boolean {
  return a.site === b.site && a.key === b.key;
}
