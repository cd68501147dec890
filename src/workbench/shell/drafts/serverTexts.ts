import * as vscode from 'vscode';
import type { ServerText, TextKind } from './textKind.ts';

/** Server's text, with the time when it was read. */
interface ReadText {
  readonly server: ServerText;
  readonly mtime: number;
}

/** Texts of open editors as their server had them when they were opened. */
export class ServerTexts<Ref> {
  private readonly kind: TextKind<Ref>;
  private readonly known = new Map<string, ReadText>();
  /** Texts that are newer, until the editor reads them: what is typed before began with the older. */
  private readonly newer = new Map<string, ReadText>();
  /** A stat and a reading at the same time see the same text. */
  private readonly reading = new Map<string, Promise<ReadText>>();

  constructor(kind: TextKind<Ref>) {
    this.kind = kind;
  }

  /** @throws FileSystemError where it cannot be read, or there is none */
  async of(uri: vscode.Uri): Promise<ReadText> {
    const key = uri.toString();
    const known = this.known.get(key);
    if (known) return known;
    const reading = this.reading.get(key) ?? this.read(uri).finally(() => this.reading.delete(key));
    this.reading.set(key, reading);
    return reading;
  }

  /** Text for the editor, which has it from now on. */
  async take(uri: vscode.Uri): Promise<ReadText> {
    const newer = this.newer.get(uri.toString());
    if (!newer) return this.of(uri);
    this.newer.delete(uri.toString());
    this.known.set(uri.toString(), newer);
    return newer;
  }

  /** Text that the editor has, or is to read. */
  async next(uri: vscode.Uri): Promise<ReadText> {
    return this.newer.get(uri.toString()) ?? this.of(uri);
  }

  offer(uri: vscode.Uri, server: ServerText): void {
    this.newer.set(uri.toString(), { server, mtime: Date.now() });
  }

  /** Text that was read before; undefined for none. */
  seen(uri: vscode.Uri): ServerText | undefined {
    return this.known.get(uri.toString())?.server;
  }

  set(uri: vscode.Uri, server: ServerText): void {
    this.known.set(uri.toString(), { server, mtime: Date.now() });
  }

  forget(uri: vscode.Uri): void {
    this.known.delete(uri.toString());
    this.newer.delete(uri.toString());
  }

  private async read(uri: vscode.Uri): Promise<ReadText> {
    const server = await this.kind.read(this.kind.refOf(uri));
    if (!server)
      throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This text was not changed. Open its form again.'));
    const read = { server, mtime: Date.now() };
    this.known.set(uri.toString(), read);
    return read;
  }
}
