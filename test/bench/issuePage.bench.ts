// The page of a large issue in the rig: 5,000 comments, a description of 1 MB and 200 attachments, on Cloud and on Data
// Center. Needs the browser of the rig.
import { startDemoServers } from '../demo/servers.ts';
import type { DemoJira } from '../servers/jira/index.ts';
import { Workbench } from '../ui/workbench.ts';
import { type Bench, type BenchRun, type Figure, timed } from './bench.ts';

const key = 'PAY-431';
const size = { comments: 5000, descriptionBytes: 1_000_000, attachments: 200 };
const again = 5;

/** Makes an issue large. */
function enlarge({ state }: DemoJira): void {
  const issue = state.issue(key);
  if (!issue) throw new Error(`${key} is missing`);
  for (let count = 0; count < size.comments; count++)
    state.addComment(key, 'dana', `Comment ${count}, with *bold* words and others that go on for a line.`);
  const line = 'A line of the *description*, long as those of a pasted log, with {{code}} at its end.\n\n';
  issue.description = state.text(line.repeat(Math.ceil(size.descriptionBytes / line.length)));
  issue.attachments = Array.from({ length: size.attachments }, (_, at) => ({
    ...{ id: `9${at}`, fileName: `screen ${at}.png`, mimeType: 'image/png', author: 'dana' },
    ...{ content: Buffer.alloc(20_000), created: Date.now() },
  }));
}

async function open(flavor: 'cloud' | 'dataCenter'): Promise<Figure[]> {
  const demo = await startDemoServers({ flavor });
  enlarge(demo.jira);
  const person = await Workbench.launch({ settings: demo.settings, env: demo.env });
  try {
    await person.openViews();
    const show = () =>
      timed(async () => {
        await person.line('Jira', new RegExp(`^${key}`)).click();
        await person.webview.getByRole('heading', { name: /expired cards/ }).waitFor();
        await person.webview.locator('article').first().waitFor();
      });
    const first = await show();
    const others: number[] = [];
    for (let time = 0; time < again; time++) {
      await person.command('View: Close All Editors');
      await person.tab(new RegExp(key)).waitFor({ state: 'detached' });
      others.push(await show());
    }
    const work = `open an issue of ${flavor} with ${size.comments} comments, 1 MB and ${size.attachments} files`;
    const figure = (name: string, samples: number[]): Figure => ({
      ...{ work: name, unit: 'ms', aim: 'under 1,000' },
      contestants: [{ name: 'page', samples }],
    });
    return [figure(`${work}: the first page of the session`, [first]), figure('… another', others)];
  } finally {
    await person.leave();
    await demo.close();
  }
}

export const bench: Bench = {
  name: 'issue page',
  async run({ notify }: BenchRun) {
    notify('  Cloud…');
    const cloud = await open('cloud');
    notify('  Data Center…');
    return [...cloud, ...(await open('dataCenter'))];
  },
};
