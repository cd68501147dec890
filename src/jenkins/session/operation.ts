import type { HttpResponse } from '../../http/response.ts';
import type { WriteOperation } from '../../http/writeOperation.ts';
import type { IsSuccess, PostBody } from './poster.ts';

/** Sends the requests of a write. */
export interface JenkinsWire {
  /**
   * POSTs once. Repeated only after a 403 that asks for a crumb, which proves that nothing was done.
   * @param isSuccess judges the answer: its criterion differs by operation, redirects included
   */
  post(path: string, isSuccess: IsSuccess, body?: PostBody): Promise<HttpResponse>;
  /** As {@link post}, for an operation whose success says nothing more. */
  act(path: string, isSuccess: IsSuccess, body?: PostBody): Promise<object>;
}

/** Change on a Jenkins. */
export type JenkinsOperation<T extends object, B = unknown> = WriteOperation<JenkinsWire, T, B>;
