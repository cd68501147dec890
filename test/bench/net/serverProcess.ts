// A demo server in a process of its own, which takes orders: what it holds, what changes, what to forget.
import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What a server is made with. */
export type Plan =
  | {
      readonly kind: 'jenkins';
      readonly rootUrl: string;
      /** Jobs at the top. */
      readonly jobs: number;
      readonly folders: number;
      readonly jobsInFolder: number;
      /** Names of jobs that can be built, quickly. */
      readonly buildable?: readonly string[];
      /** Answers out of memory what was asked before. */
      readonly cached: boolean;
    }
  | {
      readonly kind: 'jira';
      readonly flavor: 'cloud' | 'dataCenter';
      readonly rootUrl: string;
      readonly issues: number;
      readonly comments: number;
    };

export type Order = { readonly order: 'end' } | { readonly order: 'change'; readonly jobs: number };

export interface ServerProcess {
  readonly port: number;
  /** Carries out an order, and resolves when that is done. */
  notify(order: Order): Promise<void>;
  close(): void;
}

export async function startServerProcess(plan: Plan): Promise<ServerProcess> {
  const child = fork(join(import.meta.dirname, 'serverMain.ts'), [JSON.stringify(plan)]);
  const next = () => new Promise<unknown>(done => child.once('message', done));
  const port = Number(await next());
  return {
    port,
    async notify(order) {
      const answer = next();
      child.send(order);
      await answer;
    },
    close: () => child.kill(),
  };
}
