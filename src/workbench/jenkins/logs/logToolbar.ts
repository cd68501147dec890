import type * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import { setContextKeys } from '../../shell/commands/contextKeys.ts';
import { isOffered, Permission } from '../jobs/lacking.ts';
import type { LogDocument } from './logDocument.ts';
import type { LogPhase } from './logPhase.ts';

interface OpenLog {
  readonly uri: vscode.Uri;
  readonly document: LogDocument;
}

/** Tells the manifest which of the open editors show builds that can be stopped, and which show finished ones that can be run again. */
export class LogToolbar implements vscode.Disposable {
  private readonly background: Background;
  private readonly sessions: Sessions;
  private readonly listening: vscode.Disposable;
  private readonly open = new Set<OpenLog>();
  private readonly running = new WeakMap<LogDocument, boolean>();
  private told = '';

  constructor(sessions: Sessions, background: Background) {
    this.sessions = sessions;
    this.background = background;
    this.listening = sessions.onDidLack(() => this.tell());
  }

  /** Adds an editor, until it is closed. */
  add(uri: vscode.Uri, document: LogDocument): vscode.Disposable {
    const log = { uri, document };
    this.open.add(log);
    const listening = document.onDidChange(() => this.tell());
    this.tell();
    return {
      dispose: () => {
        listening.dispose();
        if (this.open.delete(log)) this.tell();
      },
    };
  }

  dispose(): void {
    this.listening.dispose();
    this.open.clear();
    this.tell();
  }

  private tell(): void {
    const of = (running: boolean) => {
      const permission = running ? Permission.cancel : Permission.build;
      const logs = [...this.open].filter(
        ({ document }) => this.isRunning(document) === running && isOffered(this.sessions, document.build, permission),
      );
      return [...new Set(logs.map(({ uri }) => uri.toString()))];
    };
    const keys = { stoppableLogs: of(true), finishedLogs: of(false) };
    const told = JSON.stringify(keys);
    if (told === this.told) return;
    this.told = told;
    setContextKeys(this.background, keys);
  }

  /** Undefined while it is not known, and when the build is gone. */
  private isRunning(document: LogDocument): boolean | undefined {
    const { phase } = document;
    if (phase.kind === 'deleted') return undefined;
    const running = runningOf(phase) ?? this.running.get(document);
    if (running !== undefined) this.running.set(document, running);
    return running;
  }
}

/** Undefined: as before. */
function runningOf(phase: LogPhase): boolean | undefined {
  if (phase.kind === 'following') return phase.running;
  if (phase.kind === 'anotherBuild') return true;
  return phase.kind === 'settling' || phase.kind === 'finished' ? false : undefined;
}
