import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eachTransport } from '../unit/wire/eachTransport.ts';
import type { ClientReport, PlayedScene, PlayOrder } from './report.ts';
import type { Act, Scene } from './scene.ts';

/** Client's process, in which scenes are played one after another. */
export class SceneClient {
  private readonly process: ChildProcess;
  private readonly ready: Promise<unknown>;

  constructor() {
    this.process = fork(join(import.meta.dirname, 'client.ts'), {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    this.ready = this.next();
  }

  /** Plays a scene by a transport, with its server in this process. */
  async play(line: string, scene: Scene, transport: string): Promise<PlayedScene> {
    await this.ready;
    const server = await scene.serve?.();
    try {
      const order: PlayOrder = { line, name: scene.name, transport, origin: server?.origin ?? '' };
      const reply = this.next();
      this.process.send(order);
      const report = (await reply) as ClientReport;
      const served = { requests: server?.requests() ?? 0, bytes: server?.sentBytes() ?? 0 };
      const isWire = scene.serve !== undefined;
      const played = { line, name: scene.name, transport: isWire ? transport : '', ...served, report };
      return { ...played, wrong: wrongIn(played, scene) };
    } finally {
      await server?.close();
    }
  }

  close(): void {
    this.process.disconnect();
  }

  private async next(): Promise<unknown> {
    const waiting = new AbortController();
    const { signal } = waiting;
    try {
      const ended = once(this.process, 'exit', { signal }).then(() => {
        throw new Error('the client of the scenes has ended');
      });
      const [message] = await Promise.race([once(this.process, 'message', { signal }), ended]);
      return message;
    } finally {
      waiting.abort();
    }
  }
}

/** Transports that a scene is played by: one where it has no requests. */
export function transportsOf(scene: Scene): readonly string[] {
  const names = eachTransport.map(([name]) => name);
  return scene.serve ? names : names.slice(0, 1);
}

/** Plays all scenes, each in a process of its own, so that none finds the memory that another has left. */
export async function playAll(acts: readonly Act[], onPlayed: (played: PlayedScene) => void): Promise<void> {
  for (const { line, scenes } of acts) {
    for (const scene of scenes) {
      for (const transport of transportsOf(scene)) {
        const client = new SceneClient();
        try {
          onPlayed(await client.play(line, scene, transport));
        } finally {
          client.close();
        }
      }
    }
  }
}

function wrongIn(played: Omit<PlayedScene, 'wrong'>, { most, error, words }: Scene): string[] {
  const { report } = played;
  const { heap, resident, seconds } = report;
  const mebibytes = Math.max(heap, resident - most.garbage);
  const measured = { requests: played.requests, bytes: played.bytes, mebibytes, seconds };
  const tooMuch = Object.entries(measured).flatMap(([name, value]) => {
    const limit = most[name as keyof typeof measured];
    return value > limit ? [`${Math.ceil(value)} ${name}, more than ${limit}`] : [];
  });
  const isRightError = error === undefined ? report.errors.length === 0 : report.errors.includes(error);
  const said = report.words.join(' ');
  return [
    ...tooMuch,
    ...(isRightError ? [] : [`${report.errors[0] ?? 'no error'} instead of ${error ?? 'none'}: ${report.detail}`]),
    ...(words.test(said) ? [] : [`the words are none of ${words}`]),
  ];
}
