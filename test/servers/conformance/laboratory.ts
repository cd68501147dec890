// The recorded controller with plugins, before somebody worked on it.

import type { Permission } from '../jenkins/http/permissions.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { newUser } from '../jenkins/state/users.ts';
import { recordedPlugins } from './recordedPlugins.ts';
import { addRecordedReplays } from './recordedReplays.ts';
import { addRecordedRuns } from './recordedRuns.ts';
import { tester } from './replay.ts';

const testing: Permission[] = ['hudson.model.Hudson.Read', 'hudson.model.Item.Read', 'hudson.model.Item.Build'];

/** Plugins that give accounts a property; their versions were not recorded. */
export const withAccounts = ['display-url-api', 'mailer'].map(shortName => ({ shortName, version: '1' }));
export const ofLaboratory = [...withAccounts, { shortName: 'pipeline-graph-view', version: '1' }];

/** The laboratory with its plugins and users. */
export const laboratory = (add: (state: JenkinsState) => void) => (state: JenkinsState) => {
  state.plugins = [...recordedPlugins, ...ofLaboratory];
  state.users.set(tester.id, newUser(tester, testing));
  add(state);
};

export const prepareReplays = laboratory(addRecordedReplays);
export const prepareRuns = laboratory(addRecordedRuns);
