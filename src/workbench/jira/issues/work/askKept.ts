import { asString } from '../../../../base/json.ts';
import type { Answer } from '../../../shell/dialogs/answer.ts';
import { askText, type Checked } from '../../../shell/dialogs/askText.ts';
import { FormDraft, type FormDraftDeps } from '../../../shell/drafts/formDraft.ts';

/** Question for a line that is kept as a draft until it was sent. */
export interface KeptQuestion<T> {
  /** Id of the connection. */
  readonly connection: string;
  /** Name of the draft, with the object that it is about. */
  readonly form: string;
  /** Name of the line in its draft. */
  readonly field: string;
  readonly title: string;
  readonly prompt: string;
  /** Text of now, which the box begins with where nothing was kept. */
  readonly now?: string | undefined;
  readonly check: (text: string) => Checked<T> | Promise<Checked<T>>;
}

/** Answer, with its draft, which is to be dropped when the answer was sent. */
interface KeptAnswer<T> {
  readonly answer: Answer<T>;
  readonly draft: FormDraft;
}

/** Asks for a line; it begins with an earlier answer that was not sent. */
export async function askKept<T>(deps: FormDraftDeps, question: KeptQuestion<T>): Promise<KeptAnswer<T>> {
  const { connection, form, field, title, prompt, now = '', check } = question;
  const draft = await FormDraft.open(deps, connection, form);
  const answer = await askText<T>({
    title,
    prompt: [prompt, draft.words].filter(Boolean).join('; '),
    value: asString(draft.kept?.answers[field]) ?? now,
    buttons: draft.kept ? [{ ...draft.startOverButton(), run: () => draft.drop().then(() => now) }] : [],
    typed: text => draft.keep(text === now ? {} : { [field]: text }),
    check,
  });
  await draft.settle();
  return { answer, draft };
}
