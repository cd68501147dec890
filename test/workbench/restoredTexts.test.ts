import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { Drafts } from '../../src/workbench/shell/drafts/drafts.ts';
import { backgroundInto } from './background.ts';
import { until } from './demo.ts';

// As after a crash: VS Code has the text of its own backup, and does not read the file.
describe('a text that VS Code restored', () => {
  const scheme = 'restored-text';
  const logged: string[] = [];
  let registered: vscode.Disposable[] = [];
  let loads = 0;
  const open = (name: string) => vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: `/${name}` }));
  const register = () => {
    const drafts = new Drafts(vscode.Uri.file(tmpdir()), backgroundInto([], logged));
    const texts = () => {
      loads++;
      return Promise.reject(new Error('loaded'));
    };
    registered.push(drafts, drafts.register(scheme, texts));
  };
  const isLoaded = () => until('the loading', () => loads > 0 || undefined);

  beforeEach(() => {
    loads = 0;
    logged.length = 0;
    const content = { provideTextDocumentContent: () => 'typed before the crash' };
    registered = [vscode.workspace.registerTextDocumentContentProvider(scheme, content)];
  });
  afterEach(() => vscode.Disposable.from(...registered).dispose());

  it('loads its files, though nothing reads them', async () => {
    const document = await open('typed');
    register();
    await isLoaded();
    loads = 0;
    // VS Code tells of a document in another language as of one that was closed and opened.
    await vscode.languages.setTextDocumentLanguage(document, 'markdown');
    await isLoaded();
    await until('the failure in the log', () => /could not be loaded: Error: loaded/.test(logged.join()) || undefined);
  });
});
