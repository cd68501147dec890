import type * as vscode from 'vscode';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { LogDocument, type LogDocumentDeps } from './logDocument.ts';
import { addressOf, buildOfLog, type LogAddress, logUri } from './logUri.ts';

/** Handle of a log document; the holder must dispose of it. */
export interface LogHandle {
  readonly document: LogDocument;
  dispose(): void;
}

interface PoolEntry {
  readonly document: LogDocument;
  handles: number;
}

/** Pool of the open logs: each is opened once, however many editors and texts show it. */
export class LogDocumentPool implements vscode.Disposable {
  private readonly store: ConnectionStore;
  private readonly deps: LogDocumentDeps;
  private readonly entries = new Map<string, PoolEntry>();

  constructor(store: ConnectionStore, deps: LogDocumentDeps) {
    this.store = store;
    this.deps = deps;
  }

  /** Acquires the log at an address; undefined when its connection is gone, or the address is invalid. */
  acquire(address: LogAddress | undefined): LogHandle | undefined {
    const build = address && buildOfLog(address, id => this.store.findJenkins(id));
    if (!build) return undefined;
    const key = logUri(build).toString();
    const entry = this.entries.get(key) ?? { document: new LogDocument(build, this.deps), handles: 0 };
    this.entries.set(key, entry);
    entry.handles++;
    return { document: entry.document, dispose: once(() => this.release(key, entry)) };
  }

  acquireAt(uri: vscode.Uri): LogHandle | undefined {
    return this.acquire(addressOf(uri));
  }

  dispose(): void {
    for (const { document } of this.entries.values()) document.dispose();
    this.entries.clear();
  }

  private release(key: string, entry: PoolEntry): void {
    if (--entry.handles > 0) return;
    if (this.entries.get(key) === entry) this.entries.delete(key);
    entry.document.dispose();
  }
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
