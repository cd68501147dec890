import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type Dropped, droppedIn, Way } from './droppedWork.ts';

const root = resolve(import.meta.dirname, '../../..');
const src = join(root, 'src');

/** The module for work that is not awaited, and that for notifications that bring no answer. */
const doors = ['workbench/shell/commands/background.ts', 'workbench/shell/messages/notifications.ts'];

const isMeant = (file: string) =>
  (file.startsWith(join(src, 'workbench/')) || file === join(src, 'extension.ts')) &&
  !doors.includes(file.slice(src.length + 1));

/** Declarations like those of Node, of VS Code and of this extension. */
const declared = `
interface Disposable { dispose(): any }
declare function setTimeout(work: () => void, ms: number): number;
declare function setInterval(work: () => void, ms: number): number;
declare const onDidChange: (listener: (event: string) => any) => Disposable;
declare const webview: { onDidReceiveMessage: (listener: (message: unknown) => any) => Disposable };
declare const commands: { registerCommand: (name: string, work: (...given: any[]) => any) => Disposable };
declare const background: { run(work: () => unknown): void };
declare function showInformation(text: string, ...buttons: string[]): PromiseLike<string | undefined>;
declare function read(): Promise<string>;
declare function report(error: unknown): void;
declare let held: Promise<string> | undefined;
declare const document: { isOpen: boolean };
`;

const wrong: readonly (readonly [Way, string])[] = [
  [Way.void, 'void read();'],
  [Way.void, 'onDidChange(() => void read());'],
  [Way.void, 'void held?.then(text => report(text));'],
  [Way.void, "void showInformation('Done', 'Open').then(chosen => report(chosen));"],
  [Way.floating, 'read();'],
  [Way.floating, 'held?.then(text => report(text));'],
  [Way.floating, 'read().then(text => report(text));'],
  [Way.floating, 'read().catch(report).then(text => report(text));'],
  [Way.floating, 'read().finally(() => report(undefined));'],
  [Way.floating, 'document.isOpen && read();'],
  [Way.floating, 'export const start = (work: () => unknown) => { work(); };'],
  [Way.floating, 'onDidChange(() => { read(); });'],
  [Way.ignored, 'onDidChange(async event => { report(event); await read(); });'],
  [Way.ignored, 'onDidChange(() => read());'],
  [Way.ignored, 'onDidChange(read);'],
  [Way.ignored, 'setTimeout(async () => { await read(); }, 10);'],
  [Way.ignored, 'setInterval(() => read(), 10);'],
  [Way.ignored, 'setInterval(read, 10);'],
  [Way.ignored, 'webview.onDidReceiveMessage(async () => { await read(); });'],
  [Way.ignored, 'webview.onDidReceiveMessage(() => read().catch(report));'],
  [Way.ignored, 'export const part: Disposable = { dispose: () => read() };'],
  [Way.ignored, 'export const part: Disposable = { async dispose() { await read(); } };'],
  [Way.ignored, 'new Promise<void>(async done => { await read(); done(); }).catch(report);'],
  [Way.swallowed, 'read().catch(() => undefined);'],
  [Way.swallowed, 'read().catch(() => {});'],
  [Way.swallowed, 'export const list = read().catch(() => []);'],
  [Way.swallowed, 'read().then(report, () => undefined);'],
];

const right: readonly string[] = [
  'void document.isOpen;',
  'await read();',
  'held = read();',
  'held ??= read();',
  'background.run(() => read());',
  'onDidChange(() => background.run(read));',
  'setTimeout(() => background.run(() => read()), 10);',
  'webview.onDidReceiveMessage(message => background.run(async () => report([message, await read()])));',
  'export const part: Disposable = { dispose: () => background.run(() => read()) };',
  'read().catch(report);',
  'read().then(text => report(text), report);',
  "commands.registerCommand('some', async () => read());",
  'export const all = Promise.all([1, 2].map(async () => read()));',
];

describe('work that is not awaited', () => {
  let folder: string;
  let found: readonly Dropped[];
  const fileOf = (kind: string, at: number) => join(folder, `${kind}${at}.ts`);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'jj-dropped-'));
    const compilerOptions = { strict: true, noEmit: true, target: 'es2024', module: 'esnext', types: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    const write = (kind: string) => (text: string, at: number) =>
      writeFileSync(fileOf(kind, at), `${declared}\n${text}\nexport {};\n`);
    wrong.map(([, text]) => text).forEach(write('wrong'));
    right.forEach(write('right'));
    found = droppedIn(join(folder, 'tsconfig.json'), file => file.startsWith(folder));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('ends in the reporter', () => {
    const dropped = droppedIn(join(root, 'tsconfig.json'), isMeant);
    assert.deepEqual(
      dropped.map(({ way, file, line, text }) => `${way}: ${file.slice(src.length + 1)}:${line} ${text}`),
      [],
    );
  });

  for (const [at, [way, text]] of wrong.entries()) {
    it(`would be found as ${way} in ${text}`, () => {
      const here = found.filter(({ file }) => file === fileOf('wrong', at));
      assert.deepEqual([...new Set(here.map(each => each.way))], [way]);
    });
  }

  for (const [at, text] of right.entries()) {
    it(`is not found in ${text}`, () =>
      assert.deepEqual(
        found.filter(({ file }) => file === fileOf('right', at)),
        [],
      ));
  }
});
