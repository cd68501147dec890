import type { Claim, ClaimFiles, ClaimOptions, WaitOptions } from './claimFiles.ts';

export type { Claim, ClaimOptions } from './claimFiles.ts';

/** Claims of objects over all windows of a machine; their files are looked at with the first of them. */
export class Claims {
  private readonly folder: string;
  private files: Promise<ClaimFiles> | undefined;

  /** @param folder made when it is missing; of this machine alone */
  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * Takes a claim and renews it until it is released.
   * @returns undefined while another holds it, in this window or another
   */
  async take(name: string, options: ClaimOptions): Promise<Claim | undefined> {
    return (await this.opened()).take(name, options);
  }

  /**
   * Takes a claim as soon as it is free.
   * @returns undefined when others held it all the time, or the signal was aborted
   */
  async takeSoon(name: string, options: WaitOptions): Promise<Claim | undefined> {
    return (await this.opened()).takeSoon(name, options);
  }

  /**
   * Notes a name for good, until it expires.
   * @returns false if it was noted before, by any window
   */
  async note(name: string, ttlMs: number): Promise<boolean> {
    return (await this.opened()).note(name, ttlMs);
  }

  /** Whether a name is noted and has not expired. */
  async isNoted(name: string): Promise<boolean> {
    return (await this.opened()).isNoted(name);
  }

  /** Releases all claims of this window. */
  async dispose(): Promise<void> {
    await (await this.files)?.dispose();
  }

  private opened(): Promise<ClaimFiles> {
    this.files ??= import('./claimFiles.ts').then(({ ClaimFiles }) => new ClaimFiles(this.folder));
    return this.files;
  }
}
