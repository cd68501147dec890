import type * as vscode from 'vscode';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { LogDocument, type LogDocumentDeps } from './logDocument.ts';
import { addressOf, buildOfLog, type LogAddress, logUri } from './logUri.ts';

/** A log that somebody looks at; to be disposed of by who took it. */
export interface Borrowed {
  readonly document: LogDocument;
  dispose(): void;
}

interface Lent {
  readonly document: LogDocument;
  borrowers: number;
}

/** The logs that are open, each once, however many editors and texts show it. */
export class LogShelf implements vscode.Disposable {
  private readonly store: ConnectionStore;
  private readonly deps: LogDocumentDeps;
  private readonly lent = new Map<string, Lent>();

  constructor(store: ConnectionStore, deps: LogDocumentDeps) {
    this.store = store;
    this.deps = deps;
  }

  /** The log at an address; undefined when its connection is gone, or the address is none. */
  take(address: LogAddress | undefined): Borrowed | undefined {
    const build = address && buildOfLog(address, id => this.store.findJenkins(id));
    if (!build) return undefined;
    const key = logUri(build).toString();
    const lent = this.lent.get(key) ?? { document: new LogDocument(build, this.deps), borrowers: 0 };
    this.lent.set(key, lent);
    lent.borrowers++;
    return { document: lent.document, dispose: once(() => this.giveBack(key, lent)) };
  }

  takeAt(uri: vscode.Uri): Borrowed | undefined {
    return this.take(addressOf(uri));
  }

  dispose(): void {
    for (const { document } of this.lent.values()) document.dispose();
    this.lent.clear();
  }

  private giveBack(key: string, lent: Lent): void {
    if (--lent.borrowers > 0) return;
    if (this.lent.get(key) === lent) this.lent.delete(key);
    lent.document.dispose();
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
