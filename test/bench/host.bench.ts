// In the real extension host: what a start costs, in time, code and memory; what is asked while nobody looks and while
// somebody does; whether memory grows; how long a refresh takes to the screen.
import { startDemoServers } from '../demo/servers.ts';
import { Workbench } from '../ui/workbench.ts';
import type { Bench, BenchRun, Contestant, Figure } from './bench.ts';
import { buildSmall, lookInHost } from './host/inHost.ts';
import type { HostFigures } from './host/probe.ts';

const starts = 2;
const refreshes = 15;

interface Page {
  readonly document: {
    addEventListener(name: string, work: () => void, capture: boolean): void;
    querySelectorAll(selector: string): Iterable<{ getAttribute(name: string): string | null }>;
    readonly body: unknown;
  };
  MutationObserver: new (work: () => void) => { observe(target: unknown, options: object): void; disconnect(): void };
  requestAnimationFrame(work: () => void): void;
  readonly performance: { now(): number };
}

/** In the page: from the next press of a button of the mouse until a line tells of this build, to the frame after it. */
function untilLine([name, build]: readonly [string, string]): Promise<number> {
  const page = globalThis as unknown as Page;
  let pressed = Number.NaN;
  page.document.addEventListener('mousedown', () => (pressed = page.performance.now()), true);
  return new Promise(done => {
    const observer = new page.MutationObserver(() => {
      for (const line of page.document.querySelectorAll('[role=treeitem]')) {
        const label = line.getAttribute('aria-label') ?? '';
        if (!label.startsWith(name) || !label.includes(build)) continue;
        observer.disconnect();
        page.requestAnimationFrame(() => done(page.performance.now() - pressed));
        return;
      }
    });
    observer.observe(page.document.body, { childList: true, subtree: true, attributes: true });
  });
}

async function refreshToPixels(): Promise<number[]> {
  const demo = await startDemoServers();
  const settings = { ...demo.settings, 'jenkinsJira.pollingSeconds': 0 };
  const person = await Workbench.launch({ settings, env: demo.env });
  const samples: number[] = [];
  try {
    await person.openViews();
    await person.line('Jenkins', /^hello/).waitFor();
    await person.settled();
    const header = person.page.getByRole('button', { name: 'Jenkins Section' });
    const { state } = demo.jenkins;
    for (let time = 0; time < refreshes; time++) {
      const { number } = state.addFinishedBuild(state.job('hello'), { result: 'SUCCESS' });
      await person.line('Jenkins', /^hello/).hover(); // the view's buttons are there
      const seen = person.page.evaluate(untilLine, ['hello', `#${number} `] as const).catch(() => Number.NaN);
      await header.getByRole('button', { name: 'Refresh', exact: true }).click();
      await person.line('Jenkins', new RegExp(`^hello.*#${number} `)).waitFor();
      samples.push(await seen);
    }
  } finally {
    await person.leave();
    await demo.close();
  }
  return samples;
}

function figuresOf(seen: readonly HostFigures[]): Figure[] {
  const one = (name: string, pick: (each: HostFigures) => number): Contestant => ({ name, samples: seen.map(pick) });
  const figure = (work: string, unit: string, pick: (each: HostFigures) => number, aim?: string): Figure => ({
    ...{ work, unit, contestants: [one('ours', pick)] },
    ...(aim ? { aim } : {}),
  });
  return [
    {
      ...{ work: 'start: load the code', unit: 'ms' },
      contestants: [one('ours', ({ ours }) => ours.load), one('an empty extension', ({ empty }) => empty.load)],
    },
    {
      ...{ work: 'start: call activate', unit: 'ms', aim: 'under 15' },
      contestants: [one('ours', ({ ours }) => ours.call), one('an empty extension', ({ empty }) => empty.call)],
    },
    figure('code loaded at the start', 'kB', each => each.codeAtStart, 'under 100'),
    figure('… after the first request', 'kB', each => each.codeAfterRequest),
    figure('heap after the start', 'MiB', each => each.heapAtStart),
    figure('… after 10 rounds of polling', 'MiB', each => each.heapEarly),
    figure('… after 100 more', 'MiB', each => each.heapLate, 'no more than after 10'),
    figure('requests to Jenkins a minute, hidden', 'requests', each => each.requestsHidden, '0'),
    figure('… visible', 'requests', each => each.requestsVisible),
    figure('… of one round over one open connection', 'requests', each => each.requestsOfRound),
  ];
}

export const bench: Bench = {
  name: 'host',
  async run({ notify }: BenchRun) {
    buildSmall();
    const seen: HostFigures[] = [];
    for (let start = 1; start <= starts; start++) {
      notify(`  start ${start} of ${starts}, some three minutes each`);
      seen.push(await lookInHost());
    }
    notify('  refreshing…');
    const pixels = await refreshToPixels();
    return [
      ...figuresOf(seen),
      { work: 'a click on Refresh, to the screen', unit: 'ms', contestants: [{ name: 'ours', samples: pixels }] },
    ];
  },
};
