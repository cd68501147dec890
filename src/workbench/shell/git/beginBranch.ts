import type { GitRef, GitRepository } from './gitApi.ts';

/** Branches of a repository that a new one can begin at. */
export interface KnownBranches {
  /** Branch that is checked out. */
  readonly current: string | undefined;
  /** The remote's main branch, such as `origin/main`. */
  readonly main: string | undefined;
  /** All others: those of this repository, then those of its remotes. */
  readonly others: readonly string[];
  /** Whether a branch of that name is in this repository, or on its remote. */
  placeOf(name: string): 'here' | 'remote' | undefined;
}

const remoteHead = 1;
/** Usual names of main branches, the likeliest first. */
const mainNames = ['main', 'master', 'trunk', 'develop'];

/** Reads the branches that git knows of, without asking the remote. */
export async function knownBranches(repository: GitRepository): Promise<KnownBranches> {
  const refs = (await repository.getBranches({ remote: true })).filter(({ name }) => name !== undefined);
  const remote = remoteOf(repository);
  const remotes = refs.filter(({ type }) => type === remoteHead).flatMap(ref => nameIn(ref));
  const locals = refs.filter(({ type }) => type !== remoteHead).flatMap(ref => nameIn(ref));
  const current = repository.state.HEAD?.name;
  const main = await mainOf(repository, remote, refs);
  return {
    current,
    main,
    others: [...locals.filter(name => name !== current), ...remotes.filter(name => name !== main)],
    placeOf(name) {
      if (locals.includes(name)) return 'here';
      return remotes.includes(`${remote}/${name}`) ? 'remote' : undefined;
    },
  };
}

/**
 * Creates a branch and switches to it; one that is here, or on the remote, is only switched to.
 * @param base branch that it begins at, as the remote has it now; absent: what is checked out
 * @returns false where it began at the base as it was known here: the remote could not be reached
 */
export async function beginBranch(repository: GitRepository, name: string, base: string | undefined): Promise<boolean> {
  const place = (await knownBranches(repository)).placeOf(name);
  const remote = remoteOf(repository);
  if (place === 'here') {
    await repository.checkout(name);
    return true;
  }
  if (place === 'remote' || (await isOnRemote(repository, remote, name))) {
    await repository.createBranch(name, true, `${remote}/${name}`);
    await repository.setBranchUpstream(name, `${remote}/${name}`);
    return true;
  }
  const isCurrent = base === undefined || (await fetchBase(repository, base));
  await repository.createBranch(name, true, base);
  return isCurrent;
}

/** Brings a branch of the remote up to date; a remote that cannot be reached leaves it as it was. */
async function fetchBase(repository: GitRepository, base: string): Promise<boolean> {
  const remote = repository.state.remotes.find(({ name }) => base.startsWith(`${name}/`))?.name;
  return remote === undefined || fetched(repository, remote, base.slice(remote.length + 1));
}

async function isOnRemote(repository: GitRepository, remote: string, name: string): Promise<boolean> {
  if (!repository.state.remotes.some(each => each.name === remote)) return false;
  return (await fetched(repository, remote, name)) && (await knownBranches(repository)).placeOf(name) === 'remote';
}

/** A branch that is not there is a failure, too. */
async function fetched(repository: GitRepository, remote: string, ref: string): Promise<boolean> {
  try {
    await repository.fetch({ remote, ref });
    return true;
  } catch {
    return false;
  }
}

/**
 * The remote's own word for its main branch is a commit alone: of the branches at it, usual names come first. Where it
 * does not say, a usual name is taken.
 */
async function mainOf(repository: GitRepository, remote: string, refs: readonly GitRef[]): Promise<string | undefined> {
  const usual = mainNames.flatMap(name => refs.find(ref => ref.name === `${remote}/${name}`) ?? []);
  const head = await commitOf(repository, `${remote}/HEAD`);
  const isOfRemote = ({ name = '' }: GitRef) => name.startsWith(`${remote}/`) && name !== `${remote}/HEAD`;
  const atHead =
    head === undefined ? [] : [...usual, ...refs.filter(isOfRemote)].filter(({ commit }) => commit === head);
  return (atHead[0] ?? usual[0])?.name;
}

async function commitOf(repository: GitRepository, ref: string): Promise<string | undefined> {
  try {
    return (await repository.getCommit(ref)).hash;
  } catch {
    // A remote need not say which of its branches is the main one.
    return undefined;
  }
}

function remoteOf({ state }: GitRepository): string {
  return (
    state.remotes.find(({ name }) => name === 'origin')?.name ??
    state.HEAD?.upstream?.remote ??
    state.remotes[0]?.name ??
    'origin'
  );
}

function nameIn({ name }: GitRef): string[] {
  return name === undefined ? [] : [name];
}
