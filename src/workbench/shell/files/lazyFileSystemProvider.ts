import * as vscode from 'vscode';

/** File system provider that is loaded at the first access. */
export class LazyFileSystemProvider implements vscode.FileSystemProvider {
  private readonly load: () => Promise<vscode.FileSystemProvider>;
  private provider: Promise<vscode.FileSystemProvider> | undefined;
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;

  constructor(load: () => Promise<vscode.FileSystemProvider>) {
    this.load = load;
  }

  /** Changes of all files are reported, watched or not. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return (await this.get()).stat(uri);
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return (await this.get()).readDirectory(uri);
  }

  async createDirectory(uri: vscode.Uri): Promise<void> {
    await (await this.get()).createDirectory(uri);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.get()).readFile(uri);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array, options: WriteOptions): Promise<void> {
    await (await this.get()).writeFile(uri, content, options);
  }

  async delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    await (await this.get()).delete(uri, options);
  }

  async rename(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    await (await this.get()).rename(from, to, options);
  }

  private get(): Promise<vscode.FileSystemProvider> {
    this.provider ??= this.start().catch(error => {
      this.provider = undefined;
      throw error;
    });
    return this.provider;
  }

  private async start(): Promise<vscode.FileSystemProvider> {
    const provider = await this.load();
    provider.onDidChangeFile(changes => this.changed.fire(changes));
    return provider;
  }
}

interface WriteOptions {
  readonly create: boolean;
  readonly overwrite: boolean;
}
