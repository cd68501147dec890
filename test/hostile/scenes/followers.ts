import { join } from 'node:path';
import { LogFollower, type LogNews } from '../../../src/jenkins/index.ts';
import { Spool } from '../../../src/logs/index.ts';
import { senselessAnswers, senselessJenkins, senselessText } from '../../unit/jenkins/logs/senselessAnswers.ts';
import { plainly, runningBuild } from '../runningBuild.ts';
import { type Act, answering, type SceneServer, type Stage, scene } from '../scene.ts';

const runsMs = 1000;
const timing = { firstPauseMs: 20, maxPauseMs: 80, firstRetryMs: 20, maxRetryMs: 80, patienceMs: 5000 };

/** Serves a build that runs for so long from its first request on. */
function serve(answer: (typeof senselessAnswers)[string], ms: number): () => Promise<SceneServer> {
  return () => {
    let endsAt: number | undefined;
    const handle = senselessJenkins(answer, () => {
      endsAt ??= Date.now() + ms;
      return Date.now() < endsAt;
    });
    return answering(handle)();
  };
}

/** Follows the log. @param isRight compares the text at the end with that of the console */
async function follow(
  { jenkins, folder, show, wordsOf }: Stage,
  isRight: (text: string) => boolean,
  startedAt?: number,
): Promise<string> {
  const { statusOf } = await import('../../../src/workbench/jenkins/logs/statusWords.ts');
  const spool = await Spool.create(join(folder, 'log'));
  const notify = (news: LogNews) => {
    if (news.kind === 'senseless' || news.kind === 'anotherBuild') show(statusOf(news).text);
    if (news.kind === 'interrupted') show(`Connection lost. ${wordsOf(news.error)}`);
  };
  const end = await new LogFollower(jenkins(), 'job', 1, spool, { timing, notify, startedAt }).run();
  const text = (await spool.read(0, spool.size)).toString();
  const taken = spool.generation === 0 ? 'nothing taken back' : `${spool.generation} times taken back`;
  await spool.close();
  return `(${end.kind}, ${isRight(text) ? 'the console’s text' : `another text of ${text.length}`}, ${taken})`;
}

/** Answers that are told to the person before the build has ended. */
const told = /shrink|never reached|dropped/;
/** At most one request a pause, and those of the end. */
const mostRequests = runsMs / timing.firstPauseMs + 10;
const maxSteps = 16;
const repeated: Readonly<Record<string, readonly [log: string, isQuick?: true]>> = {
  'whole lines': ['waiting...\n'.repeat(300_000), true],
  'lines of three letters': ['ab\n'.repeat(1_000_000)],
  'both line ends': ['waiting...\nwaiting...\r\n'.repeat(150_000)],
};
/** Unfinished last lines of plain answers make an answer's end doubtful. */
const plainRepeated: Readonly<Record<string, readonly [log: string, isQuick?: true]>> = {
  'whole lines': ['waiting for the agent...\n'.repeat(60_000), true],
  'lines of three letters': ['ab\n'.repeat(150_000)],
};
const windows = `${'first\n'.repeat(100)}${'waiting...\r\n'.repeat(40_000)}`;
const first = 'first\n'.repeat(2000);
/** Logs of the build that has the number of another one meanwhile. */
const replaced: Readonly<Record<string, string>> = {
  'a shorter log': 'second\n'.repeat(1000),
  'a log of the same length': 'other\n'.repeat(2000),
  'a longer log': 'second\n'.repeat(4000),
  'a log that begins alike': `${first}${'second\n'.repeat(1000)}`,
  'no log so far': '',
};

/** Logs that a file cannot have been continued by, whatever build it is of. */
const shrunk = Object.fromEntries(Object.entries(replaced).filter(([, log]) => log.length < first.length));

export const followers: Act = {
  line: 'a follower never asks without a pause, whatever an answer claims',
  scenes: [
    ...Object.entries(senselessAnswers).map(([name, answer], at) =>
      scene(`a log in answers with ${name}`, {
        ...(at === 0 && { isQuick: true }),
        // Until it is told, some requests must have been of no use.
        serve: serve(answer, told.test(name) ? 3 * runsMs : runsMs),
        play: stage => follow(stage, text => text === senselessText),
        words: new RegExp(
          `${told.test(name) ? 'sends invalid responses.*' : ''}\\(finished, the console’s text, nothing taken back\\)$`,
        ),
        most: told.test(name) ? { requests: 3 * mostRequests, seconds: 10 } : { requests: mostRequests },
      }),
    ),
    ...Object.entries(repeated).map(([name, [log, isQuick]]) =>
      scene(`a log that repeats a line thousands of times: ${name}`, {
        ...(isQuick && { isQuick }),
        serve: runningBuild((_, asked) => {
          const running = asked < 2 * maxSteps;
          // Where a line is not ended for the first time, the next answer is of no use: there it is short.
          const length = Math.floor(log.length * Math.min(1, asked / 2 / maxSteps) ** 2);
          // Ends inside a line as long as it runs.
          const end = running ? log.lastIndexOf('\n', length) + 2 : length;
          return { log: log.slice(0, end), running, startedAt: 1 };
        }),
        play: stage => follow(stage, text => text === log),
        words: /\(finished, the console’s text, nothing taken back\)/,
        most: { requests: mostRequests, bytes: 1.05 * log.length, seconds: 10 },
      }),
    ),
    ...Object.entries(plainRepeated).map(([name, [log, isQuick]]) =>
      scene(`a log that repeats a line thousands of times, in plain answers: ${name}`, {
        ...(isQuick && { isQuick }),
        serve: runningBuild((_, asked) => {
          const running = asked < 2 * maxSteps;
          const length = Math.floor((log.length * Math.min(asked, maxSteps)) / maxSteps);
          return { log: running ? log.slice(0, log.lastIndexOf('\n', length) + 2) : log, running, startedAt: 1 };
        }, plainly),
        play: stage => follow(stage, text => text === log),
        words: /\(finished, the console’s text, nothing taken back\)/,
        // Each line comes with a carriage return more.
        most: { requests: mostRequests, bytes: 1.05 * log.replaceAll('\n', '\r\n').length, seconds: 10 },
      }),
    ),
    scene('a log of Windows that repeats a line thousands of times, in plain answers', {
      serve: runningBuild((_, asked) => {
        const running = asked < 2 * maxSteps;
        const length = Math.floor((windows.length * Math.min(asked, maxSteps)) / maxSteps);
        return { log: running ? windows.slice(0, length) : windows, running, startedAt: 1 };
      }, plainly),
      play: stage => follow(stage, text => text === windows),
      // The carriage returns, which no plain answer tells apart, are put in at the end.
      words: /\(finished, the console’s text, 1 times taken back\)/,
      most: { requests: mostRequests, bytes: 2.2 * windows.length, seconds: 10 },
    }),
    ...Object.entries(shrunk).flatMap(([name, log]) =>
      [undefined, plainly].map(answerLog =>
        scene(`a log whose file becomes ${name} of the same build${answerLog ? ', in plain answers' : ''}`, {
          serve: runningBuild(
            ms => ({ log: ms < runsMs / 2 ? first : log, running: ms < runsMs, startedAt: 1 }),
            answerLog,
          ),
          play: stage => follow(stage, text => text === log, 1),
          words: /^\(finished, the console’s text,/,
          most: { requests: 2 * mostRequests, bytes: 256 * 1024 },
        }),
      ),
    ),
    ...Object.entries(replaced).flatMap(([name, log]) =>
      [undefined, plainly].map(answerLog =>
        scene(
          `a build’s number that names another build meanwhile, with ${name}${answerLog ? ', in plain answers' : ''}`,
          {
            ...(name === (answerLog ? 'a longer log' : 'a shorter log') && { isQuick: true as const }),
            serve: runningBuild(
              ms =>
                ms < runsMs / 2
                  ? { log: first, running: true, startedAt: 1 }
                  : { log, running: ms < runsMs, startedAt: 60_001 },
              answerLog,
            ),
            play: stage => follow(stage, text => text === log, 1),
            words:
              /This number now belongs to another build\. Its log is shown from the beginning\. \(finished, the console’s text,/,
            most: { requests: mostRequests, bytes: 128 * 1024 },
          },
        ),
      ),
    ),
  ],
};
