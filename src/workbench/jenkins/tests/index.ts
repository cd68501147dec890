import * as vscode from 'vscode';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import type { TestDesk, TestDeskDeps } from './testDesk.ts';
import { testScheme } from './testUri.ts';

/** What tests say that failed in a build, as documents. */
export function register(deps: TestDeskDeps): vscode.Disposable {
  const desk = new Lazy<TestDesk>(async () => (await import('./testDesk.ts')).openTestDesk(deps));
  const files = new LazyFileSystemProvider(async () => (await desk.get()).files);
  return vscode.Disposable.from(
    desk,
    vscode.workspace.registerFileSystemProvider(testScheme, files, { isCaseSensitive: true, isReadonly: true }),
  );
}
