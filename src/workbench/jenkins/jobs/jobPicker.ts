import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { AskedJob, JobPickerDeps, JobQuestion } from './jobAsking.ts';
import { keyOf } from './jobRef.ts';

/** Asks for a job of any connection, with a search while typing; the last used ones come first. */
export class JobPicker {
  private readonly deps: JobPickerDeps;

  constructor(deps: JobPickerDeps) {
    this.deps = deps;
  }

  async pick(connections: readonly JenkinsConnection[], question: JobQuestion): Promise<AskedJob | undefined> {
    // Loaded at the first question.
    const { JobAsking } = await import('./jobAsking.ts');
    const asking = new JobAsking(connections, question, this.deps);
    const ref = await asking.answer();
    if (ref) await this.deps.recent.remember(keyOf(ref));
    return ref;
  }
}
