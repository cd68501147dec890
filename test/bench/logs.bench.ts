// Logs of builds: followed onto the disk beside curl, which only reads; opened at their end; searched through.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogScan, patternOf, readRows, Scanner, Spool } from '../../src/logs/index.ts';
import { type Bench, type BenchRun, type Contestant, type Figure, inTurns, timed } from './bench.ts';
import { curl } from './contestants/curl.ts';
import { startDemoPlace } from './logs/demoPlace.ts';
import type { FollowResult } from './logs/follower.ts';
import { follow, type Growth, type LogPlace } from './logs/place.ts';
import { startRealLogPlace } from './logs/realPlace.ts';
import type { Traffic } from './net/link.ts';

const mebibyte = 1024 * 1024;
const finishedMebibytes = 500;
/** As fast as a controller of the peers' wrote: 23 MiB/s. */
const running = { mebibytes: 500, seconds: 21.7 };
const dripping = { mebibytes: 0.02, seconds: 60 };
const rounds = 3;
const never = new AbortController().signal;

const one = (name: string, ...samples: number[]): Contestant => ({ name, samples });

async function finishedLog(place: LogPlace, folder: string): Promise<{ figures: Figure[]; file: string }> {
  const log = await place.finished('finished', finishedMebibytes);
  const hash = await log.hash();
  const url = `${place.url}/job/${log.job}/${log.number}/consoleText`;
  const results: FollowResult[] = [];
  const speeds = await inTurns(rounds, {
    'follower, to the disk with its index': async () => {
      const result = await follow(place, log, folder);
      if (result.hash !== hash) throw new Error('the log is not the console’s text');
      results.push(result);
      return result.bytes / mebibyte / (result.milliseconds / 1000);
    },
    'curl, to the disk': async () =>
      finishedMebibytes / ((await curl(url, place.login, join(folder, 'curl.log'))) / 1000),
    'curl, to nowhere': async () => finishedMebibytes / ((await curl(url, place.login)) / 1000),
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

interface Following extends FollowResult {
  readonly traffic: Traffic;
  /** How long after the build's end it was known, in milliseconds. */
  readonly late: number;
}

/** Follows a build's log while it is written, and sees that all of it came. */
async function followWhole(place: LogPlace, name: string, growth: Growth, folder: string): Promise<Following> {
  await place.traffic();
  const log = await place.begin(name, growth);
  let ended = 0;
  const end = log.ended().then(() => (ended = performance.now()));
  const result = await follow(place, log, folder);
  await end;
  const late = performance.now() - ended;
  const traffic = await place.traffic();
  if (result.hash !== (await log.hash())) throw new Error('the log is not the console’s text');
  rmSync(result.file);
  return { ...result, traffic, late };
}

async function runningLog(place: LogPlace, folder: string): Promise<Figure[]> {
  const results: Following[] = [];
  for (let round = 0; round < rounds; round++) results.push(await followWhole(place, 'running', running, folder));
  const work = `follow a log that grows by ${running.mebibytes} MiB in ${running.seconds} s`;
  const follower = (of: (each: Following) => number) => [one('follower', ...results.map(of))];
  return [
    {
      work: `${work}: received while it runs`,
      unit: '%',
      contestants: follower(({ whileRunning, bytes }) => (100 * whileRunning) / bytes),
    },
    {
      work: '… bytes on the wire',
      unit: 'of its size',
      aim: 'about once',
      contestants: follower(({ traffic, bytes }) => traffic.bytes / bytes),
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
  const { bytes, traffic, late } = await followWhole(place, 'dripping', dripping, folder);
  return [
    {
      work: `follow a log that drips: ${Math.round(bytes / 1024)} KiB in ${dripping.seconds} s`,
      unit: 'requests',
      contestants: [one('follower', traffic.requests)],
    },
    { work: '… bytes on the wire', unit: 'of its size', contestants: [one('follower', traffic.bytes / bytes)] },
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
    const scan = new LogScan(opened, scanner, patternOf(text, { regex, matchCase: true }), { maxHits: 1_000_000 });
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
        'a word in a tenth of the lines': () => timed(() => find('7 INFO', false)),
      }),
    },
  ];
  await opened.close();
  await scanner.close();
  return figures;
}

export const bench: Bench = {
  name: 'logs',
  async run({ notify, jenkinsUrl }: BenchRun) {
    const folder = mkdtempSync(join(tmpdir(), 'jj-bench-logs-'));
    const place = await (jenkinsUrl ? startRealLogPlace(jenkinsUrl, folder) : startDemoPlace());
    try {
      notify('  a finished log…');
      const { figures, file } = await finishedLog(place, folder);
      copyFileSync(file, join(folder, 'kept.log'));
      notify('  a running log…');
      const followed = await runningLog(place, folder);
      notify('  a dripping log…');
      const dripped = await drippingLog(place, folder);
      notify('  reading…');
      return [...figures, ...followed, ...dripped, ...(await readingLog(join(folder, 'kept.log')))];
    } finally {
      await place.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
