import { buildPath } from '../builds/builds.ts';
import { failureOf } from '../session/answers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import type { LineNodes } from './lineNodes.ts';

/** Where to go on with the next request. */
export interface NodesPosition {
  /** In the controller's file: the `X-Text-Size` of the last answer, and no other place. */
  readonly start: number;
  readonly isComplete: boolean;
}

export interface NodesReading {
  readonly into: LineNodes;
  readonly from: NodesPosition;
  /** Limit of the answer, of which the rest is discarded. */
  readonly maxBytes?: number;
}

export const nodesBegin: NodesPosition = { start: 0, isComplete: false };

/**
 * Reads on which nodes of a Pipeline printed the lines of its log. The answer has about five times the bytes of the log.
 * `GET …/logText/progressiveHtml?start=N`
 * @returns the position before it, not complete, where the answer was cut
 * @throws RequestError
 */
export async function readLineNodes(
  session: JenkinsSession,
  job: string,
  number: number,
  { into, from, maxBytes = Number.POSITIVE_INFINITY }: NodesReading,
  options: ReadOptions = {},
): Promise<NodesPosition> {
  const path = `${buildPath(job, number)}/logText/progressiveHtml?start=${from.start}`;
  const response = await session.get(path, { ...options, accept: 'text/html', bulk: true });
  const size = Number(response.header('x-text-size'));
  // A page of another party has no such header: a login, a proxy.
  if (!Number.isSafeInteger(size) || size < from.start) throw await failureOf(response);
  const decoder = new TextDecoder();
  into.beginAnswer();
  try {
    let bytes = 0;
    for await (const piece of response.bytes()) {
      into.take(decoder.decode(piece, { stream: true }));
      bytes += piece.length;
      if (bytes >= maxBytes) return { start: from.start, isComplete: false };
    }
  } catch (error) {
    into.dropAnswer();
    throw error;
  }
  return { start: size, isComplete: response.header('x-more-data') !== 'true' };
}
