import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'mocha';
import { demoUsers } from '../../servers/jenkins/index.ts';
import { demoUsers as jiraUsers } from '../../servers/jira/index.ts';
import { Editor } from './editor.ts';
import { EventEmitter } from './events.ts';
import { provideVSCode } from './provideVSCode.ts';
import { Uri } from './uri.ts';

const root = resolve(import.meta.dirname, '../../..');

let editor: Editor | undefined;
let stop: () => void = () => undefined;

/**
 * Ends timers and threads of the extension, or the process would go on.
 * A parallel worker of mocha is ended from outside, and its next file needs the extension too.
 */
after(() => {
  if (!process.env['MOCHA_WORKER_ID']) stop();
});

const { fred } = jiraUsers;
const secretsOfConnections = {
  ...{ jenkins: demoUsers.dev.token, jira: 'tok-en' },
  ...{ demoJira: fred.apiToken, demoDataCenter: fred.personalAccessToken },
};

/** Starts the extension in an editor of this process, once. */
export async function extensionEditor(): Promise<Editor> {
  if (editor) return editor;
  editor = new Editor();
  provideVSCode(editor.api);
  // The bundler sets this; it lets secrets of demo servers come from the environment.
  Object.assign(globalThis, { DEVELOPMENT: true });
  process.env['JENKINS_JIRA_DEMO_SECRETS'] = JSON.stringify(secretsOfConnections);
  const { activate } = await import(join(root, 'src/extension.ts'));
  const started = context();
  activate(started);
  stop = () => {
    for (const each of started.subscriptions) each.dispose();
  };
  return editor;
}

function context() {
  const folder = mkdtempSync(join(tmpdir(), 'jj-case-editor-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  // The search of logs runs in a thread of its own: the sources, so that no build is needed.
  mkdirSync(join(folder, 'dist'));
  const worker = JSON.stringify(join(root, 'src/logs/scanWorker.ts'));
  writeFileSync(join(folder, 'dist/logScan.js'), `import(${worker});`);
  const secrets = new Map<string, string>();
  const memento = () => {
    const values = new Map<string, unknown>();
    return {
      keys: () => [...values.keys()],
      get: (key: string, otherwise?: unknown) => values.get(key) ?? otherwise,
      update: async (key: string, value: unknown) => values.set(key, value),
    };
  };
  return {
    subscriptions: [] as { dispose(): unknown }[],
    ...{ globalState: memento(), workspaceState: memento() },
    ...{ extensionUri: Uri.file(folder), globalStorageUri: Uri.file(join(folder, 'storage')) },
    extension: { packageJSON: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) },
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => secrets.set(key, value),
      delete: async (key: string) => secrets.delete(key),
      onDidChange: new EventEmitter<unknown>().event,
    },
  };
}
