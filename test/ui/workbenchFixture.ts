// The fixture of UI suites: demo servers and a workbench on them, begun before the first step and ended after the last.
import { after, afterEach, before } from 'mocha';
import { type DemoOptions, type DemoServers, startDemoServers } from '../demo/servers.ts';
import { type View, Workbench } from './workbench.ts';

export interface FixtureOptions extends DemoOptions {
  /** Besides the connections to the demo servers. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The folder to open, once it is there. */
  readonly folder?: () => string;
  /** Views that are closed, so that the others have their room. */
  readonly closed?: readonly View[];
  /** Changes the demo servers before the workbench sees them. */
  readonly prepare?: (demo: DemoServers) => unknown;
}

export interface Begun {
  readonly person: Workbench;
  readonly demo: DemoServers;
}

/**
 * Begins demo servers and a workbench for the suite that it is called in. A step that fails leaves a picture, and what
 * it had open is closed: the steps after it are tried all the same.
 * @param begun is handed both before the first step
 */
export function workbench(options: FixtureOptions, begun: (at: Begun) => unknown): void {
  let person: Workbench | undefined;
  let demo: DemoServers | undefined;
  before(async () => {
    demo = await startDemoServers(options);
    options.prepare?.(demo);
    person = await Workbench.launch({
      settings: { ...demo.settings, ...options.settings },
      env: demo.env,
      ...(options.folder && { workspace: options.folder() }),
    });
    await person.openViews();
    // Without a repository it only says so.
    const closed = new Set<View>([...(options.folder ? [] : (['My Work'] as const)), ...(options.closed ?? [])]);
    for (const view of closed) await person.closeView(view);
    await begun({ person, demo });
  });
  afterEach(async function () {
    await person?.endStep(this.currentTest);
  });
  after(async () => {
    await person?.leave();
    await demo?.close();
  });
}
