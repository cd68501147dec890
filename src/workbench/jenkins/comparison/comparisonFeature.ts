import * as vscode from 'vscode';
import { asNumber, isObject } from '../../../base/json.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { ReadPages } from '../../shell/pages/readPages.ts';
import type { ProjectKeysInText } from '../failures/failurePages.ts';
import { PageCommand } from '../failures/pageCommand.ts';
import { BuildPicker } from '../jobs/buildPicker.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import type { LogDocumentPool } from '../logs/logDocumentPool.ts';
import { addressOf } from '../logs/logUri.ts';
import { askOther } from './askOther.ts';
import { type BuildPair, comparisonUri, pairOf, pairOfUri } from './buildPair.ts';
import { comparisonActs } from './comparisonActs.ts';
import { type ComparisonFacts, ComparisonReader } from './comparisonFacts.ts';
import { comparisonHtml } from './comparisonHtml.ts';
import { type ComparisonCommand, comparisonViewType } from './comparisonNames.ts';
import { LogPairReader } from './logPair.ts';

const { t } = vscode.l10n;

export interface ComparisonFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
  readonly projectKeys: ProjectKeysInText;
  readonly logs: () => Promise<LogDocumentPool>;
  readonly extension: vscode.Uri;
  readonly background: Background;
}

/** Part of the feature that compares builds. */
export interface ComparisonFeature extends vscode.Disposable {
  readonly pages: ReadPages<BuildPair, ComparisonFacts>;
  readonly handlers: Readonly<Record<ComparisonCommand, Handler>>;
}

/** Opened with the first comparison. */
export function openComparisonFeature(deps: ComparisonFeatureDeps): ComparisonFeature {
  const { extension, background, store, sessions, projectKeys } = deps;
  const reader = new ComparisonReader(sessions, new LogPairReader(deps.logs));
  const pages: ComparisonFeature['pages'] = new ReadPages({
    ...{ extension, background, again: PageCommand.again },
    words: {
      waiting: t('Loading both builds…'),
      removed: t('The connection of these builds was removed.'),
      note: 'Two builds could not be compared',
      unread: error => t('Could not load the builds. {0}', explanationText(error)),
    },
    sourceOf: uri => pairOfUri(uri, id => store.findJenkins(id)),
    read: (pair, signal, show, isAgain) => {
      if (isAgain) reader.forget(pair);
      return reader.read(pair, signal, show);
    },
    htmlOf: ({ source, facts }) => comparisonHtml({ pair: source, facts, keysIn: text => projectKeys.keysIn(text) }),
    act: comparisonActs({ sessions, reader, background }),
  });
  const listening = projectKeys.onDidChange(() => pages.redraw());
  return {
    pages,
    handlers: {
      async compareBuilds(target, selected) {
        const pair = await pairIn(deps, target, selected);
        if (pair) await vscode.commands.executeCommand('vscode.openWith', comparisonUri(pair), comparisonViewType);
      },
    },
    dispose: () => void vscode.Disposable.from(pages, listening).dispose(),
  };
}

/** Builds to compare: the two selected ones; else that of the line or in front, and one that the person picks. */
async function pairIn(
  { store, sessions, jobPicker }: ComparisonFeatureDeps,
  target: unknown,
  selected: unknown,
): Promise<BuildPair | undefined> {
  const title = t('Compare Builds');
  const picker = new BuildPicker({ store, sessions, jobPicker });
  const question = { title, accepts: () => true };
  if (Array.isArray(selected) && selected.length > 1) {
    const [one, other] = [await picker.in(selected[0], question), await picker.in(selected[1], question)];
    const pair = selected.length === 2 && one && other && pairOf(one, other);
    if (pair) return pair;
    notifyInformation(t('Select two builds of one Jenkins to compare them.'));
    return undefined;
  }
  const given = target instanceof vscode.Uri ? addressOf(target) : target;
  const build = await picker.in(given, question);
  if (!build) return undefined;
  const number = isObject(target) ? asNumber(target['otherNumber']) : undefined;
  const other = number === undefined ? await askOther(build, sessions, title) : { ...build, number };
  return other && pairOf(build, other);
}
