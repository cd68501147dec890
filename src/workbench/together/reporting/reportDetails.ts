import { asBoolean, asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../../base/json.ts';

/** Issue of a site, by the id of its connection. */
export interface SiteIssue {
  readonly site: string;
  readonly key: string;
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
}

export function toJson({ issues, ...others }: ReportDetails): JsonObject {
  return { ...others, issues: issues.map(({ site, key }) => ({ site, key })) };
}

/** @returns undefined for a draft that has lost them */
export function detailsIn(json: JsonObject): ReportDetails | undefined {
  const address = asString(json['address']);
  const startedAt = asNumber(json['startedAt']);
  if (address === undefined || startedAt === undefined) return undefined;
  const issues = asObjects(json['issues']).flatMap(each => {
    const { site, key } = asObject(each);
    return typeof site === 'string' && typeof key === 'string' ? [{ site, key }] : [];
  });
  const link = asBoolean(json['link']) ?? false;
  return { address, startedAt, issues, result: asText(json['result']), link };
}
