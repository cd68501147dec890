import assert from 'node:assert/strict';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { JiraFlavor } from '../../../../src/jira/index.ts';
import { MessageState, type ReportOutcome, type SendingEnd } from '../../../../src/reporting/index.ts';
import { type DemoJira, startDemoJira } from '../../../servers/jira/index.ts';
import { Fate, type World } from './faultyTransport.ts';
import { Disk, Window } from './window.ts';

const runs = Number(process.env['OUTBOX_RUNS'] ?? 200);
const seed = Number(process.env['OUTBOX_SEED'] ?? Date.now() % 2 ** 31);

const keys = ['PAY-431', 'PAY-436'] as const;

const Act = { report: 'report', round: 'round', drop: 'drop', edit: 'edit' } as const;
type Act = (typeof Act)[keyof typeof Act];

interface Step {
  readonly act: Act;
  /** Window that acts; the other one makes a round at the same time where `both` is set. */
  readonly window: 0 | 1;
  readonly both: boolean;
  /** Issue, and build. */
  readonly issue: 0 | 1;
  readonly build: 0 | 1;
  readonly fates: readonly [readonly Fate[], readonly Fate[]];
  readonly passesMs: number;
  /** Whether windows that sleep wake up then. */
  readonly wakes: boolean;
}

const fates = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(Fate.fine) },
    { weight: 4, arbitrary: fc.constantFrom(...Object.values(Fate)) },
  ),
  { maxLength: 7 },
);
const bit = fc.constantFrom(0 as const, 1 as const);
/** Mostly the same, so that windows meet. */
const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant(0 as const) }, { weight: 1, arbitrary: bit });
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(Act.report, Act.round) },
    { weight: 1, arbitrary: fc.constantFrom(Act.drop, Act.edit) },
  ),
  window: bit,
  both: fc.boolean(),
  issue: seldom,
  build: seldom,
  fates: fc.tuple(fates, fates),
  passesMs: fc.constantFrom(0, 16_000, 35_000, 130_000, 130_000),
  wakes: fc.boolean(),
});
const schedules = fc.record({
  flavor: fc.constantFrom(...Object.values(JiraFlavor)),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
});

/** Report of a build on an issue, as the person knows it. */
interface Known {
  readonly address: string;
  readonly key: string;
  /** Texts that a sending may have written, the latest last. */
  readonly texts: string[];
  /** Text that the person was told to be there. */
  told?: string;
  dropped: boolean;
}

describe(`the outbox (${runs} schedules, seed ${seed})`, () => {
  const jiras = new Map<JiraFlavor, DemoJira>();
  const counts = { sent: 0, away: 0, failed: 0, doubtful: 0, refused: 0, behind: 0, elsewhere: 0, crashes: 0 };
  let made = 0;

  before(async () => {
    for (const flavor of Object.values(JiraFlavor)) jiras.set(flavor, await startDemoJira({ flavor }));
  });
  after(async () => {
    console.log(`      ${JSON.stringify(counts)}`);
    for (const jira of jiras.values()) await jira.close();
  });

  /** A machine with two windows, and a Jira. */
  class Scene {
    readonly world: World = { now: Date.now(), late: [] };
    readonly disk = new Disk();
    readonly known = new Map<string, Known>();
    readonly all: Window[] = [];
    readonly windows: [Window, Window];
    private readonly jira: DemoJira;
    private readonly flavor: JiraFlavor;
    private readonly run = ++made;
    private version = 0;

    constructor(jira: DemoJira, flavor: JiraFlavor) {
      this.jira = jira;
      this.flavor = flavor;
      this.windows = [this.open(), this.open()];
    }

    open(): Window {
      const window = new Window(this.disk, this.world, { url: this.jira.url, flavor: this.flavor });
      this.all.push(window);
      return window;
    }

    async play(step: Step): Promise<void> {
      const { window, both, fates } = step;
      this.windows.forEach((each, at) => {
        each.transport.fates = [...(fates[at as 0 | 1] ?? [])];
      });
      const other = window === 0 ? 1 : 0;
      await Promise.all([this.act(step), both && this.windows[other].act(() => this.round(this.windows[other]))]);
      await this.pass(step.passesMs, step.wakes);
      this.restart();
    }

    /** Lets time go by: what is late arrives, who slept wakes up. */
    async pass(ms: number, wakes: boolean): Promise<void> {
      this.world.now += ms;
      const due = this.world.late.filter(({ at }) => at <= this.world.now);
      for (const each of due) {
        this.world.late.splice(this.world.late.indexOf(each), 1);
        await each.arrive();
      }
      if (wakes) for (const window of this.all) if (!window.transport.isDead) window.transport.wake();
      // Those that woke up go on with what they were at.
      await new Promise(resolve => setImmediate(resolve));
    }

    restart(): void {
      this.windows.forEach((window, at) => {
        if (!window.transport.isDead) return;
        counts.crashes++;
        this.windows[at] = this.open();
      });
    }

    comments({ key, address }: Known): string[] {
      return this.jira.state
        .commentsOf(key)
        .map(({ body }) => JSON.stringify(body))
        .filter(text => text.includes(address));
    }

    async round({ outbox }: Window): Promise<void> {
      const { ends } = await outbox.round();
      for (const end of ends) this.tell(end);
    }

    /** Lets all go well until nothing waits, and closes the windows. */
    async end(): Promise<void> {
      for (const window of this.all) window.transport.fates = [];
      for (const window of this.all) {
        await this.pass(0, true);
        await window.idle();
      }
      // Others may still crash, by a fault that their last request met.
      const last = this.open();
      for (const { state, ...message } of this.disk.list())
        if (state === MessageState.held) await last.outbox.put(message);
      for (let round = 0; round < 40 || this.world.late.length > 0; round++) {
        await this.pass(150_000, true);
        await this.round(last);
      }
      await Promise.all(this.all.map(window => window.transport.close()));
    }

    /** Removes the comments, so that the next schedule has few to read. */
    clear(): void {
      this.jira.state.comments.length = 0;
    }

    private async act({ act, window: at, issue, build }: Step): Promise<void> {
      const report = this.reportOf(keys[issue], build);
      const name = { site: 'jira', name: `${report.key} ${report.address}` };
      const { outbox } = this.windows[at];
      const acts: Readonly<Record<Act, () => Promise<unknown>>> = {
        report: async () => {
          const text = `words${++this.version}end`;
          const { key, address } = report;
          if (!(await outbox.put({ ...name, key, content: { address, text } }))) return;
          report.texts.push(text);
          report.dropped = false;
          this.tell(await outbox.sendNow(name));
        },
        round: () => this.round(this.windows[at]),
        drop: async () => {
          if (this.disk.messages.has(this.disk.nameOf(name)) && (await outbox.drop(name))) report.dropped = true;
        },
        edit: () => outbox.hold(name),
      };
      await this.windows[at].act(acts[act]);
    }

    private reportOf(key: string, build: number): Known {
      const address = `https://ci.example.com/job/app/${this.run}00${build}/`;
      const id = `${key} ${address}`;
      const report = this.known.get(id) ?? { address, key, texts: [], dropped: false };
      this.known.set(id, report);
      return report;
    }

    private tell(end: SendingEnd<ReportOutcome>): void {
      counts[end.kind]++;
      assert.notEqual(end.kind, 'refused', 'error' in end ? String(end.error) : '');
      if (end.kind !== 'sent') return;
      const { key, content } = end.message;
      const report = this.known.get(`${key} ${content['address']}`);
      if (report) report.told = String(content['text']);
    }
  }

  async function play({ flavor, steps }: { readonly flavor: JiraFlavor; readonly steps: readonly Step[] }) {
    const jira = jiras.get(flavor);
    assert.ok(jira);
    const scene = new Scene(jira, flavor);
    for (const step of steps) {
      await scene.play(step);
      for (const each of scene.known.values()) assert.ok(scene.comments(each).length <= 1, 'two comments');
    }
    await scene.end();
    assert.deepEqual(scene.disk.list(), [], 'a message stays for ever');
    for (const report of scene.known.values()) check(report, scene.comments(report));
    scene.clear();
  }

  function check({ told, texts, dropped }: Known, comments: readonly string[]): void {
    assert.ok(comments.length <= 1, 'two comments');
    const [there = ''] = comments;
    if (told !== undefined) assert.notEqual(there, '', 'told, and not there');
    if (!dropped && texts.length > 0) assert.match(there, new RegExp(texts.at(-1) ?? '^'), 'another text is there');
  }

  it('leaves at most one comment of a report on an issue, and what was told is there', async function () {
    this.timeout(runs * 200 + 20_000);
    await fc.assert(fc.asyncProperty(schedules, play), { numRuns: runs, seed });
  });
});
