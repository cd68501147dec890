import {
  asBoolean,
  asNumber,
  asObject,
  asObjects,
  asString,
  asStrings,
  asText,
  type JsonObject,
} from '../../../base/json.ts';
import { type AskedField, parseAskedField } from '../../jira/issues/fieldQuestion.ts';

/** Issue of a site, by the id of its connection. */
export interface SiteIssue {
  readonly site: string;
  readonly key: string;
}

/** Value that a field gets by a result of a build. */
export interface FieldOfResult {
  /** Name or id of the field. */
  readonly name: string;
  /** Name of the value. */
  readonly value: string;
  /** Names of the values for other results, whose place it takes. */
  readonly others: readonly string[];
}

/** Field of an issue that a report changes. */
export interface ReportedField extends SiteIssue {
  readonly id: string;
  readonly name: string;
  readonly asked: AskedField;
}

/** Value that a field of an issue is to get by the user's setting, while its fields could not be read. */
export interface WantedField extends SiteIssue, FieldOfResult {}

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
  /** Whether it passed. */
  readonly passed: boolean;
  /** Whether the issues get a link to the build. */
  readonly link: boolean;
  /** Whether fields are changed without mails. */
  readonly quiet: boolean;
  /** New values of fields; those of issues that are not chosen any more are left. */
  readonly fields: readonly ReportedField[];
  /** Fields that are found when the report is sent. */
  readonly wanted: readonly WantedField[];
  /** Transitions, at most one for each issue. */
  readonly steps: readonly ReportedStep[];
}

export function toJson({ issues, fields, wanted, steps, ...others }: ReportDetails): JsonObject {
  return {
    ...others,
    issues: issues.map(({ site, key }) => ({ site, key })),
    fields: fields.map(({ asked, ...field }) => ({ ...field, asked: { ...asked } })),
    wanted: wanted.map(each => ({ ...each })),
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
  const wanted = asObjects(json['wanted']).flatMap(each => wantedIn(each) ?? []);
  const steps = asObjects(json['steps']).flatMap(each => stepIn(each) ?? []);
  const link = asBoolean(json['link']) ?? false;
  const quiet = asBoolean(json['quiet']) ?? false;
  const passed = asBoolean(json['passed']) ?? false;
  return { address, startedAt, issues, result: asText(json['result']), passed, link, quiet, fields, wanted, steps };
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

function wantedIn(json: JsonObject): WantedField | undefined {
  const issue = issueIn(json);
  const { name, value } = json;
  if (!issue || typeof name !== 'string' || typeof value !== 'string') return undefined;
  return { ...issue, name, value, others: asStrings(json['others']) };
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
