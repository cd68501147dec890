import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';
import { readForm } from '../../../jenkins/builds/dynamicForm.ts';
import { FieldShape, type FormField } from '../../../jenkins/builds/formPage.ts';
import { type Offer, readOffers } from '../../../jenkins/builds/parameterOffers.ts';
import {
  type FileValue,
  isOpenChoice,
  type Parameter,
  ParameterKind,
  type ParameterValues,
} from '../../../jenkins/builds/parameters.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { notifyError } from '../../shell/messages/notifications.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { resultPresentation } from '../jobs/jobWords.ts';
import { plainText } from '../jobs/tooltips.ts';
import type { DynamicField } from './dynamicFields.ts';
import { patternProblem } from './parameterPattern.ts';
import { type ParameterRef, parameterUri } from './parameterTexts.ts';

const { t } = vscode.l10n;

/** Limit of a file, which is held in memory while it is sent. */
const maxFileBytes = 512 * 1024 * 1024;

export interface ParameterAskerDeps {
  readonly sessions: Sessions;
  readonly texts: TextFiles<ParameterRef>;
  readonly background: Background;
}

/** Asks for the value of a parameter, by its kind. */
export class ParameterAsker {
  private readonly deps: ParameterAskerDeps;

  constructor(deps: ParameterAskerDeps) {
    this.deps = deps;
  }

  /** @returns undefined when the value stays as it was */
  ask(
    ref: JobRef,
    parameter: Parameter,
    now: string | FileValue | undefined,
    dynamic?: DynamicField,
  ): Promise<string | FileValue | undefined> {
    const text = typeof now === 'string' ? now : '';
    switch (parameter.kind) {
      case ParameterKind.boolean:
        return this.choose(ref, parameter, text, offersOf(['true', 'false']));
      case ParameterKind.choice:
        return this.choose(ref, parameter, text, offersOf(parameter.choices), isOpenChoice(parameter));
      case ParameterKind.choices:
        return this.chooseMany(parameter, text, offersOf(parameter.choices));
      case ParameterKind.dynamic:
        return this.askDynamic(ref, parameter, text, dynamic);
      case ParameterKind.text:
        return this.write(ref, parameter, text);
      case ParameterKind.file:
        return this.chooseFile(parameter);
      case ParameterKind.string:
      case ParameterKind.password:
        return this.type(ref, parameter, text);
      default:
        return this.chooseOrType(ref, parameter, text);
    }
  }

  /** Brings the text of a parameter of this job to the front, if it is being edited. */
  showText(ref: JobRef): void {
    this.deps.texts.showWaiting(uri => {
      const waiting = this.deps.texts.refOf(uri);
      return waiting.job === ref.job && waiting.connection.id === ref.connection.id;
    });
  }

  /** Removes the drafts of texts that a build was started with. */
  async started(ref: JobRef, values: ParameterValues): Promise<void> {
    for (const [parameter, value] of values)
      if (typeof value === 'string') await this.deps.texts.drop(parameterUri({ ...ref, parameter }), value);
  }

  /** Removes the drafts of texts of a form that starts over. */
  async startOver(ref: JobRef, parameters: readonly Parameter[]): Promise<void> {
    for (const { kind, name } of parameters)
      if (kind === ParameterKind.text) await this.deps.texts.startOver(parameterUri({ ...ref, parameter: name }));
  }

  private async write(ref: JobRef, { name }: Parameter, now: string): Promise<string | undefined> {
    const edited = await this.deps.texts.ask(parameterUri({ ...ref, parameter: name }), { text: now });
    return edited?.text;
  }

  private async type(ref: JobRef, parameter: Parameter, now: string, note = ''): Promise<string | undefined> {
    const isPassword = parameter.kind === ParameterKind.password;
    const answer = await askText<string>({
      title: titleOf(ref, parameter),
      prompt: [promptOf(parameter), note].filter(Boolean).join(' '),
      value: isPassword ? '' : now,
      password: isPassword,
      canGoBack: true,
      check: async value => {
        const problem = await patternProblem(parameter, value);
        return problem === undefined ? { value } : { problem };
      },
    });
    return answer.kind === 'answered' ? answer.value : undefined;
  }

  /** Chooses from the list that the job's own form has now; without it the value is typed. */
  private askDynamic(
    ref: JobRef,
    parameter: Parameter,
    now: string,
    dynamic: DynamicField | undefined,
  ): Promise<string | undefined> {
    const { field, problem } = dynamic ?? {};
    if (field?.shape === FieldShape.text) return this.type(ref, parameter, now);
    const offers = offersIn(field);
    if (field?.shape === FieldShape.many && offers.length > 0) return this.chooseMany(parameter, now, offers);
    if (offers.length > 0) return this.choose(ref, parameter, now, offers);
    const reason = problem ?? t('The job’s form currently lists no values.');
    return this.type(ref, parameter, now, t('{0} Your input is sent unchanged.', reason));
  }

  private async choose(
    ref: JobRef,
    parameter: Parameter,
    now: string,
    offers: readonly Offer[] | Promise<readonly Offer[]>,
    typed = false,
  ): Promise<string | undefined> {
    const answer = await askPick<string>({
      title: titleOf(ref, parameter),
      placeholder: promptOf(parameter),
      active: now,
      canGoBack: true,
      items: Promise.resolve(offers).then(found => found.map(offer => itemOf(offer, parameter))),
      ...(typed
        ? {
            typed: (text: string) =>
              text === '' ? undefined : { label: text, description: t('use this value'), value: text },
          }
        : {}),
    });
    return answer.kind === 'answered' ? answer.value : undefined;
  }

  /** The server's values can be chosen, any other can be typed; an empty list is explained, and one that failed. */
  private async chooseOrType(ref: JobRef, parameter: Parameter, now: string): Promise<string | undefined> {
    let offers: readonly Offer[];
    try {
      offers = await readOffers(this.deps.sessions.jenkins(ref.connection), ref.job, parameter);
    } catch (error) {
      const failure = t('Could not list the values of {0}.', parameter.name);
      const note = t('{0} {1} Your input is sent unchanged.', failure, explanationText(error));
      return this.type(ref, parameter, now, note);
    }
    if (offers.length === 0) offers = await this.formOffers(ref, parameter);
    if (offers.length > 0) return this.choose(ref, parameter, now, offers, true);
    const note = t('Jenkins lists no values for {0}. Your input is sent unchanged.', parameter.type);
    return this.type(ref, parameter, now, note);
  }

  /** Values that the job's own form lists, for a plugin that makes its list while it draws the form. */
  private async formOffers(ref: JobRef, { kind, name }: Parameter): Promise<readonly Offer[]> {
    if (kind !== ParameterKind.other) return [];
    const form = await this.deps.background.optional('The form of a job could not be read', () =>
      readForm(this.deps.sessions.jenkins(ref.connection), ref.job),
    );
    return offersIn(form?.get(name));
  }

  private chooseMany(
    { name, description, delimiter }: Parameter,
    now: string,
    offers: readonly Offer[],
  ): Promise<string | undefined> {
    const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly choice: string }>();
    pick.title = inTree(name);
    pick.placeholder = inTree(promptOf({ name, description }));
    pick.canSelectMany = true;
    pick.ignoreFocusOut = true;
    pick.items = shownItems(
      offers.map(({ value, label, note }) => ({ label, choice: value, ...(note ? { description: note } : {}) })),
    );
    const chosen = new Set(now.split(delimiter));
    pick.selectedItems = pick.items.filter(({ choice }) => chosen.has(choice));
    return new Promise(resolve => {
      pick.onDidAccept(() => {
        const ticked = new Set(pick.selectedItems.map(({ choice }) => choice));
        resolve(offers.flatMap(({ value }) => (ticked.has(value) ? [value] : [])).join(delimiter));
        pick.dispose();
      });
      pick.onDidHide(() => {
        resolve(undefined);
        pick.dispose();
      });
      pick.show();
    });
  }

  private async chooseFile(parameter: Parameter): Promise<FileValue | undefined> {
    const [uri] = (await vscode.window.showOpenDialog({ title: parameter.name, openLabel: t('Use This File') })) ?? [];
    if (!uri) return undefined;
    if (uri.scheme !== 'file') {
      return { fileName: basename(uri.path), content: await vscode.workspace.fs.readFile(uri) };
    }
    const { size } = await stat(uri.fsPath);
    if (size > maxFileBytes) {
      notifyError(t('{0} is larger than 512 MiB and cannot be sent from here.', uri.fsPath));
      return undefined;
    }
    return { fileName: basename(uri.fsPath), content: await readFile(uri.fsPath) };
  }
}

function offersOf(values: readonly string[]): Offer[] {
  return values.map(value => ({ value, label: value, note: undefined }));
}

function offersIn(field: FormField | undefined): Offer[] {
  return (field?.options ?? []).flatMap(({ value, label, isDisabled }) =>
    isDisabled ? [] : [{ value, label, note: label === value ? undefined : value }],
  );
}

function itemOf({ value, label, note, result }: Offer, parameter: Parameter): PickItem<string> {
  const isDefault = value === parameter.defaultValue;
  const look = result ? resultPresentation(result) : undefined;
  return {
    label: label === '' ? t('(empty)') : label,
    description: [look?.words, note, isDefault && t('default')].filter(Boolean).join(' · '),
    ...(look ? { iconPath: look.icon } : {}),
    value,
  };
}

function titleOf(ref: JobRef, { name }: Parameter): string {
  return t('{0} of {1}', name, readableName(ref.job));
}

function promptOf({ name, description }: Pick<Parameter, 'name' | 'description'>): string {
  return description ? `${name}: ${plainText(description)}` : name;
}
