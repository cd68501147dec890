import * as vscode from 'vscode';
import { replayBuild } from '../../../jenkins/pipelines/replay.ts';
import { mainScript, type ReplayScript } from '../../../jenkins/pipelines/replayPage.ts';
import { Failure } from '../../connections/words/failure.ts';
import { closeTabs, isLoaded } from '../../shell/drafts/openTexts.ts';
import { askModal, notifyInformation, notifyWarning, showWarning } from '../../shell/messages/notifications.ts';
import { replayWords } from './askReplay.ts';
import { checkScripts, type EditedScript, type Findings, withLineFeeds } from './checkScripts.ts';
import { compareScript } from './compareScript.ts';
import type { Replaying } from './replaying.ts';
import { whyNotEdited } from './replayTexts.ts';
import { labelOf, nameOf, type ScriptRef, scriptUri } from './scriptUri.ts';
import { startAgain } from './startAgain.ts';

const { t } = vscode.l10n;

/**
 * Replays a run with the scripts as they are in their editors and drafts, after a check and a question.
 * @param text of the editor that it was called on
 * @returns whether it was sent
 */
export async function runReplay(replaying: Replaying, ref: ScriptRef, text: string): Promise<boolean> {
  const { connection, job, number } = ref;
  const words = t('{0} is being replayed.', nameOf(ref));
  const sent = await replaying.underWay.once(['replay', connection.id, job, number], { words }, () =>
    runOnce(replaying, ref, text),
  );
  return sent === true;
}

/** @returns undefined when it was not sent */
async function runOnce(replaying: Replaying, ref: ScriptRef, text: string): Promise<true | undefined> {
  const scripts = await editedScripts(replaying, ref, text, await replaying.scripts.of(ref));
  const changed = scripts.filter(isChanged);
  const findings = changed.length > 0 ? await checkScripts(replaying, ref, changed) : undefined;
  if (!(await confirm(replaying, ref, changed, findings))) return undefined;
  const { job, number } = ref;
  const sent = scripts.filter(script => script.name === mainScript || isChanged(script));
  const form = new Map(sent.map(({ name, text: own }) => [name, withLineFeeds(own)]));
  const isSent = await startAgain(replaying, ref, wordsOf(ref), (session, control) =>
    replayBuild(session, { job, number }, form, control),
  );
  if (isSent) await closeOthers(replaying, ref, scripts);
  return isSent;
}

function wordsOf(ref: ScriptRef) {
  const words = replayWords(ref);
  return {
    ...words,
    failed: t('{0} The drafts are kept.', words.failed),
    doubtful: t('{0} The drafts are kept.', words.doubtful),
  };
}

const isChanged = ({ before, text }: EditedScript) => withLineFeeds(text) !== before;

/** Reads the scripts that ran anew; undefined where the account may not run others, which it says. */
export async function readRan({ scripts }: Replaying, ref: ScriptRef): Promise<readonly ReplayScript[] | undefined> {
  const ran = await scripts.of(ref, true).catch(error => {
    throw new Failure(t('Could not load the scripts of {0}.', nameOf(ref)), error, ref.connection);
  });
  if (ran.length > 0) return ran;
  notifyWarning(whyNotEdited(nameOf(ref)));
  return undefined;
}

/** Scripts of the run as they are in editors and drafts. */
function editedScripts(
  { files }: Replaying,
  ref: ScriptRef,
  text: string,
  ran: readonly ReplayScript[],
): Promise<readonly EditedScript[]> {
  const textOf = async ({ name, text: before }: ReplayScript): Promise<string> => {
    const uri = scriptUri({ ...ref, script: name });
    if (name === ref.script) return text;
    if (isLoaded(uri)) return (await files.saved(uri)).getText();
    return (await files.draftOf(uri))?.text ?? before;
  };
  return Promise.all(ran.map(async script => ({ ...script, before: script.text, text: await textOf(script) })));
}

/** Shows what would run, and what the check found. */
async function confirm(
  { problems }: Replaying,
  ref: ScriptRef,
  changed: readonly EditedScript[],
  findings: Findings | undefined,
): Promise<boolean> {
  const what =
    changed.length > 0
      ? t('Changed: {0}.', changed.map(({ name }) => labelOf(name)).join(', '))
      : t('No scripts were changed.');
  const detail = [what, ...(findings?.words ?? [])].join('\n');
  const [found] = findings?.problems ?? [];
  if (found) {
    const show = t('Show Error');
    const anyway = t('Run Anyway');
    const chosen = await askModal(
      t('The check found an error in the scripts of {0}.', nameOf(ref)),
      { detail },
      show,
      anyway,
    );
    if (chosen === show) await problems.show({ ...ref, script: found.script }, found.problem);
    return chosen === anyway;
  }
  const run = t('Run Replay');
  const compare = t('Compare');
  const buttons = changed.length > 0 ? [run, compare] : [run];
  const chosen = await askModal(t('Replay {0} with these scripts?', nameOf(ref)), { detail }, ...buttons);
  if (chosen === compare) for (const { name } of changed) await compareScript({ ...ref, script: name });
  return chosen === run;
}

/** Closes the other scripts that were sent; words that were added meanwhile stay. */
async function closeOthers({ files }: Replaying, ref: ScriptRef, sent: readonly EditedScript[]): Promise<void> {
  for (const { name, text } of sent.filter(script => script.name !== ref.script)) {
    const uri = scriptUri({ ...ref, script: name });
    await files.drop(uri, text);
    if (!(await files.draftOf(uri))) await closeTabs(uri);
  }
}

/** Checks the scripts of a run that were changed, and the one of the editor in any case. */
export async function checkReplay(replaying: Replaying, ref: ScriptRef): Promise<void> {
  const document = await replaying.files.saved(scriptUri(ref));
  const ran = await readRan(replaying, ref);
  if (!ran) return;
  const scripts = await editedScripts(replaying, ref, document.getText(), ran);
  const { problems, words } = await checkScripts(
    replaying,
    ref,
    scripts.filter(script => script.name === ref.script || isChanged(script)),
  );
  const [found] = problems;
  if (!found) return notifyInformation(words.join(' '));
  const show = t('Show Error');
  const chosen = await showWarning(words.join(' '), show);
  if (chosen === show) await replaying.problems.show({ ...ref, script: found.script }, found.problem);
}
