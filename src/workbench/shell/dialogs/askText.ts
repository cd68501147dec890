import * as vscode from 'vscode';
import { inPrompt, inTree } from '../../../base/othersTexts.ts';
import { type Answer, answered } from './answer.ts';

/** Result of checking a text: a value to go on with, or a problem to show at the box, and perhaps a better text. */
export type Checked<T> = { readonly value: T } | { readonly problem: string; readonly instead?: string };

type BoxButton<T> = { readonly button: vscode.QuickInputButton } & (
  | {
      /** A text that it returns replaces the typed text. */
      readonly run: (text: string, aside: Aside) => unknown;
    }
  | {
      /** Answer in place of a text. */
      readonly answer: () => T;
    }
);

export interface TextQuestion<T> {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string | undefined;
  readonly password?: boolean;
  readonly canGoBack?: boolean;
  readonly buttons?: readonly BoxButton<T>[];
  /** Called with what was typed, at each change. */
  readonly typed?: (text: string) => void;
  /** Checks the text when Enter is pressed; the typed text stays when there is a problem. May take its time. */
  readonly check: (text: string, signal: AbortSignal, aside: Aside) => Promise<Checked<T>> | Checked<T>;
}

/**
 * Asks another question meanwhile, such as for a file, which may hide the box: that is no Escape, and the box comes
 * back.
 */
export type Aside = <R>(ask: () => Promise<R>) => Promise<R>;

/**
 * Asks for a line in an input box that stays until it is answered or left by Escape.
 * @throws an error of the check that is no problem of the text
 */
export function askText<T>(question: TextQuestion<T>): Promise<Answer<T>> {
  const box = vscode.window.createInputBox();
  const checking = new AbortController();
  box.title = inTree(question.title);
  box.prompt = inPrompt(question.prompt);
  box.placeholder = inTree(question.placeholder ?? '');
  box.value = question.value ?? '';
  box.password = question.password ?? false;
  box.ignoreFocusOut = true;
  box.buttons = [
    ...(question.canGoBack ? [vscode.QuickInputButtons.Back] : []),
    ...(question.buttons ?? []).map(each => each.button),
  ];
  return new Promise<Answer<T>>((resolve, reject) => {
    let isAside = false;
    const aside: Aside = async ask => {
      isAside = true;
      try {
        return await ask();
      } finally {
        isAside = false;
        // The problem may have passed: Enter will tell.
        box.validationMessage = undefined;
        box.show();
      }
    };
    const finish = (answer: Answer<T>) => {
      checking.abort();
      resolve(answer);
      box.dispose();
    };
    const fail = (error: unknown) => {
      reject(error);
      box.dispose();
    };
    const accept = async () => {
      if (box.busy) return;
      const outcome = await checkIn(box, question, checking.signal, aside);
      if (outcome && 'value' in outcome) finish(answered(outcome.value));
    };
    const press = async (button: vscode.QuickInputButton) => {
      if (button === vscode.QuickInputButtons.Back) return finish({ kind: 'back' });
      const pressed = question.buttons?.find(each => each.button === button);
      if (!pressed) return;
      if ('answer' in pressed) return finish(answered(pressed.answer()));
      const instead = await pressed.run(box.value, aside);
      if (typeof instead === 'string') box.value = instead;
    };
    box.onDidAccept(() => {
      accept().catch(fail);
    });
    box.onDidChangeValue(text => {
      box.validationMessage = undefined;
      question.typed?.(text);
    });
    box.onDidTriggerButton(button => {
      press(button).catch(fail);
    });
    box.onDidHide(() => {
      if (!isAside) finish({ kind: 'canceled' });
    });
    box.show();
  });
}

async function checkIn<T>(
  box: vscode.InputBox,
  question: TextQuestion<T>,
  signal: AbortSignal,
  aside: Aside,
): Promise<Checked<T> | undefined> {
  box.busy = true;
  box.enabled = false;
  box.validationMessage = undefined;
  const outcome = await question.check(box.value, signal, aside);
  if (signal.aborted) return undefined; // the box is gone
  box.busy = false;
  box.enabled = true;
  if ('problem' in outcome) {
    if (outcome.instead !== undefined) box.value = outcome.instead;
    box.validationMessage = { message: inPrompt(outcome.problem), severity: vscode.InputBoxValidationSeverity.Error };
  }
  return outcome;
}
