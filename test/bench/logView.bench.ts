// The view of a log in the rig: how long a byte takes to the screen, how quickly a large log is there, and what the
// extension host's memory grows to. Needs the browser of the rig.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generatedLineBytes } from '../servers/jenkins/builds/generatedLines.ts';
import { LogView } from '../ui/logView.ts';
import { Workbench } from '../ui/workbench.ts';
import { type Bench, type BenchRun, type Contestant, type Figure, timed } from './bench.ts';
import { type DemoLogPlace, startDemoPlace } from './logs/demoPlace.ts';

const largeMebibytes = 500;
const mebibyte = 1024 * 1024;
const growing = { megabytes: 100, seconds: 20 };
const job = 'viewed';

const one = (name: string, samples: number[]): Contestant => ({ name, samples });

/** How many lines there were, and when that was, in milliseconds since 1970. */
type Moments = [lines: number, at: number][];

interface Browser {
  readonly document: { querySelectorAll(selector: string): Iterable<{ textContent: string }>; body: unknown };
  readonly performance: { readonly timeOrigin: number; now(): number };
  requestAnimationFrame(work: () => void): void;
  moments: Moments;
  MutationObserver: new (work: () => void) => { observe(target: unknown, options: object): void };
}

/** Notes in the page which line is the last one on the screen, with the frame after it was drawn. */
function watchPage(): void {
  const page = globalThis as unknown as Browser;
  page.moments = [];
  new page.MutationObserver(() => {
    let last = 0;
    for (const { textContent } of page.document.querySelectorAll('.row .number'))
      last = Math.max(last, Number(textContent.replace(/\D/g, '')));
    page.requestAnimationFrame(() => page.moments.push([last, page.performance.timeOrigin + page.performance.now()]));
  }).observe(page.document.body, { childList: true, subtree: true });
}

/** Notes how many lines are on the disk, by looking at the file that grows. */
function watchFile(folder: string): { moments: Moments; stop(): void } {
  const moments: Moments = [];
  const file = partIn(folder);
  const timer = setInterval(() => {
    const lines = Math.floor(statSync(file).size / generatedLineBytes);
    if (lines > (moments.at(-1)?.[0] ?? 0)) moments.push([lines, Date.now()]);
  }, 1);
  return { moments, stop: () => clearInterval(timer) };
}

function partIn(folder: string): string {
  const logs = join(folder, 'user/User/globalStorage/jenkins-jira.jenkins-jira/logs');
  const name = readdirSync(logs, { recursive: true, encoding: 'utf8' }).find(each => /\.live\..*\.part$/.test(each));
  if (!name) throw new Error('nothing is followed');
  return join(logs, name);
}

/** Resident memory of the extension host, in MiB. */
function hostMemory(): number {
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes('--type=extensionHost')) continue;
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  return Number.NaN;
}

async function latency(person: Workbench, view: LogView, place: DemoLogPlace): Promise<Figure[]> {
  const number = await place.order<number>({ kind: 'start', job });
  await person.command('Jenkins & Jira: Refresh');
  await person.inlineAction('Jenkins', /^viewed/, 'Open Log');
  await view.row('Running as SYSTEM').waitFor();
  await view.frame.locator('body').evaluate(watchPage);
  const onDisk = watchFile(person.folder);
  const began = Date.now();
  await place.order({ kind: 'grow', job, number, ...growing });
  const ended = Date.now();
  await new Promise(done => setTimeout(done, 1000));
  onDisk.stop();
  const drawn = await view.frame.locator('body').evaluate(() => (globalThis as unknown as Browser).moments);
  await place.order({ kind: 'finish', job, number, result: 'SUCCESS' });
  const total = Math.round((growing.megabytes * mebibyte) / generatedLineBytes);
  const printedAt = (lines: number) => began + ((ended - began) * lines) / total;
  // The first lines of the log are no generated ones.
  const shown = drawn.filter(([lines], index) => lines > 100 && lines > (drawn[index - 1]?.[0] ?? 0));
  const fromDisk = shown.flatMap(([lines, at]) => {
    const written = onDisk.moments.find(([known]) => known >= lines - 8);
    return written ? [at - written[1]] : [];
  });
  const work = `${growing.megabytes / growing.seconds} MiB/s live, to the screen`;
  return [
    { work: `${work}, from the disk`, unit: 'ms', contestants: percentiles(fromDisk) },
    {
      work: `${work}, from Jenkins`,
      unit: 'ms',
      contestants: percentiles(shown.map(([lines, at]) => at - printedAt(lines))),
    },
    {
      work: '… drawn so often',
      unit: 'a second',
      contestants: [one('view', [(1000 * shown.length) / (ended - began)])],
    },
  ];
}

function percentiles(samples: number[]): Contestant[] {
  const sorted = [...samples].sort((a, b) => a - b);
  return [one('all', sorted), one('95th percentile', [sorted[Math.floor(sorted.length * 0.95)] ?? 0])];
}

async function large(person: Workbench, view: LogView, place: DemoLogPlace): Promise<Figure[]> {
  await place.finished('large', largeMebibytes);
  await person.command('Jenkins & Jira: Refresh');
  await person.line('Jenkins', /^large/).waitFor();
  const before = hostMemory();
  const open = () => person.inlineAction('Jenkins', /^large/, 'Open Log');
  const firstEnd = await timed(async () => {
    await open();
    await view.row('Finished: SUCCESS').waitFor();
  });
  let peak = hostMemory();
  const watching = setInterval(() => {
    peak = Math.max(peak, hostMemory());
  }, 20);
  await view.status.getByText('Finished: passed').waitFor({ timeout: 120_000 });
  await new Promise(done => setTimeout(done, 6000)); // sections and errors are looked for
  clearInterval(watching);
  const opened: number[] = [];
  for (let time = 0; time < 5; time++) {
    await person.tab(/viewed/).click();
    await view.status.getByText(/^953,2\d\d lines/).waitFor();
    opened.push(
      await timed(async () => {
        await person.tab(/large/).click();
        await view.status.getByText(/^4,76\d,\d+ lines/).waitFor();
      }),
    );
  }
  return [
    {
      work: `open a log of ${largeMebibytes} MiB that is not here yet: to its last line`,
      unit: 'ms',
      contestants: [one('view', [firstEnd])],
    },
    { work: 'open it again, kept: to its last line', unit: 'ms', aim: 'under 500', contestants: [one('view', opened)] },
    { work: 'the extension host’s memory: before', unit: 'MiB', contestants: [one('host', [before])] },
    { work: '… peak while it loads', unit: 'MiB', aim: 'under 250', contestants: [one('host', [peak])] },
    { work: '… afterwards', unit: 'MiB', aim: 'under 250', contestants: [one('host', [hostMemory()])] },
  ];
}

export const bench: Bench = {
  name: 'log view',
  async run({ notify }: BenchRun) {
    const place = await startDemoPlace();
    const settings = {
      'workbench.editor.enablePreview': false,
      'jenkinsJira.connections': [
        {
          id: 'bench',
          product: 'jenkins',
          name: 'Bench',
          url: place.url,
          auth: { kind: 'apiToken', user: place.login.user },
        },
      ],
    };
    const env = { JENKINS_JIRA_DEMO_SECRETS: JSON.stringify({ bench: place.login.secret }) };
    await place.order({ kind: 'start', job: 'first' });
    const person = await Workbench.launch({ settings, env });
    try {
      await person.openViews();
      const view = new LogView(person);
      notify('  a live log…');
      const figures = await latency(person, view, place);
      notify('  a large log…');
      return [...figures, ...(await large(person, view, place))];
    } finally {
      await person.leave();
      await place.close();
    }
  },
};
