// Starts the VS Code server of the rig, with the extension host that runs our extension.
import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Editor, nodeOf, type Rig, rigOf } from './rigs.ts';

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'files.simpleDialog.enable': true,
  'git.openRepositoryInParentFolders': 'never',
  'remote.autoForwardPorts': false,
  'workbench.editor.useModal': 'off',
};

export interface ServeOptions {
  /** The newest by default. */
  editor?: Editor | undefined;
  userDataDir: string;
  extensionsDir?: string | undefined;
  env?: NodeJS.ProcessEnv;
  port?: number;
  /** Ask whether the folder is trusted, as a desktop VS Code does. */
  trust?: boolean;
  /** The smoke test driver: needed for tests in the host, suppresses toasts. */
  driver?: boolean;
  /** Folders taken up as installed extensions when the server first starts on its extensions folder. */
  install?: string[];
  /** Names of VS Code's own extensions to have; all of them by default, which costs seconds of a processor's time. */
  builtins?: readonly string[] | undefined;
  settings?: Record<string, unknown>;
  log?: (text: string) => void;
}

export interface UrlOptions {
  folder?: string | undefined;
  extensions?: string[];
  tests?: string | undefined;
  env?: Record<string, string> | undefined;
  payload?: string[][];
  /** The port that the browser uses, where something stands before the server. */
  port?: number;
}

export interface RigServer {
  readonly port: number;
  readonly exited: Promise<unknown>;
  url(options?: UrlOptions): string;
  stop(): Promise<void>;
}

/** Starts the server on loopback. Nothing it starts outlives this process: `kill -9 0` runs when our pipe closes. */
export async function serve(options: ServeOptions): Promise<RigServer> {
  const rig = rigOf(options.editor ?? 'newest');
  if (!existsSync(rig.serverMain)) throw new Error(`The rig is not installed: run "npm run rig ${rig.editor}".`);
  const { userDataDir, extensionsDir = join(userDataDir, 'extensions'), install = [], log = () => undefined } = options;
  writeSettings(userDataDir, options.settings ?? {});
  for (const folder of install) linkExtension(folder, extensionsDir);
  const runtime = mkdtempSync(join(tmpdir(), 'jj-rt-')); // its sockets, which a killed server leaves behind
  const child = spawn(
    'sh',
    [
      '-c',
      '("$@"; kill -9 0) </dev/null & cat >/dev/null; kill -9 0',
      'sh',
      nodeOf(rig),
      rig.serverMain,
      ...serverArguments(options, extensionsDir),
      ...builtinsArguments(rig, options),
    ],
    {
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...(options.env ?? process.env), XDG_RUNTIME_DIR: runtime },
    },
  );
  const exited = new Promise(done => child.on('exit', done));
  child.stderr.setEncoding('utf8').on('data', log);
  const port = await listeningPort(child, exited, log);
  return {
    port,
    exited,
    url: (urlOptions = {}) => workbenchUrl(urlOptions.port ?? port, urlOptions),
    async stop() {
      child.stdin.end();
      await exited;
      rmSync(runtime, { recursive: true, force: true });
    },
  };
}

/** Installs a package where a server on this user data folder will find it. */
export function installVsix(vsix: string, userDataDir: string, editor: Editor = 'newest'): void {
  const folders = {
    'extensions-dir': join(userDataDir, 'extensions'),
    'server-data-dir': join(userDataDir, 'server'),
    'user-data-dir': userDataDir,
  };
  const rig = rigOf(editor);
  execFileSync(
    nodeOf(rig),
    [
      rig.serverMain,
      ...['--install-extension', vsix, '--accept-server-license-terms'],
      ...Object.entries(folders).flatMap(([name, path]) => [`--${name}`, path]),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

function serverArguments(options: ServeOptions, extensionsDir: string): string[] {
  return [
    '--without-connection-token',
    '--accept-server-license-terms',
    ...['--host', '127.0.0.1', '--port', `${options.port ?? 0}`],
    ...['--server-data-dir', join(options.userDataDir, 'server'), '--user-data-dir', options.userDataDir],
    ...['--extensions-dir', extensionsDir, '--telemetry-level', 'off'],
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
    ...(options.trust ? [] : ['--disable-workspace-trust']),
  ];
}

function builtinsArguments({ vscode }: Rig, { builtins, userDataDir }: ServeOptions): string[] {
  if (!builtins) return [];
  const folder = join(userDataDir, 'builtins');
  mkdirSync(folder, { recursive: true });
  for (const name of builtins) {
    const link = join(folder, name);
    if (!existsSync(link)) symlinkSync(join(vscode, 'extensions', name), link, 'dir');
  }
  return ['--builtin-extensions-dir', folder];
}

function writeSettings(userDataDir: string, settings: Record<string, unknown>): void {
  const file = join(userDataDir, 'User/settings.json');
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  const known: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...(known as object), ...settings }, null, 2));
}

function linkExtension(folder: string, extensionsDir: string): void {
  const { publisher, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  mkdirSync(extensionsDir, { recursive: true });
  const link = join(extensionsDir, `${publisher}.${name}-${version}`);
  if (!existsSync(link)) symlinkSync(resolve(folder), link, 'dir');
}

function listeningPort(
  child: ChildProcessWithoutNullStreams,
  exited: Promise<unknown>,
  log: (text: string) => void,
): Promise<number> {
  return new Promise((found, failed) => {
    let seen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      log(text);
      seen = (seen + text).slice(-4000);
      const match = /listening on (\d+)/.exec(seen);
      if (match) found(Number(match[1]));
    });
    exited.then(() => failed(new Error(`The VS Code server stopped before it listened:\n${seen}`)));
    setTimeout(() => failed(new Error('The VS Code server did not listen within 60 s')), 60_000).unref();
  });
}

function workbenchUrl(port: number, { folder, extensions = [], tests, env, payload = [] }: UrlOptions): string {
  // Each segment is encoded: a bare # in a path breaks loading.
  const remote = (path: string) =>
    `vscode-remote://127.0.0.1:${port}${resolve(path).split('/').map(encodeURIComponent).join('/')}`;
  const all = [
    ...extensions.map(path => ['extensionDevelopmentPath', remote(path)]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...payload,
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(env ? [['extensionEnvironment', JSON.stringify(env)]] : []),
  ];
  const query = new URLSearchParams(
    folder ? { [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: resolve(folder) } : { ew: 'true' },
  );
  query.set('payload', JSON.stringify(all));
  return `http://127.0.0.1:${port}/?${query}`;
}
