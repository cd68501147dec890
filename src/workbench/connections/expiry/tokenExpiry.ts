import type * as vscode from 'vscode';

const key = 'tokenExpiry';

/**
 * Days on which tokens expire, such as `2027-01-31`, as a person entered them. They belong to this machine, as its
 * tokens do.
 */
export class TokenExpiry {
  private readonly memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
  }

  /** Days by connection. */
  all(): Readonly<Record<string, string>> {
    return this.memento.get<Record<string, string>>(key, {});
  }

  /** Notes the day of a connection's token; undefined forgets it. */
  async set(connection: string, day: string | undefined): Promise<void> {
    const { [connection]: before, ...others } = this.all();
    if (before === day) return;
    await this.memento.update(key, day === undefined ? others : { ...others, [connection]: day });
  }
}
