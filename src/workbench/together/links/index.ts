import * as vscode from 'vscode';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import type { BuildIssues } from '../../jenkins/view/buildIssues.ts';
import type { JobTree } from '../../jenkins/view/index.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { IssueBuilds } from '../../jira/issues/issueBuilds.ts';
import type { IssueChanges } from '../../jira/issues/issueChanges.ts';
import type { IssuePermissions } from '../../jira/issues/issuePermissions.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { IssuesOfBuildsDeps, IssuesToReportDeps } from './buildIssues.ts';
import { BuildsOfIssues } from './issueBuilds.ts';
import { issuesId } from './issuesId.ts';
import type { NamedBuilds, NamedBuildsDeps } from './namedBuilds.ts';

export interface LinksDeps extends NamedBuildsDeps, Omit<IssuesOfBuildsDeps, 'namedBuilds'>, IssuesToReportDeps {
  readonly store: ConnectionStore;
  /** Of the Jenkins view's nodes; asked for with the first line. */
  readonly jobNodes: () => JobNodeDeps;
}

export interface Links {
  readonly buildIssues: BuildIssues;
  readonly issueBuilds: IssueBuilds;
  /** Finds the issues that a build can be reported on; none where they cannot be read. */
  readonly issuesOf: (build: BuildRef) => Promise<readonly IssueRef[]>;
}

/** Issues of builds and builds of issues, loaded with the first. */
export function links(deps: LinksDeps): Links {
  let made: Promise<NamedBuilds> | undefined;
  const make = async () => new (await import('./namedBuilds.ts')).NamedBuilds(deps);
  const namedBuilds = () => (made ??= make());
  return {
    issueBuilds: new BuildsOfIssues({ ...deps, namedBuilds }),
    issuesOf: async build => {
      const found = await deps.background.optional('The issues of a build could not be read', async () => {
        const { issuesToReport } = await import('./buildIssues.ts');
        return issuesToReport(deps, build);
      });
      return found ?? [];
    },
    buildIssues: {
      async nodes(build, named, drawing) {
        const { issueLines } = await import('./buildIssues.ts');
        return issueLines({ ...deps, namedBuilds: await namedBuilds() }, build, named, drawing);
      },
    },
  };
}

/** Keeps the lines of issues below builds: what the account may do there, and changes that were made here. */
export function keepIssueLines(
  { tree, view }: Pick<JobTree, 'tree' | 'view'>,
  { permissions, changes }: { readonly permissions: IssuePermissions; readonly changes: IssueChanges },
): vscode.Disposable {
  return vscode.Disposable.from(
    permissions.keepLines(tree, view),
    changes.onDidChange(() => tree.refreshWhere(id => id.endsWith(issuesId))),
  );
}
