import { usualLimits } from '../base/budget.ts';
import { notInLine } from './linePattern.ts';
import { stampOf } from './timestamps.ts';

export const SectionKind = {
  stage: 'stage',
  branch: 'branch',
  step: 'step',
  command: 'command',
  module: 'module',
  goal: 'goal',
  section: 'section',
} as const;
export type SectionKind = (typeof SectionKind)[keyof typeof SectionKind];

/** Section of a log, as its text shows it. */
export interface Section {
  readonly kind: SectionKind;
  readonly title: string;
  /** The line that begins it, counted from 0. */
  readonly line: number;
  /** The last line that belongs to it. */
  readonly lastLine: number;
  /** How many sections it lies in. */
  readonly depth: number;
}

/** Name of a branch before its lines, as older Pipelines write it, and no level of Maven. */
const branchName = String.raw`\[(?!INFO\]|Pipeline\])[^\][\n]{1,80}\] `;
/** Stamps of the Timestamper, older and newer ones, and of Maven. */
const afterStamp = String.raw`^(?:\[\d{4}-\d\d-\d\dT${notInLine(']')}*\] ?)?(?:(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z? {1,4})?`;

/**
 * Finds lines for {@link readSections}, with the text of each. Stages, branches and steps of a Pipeline, shells,
 * modules and goals of Maven, `[section]` lines, groups.
 */
export const headingPattern = {
  source: [
    `${afterStamp}(?:`,
    String.raw`\[Pipeline\] (?!// ).*|`,
    String.raw`\[[^\]\n]{1,80}\] \$ .*|`,
    String.raw`(?:${branchName})?\[INFO\] (?:Building .+|--- .+ ---|Reactor Summary.*|BUILD .*)|`,
    String.raw`\[[A-Za-z][^\]\[\n]{0,79}\]\s*$|`,
    String.raw`##\[(?:section|group|endgroup)\].*|`,
    '::(?:end)?group::.*',
    ')',
  ].join(''),
  flags: '',
} as const;
/**
 * Commands of shells (`+ make`, `C:\ws>make`), in a search of their own: there may be so many that nothing else would be
 * found. Packages that npm and pnpm installed (`+ express@4.18.2`) are none, nor are indented lines of a diff.
 */
export const commandPattern = {
  source: String.raw`${afterStamp}(?:${branchName})?(?:\+ (?! |@?[\w./-]{1,100}(?:@\d| \d+\.\d+\.\d)[\w.+-]{0,60}\s*$).*|[A-Za-z]:\\[^<>|"\n]{0,250}>[^\s>].*)`,
  flags: '',
} as const;
const prompt = /^[A-Za-z]:\\[^<>|"\n]{0,250}>(?=[^\s>])/;

/** Within the same block, a heading ends those of its own rank and of higher ones. */
const ranks = { module: 1, section: 1, goal: 2, step: 3, command: 4 } as const;

type Heading =
  | { readonly what: 'parallel' }
  | { readonly what: 'open'; readonly kind: SectionKind; readonly title: string }
  | { readonly what: 'close' }
  | { readonly what: 'begin'; readonly kind: SectionKind; readonly title: string; readonly rank: number }
  | { readonly what: 'end'; readonly rank: number }
  | { readonly what: 'own'; readonly title: string };
type SectionHeading = Exclude<Heading, { readonly what: 'own' }>;

interface Open {
  readonly kind: SectionKind | undefined;
  readonly title: string;
  readonly line: number;
  /** Absent: a block that ends by itself. */
  readonly rank: number | undefined;
  readonly index: number;
}

/**
 * The sections of a log.
 * @param headings the lines that the patterns found, in order
 * @param lines of the log, an unfinished one included
 */
export function readSections(headings: Iterable<{ line: number; text: string }>, lines: number): Section[] {
  const reader = new SectionReader();
  const all = [...headings].map(({ line, text }) => ({ line, heading: headingOf(text) }));
  const repeated = repeatedTitles(all.map(({ heading }) => heading));
  for (const { line, heading } of all) {
    if (!heading) continue;
    if (heading.what !== 'own') reader.take(line, heading);
    else if (!repeated.has(heading.title)) reader.takeOwn(line, heading.title);
  }
  return reader.end(lines);
}

/** A name in brackets that comes again is a prefix, whose line was empty. */
function repeatedTitles(headings: readonly (Heading | undefined)[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const heading of headings) {
    if (heading?.what !== 'own') continue;
    if (seen.has(heading.title)) repeated.add(heading.title);
    seen.add(heading.title);
  }
  return repeated;
}

class SectionReader {
  private readonly sections: Section[] = [];
  private readonly open: Open[] = [];
  /** Open sections with a name. */
  private depth = 0;

  /** Numbers of open blocks at which the branches of open parallels begin. */
  private readonly parallels: number[] = [];

  take(line: number, heading: SectionHeading): void {
    if (heading.what === 'close') {
      this.close(line);
      return;
    }
    this.endRanked('rank' in heading ? heading.rank : 0, line - 1);
    if (heading.what === 'end') return;
    if (heading.what === 'parallel') {
      if (this.parallels.at(-1) !== this.open.length) this.parallels.push(this.open.length);
      return;
    }
    if (heading.kind === SectionKind.branch) this.endSiblings(line - 1);
    this.begin(line, heading);
  }

  /** A line of a name in brackets; among the output of Maven it is no section. */
  takeOwn(line: number, title: string): void {
    const isInMaven = this.open.some(({ kind }) => kind === SectionKind.module || kind === SectionKind.goal);
    if (!isInMaven) this.take(line, begin(SectionKind.section, title, ranks.section));
  }

  private close(line: number): void {
    this.endRanked(0, line - 1);
    const last = this.open.pop();
    if (last) this.finish(last, line);
    this.leave(last);
    while ((this.parallels.at(-1) ?? 0) > this.open.length) this.parallels.pop();
  }

  /**
   * Ends the branches of the same parallel that are still open, and all in them: the lines of branches that run together
   * are mixed. Their blocks stay open, so that each end has its block.
   */
  private endSiblings(lastLine: number): void {
    for (let index = this.parallels.at(-1) ?? this.open.length; index < this.open.length; index++) {
      const sibling = this.open[index];
      if (sibling?.kind === undefined) continue;
      this.finish(sibling, lastLine);
      this.leave(sibling);
      this.open[index] = { ...sibling, kind: undefined };
    }
  }

  private begin(line: number, heading: SectionHeading & { readonly what: 'open' | 'begin' }): void {
    // A block without a name is not listed, but it has an end.
    const isNamed = heading.title !== '';
    const depth = this.depth;
    this.open.push({
      kind: isNamed ? heading.kind : undefined,
      title: heading.title,
      line,
      rank: heading.what === 'begin' ? heading.rank : undefined,
      index: this.sections.length,
    });
    if (!isNamed) return;
    this.depth++;
    // Deeper ones lie beside each other: views of sections need a level of the stack for each.
    const shown = Math.min(depth, usualLimits.depth);
    this.sections.push({ kind: heading.kind, title: heading.title, line, lastLine: line, depth: shown });
  }

  end(lines: number): Section[] {
    for (const each of this.open) this.finish(each, lines - 1);
    return this.sections;
  }

  private endRanked(rank: number, lastLine: number): void {
    for (let last = this.open.at(-1); last?.rank !== undefined && last.rank >= rank; last = this.open.at(-1)) {
      this.finish(last, lastLine);
      this.leave(this.open.pop());
    }
  }

  private leave(open: Open | undefined): void {
    if (open?.kind !== undefined) this.depth--;
  }

  private finish({ kind, index }: Open, lastLine: number): void {
    const section = this.sections[index];
    if (kind !== undefined && section)
      this.sections[index] = { ...section, lastLine: Math.max(section.line, lastLine) };
  }
}

function headingOf(line: string): Heading | undefined {
  const text = line
    .slice(stampOf(line)?.length ?? 0)
    .trimEnd()
    .replace(plainStamp, '')
    .replace(branchBefore, '');
  if (text.startsWith('[Pipeline] ')) {
    return pipelineHeading(text.slice('[Pipeline] '.length).replace(branchBeforeStep, ''));
  }
  const prompted = prompt.exec(text);
  if (prompted) return begin(SectionKind.command, text.slice(prompted[0].length), ranks.command);
  if (text.startsWith('+ ')) return begin(SectionKind.command, text.slice(2), ranks.command);
  if (text.startsWith('[INFO] ')) return mavenHeading(text.slice('[INFO] '.length));
  return groupHeading(text);
}

const plainStamp = /^(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z? {1,4}/;
const branchBefore = new RegExp(String.raw`^${branchName}(?=\+ |\[INFO\] |[A-Za-z]:\\)`);
const branchBeforeStep = /^\[[^\]\n]{1,80}\] /;

function begin(kind: SectionKind, title: string, rank: number): SectionHeading {
  return { what: 'begin', kind, title, rank };
}

const stepsWithText = new Set([
  'sh',
  'bat',
  'powershell',
  'pwsh',
  'script',
  'checkout',
  'git',
  'junit',
  'archiveArtifacts',
]);

function pipelineHeading(text: string): Heading | undefined {
  if (text === '}') return { what: 'close' };
  if (text === 'parallel') return { what: 'parallel' };
  const block = /^\{(?: \((.*)\))?$/.exec(text);
  if (block) {
    const branch = /^Branch: (.*)$/.exec(block[1] ?? '')?.[1];
    return { what: 'open', kind: branch ? SectionKind.branch : SectionKind.stage, title: branch ?? block[1] ?? '' };
  }
  const step = /^(\w+)(?: \((.*)\))?$/.exec(text);
  if (step?.[1] && stepsWithText.has(step[1])) {
    return begin(SectionKind.step, step[2] ? `${step[1]}: ${step[2]}` : step[1], ranks.step);
  }
  return { what: 'end', rank: ranks.step };
}

/** Maven names a module with its version, or with its number among the modules; echoes of scripts have neither. */
const mavenModule =
  /^Building ((?!\w+: ).+? (?:\d[\w.+-]*|[\w.+-]*-SNAPSHOT|\$\{[\w.]+\}[\w.+-]*))(?: +\[\d+\/\d+\])?$|^Building (.+?) +\[\d+\/\d+\]$/;
const mavenGoal = /^--- (\S+:\S+ (?:\(.+\) )?@ .+) ---$/;

function mavenHeading(text: string): Heading | undefined {
  const module = mavenModule.exec(text);
  if (module) return begin(SectionKind.module, module[1] ?? module[2] ?? '', ranks.module);
  const goal = mavenGoal.exec(text)?.[1];
  if (goal) return begin(SectionKind.goal, goal, ranks.goal);
  if (text.startsWith('Reactor Summary')) return begin(SectionKind.section, 'Reactor Summary', ranks.module);
  return /^BUILD (?:SUCCESS|FAILURE|ERROR)/.test(text) ? { what: 'end', rank: ranks.module } : undefined;
}

/** Levels, states, and tasks of Ant. */
const noSection =
  /^(?:info|warn|warning|error|fatal|debug|trace|notice|severe|ok|pass|passed|fail|failed|success|done|skipped|skip|unstable|java|javac|javadoc|exec|echo|copy|move|mkdir|delete|jar|war|zip|unzip|junit|junitreport|testng|get|sql|ssh|scp|sshexec|groovy|apply|taskdef|artifact:\w+|ivy:\w+)$/i;

function groupHeading(text: string): Heading | undefined {
  const group = /^(?:##\[(section|group|endgroup)\]|::(group|endgroup)::)(.*)$/.exec(text);
  if (group) {
    const word = group[1] ?? group[2];
    const title = group[3]?.trim() ?? '';
    if (word === 'endgroup') return { what: 'end', rank: ranks.section };
    return begin(SectionKind.section, title || (word ?? ''), ranks.section);
  }
  const shell = /^\[([^\]]+)\] \$ (.*)$/.exec(text);
  if (shell?.[2]) return begin(SectionKind.step, shell[2], ranks.step);
  const own = /^\[([^\][]+)\]$/.exec(text)?.[1];
  return own !== undefined && !noSection.test(own) ? { what: 'own', title: own } : undefined;
}
