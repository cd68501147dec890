import type { AdfNode } from './documents/adf.ts';

export type JiraFlavor = 'cloud' | 'dataCenter';

/** A description or comment body as the flavor keeps it: ADF on Cloud, wiki markup on Data Center. */
export type DemoText = AdfNode | string;

export interface DemoUser {
  accountId: string;
  name: string;
  key: string;
  emailAddress: string;
  displayName: string;
  /** Data Center only; Cloud refuses passwords. */
  password: string;
  /** Cloud only. */
  apiToken: string;
  /** Data Center only: as Bearer, or where the password would stand. */
  personalAccessToken: string;
  timeZone: string;
  active: boolean;
  /** A Cloud token with scopes: the site's own host refuses it. */
  scopedToken: boolean;
  /** Personal access tokens, as Data Center lists them. */
  tokens: { id: number; name: string; createdAt: string; expiringAt?: string; lastAccessedAt?: string }[];
  groups: string[];
  roles: string[];
  permissions: string[];
}

export interface DemoProject {
  id: string;
  key: string;
  name: string;
  description: string;
  lead: string;
}

/** People are named by DemoUser.name in every record, on both flavors. */
export interface DemoIssue {
  id: string;
  key: string;
  projectKey: string;
  typeId: string;
  statusId: string;
  priorityId: string;
  resolutionId: string | null;
  summary: string;
  description: DemoText | null;
  assignee: string | null;
  reporter: string;
  labels: string[];
  parentKey: string | null;
  watchers: string[];
  /** Milliseconds since the epoch, as are the others. */
  created: number;
  updated: number;
  resolved: number | null;
  /** YYYY-MM-DD */
  dueDate: string | null;
  /** Values of custom fields by id. */
  custom?: Record<string, unknown>;
  voters?: string[];
  worklogs?: DemoWorklog[];
  remoteLinks?: DemoRemoteLink[];
  attachments?: DemoAttachment[];
  history?: { author: string; at: number; field: string; from: string; to: string }[];
}

export interface DemoWorklog {
  id: string;
  author: string;
  timeSpent: string;
  started: number;
  comment: unknown;
  visibility?: DemoVisibility | undefined;
}

/** Link to a page elsewhere; its properties are as they were sent. */
export interface DemoRemoteLink {
  id: number;
  globalId: string | undefined;
  relationship: string | undefined;
  application: Record<string, unknown>;
  object: Record<string, unknown>;
}

export interface DemoAttachment {
  id: string;
  fileName: string;
  mimeType: string;
  content: Buffer;
  author: string;
  created: number;
}

export interface DemoVisibility {
  type: 'group' | 'role';
  value: string;
}

export interface DemoComment {
  id: string;
  issueId: string;
  author: string;
  updateAuthor: string;
  body: DemoText;
  created: number;
  updated: number;
  visibility?: DemoVisibility;
  properties: { key: string; value: unknown }[];
}

export interface DemoIssueLink {
  id: string;
  typeId: string;
  /** The issue that blocks, duplicates, relates. */
  fromKey: string;
  toKey: string;
}

export interface DemoFilter {
  id: string;
  name: string;
  description: string;
  jql: string;
  owner: string;
  favoriteOf: string[];
}

export interface RateLimit {
  /** How many more requests are refused. */
  times: number;
  /** The Retry-After header as it goes out; left out when absent. */
  retryAfter?: string;
}
