import type { WriteControl, Written } from '../../../http/index.ts';
import { jobPath } from '../../../jenkins/jobs/jobPath.ts';
import type { StartedAgain } from '../../../jenkins/pipelines/startAgain.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import type { WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { confirmProtected } from '../jobs/protectedJobs.ts';
import type { Replaying } from './replaying.ts';

type Way = (session: JenkinsSession, control: WriteControl) => Promise<Written<StartedAgain>>;

interface Words extends Pick<WriteWords, 'doing' | 'done' | 'failed' | 'doubtful'> {
  /** Title of the question for the name of a protected job. */
  readonly title: string;
}

/**
 * Starts a run again and follows the new one.
 * @returns undefined when the person did not confirm it
 */
export async function startAgain(
  { sessions, tracker, changed }: Pick<Replaying, 'sessions' | 'tracker' | 'changed'>,
  build: BuildRef,
  { title, ...words }: Words,
  way: Way,
): Promise<true | undefined> {
  const { connection, job } = build;
  if (!(await confirmProtected(build, title))) return undefined;
  try {
    const started = await doWrite({ ...words, connection, page: `${jobPath(job)}/` }, control =>
      way(sessions.jenkins(connection), control),
    );
    tracker.follow({ connection, job }, started.id);
    return true;
  } finally {
    changed();
  }
}
