import type {
  Artifact,
  BuildPlan,
  BuildResult,
  BuildStep,
  ParameterValue,
  PlanContext,
  TestCase,
} from '../state/model.ts';
import { workspace } from './buildRunner.ts';

/** One command of a shell build step: how `sh -xe` shows it, what it prints, how long it takes. */
export interface ShellCommand {
  trace: string;
  output?: string;
  takes?: number;
  exit?: number;
}

export const echo = (text: string): ShellCommand => ({ trace: `echo ${text}`, output: `${text}\n` });
export const sleep = (seconds: number): ShellCommand => ({ trace: `sleep ${seconds}`, takes: seconds * 1000 });
export const exit = (code: number): ShellCommand => ({ trace: `exit ${code}`, exit: code });

/** Even the quickest of builds takes a moment. */
const SHELL_START_MS = 12;

export interface ShellOptions {
  /** What comes after the script, e.g. archiving. */
  after?: BuildStep[];
  result?: BuildResult;
  artifacts?: Artifact[];
  tests?: TestCase[];
}

/** A freestyle build with one "Execute shell" step. */
export function shellPlan(
  commands: (context: PlanContext) => ShellCommand[],
  options: ShellOptions = {},
): (context: PlanContext) => BuildPlan {
  return context => {
    const steps: BuildStep[] = uploadedFiles(context.parameters);
    steps.push({
      print: `[${context.job.name}] $ /bin/sh -xe /var/tmp/jenkins${scriptNumber(context)}.sh\n`,
      takes: SHELL_START_MS,
    });
    const all = commands(context);
    const failing = all.findIndex(command => command.exit);
    if (failing >= 0) {
      steps.push(...all.slice(0, failing + 1).map(stepOf));
      steps.push({ print: "Build step 'Execute shell' marked build as failure\n" });
      return { steps, result: 'FAILURE' };
    }
    const { after = [], result = 'SUCCESS', ...found } = options;
    return { steps: [...steps, ...all.map(stepOf), ...after], result, ...found };
  };
}

function stepOf(command: ShellCommand): BuildStep {
  const traced = command.trace === '' ? '' : `+ ${command.trace}\n`;
  return { print: `${traced}${command.output ?? ''}`, takes: command.takes ?? 0 };
}

/** Reads the little shell that configurations of demo jobs are written in: echo, sleep, seq and exit. */
export function plainShell(script: string): (context: PlanContext) => ShellCommand[] {
  return context =>
    script
      .split(/[;\n]/)
      .map(line => expand(line.trim(), context))
      .filter(line => line !== '')
      .map(readCommand);
}

function readCommand(line: string): ShellCommand {
  const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
  const argument = rest.replace(/^(["'])(.*)\1$/, '$2');
  if (word === 'echo') return echo(argument);
  if (word === 'sleep') return sleep(Number(argument) || 0);
  if (word === 'exit') return exit(Number(argument) || 0);
  if (word === 'seq') return seq(rest);
  return { trace: line };
}

/** `seq -f 'line %.0f' 1 1000` */
function seq(rest: string): ShellCommand {
  const [, format = '%.0f', first = '1', last = '1'] = /^(?:-f '([^']*)' )?(\d+) (\d+)$/.exec(rest) ?? [];
  const lines: string[] = [];
  for (let number = Number(first); number <= Number(last); number++) {
    lines.push(`${format.replace('%.0f', String(number))}\n`);
  }
  return { trace: `seq ${rest}`, output: lines.join('') };
}

function expand(line: string, context: PlanContext): string {
  const values = new Map<string, string>([
    ['JOB_NAME', context.job.name],
    ['BUILD_NUMBER', String(context.build.number)],
    ['WORKSPACE', workspace(context.job)],
    ...context.parameters.map(value => [value.name, String(value.value)] as [string, string]),
  ]);
  return line.replace(/\$\{?(\w+)\}?/g, (_all, name: string) => values.get(name) ?? '');
}

function uploadedFiles(parameters: ParameterValue[]): BuildStep[] {
  return parameters.filter(value => value.kind === 'file').map(value => ({ print: `Copying file to ${value.name}\n` }));
}

// A name that looks like the temporary files of a real controller and is the same on every run.
function scriptNumber({ job, build }: PlanContext): string {
  let seed = build.number;
  for (const char of job.name) seed = (seed * 131 + char.charCodeAt(0)) % 1_000_000_007;
  return `1${String(seed).padStart(10, '0')}${String(seed).padStart(8, '7').slice(0, 8)}`;
}
