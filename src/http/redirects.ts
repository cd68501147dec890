import { RedirectedError, type RequestError, UnexpectedAnswerError } from './errors.ts';
import type { HttpResponse } from './response.ts';

/**
 * Returns the place that a redirect points to.
 * @throws UnexpectedAnswerError where it has no usable `Location`
 */
export function redirectTarget(response: HttpResponse, from: URL): URL {
  const location = response.header('location');
  if (location === undefined || !URL.canParse(location, from.href)) throw withoutTarget(response);
  return new URL(location, from);
}

/** Makes the error for an answer that points to another place; its query is dropped, since it can carry secrets. */
export function leftTheOrigin(target: URL, response: HttpResponse): RedirectedError {
  return new RedirectedError(target.origin + target.pathname, response.request, { status: response.status });
}

/** Makes the error for a redirect that is not followed. */
export function redirectFailure(response: HttpResponse): RequestError {
  const { origin, path } = response.request;
  const location = response.header('location');
  const from = origin + path;
  if (location === undefined || !URL.canParse(location, from)) return withoutTarget(response);
  return leftTheOrigin(new URL(location, from), response);
}

function withoutTarget({ request, status }: HttpResponse): UnexpectedAnswerError {
  return new UnexpectedAnswerError('a redirect without a usable Location', request, { status });
}
