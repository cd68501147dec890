import * as vscode from 'vscode';
import { readFieldAgain, readForm } from '../../../jenkins/builds/dynamicForm.ts';
import { FieldShape, type FormField } from '../../../jenkins/builds/formPage.ts';
import { type Parameter, ParameterKind, type ParameterValues } from '../../../jenkins/builds/parameters.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import type { JobRef } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

/** List or text of a dynamic parameter, as the job's own form would show it now. */
export interface DynamicField {
  readonly field: FormField | undefined;
  /** Reason why it cannot be had, where it cannot. */
  readonly problem: string | undefined;
}

/** Lists and texts that scripts of a job make for its form; asked anew where a value changes that they depend on. */
export class DynamicFields {
  private readonly sessions: Sessions;
  private readonly ref: JobRef;
  private readonly parameters: readonly Parameter[];
  private form: ReadonlyMap<string, FormField> | undefined;
  /** Whether a call failed: the objects of a page live no longer than its session. */
  private isStale = false;
  private readonly now = new Map<string, DynamicField>();
  /** Values that a field was read for, by its name. */
  private readonly readFor = new Map<string, string>();

  constructor(sessions: Sessions, ref: JobRef, parameters: readonly Parameter[]) {
    this.sessions = sessions;
    this.ref = ref;
    this.parameters = parameters;
  }

  /** @returns undefined for a parameter that is not dynamic */
  get({ kind, name }: Parameter): DynamicField | undefined {
    return kind === ParameterKind.dynamic ? this.now.get(name) : undefined;
  }

  /** Value that the form would have without an answer; undefined where it has none. */
  defaultOf(parameter: Parameter): string | undefined {
    const field = this.get(parameter)?.field;
    return field ? defaultIn(field) : parameter.defaultValue;
  }

  /**
   * Brings the fields up to date.
   * @param values chosen so far
   * @returns names of the parameters whose value is no longer in their list
   */
  async update(values: ParameterValues): Promise<string[]> {
    if (!this.parameters.some(({ kind }) => kind === ParameterKind.dynamic)) return [];
    const name = readableName(this.ref.job);
    return withDelayedProgress(t('Loading the form of {0}…', name), signal => this.read(values, signal));
  }

  private async read(values: ParameterValues, signal: AbortSignal): Promise<string[]> {
    const session = this.sessions.jenkins(this.ref.connection);
    let problem: string | undefined;
    if (this.isStale) this.form = undefined;
    this.isStale = false;
    try {
      this.form ??= await readForm(session, this.ref.job, { signal });
    } catch (error) {
      problem = reasonOf(error);
    }
    const given = new Map(this.parameters.map(each => [each.name, this.valueOf(each, values)]));
    // A list may depend on one after it: until no value changes, and no longer where they depend on each other.
    for (const _ of this.parameters) {
      const before = [...given.values()].join('\n');
      for (const parameter of this.parameters) {
        if (parameter.kind === ParameterKind.dynamic) await this.readField(parameter, given, problem, signal);
        given.set(parameter.name, this.valueOf(parameter, values));
      }
      if ([...given.values()].join('\n') === before) break;
    }
    return this.parameters.filter(each => this.isGone(each, values.get(each.name))).map(({ name }) => name);
  }

  /** Value that the scripts of other fields are given. */
  private valueOf(parameter: Parameter, values: ParameterValues): string {
    const chosen = values.get(parameter.name);
    if (typeof chosen === 'string' && !this.isGone(parameter, chosen)) return chosen;
    const drawn = parameter.kind === ParameterKind.dynamic ? this.form?.get(parameter.name) : undefined;
    return this.defaultOf(parameter) ?? (drawn && defaultIn(drawn)) ?? '';
  }

  private async readField(
    { name }: Parameter,
    given: ReadonlyMap<string, string>,
    problem: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const field = this.form?.get(name);
    if (!field) {
      this.now.set(name, { field: undefined, problem: problem ?? t('The form does not have this field.') });
      return;
    }
    if (!field.source) {
      this.now.set(name, { field, problem: undefined });
      return;
    }
    const key = JSON.stringify(field.references.map(each => given.get(each)));
    if (this.readFor.get(name) === key) return;
    this.readFor.delete(name);
    try {
      const read = await readFieldAgain(this.sessions.jenkins(this.ref.connection), field, given, { signal });
      this.now.set(name, { field: read, problem: undefined });
      this.readFor.set(name, key);
    } catch (error) {
      this.now.set(name, { field: undefined, problem: reasonOf(error) });
      this.isStale = true;
    }
  }

  private isGone(parameter: Parameter, chosen: unknown): boolean {
    const field = this.get(parameter)?.field;
    if (!field?.source || typeof chosen !== 'string') return false;
    const isListed = (value: string) => field.options.some(each => each.value === value);
    if (isListed(chosen)) return false;
    if (field.shape === FieldShape.one) return true;
    return field.shape === FieldShape.many && chosen !== '' && !chosen.split(',').every(isListed);
  }
}

function defaultIn({ shape, options, text }: FormField): string | undefined {
  if (shape === FieldShape.none) return undefined;
  if (shape === FieldShape.text) return text;
  const selected = options.filter(({ isSelected }) => isSelected).map(({ value }) => value);
  if (shape === FieldShape.many) return selected.join(',');
  return selected[0] ?? options.find(({ isDisabled }) => !isDisabled)?.value ?? '';
}

/** @throws the error of a person who stopped it */
function reasonOf(error: unknown): string {
  if (isCanceled(error)) throw error;
  return explanationText(error);
}
