import { join } from 'node:path';
import { LogFollower, type LogNews } from '../../../src/jenkins/index.ts';
import { Spool } from '../../../src/logs/index.ts';
import { senselessAnswers, senselessJenkins, senselessText } from '../../unit/jenkins/logs/senselessAnswers.ts';
import { type Act, answering, type SceneServer, type Stage, scene } from '../scene.ts';

const runsMs = 1000;
const timing = { firstPauseMs: 20, maxPauseMs: 80, firstRetryMs: 20, maxRetryMs: 80, patienceMs: 5000 };

/** Serves a build that runs for a second from its first request on. */
function serve(answer: (typeof senselessAnswers)[string]): () => Promise<SceneServer> {
  return () => {
    let endsAt: number | undefined;
    const handle = senselessJenkins(answer, () => {
      endsAt ??= Date.now() + runsMs;
      return Date.now() < endsAt;
    });
    return answering(handle)();
  };
}

async function play({ jenkins, folder, show, wordsOf }: Stage): Promise<string> {
  const { statusOf } = await import('../../../src/workbench/jenkins/logs/statusWords.ts');
  const spool = await Spool.create(join(folder, 'log'));
  const notify = (news: LogNews) => {
    if (news.kind === 'senseless') show(statusOf(news).text);
    if (news.kind === 'interrupted') show(`Connection lost. ${wordsOf(news.error)}`);
  };
  const end = await new LogFollower(jenkins(), 'job', 1, spool, { timing, notify }).run();
  const text = (await spool.read(0, spool.size)).toString();
  await spool.close();
  return `(${end.kind}, ${text === senselessText ? 'the console’s text' : JSON.stringify(text)})`;
}

export const followers: Act = {
  line: 'a follower never asks without a pause, whatever an answer claims',
  scenes: Object.entries(senselessAnswers).map(([name, answer], at) =>
    scene(`a log in answers with ${name}`, {
      ...(at < 2 && { isQuick: true }),
      serve: serve(answer),
      play,
      words: /\(finished, the console’s text\)/,
      // At most one request a pause, and those of the end.
      most: { requests: runsMs / timing.firstPauseMs + 10 },
    }),
  ),
};
