import type { Login } from './login.ts';

/** Login of a connection. It is made again when its secret is replaced. */
export class KeptLogin<T extends Login> {
  private readonly secret: () => Promise<string>;
  private readonly make: (secret: string) => Promise<T> | T;
  private kept: { readonly secret: string; readonly login: Promise<T> } | undefined;

  /** @param secret reads it for each request: another window may have replaced it */
  constructor(secret: () => Promise<string>, make: (secret: string) => Promise<T> | T) {
    this.secret = secret;
    this.make = make;
  }

  async current(): Promise<T> {
    const secret = await this.secret();
    if (this.kept?.secret !== secret) this.kept = { secret, login: Promise.resolve(this.make(secret)) };
    return this.kept.login;
  }

  /** Ends the login on the server, if there was any. */
  async end(): Promise<void> {
    const { kept } = this;
    this.kept = undefined;
    await (await kept?.login)?.end?.();
  }
}
