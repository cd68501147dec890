import * as vscode from 'vscode';
import type { StageOrder } from '../../../jenkins/pipelines/stageOrder.ts';
import { decode, lineText, readLines } from '../../../logs/rows.ts';
import type { Section } from '../../../logs/sections.ts';
import type { Background } from '../../shell/commands/background.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { LogDocument } from './logDocument.ts';
import { entriesOfBlocks } from './outlineEntries.ts';
import type { OutlineEntry } from './page/protocol.ts';
import type { StageLines } from './stageLines.ts';

const { t } = vscode.l10n;

/** A longer log is not read by stages: the answer would have five times its bytes. */
const maxBytes = 128 * 1024 * 1024;

/** Stage or branch of a Pipeline, as its line in the tree names it, or a step, as the log does. */
export interface ShownStage {
  readonly id: string;
  readonly name: string;
  /** Place among the stages, or the branches, of that name in the order of the run; absent where it is not known. */
  readonly among?: StageOrder | undefined;
}

export interface StageFilterDeps {
  readonly document: LogDocument;
  readonly background: Background;
  /** Called whenever other lines belong to the stage, or the outline has changed. */
  readonly changed: () => void;
}

/** The stage or branch that alone is shown of a log, and the outline by what the controller knows of its lines. */
export class StageFilter implements vscode.Disposable {
  private readonly deps: StageFilterDeps;
  private readonly abort = new AbortController();
  private stage: ShownStage | undefined;
  private shown: readonly number[] | undefined;
  private outlined: OutlineEntry[] | undefined;
  private scattered: ReadonlySet<number> | undefined;
  private hasAsked = false;
  private hasGrown = false;
  private isFollowing = false;

  constructor(deps: StageFilterDeps) {
    this.deps = deps;
  }

  /** Lines of the stage, in order; undefined while all are shown. */
  get lines(): readonly number[] | undefined {
    return this.shown;
  }

  get name(): string | undefined {
    return this.stage?.name;
  }

  /** Entries of the outline, right with branches that print at the same time; undefined where they are not read. */
  get outline(): readonly OutlineEntry[] | undefined {
    return this.outlined;
  }

  /** Sections that can be folded: lines of others stand among those of a branch that ran beside them. */
  foldable(sections: readonly Section[]): readonly Section[] {
    const { scattered } = this;
    return scattered ? sections.filter(({ line }) => !scattered.has(line)) : sections;
  }

  /**
   * Shows the lines of a stage alone.
   * @throws RequestError
   */
  async show(stage: ShownStage): Promise<void> {
    const lines = await this.read();
    this.stage = stage;
    this.take(lines);
    this.grown();
  }

  showAll(): void {
    this.stage = undefined;
    this.shown = undefined;
    this.deps.changed();
  }

  /**
   * Finds the innermost stage or branch around a line.
   * @throws RequestError
   */
  async stageAt(line: number): Promise<ShownStage | undefined> {
    return (await this.read()).nodes.blockAt(line);
  }

  /**
   * Finds the step that printed a line.
   * @throws RequestError
   */
  async stepAt(line: number): Promise<ShownStage | undefined> {
    const { nodes } = await this.read();
    const step = nodes.stepAt(line);
    return step && { id: step.id, name: await this.stepName(step.line) };
  }

  /**
   * First line of a stage.
   * @throws RequestError
   */
  async lineOf(id: string): Promise<number | undefined> {
    return (await this.read()).nodes.blocks().find(block => block.id === id)?.line;
  }

  /**
   * Reads the outline; once it is known, it is kept up to date. A failure, or a person who stops it, counts until the
   * outline is opened anew.
   */
  wantOutline(isOpened: boolean): void {
    if (this.outlined || this.isTooLong || (this.hasAsked && !isOpened)) return;
    this.hasAsked = true;
    this.deps.background.quietly('The stages of a log could not be read', async () => {
      this.take(await this.read());
      this.grown();
    });
  }

  /** Call when the log has grown, or has ended. */
  grown(): void {
    this.hasGrown = true;
    if (this.isFollowing || !this.isWanted) return;
    this.deps.background.quietly('The stages of a log could not be read on', () => this.follow());
  }

  dispose(): void {
    this.abort.abort(new vscode.CancellationError());
  }

  /** Whether the log is too long to be read by stages. */
  get isTooLong(): boolean {
    return (this.deps.document.spool?.written ?? 0) > maxBytes;
  }

  /** @param line that begins the step */
  private async stepName(line: number): Promise<string> {
    const { spool } = this.deps.document;
    const [raw] = spool ? await readLines(spool, line, 1) : [];
    const name = raw && /\[Pipeline\] (.+)/.exec(lineText(decode(raw.bytes), false))?.[1];
    return t('{0} in line {1}', name ?? t('step'), (line + 1).toLocaleString());
  }

  private get isWanted(): boolean {
    return this.stage !== undefined || this.outlined !== undefined;
  }

  /** Reads on until no line is left out: the last ones too, after which nothing grows any more. */
  private async follow(): Promise<void> {
    this.isFollowing = true;
    try {
      while (this.hasGrown && this.isWanted) {
        this.hasGrown = false;
        const { stageLines } = this.deps.document;
        const { lines } = stageLines.nodes;
        await stageLines.advanceLater(this.abort.signal);
        if (stageLines.nodes.lines !== lines) this.take(stageLines);
      }
    } finally {
      this.isFollowing = false;
    }
  }

  private async read(): Promise<StageLines> {
    const { stageLines } = this.deps.document;
    await withDelayedProgress(t('Loading the stages of the log…'), canceled =>
      stageLines.advance(AbortSignal.any([canceled, this.abort.signal])),
    );
    return stageLines;
  }

  private take({ nodes }: StageLines): void {
    if (this.stage) this.shown = nodes.linesOf(this.stage.id);
    this.outlined = entriesOfBlocks(nodes.blocks());
    this.scattered = nodes.scattered();
    this.deps.changed();
  }
}
