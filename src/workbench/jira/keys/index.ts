import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { IssueCache } from './issueCache.ts';
import type { KeyCompletion } from './keyCompletion.ts';
import type { KeyHover } from './keyHover.ts';
import { KeyLinks } from './keyLinks.ts';
import type { ProjectKeys } from './projectKeys.ts';
import { TodoActions } from './todoActions.ts';

export interface IssueKeysDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly projectKeys: ProjectKeys;
  readonly issueCache: IssueCache;
  readonly background: Background;
}

/** Schemes of documents that people write; not the output, nor documents of a server's texts. */
const documents = ['file', 'untitled', 'vscode-scm', 'vscode-vfs', 'vscode-remote', 'jira-comment', 'git'].map(
  scheme => ({ scheme }),
);

/** Keys of issues in editors: hovers, links and completion. */
export function register(deps: IssueKeysDeps): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(documents, hover(deps)),
    new RenewedLinks(documents, deps.projectKeys),
    vscode.languages.registerCompletionItemProvider(documents, completion(deps), '-'),
    vscode.languages.registerCodeActionsProvider(documents, new TodoActions(deps.store, deps.projectKeys), {
      providedCodeActionKinds: TodoActions.kinds,
    }),
  );
}

/** Loaded at the first hover over a line with a key. */
function hover({ projectKeys, issueCache }: IssueKeysDeps): vscode.HoverProvider {
  let loaded: Promise<KeyHover> | undefined;
  const load = async () => new (await import('./keyHover.ts')).KeyHover(projectKeys, issueCache);
  return {
    async provideHover(document, position, token) {
      if (projectKeys.keysIn(document.lineAt(position).text).length === 0) return undefined;
      loaded ??= load();
      return (await loaded).provideHover(document, position, token);
    },
  };
}

/** Loaded at the first completion in a window with a Jira. */
function completion({ projectKeys: keys, ...deps }: IssueKeysDeps): vscode.CompletionItemProvider {
  let loaded: Promise<KeyCompletion> | undefined;
  const load = async () => new (await import('./keyCompletion.ts')).KeyCompletion({ ...deps, keys });
  return {
    async provideCompletionItems(document, position) {
      if (deps.store.ofProduct(Product.jira).length === 0) return undefined;
      loaded ??= load();
      return (await loaded).provideCompletionItems(document, position);
    },
  };
}

/**
 * VS Code requests links when a text changes; when projects become known, only registering again makes it request them.
 */
class RenewedLinks implements vscode.Disposable {
  private registered: vscode.Disposable;
  private readonly listening: vscode.Disposable;

  constructor(selector: vscode.DocumentSelector, keys: ProjectKeys) {
    const links = new KeyLinks(keys);
    this.registered = vscode.languages.registerDocumentLinkProvider(selector, links);
    this.listening = keys.onDidChange(() => {
      this.registered.dispose();
      this.registered = vscode.languages.registerDocumentLinkProvider(selector, links);
    });
  }

  dispose(): void {
    this.listening.dispose();
    this.registered.dispose();
  }
}
