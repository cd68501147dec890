import * as vscode from 'vscode';
import type { GivenParameter } from '../../../jenkins/builds/buildFacts.ts';
import { contextValue, type TreeNode } from '../../shell/trees/treeNode.ts';

const { t } = vscode.l10n;

/** Line of the parameters that a build ran with. */
export class ParametersNode implements TreeNode {
  readonly id: string;
  private readonly parameters: readonly GivenParameter[];

  constructor(buildId: string, parameters: readonly GivenParameter[]) {
    this.id = `${buildId}/:parameters`;
    this.parameters = parameters;
  }

  item(): vscode.TreeItem {
    const label = t('Parameters ({0})', this.parameters.length);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.iconPath = new vscode.ThemeIcon('symbol-parameter');
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    return this.parameters.map((parameter, at) => new ParameterNode(`${this.id}/${at}`, parameter));
  }
}

class ParameterNode implements TreeNode {
  readonly id: string;
  private readonly parameter: GivenParameter;

  constructor(id: string, parameter: GivenParameter) {
    this.id = id;
    this.parameter = parameter;
  }

  item(): vscode.TreeItem {
    const { name, value } = this.parameter;
    const item = new vscode.TreeItem(name);
    const words = value === undefined ? t('not reported by Jenkins') : value === '' ? t('empty') : value;
    const [first = '', ...rest] = words.split(/\r?\n/);
    item.description = rest.length > 0 ? t('{0} … ({1} lines)', first, rest.length + 1) : first;
    item.tooltip = `${name}\n${words}`;
    item.iconPath = new vscode.ThemeIcon(value === undefined ? 'lock' : 'symbol-constant');
    item.contextValue = contextValue();
    return item;
  }
}
