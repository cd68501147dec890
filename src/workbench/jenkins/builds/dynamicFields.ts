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

/** Value, or ticks of a value, that the list of a parameter no longer has. */
export interface LostValue {
  readonly name: string;
  readonly lost: readonly string[];
  /** Ticks that are still there; undefined for none. */
  readonly left: string | undefined;
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
   * @returns values that are no longer in their lists
   */
  async update(values: ParameterValues): Promise<LostValue[]> {
    if (!this.parameters.some(({ kind }) => kind === ParameterKind.dynamic)) return [];
    const name = readableName(this.ref.job);
    return withDelayedProgress(t('Loading the form of {0}…', name), signal => this.read(values, signal));
  }

  private async read(values: ParameterValues, signal: AbortSignal): Promise<LostValue[]> {
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
    return this.parameters.flatMap(each => this.lostOf(each, values.get(each.name)) ?? []);
  }

  /** Value that the scripts of other fields are given. */
  private valueOf(parameter: Parameter, values: ParameterValues): string {
    const chosen = values.get(parameter.name);
    const lost = this.lostOf(parameter, chosen);
    const kept = lost ? lost.left : chosen;
    if (kept !== undefined && typeof kept !== 'string') return kept.fileName;
    const drawn = this.form?.get(parameter.name);
    if (parameter.kind === ParameterKind.boolean) return tickOf(kept ?? parameter.defaultValue, drawn);
    if (kept !== undefined) return kept;
    const ofForm = parameter.kind === ParameterKind.dynamic && drawn ? defaultIn(drawn) : undefined;
    return this.defaultOf(parameter) ?? ofForm ?? '';
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

  private lostOf(parameter: Parameter, chosen: unknown): LostValue | undefined {
    const field = this.get(parameter)?.field;
    const isList = field?.source && (field.shape === FieldShape.one || field.shape === FieldShape.many);
    if (!isList || typeof chosen !== 'string') return undefined;
    const isListed = (value: string) => field.options.some(each => each.value === value);
    const { name } = parameter;
    if (isListed(chosen) || (field.shape === FieldShape.many && chosen === '')) return undefined;
    if (field.shape === FieldShape.one) return { name, lost: [chosen], left: undefined };
    const ticks = chosen.split(',');
    const left = ticks.filter(isListed);
    if (left.length === ticks.length) return undefined;
    return { name, lost: ticks.filter(tick => !isListed(tick)), left: left.length > 0 ? left.join(',') : undefined };
  }
}

/** Value of a checkbox in the form: a ticked one without any has the browser's. */
function tickOf(value: string | undefined, drawn: FormField | undefined): string {
  if (drawn?.shape === FieldShape.one) return value ?? '';
  return value === 'true' ? (drawn?.options[0]?.value ?? 'on') : '';
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
