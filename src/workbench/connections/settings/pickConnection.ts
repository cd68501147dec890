import { type Answer, answered } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { type Connection, userOf } from './connection.ts';

/** Asks for a connection; takes the only one without asking. */
export async function pickConnection<C extends Connection>(
  connections: readonly C[],
  question: { title: string; placeholder: string },
): Promise<Answer<C>> {
  const [only] = connections;
  if (only && connections.length === 1) return answered(only);
  return askPick<C>({
    ...question,
    items: connections.map(value => ({
      label: value.name,
      description: userOf(value) ?? '',
      detail: value.url,
      value,
    })),
  });
}
