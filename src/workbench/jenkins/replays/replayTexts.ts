import * as vscode from 'vscode';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { EditedText, ServerText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { replayScheme } from './replayScheme.ts';
import type { RunScripts } from './runScripts.ts';
import { labelOf, nameOf, type ScriptRef } from './scriptUri.ts';

const { t } = vscode.l10n;

/** Scripts of runs as texts under edit: saving keeps a draft, *Run Replay* sends all scripts of the run. */
export class ReplayTexts implements TextKind<ScriptRef> {
  readonly scheme = replayScheme;
  readonly savingKeeps = true;
  readonly closes = true;
  readonly verb = t('Run Replay');
  private readonly store: ConnectionStore;
  private readonly scripts: RunScripts;
  private readonly run: (ref: ScriptRef, text: string) => Promise<boolean>;

  /** @param run replays the run with the script of that editor, and those of the others */
  constructor(store: ConnectionStore, scripts: RunScripts, run: ReplayTexts['run']) {
    this.store = store;
    this.scripts = scripts;
    this.run = run;
  }

  refOf(uri: vscode.Uri): ScriptRef {
    const query = new URLSearchParams(uri.query);
    const connection = this.store.findJenkins(query.get('connection') ?? '');
    const job = query.get('job');
    const script = query.get('script');
    if (!connection || !job || !script)
      throw vscode.FileSystemError.FileNotFound(t('The connection of this build was removed.'));
    return { connection, job, number: Number(query.get('number')), script };
  }

  placeOf({ connection, job, number, script }: ScriptRef): TextPlace {
    const title = t('{0} of {1}', labelOf(script), nameOf({ connection, job, number }));
    return { connection: connection.id, name: `replay ${job} ${number} ${script}`, place: job, title };
  }

  async read(ref: ScriptRef): Promise<ServerText> {
    const scripts = await this.scripts.of(ref).catch(error => {
      throw vscode.FileSystemError.Unavailable(explanationText(error));
    });
    const found = scripts.find(({ name }) => name === ref.script);
    if (found) return { text: found.text };
    throw vscode.FileSystemError.Unavailable(
      scripts.length === 0 ? whyNotEdited(nameOf(ref)) : t('{0} did not run this script.', nameOf(ref)),
    );
  }

  apply(ref: ScriptRef, { text }: EditedText): Promise<boolean> {
    return this.run(ref, text);
  }
}

/** Reason why the scripts of a run cannot be changed. */
export function whyNotEdited(name: string): string {
  return t(
    'The scripts of {0} cannot be edited: your account lacks the permission Run/Replay, or they run outside the sandbox, where only an administrator may change them.',
    name,
  );
}
