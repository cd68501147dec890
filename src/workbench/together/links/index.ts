import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import type { BuildIssues } from '../../jenkins/view/buildIssues.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { IssueBuilds } from '../../jira/issues/issueBuilds.ts';
import type { IssuesOfBuildsDeps } from './buildIssues.ts';
import { BuildsOfIssues } from './issueBuilds.ts';
import type { NamedBuilds, NamedBuildsDeps } from './namedBuilds.ts';

export interface LinksDeps extends NamedBuildsDeps, Omit<IssuesOfBuildsDeps, 'namedBuilds'> {
  readonly store: ConnectionStore;
  /** Of the Jenkins view's nodes; asked for with the first line. */
  readonly jobNodes: () => JobNodeDeps;
}

export interface Links {
  readonly buildIssues: BuildIssues;
  readonly issueBuilds: IssueBuilds;
  /** Finds the keys of the issues that a build can be reported on; none where they cannot be read. */
  readonly issuesOf: (build: BuildRef) => Promise<readonly string[]>;
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
