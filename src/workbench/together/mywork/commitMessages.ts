import * as vscode from 'vscode';
import { asText } from '../../../base/json.ts';
import { keysInBranch } from '../../../jira/issues/issueKeys.ts';
import type { Issue } from '../../../jira/issues/issues.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { IssueCache } from '../../jira/keys/issueCache.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { GitBranch, GitBranches } from '../../shell/git/gitBranches.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';

const { t } = vscode.l10n;

/** Names with numbers that are no keys of issues: `release/RC-1`, `fix-UTF-8`. */
const notProjects: ReadonlySet<string> = new Set(['CVE', 'ISO', 'MD', 'PR', 'RC', 'RFC', 'SHA', 'UCS', 'UTF']);

export interface CommitMessageDeps {
  readonly store: Pick<ConnectionStore, 'ofProduct'>;
  readonly branches: Pick<GitBranches, 'all' | 'messageBox'>;
  readonly projectKeys: Pick<ProjectKeys, 'issueOfBranch' | 'of'>;
  readonly issueCache: Pick<IssueCache, 'read'>;
  readonly background: Background;
}

/** Begins the messages of commits with the issue of a branch, when the branch is checked out; typed words stay. */
export class CommitMessages implements vscode.Disposable {
  private readonly deps: CommitMessageDeps;
  /** Branch of each repository, as it was seen last. */
  private readonly seen = new Map<string, string>();
  /** Text that was put into the box of each repository. */
  private readonly put = new Map<string, string>();

  constructor(deps: CommitMessageDeps) {
    this.deps = deps;
    for (const { root, name } of deps.branches.all()) this.seen.set(root, name);
  }

  dispose(): void {
    this.seen.clear();
  }

  /** Looks for branches that were checked out since. */
  async look(): Promise<void> {
    const others = this.deps.branches.all().filter(({ root, name }) => {
      const before = this.seen.get(root);
      this.seen.set(root, name);
      return before !== undefined && before !== name;
    });
    for (const branch of others) await this.begin(branch);
  }

  private async begin(branch: GitBranch): Promise<void> {
    const { root, name } = branch;
    const template = asText(
      vscode.workspace.getConfiguration('jenkinsJira', vscode.Uri.parse(root)).get('commitMessage'),
    );
    const text = template === '' ? '' : await this.textOf(branch, template);
    const box = this.deps.branches.messageBox(branch);
    if (!box || this.seen.get(root) !== name) return;
    // The box may hold the text of the branch before.
    if (box.value !== '' && box.value !== this.put.get(root)) return;
    box.value = text;
    this.put.set(root, text);
  }

  private async textOf({ name }: GitBranch, template: string): Promise<string> {
    const ref = await this.deps.projectKeys.issueOfBranch(name);
    if (!ref) {
      const key = this.strangeKey(name);
      if (key) showBriefly(t('{0} is not an issue of a connected Jira.', key), 8000);
      return '';
    }
    const issue = await this.deps.background.optional('The issue of a branch could not be read', () =>
      this.deps.issueCache.read(ref),
    );
    return messageOf(template, issue ?? { key: ref.key, summary: '' });
  }

  /** Finds the key of a project that no site has; none while the projects of a site are not known. */
  private strangeKey(branch: string): string | undefined {
    const { store, projectKeys } = this.deps;
    const sites = store.ofProduct(Product.jira);
    if (sites.length === 0 || sites.some(site => projectKeys.of(site).size === 0)) return undefined;
    // In lower case it is more often a word with a number.
    const isKey = (project: string) => !notProjects.has(project) && branch.includes(`${project}-`);
    return keysInBranch(branch, isKey)[0];
  }
}

function messageOf(template: string, { key, summary }: Pick<Issue, 'key' | 'summary'>): string {
  return template
    .replaceAll('{key}', () => key)
    .replaceAll('{summary}', () => summary.replace(/\s+/g, ' ').trim())
    .trim();
}
