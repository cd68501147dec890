import * as vscode from 'vscode';
import { Lazy } from '../../shell/commands/lazy.ts';
import { LazyFileSystemProvider } from '../../shell/files/lazyFileSystemProvider.ts';
import type { TestFeature, TestFeatureDeps } from './testFeature.ts';
import { testScheme } from './testUri.ts';

/** Failed tests of builds, as documents. */
export function register(deps: TestFeatureDeps): vscode.Disposable {
  const feature = new Lazy<TestFeature>(
    async () => (await import('./testFeature.ts')).openTestFeature(deps),
    deps.background,
  );
  const files = new LazyFileSystemProvider(async () => (await feature.get()).files);
  return vscode.Disposable.from(
    feature,
    vscode.workspace.registerFileSystemProvider(testScheme, files, { isCaseSensitive: true, isReadonly: true }),
  );
}
