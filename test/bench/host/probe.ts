// An extension that is active before ours: it looks on while ours is loaded and called, and then asks the host what
// the bench wants to know.
import { statSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { Order } from '../../demo/control.ts';
import { usedHeap } from '../heap.ts';

/** What an extension cost at its start. */
export interface Start {
  /** Milliseconds. */
  readonly load: number;
  readonly call: number;
}

/** What the bench reads. */
export interface HostFigures {
  readonly ours: Start;
  readonly empty: Start;
  /** In kB: of our files alone. */
  readonly codeAtStart: number;
  readonly codeAfterRequest: number;
  /** In MiB, above what the host used before any of our code was there. */
  readonly heapAtStart: number;
  /** After ten rounds of polling, and after a hundred more. */
  readonly heapEarly: number;
  readonly heapLate: number;
  readonly requestsHidden: number;
  readonly requestsVisible: number;
  /** Of one round. */
  readonly requestsOfRound: number;
}

const minuteMs = 60_000;
const rounds = 100;
const roundMs = 250;

const starts = new Map<string, Start>();
let heapBefore = 0;

type Load = (request: string, ...more: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load; _cache: Readonly<Record<string, unknown>> };
const ourFolder = `${process.env['BENCH_OURS'] ?? ''}${sep}`;

/** Called by VS Code, before others start. */
export async function activate(): Promise<void> {
  heapBefore = await usedHeap();
  const load = loader._load;
  loader._load = function (this: unknown, request: string, ...more: unknown[]) {
    const isMeant = request.startsWith(ourFolder) || request.endsWith('empty.js');
    if (!isMeant || starts.has(request)) return load.call(this, request, ...more);
    const began = performance.now();
    const loaded = load.call(this, request, ...more) as { activate?: (context: unknown) => unknown };
    const loading = performance.now() - began;
    starts.set(request, { load: loading, call: Number.NaN });
    // What a bundle gives away is fixed; VS Code takes a copy as well.
    return {
      ...loaded,
      activate(context: unknown) {
        const called = performance.now();
        const result = loaded.activate?.(context);
        starts.set(request, { load: loading, call: performance.now() - called });
        return result;
      },
    };
  };
}

async function order(what: Order): Promise<unknown> {
  const response = await fetch(process.env['DEMO_CONTROL_URL'] ?? '', { method: 'POST', body: JSON.stringify(what) });
  return response.json();
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms));
const requests = async () => Number(await order({ kind: 'requests' }));

async function requestsIn(ms: number): Promise<number> {
  const before = await requests();
  await pause(ms);
  return (await requests()) - before;
}

function codeInUse(): number {
  const files = Object.keys(loader._cache).filter(file => file.startsWith(ourFolder));
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1000;
}

function startOf(end: string): Start {
  const start = [...starts].find(([file]) => file.endsWith(end))?.[1];
  if (!start || Number.isNaN(start.call)) throw new Error(`${end} was not seen to start`);
  return start;
}

async function poll(times: number): Promise<void> {
  for (let round = 0; round < times; round++) {
    await vscode.commands.executeCommand('jenkinsJira.refresh');
    await pause(roundMs);
  }
}

/** Called by the rig when the window is there. */
export async function run(): Promise<void> {
  const ours = vscode.extensions.getExtension('jenkins-jira.jenkins-jira');
  while (!ours?.isActive) await pause(50);
  await pause(2000);
  const started = { ours: startOf('extension.js'), empty: startOf('empty.js') };
  const atStart = { codeAtStart: codeInUse(), heapAtStart: (await usedHeap()) - heapBefore };
  const requestsHidden = await requestsIn(minuteMs);
  await vscode.commands.executeCommand('jenkinsJira.jenkins.focus');
  await pause(3000);
  const codeAfterRequest = codeInUse();
  const requestsVisible = await requestsIn(minuteMs);
  const before = await requests();
  await poll(10);
  const requestsOfRound = ((await requests()) - before) / 10;
  const heapEarly = (await usedHeap()) - heapBefore;
  await poll(rounds);
  const figures: HostFigures = {
    ...{ ...started, ...atStart, requestsHidden, codeAfterRequest, requestsVisible, requestsOfRound, heapEarly },
    heapLate: (await usedHeap()) - heapBefore,
  };
  writeFileSync(process.env['BENCH_OUT'] ?? '', JSON.stringify(figures));
}
