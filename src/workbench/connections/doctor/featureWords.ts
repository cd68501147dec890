import * as vscode from 'vscode';
import type { Feature } from '../../../doctor/features.ts';

const { t } = vscode.l10n;

/** Name of each feature with its plugin or product, and the loss or the stand-in where it is missing. */
const features: Readonly<Record<Feature, readonly [name: () => string, instead: () => string]>> = {
  graphView: [
    () => t('Tree of stages (plugin Pipeline Graph View)'),
    () =>
      t('Stages come from the run’s own steps, and runs are repeated as replays; the cause of a wait may be missing.'),
  ],
  stages: [
    () => t('Details of stages (plugin Pipeline: REST API)'),
    () =>
      t(
        'Stages come from Pipeline Graph View or the run’s own steps; without that plugin, times and caught failures may be missing.',
      ),
  ],
  restart: [
    () => t('Restart From Stage (plugin Pipeline: Declarative)'),
    () => t('Runs can be started again only from their beginning.'),
  ],
  tests: [() => t('Test results (plugin JUnit)'), () => t('Failed tests are shown only as far as the log has them.')],
  agents: [() => t('Agents and inputs that wait'), () => t('Why a build waits is told by its queue item alone.')],
  boards: [() => t('Boards and sprints (Jira Software)'), () => t('Sprints are not shown and cannot be changed.')],
  tokenDates: [
    () => t('Expiry dates of personal access tokens'),
    () => t('Note the date with Edit Connection to be reminded.'),
  ],
  queryWords: [() => t('Suggestions of values for JQL'), () => t('Queries are completed by the names of fields only.')],
  filters: [() => t('Favorite filters'), () => t('Enter their JQL as a query of your own.')],
  worklogs: [() => t('Time tracking'), () => t('Work cannot be logged.')],
  attachments: [() => t('Attachments'), () => t('Files cannot be attached; put them elsewhere, and add a link.')],
  votes: [() => t('Votes'), () => t('You cannot vote for an issue.')],
  watchers: [() => t('Watching issues'), () => t('You cannot watch an issue; Jira’s own notifications go on.')],
};

function isFeature(name: string): name is Feature {
  return name in features;
}

export function featureName(name: string): string {
  return isFeature(name) ? features[name][0]() : name;
}

/** Names the loss or the stand-in. */
export function insteadOf(name: string): string {
  return isFeature(name) ? features[name][1]() : '';
}
