import type { Clock } from './clock.ts';
import type { Build, Cause, Job, ParameterValue, Scripts } from './model.ts';

export type QueueItemState = 'waiting' | 'blocked' | 'buildable' | 'left';

/** Part of a running Pipeline that waits for an agent. */
export interface NodePart {
  build: Build;
  /** Label of the agents that will do; empty where each will. */
  label: string;
}

export interface QueueItem {
  id: number;
  job: Job;
  /** Absent: a whole build waits. */
  part?: NodePart;
  state: QueueItemState;
  causes: Cause[];
  parameters: ParameterValue[] | undefined;
  scripts: Scripts | undefined;
  since: number;
  /** When the quiet period ends. */
  dueAt: number;
  buildableSince: number;
  cancelled: boolean;
  build: Build | undefined;
}

export interface Submission {
  causes: Cause[];
  parameters?: ParameterValue[] | undefined;
  /** Of a run that is started again: it is folded into no other. */
  scripts?: Scripts | undefined;
  /** Seconds; absent: the job's quiet period, else the controller's. */
  delay?: number | undefined;
}

/** What the queue asks of the controller around it. */
export interface QueueSurroundings {
  clock: Clock;
  quietPeriod(): number;
  /** May it begin right now, as far as executors and labels go? */
  hasRoomFor(item: QueueItem): boolean;
  begin(item: QueueItem): Build;
}

const LEFT_ITEMS_STAY_MS = 5 * 60_000;

export class Queue {
  /** In the order in which they came; left items are in `left`. */
  readonly items: QueueItem[] = [];
  readonly left = new Map<number, QueueItem>();
  nextId = 1;
  readonly #around: QueueSurroundings;

  constructor(around: QueueSurroundings) {
    this.#around = around;
  }

  find(id: number): QueueItem | undefined {
    return this.items.find(item => item.id === id) ?? this.left.get(id);
  }

  ofJob(job: Job): QueueItem | undefined {
    return this.items.find(item => item.job === job && !item.part);
  }

  /** Puts a build into the queue, or folds it into an identical item that still waits there. */
  submit(job: Job, submission: Submission): { item: QueueItem; merged: boolean } {
    const now = this.#around.clock.now();
    const delay = submission.delay ?? job.quietPeriod ?? this.#around.quietPeriod();
    const isSame = (item: QueueItem) =>
      !item.part && item.job === job && sameParameters(item.parameters, submission.parameters);
    const same = this.items.find(item => !item.scripts && isSame(item));
    if (same && !submission.scripts) {
      same.causes.push(...submission.causes);
      if (same.state === 'waiting' && now + (delay * 1000) / this.#around.clock.pace < same.dueAt)
        this.#wakeAt(same, delay);
      this.maintain();
      return { item: same, merged: true };
    }
    const item: QueueItem = {
      id: this.nextId++,
      job,
      state: 'waiting',
      causes: [...submission.causes],
      parameters: submission.parameters,
      scripts: submission.scripts,
      since: now,
      dueAt: now,
      buildableSince: now,
      cancelled: false,
      build: undefined,
    };
    this.items.push(item);
    this.#wakeAt(item, delay);
    this.maintain();
    return { item, merged: false };
  }

  /** Puts a part of a running Pipeline into the queue. */
  submitPart(part: NodePart): void {
    const now = this.#around.clock.now();
    this.items.push({
      ...{ id: this.nextId++, job: part.build.job, part, state: 'buildable', causes: [] },
      ...{ parameters: undefined, scripts: undefined, since: now, dueAt: now, buildableSince: now },
      ...{ cancelled: false, build: undefined },
    });
    this.maintain();
  }

  /** Removes the parts of a Pipeline that has ended. */
  dropParts(build: Build): void {
    for (const item of this.items.filter(({ part }) => part?.build === build)) this.cancel(item);
  }

  cancel(item: QueueItem): void {
    item.cancelled = true;
    this.#leave(item);
    this.maintain();
  }

  dropJob(job: Job): void {
    for (const item of this.items.filter(entry => entry.job === job)) this.cancel(item);
  }

  /** Looks at every item again: after anything that could let one move on. */
  maintain(): void {
    for (const item of [...this.items]) this.#advance(item);
  }

  #advance(item: QueueItem): void {
    const now = this.#around.clock.now();
    if (item.state === 'left' || (item.state === 'waiting' && item.dueAt > now)) return;
    if (item.state === 'waiting') item.buildableSince = now;
    if (!item.part && blockingBuild(item.job)) {
      item.state = 'blocked';
      return;
    }
    item.state = 'buildable';
    if ((item.job.disabled && !item.part) || !this.#around.hasRoomFor(item)) return;
    this.#leave(item);
    item.build = this.#around.begin(item);
  }

  #wakeAt(item: QueueItem, delaySeconds: number): void {
    const { clock } = this.#around;
    item.dueAt = clock.now() + (delaySeconds * 1000) / clock.pace;
    if (delaySeconds <= 0) return;
    clock.after(delaySeconds * 1000, () => {
      // Timers may be early by a millisecond; a shorter delay may have come meanwhile.
      if (item.dueAt - clock.now() < 5) item.dueAt = Math.min(item.dueAt, clock.now());
      this.maintain();
    });
  }

  #leave(item: QueueItem): void {
    item.state = 'left';
    const at = this.items.indexOf(item);
    if (at >= 0) this.items.splice(at, 1);
    this.left.set(item.id, item);
    this.#around.clock.after(LEFT_ITEMS_STAY_MS, () => this.left.delete(item.id));
  }
}

/** The build that keeps another one of the same job waiting. */
export function blockingBuild(job: Job): Build | undefined {
  return job.concurrent ? undefined : job.builds.find(build => build.building);
}

function sameParameters(a: ParameterValue[] | undefined, b: ParameterValue[] | undefined): boolean {
  const one = a ?? [];
  const other = b ?? [];
  if (one.length !== other.length) return false;
  return one.every((value, at) => {
    const twin = other[at];
    if (!twin || twin.name !== value.name || twin.value !== value.value) return false;
    return (value.content ?? Buffer.alloc(0)).equals(twin.content ?? Buffer.alloc(0));
  });
}
