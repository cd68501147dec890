import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, logParts, plain } from '../../../hostile/answers.ts';

/** Whole log of the build, as its console has it. */
export const senselessText = 'one\ntwo\nthree\n';

type Answer = (req: IncomingMessage, res: ServerResponse, nth: number) => void;

const atEnd = { 'x-text-size': String(senselessText.length) };
const more = { 'x-more-data': 'true' };

/** Answers that make no sense, in the ways of proxies and of broken controllers. */
export const senselessAnswers: Readonly<Record<string, Answer>> = {
  'a start that is not the one asked for': (_, res) =>
    logParts(res, senselessText, { start: 7, end: 7 + senselessText.length, completed: true }),
  'sizes that grow without text': (_, res, nth) => plain(res, '', { 'x-text-size': String(nth * 1000), ...more }),
  'sizes that shrink': (_, res, nth) =>
    plain(res, senselessText, { 'x-text-size': String(Math.max(0, 100 - nth)), ...more }),
  'negative sizes': (_, res) => plain(res, senselessText, { 'x-text-size': '-5', ...more }),
  'sizes without end': (_, res) => plain(res, senselessText, { 'x-text-size': '1e308', ...more }),
  'parts without end': (_, res, nth) => logParts(res, '', { start: nth % 3, end: 1e308, completed: true }),
  'an end that is never reached': (req, res) => {
    const start = Number(new URL(req.url ?? '', 'http://x').searchParams.get('start'));
    logParts(res, '', { start, end: start + 1000, completed: true });
  },
  'a plain type that names another': (_, res) =>
    plain(res, senselessText, { 'content-type': 'text/plain;note="multipart/form-data;boundary=b"', ...more }),
  'a dropped start': (_, res) => plain(res, senselessText, { ...atEnd, ...more }),
};

/** A Jenkins with a build that runs as long as it is told, and whose log is answered so meanwhile. */
export function senselessJenkins(answer: Answer, isRunning: () => boolean, onAsked: () => void = () => undefined) {
  let nth = 0;
  const build = () => {
    const running = isRunning();
    return { number: 1, building: running, result: running ? null : 'SUCCESS', timestamp: 1 };
  };
  return (req: IncomingMessage, res: ServerResponse): void => {
    const isLog = req.url?.includes('/logText/') ?? false;
    if (isLog && isRunning()) {
      onAsked();
      answer(req, res, nth++);
    } else if (isLog) plain(res, senselessText, atEnd);
    else if (req.url?.includes('/consoleText')) plain(res, senselessText);
    else json(res, build());
  };
}
