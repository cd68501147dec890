/** Recordings of one subject, by number, and how many of them the demo Jenkins is held to. */
export interface Subject {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Covered at least; it only rises. */
  readonly floor: number;
}

export const subjects: readonly Subject[] = [
  { name: 'core without plugins', first: 1, last: 437, floor: 415 },
  { name: 'starting up', first: 438, last: 443, floor: 6 },
  { name: 'under a context path', first: 444, last: 456, floor: 13 },
  { name: 'with plugins', first: 457, last: 587, floor: 111 },
  { name: 'running Pipelines', first: 588, last: 615, floor: 28 },
  { name: 'finished Pipelines', first: 616, last: 651, floor: 35 },
  { name: 'nodes and steps', first: 652, last: 725, floor: 61 },
  { name: 'logs of Pipelines', first: 726, last: 749, floor: 18 },
  { name: 'large flow graphs', first: 750, last: 794, floor: 44 },
  { name: 'inputs', first: 795, last: 890, floor: 94 },
  { name: 'replays', first: 891, last: 924, floor: 32 },
  { name: 'restarts from a stage', first: 925, last: 946, floor: 20 },
  { name: 'checks and snippets of Jenkinsfiles', first: 947, last: 1008, floor: 36 },
  { name: 'test reports', first: 1009, last: 1045, floor: 32 },
  { name: 'matrix jobs', first: 1046, last: 1076, floor: 28 },
  { name: 'agents', first: 1077, last: 1099, floor: 22 },
  { name: 'branches', first: 1100, last: 1144, floor: 44 },
  { name: 'API tokens', first: 1145, last: 1178, floor: 34 },
  { name: 'without security', first: 1179, last: 1200, floor: 20 },
  { name: 'refusals by Accept', first: 1201, last: 1212, floor: 12 },
];

export interface Coverage extends Subject {
  readonly recorded: number;
  readonly covered: number;
}

/** Counts the claimed recordings of each subject. */
export function coverageOf(recorded: Iterable<number>, claimed: ReadonlySet<number>): Coverage[] {
  const numbers = [...recorded];
  return subjects.map(subject => {
    const own = numbers.filter(number => number >= subject.first && number <= subject.last);
    return { ...subject, recorded: own.length, covered: own.filter(number => claimed.has(number)).length };
  });
}

/** The line for each subject that is not covered as a whole. */
export function gapsIn(coverage: readonly Coverage[]): string[] {
  return coverage
    .filter(({ covered, recorded }) => covered < recorded)
    .map(({ name, first, last, covered, recorded }) => `${name} (${first}-${last}): ${covered} of ${recorded}`);
}
