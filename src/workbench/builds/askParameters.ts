import * as vscode from 'vscode';
import { type Parameter, ParameterKind, type ParameterValues, readableName } from '../../jenkins/index.ts';
import { type Answer, askInOrder, type Step } from '../dialogs/answer.ts';
import { askPick } from '../dialogs/askPick.ts';
import { askText } from '../dialogs/askText.ts';
import type { JobRef } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

/**
 * Asks for the parameters one after the other, with Back.
 * @returns the values to send; undefined when it was called off
 */
export async function askParameters(
  ref: JobRef,
  parameters: readonly Parameter[],
): Promise<ParameterValues | undefined> {
  const askable = parameters.filter(parameter => parameter.kind !== ParameterKind.other);
  const others = parameters.filter(parameter => parameter.kind === ParameterKind.other);
  if (others.length > 0 && !(await acceptDefaults(ref, others))) return undefined;
  const values = new Map<string, string>();
  const steps = askable.map(
    (parameter, index): Step =>
      async () => {
        const title = t('Start {0} ({1}/{2})', readableName(ref.job), index + 1, askable.length);
        const answer = await askOne(parameter, values.get(parameter.name), { title, canGoBack: index > 0 });
        if (answer.kind === 'answered') values.set(parameter.name, answer.value);
        return answer;
      },
  );
  return (await askInOrder(steps)) ? values : undefined;
}

function askOne(
  parameter: Parameter,
  given: string | undefined,
  asking: { title: string; canGoBack: boolean },
): Promise<Answer<string>> {
  const active = given ?? parameter.defaultValue;
  const prompt = parameter.description ? `${parameter.name}: ${parameter.description}` : parameter.name;
  if (parameter.kind === ParameterKind.string) {
    return askText<string>({ ...asking, prompt, value: active, check: value => ({ value }) });
  }
  const choices = parameter.kind === ParameterKind.boolean ? ['true', 'false'] : parameter.choices;
  return askPick<string>({
    ...asking,
    placeholder: prompt,
    active,
    items: choices.map(value => ({
      label: value === '' ? t('(empty)') : value,
      ...(value === parameter.defaultValue ? { description: t('default') } : {}),
      value,
    })),
  });
}

/** Types that are not asked for here are named, so that nobody is surprised by their defaults. */
async function acceptDefaults(ref: JobRef, others: readonly Parameter[]): Promise<boolean> {
  const start = t('Continue With Defaults');
  const chosen = await vscode.window.showWarningMessage(
    t('Some parameters of {0} cannot be asked for here; Jenkins takes their defaults.', readableName(ref.job)),
    { modal: true, detail: others.map(each => `${each.name} (${each.type})`).join('\n') },
    start,
  );
  return chosen === start;
}
