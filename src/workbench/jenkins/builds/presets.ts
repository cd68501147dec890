import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { type JobRef, keyOf } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

type Values = Readonly<Record<string, string>>;

/** Named sets of parameter values, for each job. Passwords and files are never among them. */
export class Presets {
  private readonly memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.memento = memento;
  }

  names(ref: JobRef): string[] {
    return Object.keys(this.of(ref)).sort();
  }

  /** Asks for a preset of the job; each has a button to delete it. */
  async pick(ref: JobRef): Promise<ReadonlyMap<string, string> | undefined> {
    const remove = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Delete Preset') };
    const answer = await askPick<string>({
      title: t('Presets of {0}', readableName(ref.job)),
      placeholder: t('Select a preset'),
      items: this.names(ref).map(value => ({
        label: value,
        description: wordsOf(this.of(ref)[value] ?? {}),
        buttons: [remove],
        value,
      })),
      onButton: name => this.write(ref, { ...this.of(ref), [name]: undefined }),
    });
    const values = answer.kind === 'answered' ? this.of(ref)[answer.value] : undefined;
    return values && new Map(Object.entries(values));
  }

  /** Asks for a name and saves the values under it. */
  async save(ref: JobRef, values: ReadonlyMap<string, string>): Promise<void> {
    const answer = await askText<string>({
      title: t('Save as Preset'),
      prompt: t('Name of the preset. Passwords and files are not saved.'),
      check: text => (text.trim() === '' ? { problem: t('Enter a name.') } : { value: text.trim() }),
    });
    if (answer.kind !== 'answered') return;
    await this.write(ref, { ...this.of(ref), [answer.value]: Object.fromEntries(values) });
  }

  private of(ref: JobRef): Readonly<Record<string, Values>> {
    const value: unknown = this.memento.get(memoryKey(ref));
    if (!isObject(value)) return {};
    return Object.fromEntries(
      Object.entries(value).map(([name, values]) => [
        name,
        Object.fromEntries(
          Object.entries(isObject(values) ? values : {}).flatMap(([key, each]) => {
            const text = asString(each);
            return text === undefined ? [] : [[key, text]];
          }),
        ),
      ]),
    );
  }

  private async write(ref: JobRef, presets: Readonly<Record<string, Values | undefined>>): Promise<void> {
    const kept = Object.fromEntries(Object.entries(presets).filter(([, values]) => values !== undefined));
    await this.memento.update(memoryKey(ref), Object.keys(kept).length > 0 ? kept : undefined);
  }
}

function memoryKey(ref: JobRef): string {
  const { connection, job } = keyOf(ref);
  return `presets:${connection}/${job}`;
}

function wordsOf(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
    .slice(0, 200);
}
