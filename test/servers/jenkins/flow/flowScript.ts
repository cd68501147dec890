// Runs of Pipelines, written down as text: a line for each node of the flow graph and for each line of the log.
//
//   5 stage                        a block begins (its body comes next)
//   6 { Build                      the body of the block before it, with its label
//   7 sh | echo build              a step, and what it was given
//   > + echo build                 a line of the log of the last step; `>7 text` of another
//   ~264                           milliseconds pass
//   8 }                            the body ends
//   9 //                           the block ends
//   16 { Branch: Linux ^12         the node before it, where that is not the one on the line above
//   27 sh ! exit code 3            it failed; `!! Type: text` with another class than AbortException
//   32 } !                         it ended by the failure before it
//   !20 !! Type: text              the step fails now
//   ***                            the run goes on only after somebody ends it
//   49 { Deploy #failure           passed over after a failure, or by `#when` or `#restart`; `#=UNSTABLE` sets a result

import { consoleNote } from '../builds/logFile.ts';
import type { BuildResult, BuildStep } from '../state/model.ts';
import type { FlowError, FlowEvent, FlowKind } from './flowGraph.ts';

const blocks = new Set([
  'node',
  'stage',
  'parallel',
  'catchError',
  'retry',
  'withEnv',
  'timeout',
  'timestamps',
  'script',
]);
const nodePattern = /^(\d+) (\S+)(.*)$/;

interface Opened {
  readonly id: string;
  readonly step: string;
  readonly kind: FlowKind;
}

/** Steps of a run, up to `***` and behind it. Lines as above; blank ones count for nothing. */
export function flowPlan(script: string): { steps: BuildStep[]; afterAbort?: BuildStep[] } {
  const reader = new ScriptReader();
  const [before = '', after] = script.split('\n***\n');
  const steps = reader.read(before);
  if (after === undefined) return { steps };
  return { steps: [...steps, { holds: true }], afterAbort: reader.read(after) };
}

class ScriptReader {
  #steps: BuildStep[] = [];
  /** Innermost block or body after each node. */
  readonly #open = new Map<string, readonly Opened[]>([['2', []]]);
  readonly #errors = new Map<string, FlowError>();
  #last = '2';
  #lastStep = '2';

  read(script: string): BuildStep[] {
    this.#steps = [];
    for (const line of script.split('\n')) if (line.trim() !== '') this.#readLine(line.trim());
    return this.#steps;
  }

  #readLine(line: string): void {
    const failure = /^!(\d+) (!.*)$/.exec(line);
    const text = /^>(\d*) ?(.*)$/.exec(line);
    const pause = /^~(\d+)$/.exec(line);
    const node = nodePattern.exec(line);
    if (failure) this.#fail(failure[1] ?? '', errorIn(failure[2] ?? ''));
    else if (text) this.#print(text[1] || this.#lastStep, `${text[2] ?? ''}\n`);
    else if (pause) this.#steps.push({ takes: Number(pause[1]) });
    else if (node) this.#begin(node[1] ?? '', node[2] ?? '', node[3] ?? '');
    else throw new Error(`no line of a run: ${line}`);
  }

  #fail(node: string, error: FlowError): void {
    this.#errors.set(node, error);
    this.#steps.push({ node, fails: error });
  }

  #errorBefore(parents: readonly string[]): FlowError | undefined {
    const before = parents.map(each => this.#errors.get(each)).find(error => error !== undefined);
    return before ?? [...this.#errors.values()].at(-1);
  }

  #print(node: string, print: string): void {
    this.#steps.push({ print: print.replace(/^Running on (\S+) in/, `Running on ${consoleNote('node')}$1 in`), node });
  }

  #begin(id: string, word: string, rest: string): void {
    const parents = / \^([\d,]+)/.exec(rest)?.[1]?.split(',') ?? [this.#last];
    const around = this.#open.get(parents[0] ?? '') ?? [];
    const [inner] = around;
    const kind = kindOf(word, inner);
    const step = kind === 'block' || kind === 'step' ? word : (inner?.step ?? '');
    const words = rest.replace(/ \^[\d,]+/, '').replace(/ #\S+/, '');
    const [given = '', failed] = words.split(/ (?=!!? |!$)/);
    const event: FlowEvent = {
      ...{ id, kind, step, parents },
      ...labels(kind, given.trim()),
      error: failed === '!' ? this.#errorBefore(parents) : failed === undefined ? undefined : errorIn(failed),
      ...marks(rest),
    };
    this.#steps.push({ flow: event });
    if (event.error) this.#errors.set(id, event.error);
    this.#open.set(id, openAfter(event, around));
    this.#last = id;
    if (kind === 'step' || kind === 'block') this.#lastStep = id;
  }
}

function kindOf(word: string, inner: Opened | undefined): FlowKind {
  if (word === '{') return 'body';
  if (word === '}') return 'bodyEnd';
  if (word === '//') return 'blockEnd';
  if (word === 'end') return 'end';
  if (!inner && word === 'start') return 'start';
  return blocks.has(word) ? 'block' : 'step';
}

function labels(kind: FlowKind, given: string): Pick<FlowEvent, 'label' | 'argument' | 'title'> {
  if (kind === 'body') return { label: given || undefined };
  const [title = '', argument] = given.split(/(?:^| )\| /);
  return { title: title || undefined, argument };
}

function errorIn(failed: string): FlowError {
  const typed = /^!! ([\w.$]+): (.*)$/.exec(failed);
  return typed
    ? { type: typed[1] ?? '', message: typed[2] ?? '' }
    : { type: 'hudson.AbortException', message: failed.slice(2) };
}

function marks(rest: string): Pick<FlowEvent, 'skipped' | 'warning'> {
  const mark = / #(\S+)/.exec(rest)?.[1];
  if (mark === 'when' || mark === 'failure' || mark === 'restart') return { skipped: mark };
  return mark?.startsWith('=') ? { warning: mark.slice(1) as BuildResult } : {};
}

function openAfter(event: FlowEvent, around: readonly Opened[]): readonly Opened[] {
  if (event.kind === 'block' || event.kind === 'body') return [event, ...around];
  return event.kind === 'bodyEnd' || event.kind === 'blockEnd' ? around.slice(1) : around;
}
