import { isObject } from '../../base/json.ts';
import { unlessAborted } from '../../base/unlessAborted.ts';
import { CaptchaError, type RequestError, UnauthenticatedError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';

/**
 * Asks once whether Jira accepts the login, where an answer leaves it open: Cloud answers an unaccepted login as it
 * answers anybody, with 404 or with empty lists.
 */
export class LoginProof {
  private isProved = false;
  private asking: Promise<boolean> | undefined;

  /**
   * @param askMyself asks the one resource that has no anonymous answer; true when it names a person. Not called again
   * once it did, nor while it is under way: each failed login counts for a CAPTCHA.
   * @returns the refusal of the login; undefined when it is accepted, and when that cannot be told
   */
  async refusal(askMyself: () => Promise<boolean>, signal?: AbortSignal): Promise<RequestError | undefined> {
    if (this.isProved) return undefined;
    this.asking ??= askMyself().finally(() => {
      this.asking = undefined;
    });
    try {
      this.isProved = await unlessAborted(this.asking, signal);
      return undefined;
    } catch (error) {
      return error instanceof UnauthenticatedError || error instanceof CaptchaError ? error : undefined;
    }
  }
}

/** Whether the headers of an answer name the account that asked, as Jira's own answers do. */
export function namesAccount(response: HttpResponse): boolean {
  const account = response.header('x-aaccountid') || response.header('x-ausername') || 'anonymous';
  return account !== 'anonymous' && account !== 'unidentified';
}

/** Whether Jira took the request for an anonymous one. A 401 can also be for want of a permission. */
export function isOfNobody(response: HttpResponse): boolean {
  return (response.header('x-ausername') ?? (response.status === 401 && 'anonymous')) === 'anonymous';
}

/**
 * Whether an answer of the expected type is an empty list, or an object that has one or counts nothing, as for a login
 * that may see nothing.
 */
export function isEmptyAnswer(json: unknown, expectsList = false): boolean {
  if (expectsList) return Array.isArray(json) && json.length === 0;
  if (!isObject(json)) return false;
  return json['count'] === 0 || Object.values(json).some(each => Array.isArray(each) && each.length === 0);
}
