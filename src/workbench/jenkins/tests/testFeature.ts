import type * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { FileFinder } from '../logs/fileFinder.ts';
import { registerFileLinks } from '../logs/fileLinks.ts';
import { TestFiles } from './testFiles.ts';
import { testScheme } from './testUri.ts';

export interface TestFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Part of the feature that reads failed tests. */
export interface TestFeature extends vscode.Disposable {
  readonly files: TestFiles;
}

export function openTestFeature({ store, sessions, background }: TestFeatureDeps): TestFeature {
  const finder = new FileFinder(background);
  const links = registerFileLinks({ scheme: testScheme }, place => finder.find(place, undefined));
  return { files: new TestFiles(store, sessions), dispose: () => links.dispose() };
}
