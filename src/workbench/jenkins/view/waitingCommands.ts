import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { asText, isObject } from '../../../base/json.ts';
import { type JenkinsConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { SharedSetting } from '../../shell/settings/sharedSetting.ts';
import type { TreeLine } from '../../shell/trees/drawnLines.ts';
import type { NodeTree } from '../../shell/trees/nodeTree.ts';
import { isWaitingShown, type waitingCommandNames, waitingNodeId, waitingSetting } from './waitingSetting.ts';

const { t } = vscode.l10n;

export interface WaitingCommandDeps {
  readonly store: ConnectionStore;
  readonly claims: Claims;
  readonly background: Background;
  readonly tree: NodeTree;
  readonly view: vscode.TreeView<TreeLine>;
}

/** Commands that show the list of a connection's waiting builds, and hide it. */
export function waitingCommands(
  deps: WaitingCommandDeps,
): Readonly<Record<(typeof waitingCommandNames)[number], Handler>> {
  const { store, claims, background, tree, view } = deps;
  const setting = new SharedSetting(claims, waitingSetting, background);
  const askWhich = async (connections: readonly JenkinsConnection[]) => {
    const answer = await pickConnection(connections, {
      title: t('Waiting for You'),
      placeholder: t('Select a Jenkins connection'),
    });
    return answer.kind === 'answered' ? answer.value : undefined;
  };
  return {
    async waitingForYou(target) {
      const connection = connectionIn(target, store) ?? (await askWhich(store.ofProduct(Product.jenkins)));
      if (!connection) return;
      const { id } = connection;
      if (!isWaitingShown(id)) await setting.change(list => [...list.filter(each => each !== id), id]);
      await vscode.commands.executeCommand('jenkinsJira.jenkins.focus');
      const line = await tree.reach(waitingNodeId(id));
      if (line) await view.reveal(line, { select: true, focus: true, expand: true });
    },
    async hideWaitingForYou(target) {
      const id = connectionIn(target, store)?.id;
      if (id !== undefined) await setting.change(list => list.filter(each => each !== id));
    },
  };
}

/** Connection whose line, or line within, a command was called on. */
function connectionIn(target: unknown, store: ConnectionStore): JenkinsConnection | undefined {
  const at = isObject(target) ? target['connection'] : undefined;
  return isObject(at) ? store.findJenkins(asText(at['id'])) : undefined;
}
