/** Time as the demo Jenkins lives it: every wait of a build, a quiet period or an executor goes through here. */
export interface Clock {
  /** How many seconds of Jenkins time pass in one of real time. */
  readonly pace: number;
  now(): number;
  /** Runs `action` after `ms` of Jenkins time; the answer cancels it. */
  after(ms: number, action: () => void): () => void;
  close(): void;
}

export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** Real time, `pace` times as fast. Timers never keep the process alive. */
export function realClock(pace: number): Clock {
  const timers = new Set<NodeJS.Timeout>();
  return {
    pace,
    now: () => Date.now(),
    after(ms, action) {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          action();
        },
        Math.max(0, ms / pace),
      );
      timer.unref();
      timers.add(timer);
      return () => {
        clearTimeout(timer);
        timers.delete(timer);
      };
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Time that stands still until a test moves it: what the conformance test replays recordings by. */
export function manualClock(start: number): ManualClock {
  let now = start;
  let order = 0;
  let waiting: { at: number; order: number; action: () => void }[] = [];
  const next = (until: number) =>
    waiting.filter(entry => entry.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  return {
    pace: 1,
    now: () => now,
    after(ms, action) {
      const entry = { at: now + Math.max(0, ms), order: order++, action };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter(other => other !== entry);
      };
    },
    advance(ms) {
      const until = now + ms;
      for (let entry = next(until); entry; entry = next(until)) {
        const due = entry;
        waiting = waiting.filter(other => other !== due);
        now = Math.max(now, due.at);
        due.action();
      }
      now = until;
    },
    close() {
      waiting = [];
    },
  };
}
