import { createHash } from 'node:crypto';
import { CaptchaError, type RequestError, UnauthenticatedError } from './errors.ts';

/**
 * Remembers a refused login, so that no background request repeats it: a second try can lock the account. Opens when
 * other credentials come, or when a person's own request succeeds and the server then accepts the login for certain.
 */
export class LoginGate {
  private proof: Promise<boolean> | undefined;
  private refusal: { readonly error: RequestError; readonly credentials: string } | undefined;

  /** Last refusal; undefined while the credentials are not known to be refused. */
  get refused(): RequestError | undefined {
    return this.refusal?.error;
  }

  /**
   * Call before a request goes out.
   * @param background whether no person waits for it; only such a request is held back
   * @throws the refusal, while it stands for these credentials
   */
  check(credentials: string, background: boolean): void {
    if (this.refusal && this.refusal.credentials !== digest(credentials)) this.refusal = undefined;
    if (this.refusal && background) throw this.refusal.error;
  }

  /** Call when a request has failed. */
  failed(error: unknown, credentials: string): void {
    const refused = error instanceof UnauthenticatedError || error instanceof CaptchaError;
    if (refused) this.refusal = { error, credentials: digest(credentials) };
  }

  /**
   * Call when a request has succeeded that a person waited for. That alone proves no login: a portal's page has a status
   * of success, and others read some resources without a login.
   * @param provesLogin asks the server about these credentials; not called while nothing is refused
   */
  async passed(credentials: string, provesLogin: () => Promise<boolean>): Promise<void> {
    const { refusal } = this;
    if (refusal?.credentials !== digest(credentials)) return;
    this.proof ??= provesLogin().finally(() => {
      this.proof = undefined;
    });
    const isProved = await this.proof.catch(() => false);
    if (isProved && this.refusal === refusal) this.refusal = undefined;
  }
}

/** Identifies credentials without keeping the secret. */
function digest(credentials: string): string {
  return createHash('sha256').update(credentials).digest('base64');
}
