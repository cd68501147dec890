import * as vscode from 'vscode';
import type { Examined } from '../../../doctor/examination.ts';
import { Grade, type StepReport } from '../../../doctor/findings.ts';
import { CaptchaError, type RequestError, UnauthenticatedError } from '../../../http/errors.ts';
import { LoginGate } from '../../../http/loginGate.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, Product } from '../settings/connection.ts';

const { t } = vscode.l10n;

/**
 * Refusals of logins, by diagnoses and by the connections' own requests. Servers lock an account after a few: a login
 * that stands refused is sent again only when the person says so.
 */
export class KnownRefusals {
  private readonly sessions: Sessions;
  private readonly gates = new Map<string, LoginGate>();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /**
   * Asks whether a refused login is to be sent again.
   * @param isSaved whether the connection has requests of its own
   * @returns the refusal where it is not
   */
  async ask(
    connection: Connection,
    { credentials, refusal: known }: Examined,
    isSaved: boolean,
  ): Promise<RequestError | undefined> {
    if (known) return known;
    const gate = this.gateOf(connection);
    gate.check(JSON.stringify(credentials), false);
    const refusal = gate.refused ?? (isSaved ? this.sessionOf(connection).refused : undefined);
    if (!refusal) return undefined;
    const again = t('Sign In Once More');
    const question = t('The login of {0} was refused before. Sign in once more?', connection.name);
    const detail = t('Some servers lock an account after a few refused logins. Everything else is checked anyway.');
    return (await askModal(question, { detail }, again)) === again ? undefined : refusal;
  }

  /** Notes whether the login was refused, by the report of its step. */
  learn(connection: Connection, { credentials }: Examined, { findings }: StepReport): void {
    const errors = findings.map(({ error }) => error);
    const refusal = errors.find(error => error instanceof UnauthenticatedError || error instanceof CaptchaError);
    if (refusal) this.gateOf(connection).failed(refusal, JSON.stringify(credentials));
    // A login that was not sent, or met another failure, proves nothing.
    else if (findings.some(({ grade }) => grade === Grade.good)) this.gates.delete(connection.id);
  }

  private gateOf({ id }: Connection): LoginGate {
    const gate = this.gates.get(id) ?? new LoginGate();
    this.gates.set(id, gate);
    return gate;
  }

  private sessionOf(connection: Connection): { readonly refused: RequestError | undefined } {
    return connection.product === Product.jenkins ? this.sessions.jenkins(connection) : this.sessions.jira(connection);
  }
}
