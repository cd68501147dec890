import { InterceptedError, LoginRequiredError } from './errors.ts';
import { isLoginPath } from './loginPage.ts';
import { isPage, reasonIn } from './reason.ts';
import type { HttpResponse } from './response.ts';

const pageBytes = 64 * 1024;
const passwordField = /<input\b[^>]{0,500}\btype\s*=\s*["']?password\b/i;
const loginTitle = /\b(?:log|sign)[ -]?(?:in|on)\b/i;

/**
 * Error for an answer by somebody else to a request without credentials: whether that server wants a login first.
 * Discards the body.
 * @param asked path of the request, before any redirect
 */
export async function answeredByAnother(response: HttpResponse, asked: string): Promise<InterceptedError> {
  const { mediaType, request, status } = response;
  const text = await response.errorText(pageBytes);
  const by = reasonIn(mediaType, text) ?? response.header('server') ?? request.origin;
  const wasMoved = request.path !== asked;
  const looksLikeLogin = loginTitle.test(by) || passwordField.test(text) || (wasMoved && isLoginPath(request.path));
  const isLogin = isPage(mediaType) && looksLikeLogin;
  const isRefused = status === 401 || status === 403;
  return new (isRefused || isLogin ? LoginRequiredError : InterceptedError)(by, request, { status });
}
