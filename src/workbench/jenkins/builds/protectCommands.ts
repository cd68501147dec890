import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { asStrings } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import { showInformation } from '../../shell/messages/notifications.ts';
import { SharedSetting } from '../../shell/settings/sharedSetting.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { jobIn } from '../jobs/jobRef.ts';
import { formerSetting, protectedPatterns, protectedSetting, protectingPattern } from '../jobs/protection.ts';

const { t } = vscode.l10n;

export interface ProtectDeps {
  readonly store: ConnectionStore;
  readonly jobPicker: JobPicker;
  readonly claims: Claims;
  readonly background: Background;
  /** Called after a change, for the views to draw the lines again. */
  readonly changed: () => void;
}

/** Handlers of commands that change the list of protected jobs. */
export function protectHandlers({ store, jobPicker, claims, background, changed }: ProtectDeps) {
  const setting = new SharedSetting(claims, protectedSetting, background);
  const nameOf = async (target: unknown, title: string, isProtected: boolean) => {
    const ref =
      jobIn(target, id => store.findJenkins(id)) ??
      (await jobPicker.pick(store.ofProduct(Product.jenkins), {
        title,
        accepts: ({ fullName }) => (protectingPattern(fullName) !== undefined) === isProtected,
      }));
    return ref && { job: ref.job, name: readableName(ref.job) };
  };
  return {
    async protectJob(target) {
      const found = await nameOf(target, t('Protect Job'), false);
      if (!found) return;
      await change(setting, patterns => [...patterns, found.name]);
      changed();
    },
    async stopProtecting(target) {
      const found = await nameOf(target, t('Stop Protecting Job'), true);
      if (!found) return;
      const name = found.name.toLowerCase();
      await change(setting, patterns => patterns.filter(each => each.toLowerCase() !== name));
      changed();
      const pattern = protectingPattern(found.job);
      if (pattern !== undefined) await explainPattern(found.name, pattern);
    },
  } satisfies Commands;
}

/** Changes the patterns. Those under the former id of the setting move to the new one. */
async function change(setting: SharedSetting, change: (patterns: string[]) => string[]): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  await setting.change(list => [...new Set(change(list.length > 0 ? asStrings(list) : protectedPatterns()))]);
  if (settings.inspect(formerSetting)?.globalValue !== undefined) {
    await settings.update(formerSetting, undefined, vscode.ConfigurationTarget.Global);
  }
}

async function explainPattern(name: string, pattern: string): Promise<void> {
  const open = t('Open Settings');
  const chosen = await showInformation(
    t('{0} is still protected: it matches {1}. Change the pattern in the settings.', name, pattern),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettings', protectedSetting);
}
