import * as vscode from 'vscode';
import type { Claim, Claims } from '../../../base/claims.ts';
import type { Background } from '../commands/background.ts';

/** A claim outlasts the death of its window by this, in milliseconds; others wait that long. */
const ttlMs = 10_000;
/** Time in which a change reaches the other windows. */
const arrivalMs = 1500;

/**
 * Setting of the user that holds a list, and that other windows change, too: changes are made one after another, each
 * on top of those before.
 */
export class SharedSetting {
  private readonly claims: Claims;
  private readonly name: string;
  private readonly background: Background;
  private claim: Claim | undefined;
  private last: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  /** @param name such as `jenkinsJira.connections` */
  constructor(claims: Claims, name: string, background: Background) {
    this.claims = claims;
    this.name = name;
    this.background = background;
  }

  read(): unknown[] {
    const value: unknown = vscode.workspace.getConfiguration().get(this.name);
    return Array.isArray(value) ? [...value] : [];
  }

  /** Changes the list; an empty list removes the setting. */
  change(change: (list: unknown[]) => readonly unknown[]): Promise<void> {
    const apply = () => this.apply(change);
    // A change that failed was told to its caller, and does not keep the next from being made.
    this.last = this.last.then(apply, apply);
    return this.last;
  }

  private async apply(change: (list: unknown[]) => readonly unknown[]): Promise<void> {
    clearTimeout(this.timer);
    this.claim ??= await this.claims.takeSoon(`setting ${this.name}`, { ttlMs, patienceMs: ttlMs });
    try {
      const list = change(this.read());
      await vscode.workspace
        .getConfiguration()
        .update(this.name, list.length > 0 ? list : undefined, vscode.ConfigurationTarget.Global);
    } finally {
      this.timer = setTimeout(() => this.release(), arrivalMs);
    }
  }

  private release(): void {
    const { claim } = this;
    this.claim = undefined;
    // Otherwise it expires.
    this.background.quietly(`The claim of ${this.name} could not be released`, () => claim?.release());
  }
}
