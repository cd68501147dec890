import * as vscode from 'vscode';
import { type Section, SectionKind } from '../../../logs/sections.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { LogDocument } from './logDocument.ts';
import type { ShownStage, StageFilter } from './stageFilter.ts';
import { isRead, nextLogChange, whenRead } from './whenRead.ts';

const { t } = vscode.l10n;

/** Longest wait for the heading of a running stage, in milliseconds. */
const arrivalMs = 3000;

export interface LogStagesDeps {
  readonly document: LogDocument;
  readonly filter: StageFilter;
  readonly connection: JenkinsConnection;
  /** Tells the person for a moment. */
  readonly note: (text: string) => Promise<void>;
  readonly go: (line: number) => Promise<void>;
  /** Sections of the text that is there. */
  readonly sections: () => Promise<readonly Section[]>;
}

/** Stages and branches of a log: a person shows one alone, or goes there. */
export class LogStages {
  private readonly deps: LogStagesDeps;

  constructor(deps: LogStagesDeps) {
    this.deps = deps;
  }

  /** Shows the lines of a stage or a branch alone. */
  async show(stage: ShownStage): Promise<void> {
    await this.doing(t('Could not show only {0}.', stage.name), () => this.deps.filter.show(stage));
  }

  /** Shows the innermost stage or branch around a line alone, or the step that printed it. */
  async showAt(line: number, isStep: boolean): Promise<void> {
    await this.doing(t('Could not load the stages of the log.'), async () => {
      const { filter } = this.deps;
      const stage = await (isStep ? filter.stepAt(line) : filter.stageAt(line));
      if (stage) await filter.show(stage);
      else
        await this.deps.note(
          isStep ? t('This line does not belong to a step') : t('This line does not belong to a stage'),
        );
    });
  }

  /** Goes to the first line of a stage or a branch. */
  async goTo(stage: ShownStage): Promise<void> {
    const { id, name } = stage;
    await this.doing(t('Could not go to {0} in the log.', name), async () => {
      // Mostly the headings tell it; the controller's answer that does has five times the bytes of the log.
      const line = (await this.headingOf(stage)) ?? (await this.deps.filter.lineOf(id));
      if (line === undefined) await this.deps.note(t('{0} has no lines in this log', name));
      else await this.deps.go(line);
    });
  }

  /** Waits for the text that has the heading of a stage. A running log is still coming when it was just opened. */
  async arrival(stage: ShownStage): Promise<void> {
    const { document } = this.deps;
    if (!stage.among) return;
    if (stage.among.isFinal) return whenRead(document);
    const signal = AbortSignal.timeout(arrivalMs);
    while (!isRead(document) && !signal.aborted) {
      const changed = nextLogChange(document, signal);
      if ((await this.headingOf(stage)) !== undefined) return;
      await changed;
    }
  }

  private async headingOf({ name, among }: ShownStage): Promise<number | undefined> {
    if (!among) return undefined;
    const kind = among.isBranch ? SectionKind.branch : SectionKind.stage;
    const headings = (await this.deps.sections()).filter(section => section.kind === kind && section.title === name);
    // Those that began since stand behind.
    const isTold = among.isFinal ? headings.length === among.count : headings.length >= among.count;
    return isTold ? headings[among.index]?.line : undefined;
  }

  private async doing(words: string, work: () => Promise<void>): Promise<void> {
    if (this.deps.filter.isTooLong) return this.deps.note(t('The log is too long to show by stage'));
    try {
      await work();
    } catch (error) {
      throw new Failure(words, error, this.deps.connection);
    }
  }
}
