import { demoUsers } from './demoUsers.ts';
import type { Mention } from './documents/adf.ts';
import { storedAdf } from './documents/storedAdf.ts';
import { textFromWiki } from './documents/textOf.ts';
import type { FrontDoor } from './frontDoor.ts';
import type {
  DemoComment,
  DemoFilter,
  DemoIssue,
  DemoIssueLink,
  DemoProject,
  DemoText,
  DemoUser,
  JiraFlavor,
  RateLimit,
} from './model.ts';

/** All that the demo Jira remembers. Tests may look at it and change it between requests. */
export class JiraState {
  readonly flavor: JiraFlavor;
  readonly users: DemoUser[] = structuredClone(Object.values(demoUsers));
  readonly projects: DemoProject[] = [];
  readonly issues: DemoIssue[] = [];
  readonly comments: DemoComment[] = [];
  readonly links: DemoIssueLink[] = [];
  readonly filters: DemoFilter[] = [];
  /** Boards of a project, or of all. */
  readonly boards: { id: number; name: string; type: 'scrum' | 'kanban' | 'simple'; project?: string }[] = [
    { id: 3, name: 'PAY board', type: 'scrum' },
  ];
  /** Keys of the issues that were viewed, the last one first. */
  viewed: string[] = ['PAY-428', 'OPS-118'];
  /** Failed logins by DemoUser.name since the last success; Data Center asks for a CAPTCHA from 3 on. */
  readonly failedLogins = new Map<string, number>();
  rateLimit: RateLimit | undefined;
  /** Whether users with passwords or tokens are taken by Basic; Data Center can switch it off. */
  basicAuthentication = true;
  /** Personal access tokens that have expired. */
  readonly expiredTokens = new Set<string>();
  /** Names of users by the ids of their sessions, on Data Center. */
  readonly sessions = new Map<string, string>();
  /** Absent: every request reaches Jira. */
  frontDoor: FrontDoor | undefined;
  private lastId = 10_099;
  private lastLocalId = 0;

  constructor(flavor: JiraFlavor) {
    this.flavor = flavor;
  }

  nextId(): string {
    this.lastId += 1;
    return String(this.lastId);
  }

  user(name: string | null): DemoUser | undefined {
    return this.users.find(user => user.name === name);
  }

  project(idOrKey: string): DemoProject | undefined {
    return this.projects.find(project => project.id === idOrKey || project.key === idOrKey.toUpperCase());
  }

  issue(idOrKey: string): DemoIssue | undefined {
    const key = idOrKey.toUpperCase();
    return this.issues.find(issue => issue.key === key || issue.id === idOrKey);
  }

  commentsOf(issueIdOrKey: string): DemoComment[] {
    const issue = this.issue(issueIdOrKey);
    return this.comments.filter(comment => comment.issueId === issue?.id);
  }

  /** Wiki markup in the form this flavor keeps. */
  text(wiki: string): DemoText {
    return this.stored(textFromWiki(wiki, this.flavor, name => this.mention(name)));
  }

  /** A text as it is kept: in a document each node has an id. */
  stored(text: DemoText): DemoText {
    return typeof text === 'string' ? text : storedAdf(text, () => ++this.lastLocalId);
  }

  mention(name: string): Mention | undefined {
    const accountId = name.startsWith('accountid:') ? name.slice('accountid:'.length) : undefined;
    const user = this.users.find(candidate => candidate.name === name || candidate.accountId === accountId);
    return user && { id: user.accountId, text: `@${user.displayName}` };
  }

  /** Adds n plain open tasks to a project (made when missing), for tests of paging. */
  addIssues(n: number, more: Partial<DemoIssue> = {}): DemoIssue[] {
    const projectKey = more.projectKey ?? 'BULK';
    if (!this.project(projectKey)) {
      const id = String(10_000 + this.projects.length);
      this.projects.push({ id, key: projectKey, name: projectKey, description: '', lead: 'dana' });
    }
    let number = Math.max(0, ...this.issues.filter(i => i.projectKey === projectKey).map(issueNumber));
    const added: DemoIssue[] = [];
    for (let count = 0; count < n; count += 1) {
      number += 1;
      added.push(this.plainIssue(projectKey, number, more));
    }
    this.issues.push(...added);
    return added;
  }

  addComment(issueIdOrKey: string, author: string, wiki: string): DemoComment {
    const issue = this.issue(issueIdOrKey);
    if (!issue) {
      throw new Error(`no such issue: ${issueIdOrKey}`);
    }
    const now = Date.now();
    const comment: DemoComment = {
      id: this.nextId(),
      issueId: issue.id,
      author,
      updateAuthor: author,
      body: this.text(wiki),
      created: now,
      updated: now,
      properties: [],
    };
    this.comments.push(comment);
    return comment;
  }

  /** What a person does on the login page when Data Center asks for a CAPTCHA. */
  clearCaptcha(user: DemoUser | string): void {
    this.failedLogins.delete(typeof user === 'string' ? user : user.name);
  }

  private plainIssue(projectKey: string, number: number, more: Partial<DemoIssue>): DemoIssue {
    const now = Date.now();
    return {
      id: this.nextId(),
      projectKey,
      typeId: '10002',
      statusId: '10000',
      priorityId: '3',
      resolutionId: null,
      summary: `Issue number ${number}`,
      description: null,
      assignee: null,
      reporter: 'dana',
      labels: [],
      parentKey: null,
      watchers: [],
      created: now,
      updated: now,
      resolved: null,
      dueDate: null,
      ...more,
      key: `${projectKey}-${number}`,
    };
  }
}

/** The 431 of PAY-431. */
export function issueNumber(issue: { key: string }): number {
  return Number(issue.key.slice(issue.key.lastIndexOf('-') + 1));
}
