import { type Answer, answered } from '../../shell/dialogs/answer.ts';
import { type Connection, userOf } from './connection.ts';

/** Asks for a connection; takes the only one without asking. */
export async function pickConnection<C extends Connection>(
  connections: readonly C[],
  question: { title: string; placeholder: string },
): Promise<Answer<C>> {
  const [only] = connections;
  if (only && connections.length === 1) return answered(only);
  const { askPick } = await import('../../shell/dialogs/askPick.ts');
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
