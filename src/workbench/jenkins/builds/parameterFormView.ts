import * as vscode from 'vscode';
import { asString } from '../../../base/json.ts';
import { inTree } from '../../../base/othersTexts.ts';
import { FieldShape } from '../../../jenkins/builds/formPage.ts';
import {
  type FileValue,
  type Parameter,
  ParameterKind,
  type ParameterValues,
} from '../../../jenkins/builds/parameters.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import type { FormDraft } from '../../shell/drafts/formDraft.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import type { DynamicFields } from './dynamicFields.ts';
import type { ParameterAsker } from './parameterAsker.ts';
import { type Line, lineOf } from './parameterLines.ts';
import type { Presets } from './presets.ts';

const { t } = vscode.l10n;

/** Start values of the form. */
export interface FormStart {
  /** Values that replace the defaults. */
  readonly values?: ParameterValues;
  /** Parameters that must be filled in, since their value cannot be reused: such as passwords and files. */
  readonly unset?: ReadonlySet<string>;
}

/** Words of a form that does not start a build. */
export interface FormWords {
  readonly title: string;
  readonly placeholder: string;
  /** Label of the first line. */
  readonly start: string;
  /** Label of a line that leaves the form without its values. */
  readonly refuse: string;
}

type Choice = 'start' | 'refuse' | 'canceled' | 'usePreset' | 'savePreset' | 'startOver';

const presetButtons = {
  use: { iconPath: new vscode.ThemeIcon('bookmark'), tooltip: t('Use Preset…') },
  save: { iconPath: new vscode.ThemeIcon('save'), tooltip: t('Save as Preset…') },
} as const;

interface FormParts {
  readonly asker: ParameterAsker;
  readonly presets?: Presets;
  readonly draft: FormDraft;
  /** Absent for the start of a build. */
  readonly words?: FormWords;
  /** Absent where no job's form has the parameters. */
  readonly dynamic?: DynamicFields;
}

/**
 * Form of a job's parameters: a list with the values that will be sent. Choosing a line changes its value, any number
 * of times; the first line starts the build.
 */
export class ParameterForm {
  private readonly ref: JobRef;
  private readonly parameters: readonly Parameter[];
  private readonly asker: ParameterAsker;
  /** Absent where nothing is to be kept for later. */
  private readonly presets: Presets | undefined;
  private readonly draft: FormDraft;
  private readonly words: FormWords | undefined;
  private readonly dynamic: DynamicFields | undefined;
  private readonly begin: FormStart;
  private readonly values = new Map<string, string | FileValue>();
  private readonly unset = new Set<string>();
  private last: Parameter | undefined;
  /** Whether the form was left by the line that refuses. */
  isRefused = false;

  constructor(
    ref: JobRef,
    parameters: readonly Parameter[],
    { asker, presets, draft, words, dynamic }: FormParts,
    begin: FormStart = {},
  ) {
    this.ref = ref;
    this.parameters = parameters;
    this.asker = asker;
    this.presets = presets;
    this.draft = draft;
    this.words = words;
    this.dynamic = dynamic;
    this.begin = begin;
    this.startOver();
    for (const { name } of parameters) {
      const value = asString(draft.kept?.answers[name]);
      if (value !== undefined) this.set(name, value);
    }
  }

  /** @returns the values to send; undefined when it was canceled, or refused: see {@link isRefused} */
  async fill(): Promise<ParameterValues | undefined> {
    for (;;) {
      await this.dropLost();
      const chosen = await this.show();
      this.isRefused = chosen === 'refuse';
      if (chosen === 'canceled' || chosen === 'refuse') return undefined;
      if (chosen === 'start') return this.complete();
      if (chosen === 'usePreset') await this.usePreset();
      else if (chosen === 'savePreset') await this.savePreset();
      else if (chosen === 'startOver') await this.forget();
      else await this.change(chosen);
    }
  }

  /** Drops the values that their lists no longer have, and says which. */
  private async dropLost(): Promise<void> {
    for (const { name, lost, left } of (await this.dynamic?.update(this.values)) ?? []) {
      if (left === undefined) this.values.delete(name);
      else this.values.set(name, left);
      notifyWarning(t('{0} no longer offers {1}. Check its value before you start the build.', name, lost.join(', ')));
    }
  }

  private async forget(): Promise<void> {
    await this.draft.drop();
    await this.asker.startOver(this.ref, this.parameters);
    this.startOver();
  }

  private startOver(): void {
    this.values.clear();
    this.unset.clear();
    for (const [name, value] of this.begin.values ?? []) this.values.set(name, value);
    for (const name of this.begin.unset ?? []) this.unset.add(name);
    this.last = undefined;
  }

  private set(name: string, value: string | FileValue): void {
    this.values.set(name, value);
    this.unset.delete(name);
  }

  /** Sends all values that the person saw, including defaults; values that Jenkins hides are left to it. */
  private complete(): ParameterValues {
    return new Map(
      this.parameters.flatMap(parameter => {
        const { name, kind } = parameter;
        const value = this.values.get(name) ?? (untold.has(kind) ? undefined : this.defaultOf(parameter));
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  }

  private show(): Promise<Parameter | Choice> {
    const pick = vscode.window.createQuickPick<Line>();
    const { words, ref } = this;
    pick.title = inTree(words?.title ?? t('Start {0} on {1}', readableName(ref.job), ref.connection.name));
    pick.placeholder = inTree(
      words?.placeholder ?? t('Press Enter to start the build, or select a parameter to change it'),
    );
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.buttons = this.presetButtons();
    const asked = this.parameters.filter(each => this.isAsked(each));
    const lines = asked.map(parameter => this.lineOf(parameter));
    pick.items = shownItems<Line>([
      this.startLine(),
      ...this.refuseLines(),
      ...this.startOverLines(),
      { label: t('parameters'), kind: vscode.QuickPickItemKind.Separator },
      ...lines,
    ]);
    // After a change the next Enter starts the build; the changed line is visible beside it.
    const unset = this.firstUnset();
    const active = unset ? pick.items.find(line => line.parameter === unset) : pick.items[0];
    if (active) pick.activeItems = [active];
    return new Promise(resolve => {
      pick.onDidAccept(() => {
        const [line] = pick.selectedItems;
        if (line?.start) resolve('start');
        else if (line?.refuse) resolve('refuse');
        else if (line?.startOver) resolve('startOver');
        else if (line?.parameter) resolve(line.parameter);
        else return;
        pick.dispose();
      });
      pick.onDidTriggerButton(button => {
        resolve(button === presetButtons.use ? 'usePreset' : 'savePreset');
        pick.dispose();
      });
      pick.onDidHide(() => {
        resolve('canceled');
        pick.dispose();
      });
      pick.show();
    });
  }

  private isAsked(parameter: Parameter): boolean {
    const { field } = this.dynamic?.get(parameter) ?? {};
    return parameter.kind !== ParameterKind.unasked && field?.shape !== FieldShape.none && !field?.isHidden;
  }

  private presetButtons(): vscode.QuickInputButton[] {
    if (!this.presets) return [];
    return [...(this.presets.names(this.ref).length > 0 ? [presetButtons.use] : []), presetButtons.save];
  }

  private refuseLines(): Line[] {
    const label = this.words?.refuse;
    return label === undefined ? [] : [{ label, iconPath: new vscode.ThemeIcon('close'), refuse: true }];
  }

  private startLine(): Line {
    const unset = [...this.unset].join(', ');
    const missing = this.words ? t('empty: {0}', unset) : t('not copied from the previous build: {0}', unset);
    return {
      label: this.words?.start ?? t('Start Build'),
      iconPath: new vscode.ThemeIcon('play'),
      ...(unset ? { description: missing } : {}),
      alwaysShow: true,
      start: true,
    };
  }

  private startOverLines(): Line[] {
    const line = this.draft.startOverLine();
    return line ? [{ ...line, startOver: true }] : [];
  }

  private firstUnset(): Parameter | undefined {
    return this.last ? undefined : this.parameters.find(({ name }) => this.unset.has(name));
  }

  private lineOf(parameter: Parameter): Line {
    const dynamic = this.dynamic?.get(parameter);
    return lineOf(parameter, {
      value: this.values.get(parameter.name),
      defaultValue: this.defaultOf(parameter),
      unsetValue: this.words ? '' : undefined,
      problem: dynamic?.problem,
    });
  }

  /** Value that is sent where the person chose none. */
  private defaultOf(parameter: Parameter): string | undefined {
    return this.dynamic ? this.dynamic.defaultOf(parameter) : parameter.defaultValue;
  }

  private async change(parameter: Parameter): Promise<void> {
    this.last = parameter;
    const now = this.values.get(parameter.name) ?? this.defaultOf(parameter);
    const value = await this.asker.ask(this.ref, parameter, now, this.dynamic?.get(parameter));
    if (value === undefined) return;
    this.set(parameter.name, value);
    this.keep();
  }

  /** Keeps what was chosen, except secrets and files. */
  private keep(): void {
    const begin = this.begin.values ?? new Map();
    const chosen = this.withoutSecrets([...this.values].filter(([name, value]) => begin.get(name) !== value));
    this.draft.keep(Object.fromEntries(chosen));
  }

  private withoutSecrets(values: readonly (readonly [string, string | FileValue])[]): [string, string][] {
    const secret = new Set(this.parameters.flatMap(({ kind, name }) => (secretKinds.has(kind) ? [name] : [])));
    return values.flatMap(([name, value]) => (typeof value === 'string' && !secret.has(name) ? [[name, value]] : []));
  }

  private async usePreset(): Promise<void> {
    const preset = await this.presets?.pick(this.ref);
    if (!preset) return;
    const known = new Set(this.parameters.map(({ name }) => name));
    const lost = [...preset.keys()].filter(name => !known.has(name));
    for (const [name, value] of preset) if (known.has(name)) this.values.set(name, value);
    this.keep();
    if (lost.length > 0) {
      notifyWarning(t('The job no longer has these parameters of the preset: {0}', lost.join(', ')));
    }
  }

  /** Saves all values except secrets and files. */
  private async savePreset(): Promise<void> {
    await this.presets?.save(this.ref, new Map(this.withoutSecrets([...this.complete()])));
  }
}

/** Kinds whose default is left to Jenkins. */
const untold: ReadonlySet<ParameterKind> = new Set([ParameterKind.file, ParameterKind.unasked]);

const secretKinds: ReadonlySet<ParameterKind> = new Set([ParameterKind.password, ParameterKind.credentials]);
