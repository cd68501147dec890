import { createHash } from 'node:crypto';
import type { Build } from '../state/model.ts';

/** Where the controller keeps its copy of a repository. */
export function cacheOf(repository: string): string {
  return `/var/jenkins_home/caches/git-${createHash('md5').update(repository).digest('hex')}`;
}

/** What a Pipeline with its script in Git prints before it starts. */
export function jenkinsfileLines({ job, revision }: Build): string {
  const { source, repository } = job.parent;
  if (job.repository !== undefined) return `Obtained Jenkinsfile from git ${job.repository}\n`;
  if (revision === undefined || repository === undefined || !source?.heads) return '';
  const branches = source.heads.flatMap(({ isTag, name }) => (isTag ? [] : [name])).sort();
  return ` > git rev-parse --resolve-git-dir ${cacheOf(repository)}/.git # timeout=10
Setting origin to ${repository}
 > git config remote.origin.url ${repository} # timeout=10
Fetching origin...
Fetching upstream changes from origin
 > git --version # timeout=10
 > git --version # 'git version 2.39.5'
 > git config --get remote.origin.url # timeout=10
 > git fetch --tags --force --progress -- origin +refs/heads/*:refs/remotes/origin/* # timeout=10
${branches.map(name => `Seen branch in repository origin/${name}\n`).join('')}Seen ${branches.length} remote branches
Obtained Jenkinsfile from ${revision}
`;
}

const client = 'PluginClassLoader for git-client//org.jenkinsci.plugins.gitclient.CliGitAPIImpl';
const source = 'PluginClassLoader for git//jenkins.plugins.git.AbstractGitSCMSource';
const multibranch = 'jenkins.branch.MultiBranchProject';

const frames = (...places: string[]) => places.map(place => `\tat ${place}\n`).join('');

/** End of the log of a scan whose repository could not be read. */
export function unreachable(project: string, repository: string): string {
  return `FATAL: Failed to recompute children of ${project}
hudson.plugins.git.GitException: Command "git ls-remote --symref -- ${repository}" returned status code 128:
stdout: 
stderr: fatal: '${repository}' does not appear to be a git repository
fatal: Could not read from remote repository.

Please make sure you have the correct access rights
and the repository exists.

${frames(
  `${client}.launchCommandIn(CliGitAPIImpl.java:2852)`,
  `${client}.launchCommandWithCredentials(CliGitAPIImpl.java:2193)`,
  `${client}.launchCommandWithCredentials(CliGitAPIImpl.java:2083)`,
  `${client}.launchCommandWithCredentials(CliGitAPIImpl.java:2074)`,
  `${client}.getRemoteSymbolicReferences(CliGitAPIImpl.java:3853)`,
  `${source}.retrieveActions(AbstractGitSCMSource.java:1188)`,
)}Caused: java.io.IOException
${frames(
  `${source}.retrieveActions(AbstractGitSCMSource.java:1190)`,
  'PluginClassLoader for scm-api//jenkins.scm.api.SCMSource.fetchActions(SCMSource.java:843)',
  `PluginClassLoader for branch-api//${multibranch}.computeChildren(MultiBranchProject.java:650)`,
  'PluginClassLoader for cloudbees-folder//com.cloudbees.hudson.plugins.folder.computed.ComputedFolder.updateChildren(ComputedFolder.java:274)',
  'PluginClassLoader for cloudbees-folder//com.cloudbees.hudson.plugins.folder.computed.FolderComputation.run(FolderComputation.java:173)',
  `PluginClassLoader for branch-api//${multibranch}$BranchIndexing.run(MultiBranchProject.java:1096)`,
  'hudson.model.ResourceController.execute(ResourceController.java:97)',
  'hudson.model.Executor.run(Executor.java:456)',
)}Finished: FAILURE
`;
}
