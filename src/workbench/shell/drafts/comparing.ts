import type * as vscode from 'vscode';
import { sleep } from '../../../base/sleep.ts';
import { type Comparison, mayReplace, serverUri, showComparison, versionOf } from './comparison.ts';
import type { KeptText } from './draftBook.ts';
import type { Drafts } from './drafts.ts';
import type { ServerTexts } from './serverTexts.ts';
import type { TextKind } from './textKind.ts';

/** Time for the editor of a text to stand: a comparison that opens before it would be taken for its failure. */
const settleMs = 300;

/** Drafts beside what their server has now. */
export class Comparing<Ref> {
  private readonly kind: TextKind<Ref>;
  private readonly servers: ServerTexts<Ref>;
  private readonly drafts: Drafts;
  private readonly fire: (uri: vscode.Uri) => void;

  /** @param fire tells VS Code that a text is another now */
  constructor(kind: TextKind<Ref>, servers: ServerTexts<Ref>, drafts: Drafts, fire: (uri: vscode.Uri) => void) {
    this.kind = kind;
    this.servers = servers;
    this.drafts = drafts;
    this.fire = fire;
  }

  /** Whether the server's text is still the one that the editing began with, or the person wants to replace it. */
  async mayReplace(uri: vscode.Uri): Promise<boolean> {
    const comparison = await this.compared(uri);
    if (!comparison?.isChanged) return true;
    const chosen = await mayReplace(comparison);
    if (chosen === 'compare') await this.compare(comparison);
    return chosen === 'replace';
  }

  /** Reads the server's text of an editor that is opened again; the draft is compared with it. */
  async lookAgain(uri: vscode.Uri): Promise<void> {
    if (await this.draftOf(uri)) return this.compareIfChanged(uri);
    const now = await this.kind.read(this.kind.refOf(uri));
    if (!now || versionOf(now) === versionOf(this.servers.seen(uri))) return;
    this.servers.offer(uri, now);
    this.fire(uri);
  }

  async compareIfChanged(uri: vscode.Uri): Promise<void> {
    await sleep(settleMs);
    const comparison = await this.compared(uri);
    if (comparison?.isChanged) await this.compare(comparison);
  }

  private async compared(uri: vscode.Uri): Promise<Comparison | undefined> {
    const now = await this.kind.read(this.kind.refOf(uri));
    const base = (await this.draftOf(uri))?.base ?? this.servers.seen(uri);
    if (!now || !base) return undefined;
    return { uri, now, isChanged: versionOf(now) !== versionOf(base), title: this.placeOf(uri).title };
  }

  /** Shows both texts. After a look at the server's, the draft may replace it. */
  private async compare({ uri, now, title }: Comparison): Promise<void> {
    this.servers.set(serverUri(uri), now);
    this.fire(serverUri(uri));
    const draft = await this.draftOf(uri);
    if (draft) await (await this.drafts.open()).write(this.placeOf(uri), uri.toString(), { ...draft, base: now });
    await showComparison(uri, title);
  }

  private async draftOf(uri: vscode.Uri): Promise<KeptText | undefined> {
    return (await this.drafts.open()).read(this.placeOf(uri));
  }

  private placeOf(uri: vscode.Uri) {
    return this.kind.placeOf(this.kind.refOf(uri));
  }
}
