// Logs of builds: followed onto the disk beside curl, which only reads; opened at their end; searched through.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogScan, patternOf, readRows, Scanner, Spool } from '../../src/logs/index.ts';
import { generatedLineBytes } from '../servers/jenkins/generatedLines.ts';
import { type Bench, type BenchRun, type Contestant, type Figure, inTurns, timed } from './bench.ts';
import type { FollowResult } from './logs/follower.ts';
import { curl, follow, type LogPlace, startPlace } from './logs/place.ts';

const mebibyte = 1024 * 1024;
const finishedMebibytes = 500;
const running = { megabytes: 200, seconds: 8.7 };
const dripping = { megabytes: 0.02, seconds: 60 };
const rounds = 3;
const never = new AbortController().signal;

const one = (name: string, ...samples: number[]): Contestant => ({ name, samples });

async function finishedLog(place: LogPlace, folder: string): Promise<{ figures: Figure[]; file: string }> {
  const job = 'finished';
  const number = await place.order<number>({ kind: 'start', job });
  const count = Math.round((finishedMebibytes * mebibyte) / generatedLineBytes);
  await place.order({ kind: 'lines', job, number, count });
  await place.order({ kind: 'finish', job, number, result: 'SUCCESS' });
  const hash = await place.order<string>({ kind: 'hash', job, number });
  const url = `${place.url}/job/${job}/${number}/consoleText`;
  const results: FollowResult[] = [];
  const speeds = await inTurns(rounds, {
    'follower, to the disk with its index': async () => {
      const result = await follow({ url: place.url, job, number, folder });
      if (result.hash !== hash) throw new Error('the log is not the console’s text');
      results.push(result);
      return result.bytes / mebibyte / (result.milliseconds / 1000);
    },
    'curl, to the disk': async () => finishedMebibytes / ((await curl(url, join(folder, 'curl.log'))) / 1000),
    'curl, to nowhere': async () => finishedMebibytes / ((await curl(url, '/dev/null')) / 1000),
  });
  const figures: Figure[] = [
    {
      work: `read a finished log of ${finishedMebibytes} MiB`,
      unit: 'MiB/s',
      aim: '80 % of curl',
      contestants: speeds,
    },
    memoryFigure(
      '… peak heap and buffers above idle',
      results.map(({ peakHeap }) => peakHeap),
      '64',
    ),
    memoryFigure(
      '… peak resident memory above idle',
      results.map(({ peakResident }) => peakResident),
    ),
  ];
  return { figures, file: results[0]?.file ?? '' };
}

function memoryFigure(work: string, samples: number[], aim?: string): Figure {
  return { work, unit: 'MiB', contestants: [one('follower', ...samples)], ...(aim ? { aim: `under ${aim}` } : {}) };
}

async function runningLog(place: LogPlace, folder: string): Promise<Figure[]> {
  const job = 'running';
  const results: (FollowResult & { wire: number; late: number })[] = [];
  for (let round = 0; round < rounds; round++) {
    const number = await place.order<number>({ kind: 'start', job });
    const before = await place.order<number>({ kind: 'logBytes' });
    const following = follow({ url: place.url, job, number, folder });
    await place.order({ kind: 'grow', job, number, ...running });
    const ended = performance.now();
    await place.order({ kind: 'finish', job, number, result: 'SUCCESS' });
    const result = await following;
    const hash = await place.order<string>({ kind: 'hash', job, number });
    if (result.hash !== hash) throw new Error('the log is not the console’s text');
    const wire = (await place.order<number>({ kind: 'logBytes' })) - before;
    results.push({ ...result, wire, late: performance.now() - ended });
    rmSync(result.file);
  }
  const work = `follow a log that grows by ${running.megabytes} MiB in ${running.seconds} s`;
  return [
    {
      work: `${work}: received while it runs`,
      unit: '%',
      contestants: [one('follower', ...results.map(each => (100 * each.whileRunning) / each.bytes))],
    },
    {
      work: '… bytes on the wire',
      unit: 'of its size',
      aim: 'about once',
      contestants: [one('follower', ...results.map(each => each.wire / each.bytes))],
    },
    memoryFigure(
      '… peak heap and buffers above idle',
      results.map(({ peakHeap }) => peakHeap),
      '64',
    ),
    memoryFigure(
      '… peak resident memory above idle',
      results.map(({ peakResident }) => peakResident),
    ),
  ];
}

/** One that says little for long: what it costs to stay near, and how near that is. */
async function drippingLog(place: LogPlace, folder: string): Promise<Figure[]> {
  const job = 'dripping';
  const number = await place.order<number>({ kind: 'start', job });
  const before = {
    bytes: await place.order<number>({ kind: 'logBytes' }),
    requests: await place.order<number>({ kind: 'logRequests' }),
  };
  const following = follow({ url: place.url, job, number, folder });
  await place.order({ kind: 'grow', job, number, ...dripping });
  const ended = performance.now();
  await place.order({ kind: 'finish', job, number, result: 'SUCCESS' });
  const result = await following;
  const late = performance.now() - ended;
  if (result.hash !== (await place.order<string>({ kind: 'hash', job, number })))
    throw new Error('the log is not the console’s text');
  const bytes = (await place.order<number>({ kind: 'logBytes' })) - before.bytes;
  const requests = (await place.order<number>({ kind: 'logRequests' })) - before.requests;
  return [
    {
      work: `follow a log that drips: ${Math.round(result.bytes / 1024)} KiB in ${dripping.seconds} s`,
      unit: 'requests',
      contestants: [one('follower', requests)],
    },
    { work: '… bytes on the wire', unit: 'of its size', contestants: [one('follower', bytes / result.bytes)] },
    { work: '… its end is known after', unit: 'ms', contestants: [one('follower', late)] },
  ];
}

async function readingLog(file: string): Promise<Figure[]> {
  const spool = await Spool.open(file, undefined);
  const index = spool.index.toBytes();
  await spool.close();
  writeFileSync(`${file}.idx`, index);
  const openTail = async (withIndex: boolean) => {
    const opened = await Spool.open(file, withIndex ? readFileSync(`${file}.idx`) : undefined);
    await readRows(opened, opened.index.lines - 60, 60);
    await opened.close();
  };
  const opened = await Spool.open(file, index);
  const scanner = new Scanner(new URL('../../src/logs/scanWorker.ts', import.meta.url));
  const find = async (text: string, regex: boolean) => {
    const scan = new LogScan(opened, scanner, patternOf(text, { regex, matchCase: true }), { mostHits: 1_000_000 });
    await scan.advance(true, never);
    if (scan.count === 0) throw new Error('not found');
  };
  await find('checksum', false); // the thread begins
  const size = `${finishedMebibytes} MiB`;
  const figures: Figure[] = [
    {
      work: `open a kept log of ${size} at its end`,
      unit: 'ms',
      aim: 'at once',
      contestants: await inTurns(rounds, {
        'with its index': () => timed(() => openTail(true)),
        'without, as after a crash': () => timed(() => openTail(false)),
      }),
    },
    {
      work: `jump to any line of it`,
      unit: 'ms',
      contestants: await inTurns(20, {
        view: () => timed(() => readRows(opened, Math.floor(Math.random() * opened.index.lines), 60)),
      }),
    },
    {
      work: `find in all of it`,
      unit: 'ms',
      contestants: await inTurns(rounds, {
        'a word near the end': () => timed(() => find('Finished: SUCCESS', false)),
        'a regular expression': () => timed(() => find('^Finished: [A-Z]+$', true)),
        'a word in a fifth of the lines': () => timed(() => find('entries will be late', false)),
      }),
    },
  ];
  await opened.close();
  await scanner.close();
  return figures;
}

export const bench: Bench = {
  name: 'logs',
  async run({ tell }: BenchRun) {
    const folder = mkdtempSync(join(tmpdir(), 'jj-bench-logs-'));
    const place = await startPlace();
    try {
      tell('  a finished log…');
      const { figures, file } = await finishedLog(place, folder);
      copyFileSync(file, join(folder, 'kept.log'));
      tell('  a running log…');
      const followed = await runningLog(place, folder);
      tell('  a dripping log…');
      const dripped = await drippingLog(place, folder);
      tell('  reading…');
      return [...figures, ...followed, ...dripped, ...(await readingLog(join(folder, 'kept.log')))];
    } finally {
      await place.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
