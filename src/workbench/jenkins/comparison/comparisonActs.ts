import * as vscode from 'vscode';
import { asNumber, asObject, asString, asStrings, asText, parseJson } from '../../../base/json.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { pagesOf } from '../../connections/sessions/pages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { ReadPage } from '../../shell/pages/readPages.ts';
import { PageCommand } from '../failures/pageCommand.ts';
import { openFileOf, openIssueOf } from '../failures/sharedActs.ts';
import { FileFinder } from '../logs/fileFinder.ts';
import { testUri } from '../tests/testUri.ts';
import type { BuildPair } from './buildPair.ts';
import type { ComparisonFacts, ComparisonReader } from './comparisonFacts.ts';
import { comparisonMarkdown } from './comparisonMarkdown.ts';
import { PairCommand } from './pairCommand.ts';

const { t } = vscode.l10n;

type Page = ReadPage<BuildPair, ComparisonFacts>;
type Act = (page: Page, argument: string | undefined) => unknown;

export interface ComparisonActDeps {
  readonly sessions: Sessions;
  readonly reader: ComparisonReader;
  readonly background: Background;
}

/** Commands of the page's buttons. */
export function comparisonActs({ sessions, reader, background }: ComparisonActDeps) {
  const finder = new FileFinder(background);
  const acts: Readonly<Record<string, Act>> = {
    [PageCommand.openLog]: ({ source }, argument) => run('openLog', source[indexOf(argument)]),
    [PairCommand.openLine]: ({ source }, argument) => {
      const { of, line } = asObject(parseJson(argument ?? ''));
      return run('openLog', { ...source[indexOf(of)], atLine: asNumber(line) });
    },
    [PairCommand.explain]: ({ source }, argument) => run('explainFailure', source[indexOf(argument)]),
    [PairCommand.openBuildTest]: async ({ source }, argument) => {
      const target = asObject(parseJson(argument ?? ''));
      const { className, name, child, blocks } = target;
      const test = {
        className: asText(className),
        name: asText(name),
        child: asString(child),
        blocks: asStrings(blocks),
      };
      await vscode.commands.executeCommand('vscode.open', testUri(source[indexOf(target['of'])], test));
    },
    [PairCommand.compareRest]: page => reader.readRest(page.source, page.facts, page.signal, page.show),
    [PageCommand.openIssue]: (_, argument) => openIssueOf(argument),
    [PageCommand.openFile]: (_, argument) => openFileOf(finder, argument),
    [PageCommand.copy]: async ({ source, facts }) => {
      const [first, second] = source;
      const base = await pagesOf(first.connection, sessions);
      const addressOf = (job: string, number: number) => base.resolve(`${buildPath(job, number)}/`).href;
      const addresses = [addressOf(first.job, first.number), addressOf(second.job, second.number)] as const;
      await vscode.env.clipboard.writeText(comparisonMarkdown(source, facts, addresses));
      showBriefly(t('Copied as Markdown'), 3000);
    },
  };
  return (page: Page, command: string, argument: string | undefined) => acts[command]?.(page, argument);
}

function run(name: string, target: unknown) {
  return vscode.commands.executeCommand(`jenkinsJira.${name}`, target);
}

function indexOf(value: unknown): 0 | 1 {
  return Number(value) === 1 ? 1 : 0;
}
