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

const afterStamp = String.raw`^(?:\[\d{4}-\d\d-\d\dT${notInLine(']')}*\] ?)?`;

/**
 * Finds lines for {@link readSections}, with the text of each. Stages, branches and steps of a Pipeline, shells,
 * modules and goals of Maven, `[section]` lines, groups.
 */
export const headingPattern = {
  source: [
    `${afterStamp}(?:`,
    String.raw`\[Pipeline\] (?!// ).*|`,
    String.raw`\[[^\]\n]{1,80}\] \$ .*|`,
    String.raw`\[INFO\] (?:Building .+|--- .+ ---|Reactor Summary.*|BUILD .*)|`,
    String.raw`\[[^\]\[\n]{1,80}\]\s*$|`,
    String.raw`##\[(?:section|group|endgroup)\].*|`,
    '::(?:end)?group::.*',
    ')',
  ].join(''),
  flags: '',
} as const;
/** Commands of shells (`+ make`), in a search of their own: there may be so many that nothing else would be found. */
export const commandPattern = { source: String.raw`${afterStamp}\+ .*`, flags: '' } as const;

/** Within the same block, a heading ends those of its own rank and of higher ones. */
const ranks = { module: 1, section: 1, goal: 2, step: 3, command: 4 } as const;

type Heading =
  | { readonly what: 'open'; readonly kind: SectionKind; readonly title: string }
  | { readonly what: 'close' }
  | { readonly what: 'begin'; readonly kind: SectionKind; readonly title: string; readonly rank: number }
  | { readonly what: 'end'; readonly rank: number };

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
  for (const { line, text } of headings) reader.take(line, headingOf(text));
  return reader.end(lines);
}

class SectionReader {
  private readonly sections: Section[] = [];
  private readonly open: Open[] = [];
  /** Open sections with a name. */
  private depth = 0;

  take(line: number, heading: Heading | undefined): void {
    if (!heading) return;
    if (heading.what === 'close') {
      this.endRanked(0, line - 1);
      const last = this.open.pop();
      if (last) this.finish(last, line);
      this.leave(last);
      return;
    }
    this.endRanked(heading.what === 'open' ? 0 : heading.rank, line - 1);
    if (heading.what === 'end') return;
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
  const text = line.slice(stampOf(line)?.length ?? 0).trimEnd();
  if (text.startsWith('[Pipeline] ')) return pipelineHeading(text.slice('[Pipeline] '.length));
  if (text.startsWith('+ ')) return begin(SectionKind.command, text.slice(2), ranks.command);
  if (text.startsWith('[INFO] ')) return mavenHeading(text.slice('[INFO] '.length));
  return groupHeading(text);
}

function begin(kind: SectionKind, title: string, rank: number): Heading {
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

function mavenHeading(text: string): Heading | undefined {
  const module = /^Building (.+?)(?: +\[\d+\/\d+\])?$/.exec(text)?.[1];
  // `Building jar: …` is output of a goal.
  if (module && !/^\w+: /.test(module)) return begin(SectionKind.module, module, ranks.module);
  const goal = /^--- (.+) ---$/.exec(text)?.[1];
  if (goal) return begin(SectionKind.goal, goal, ranks.goal);
  if (text.startsWith('Reactor Summary')) return begin(SectionKind.section, 'Reactor Summary', ranks.module);
  return text.startsWith('BUILD ') ? { what: 'end', rank: ranks.module } : undefined;
}

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
  return own ? begin(SectionKind.section, own, ranks.section) : undefined;
}
