import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { problemLines } from '../../src/workbench/connections/words/problemNodes.ts';
import type { TreeLine } from '../../src/workbench/shell/trees/drawnLines.ts';
import { NodeTree } from '../../src/workbench/shell/trees/nodeTree.ts';
import type { LoadOptions, TreeNode } from '../../src/workbench/shell/trees/treeNode.ts';
import { TreePoller } from '../../src/workbench/shell/trees/treePoller.ts';
import { backgroundInto } from './background.ts';
import { until } from './demo.ts';

/** Node with a given label and children; counts its readings. */
class Node implements TreeNode {
  readonly id: string;
  isFinal = false;
  readings: LoadOptions[] = [];
  answer: () => Promise<TreeNode[]>;
  label: string;

  constructor(id: string, answer: () => Promise<TreeNode[]> = async () => []) {
    this.id = id;
    this.label = id;
    this.answer = answer;
  }

  item(): vscode.TreeItem {
    return new vscode.TreeItem(this.label, vscode.TreeItemCollapsibleState.Collapsed);
  }

  children(reading: LoadOptions): Promise<TreeNode[]> {
    this.readings.push(reading);
    return this.answer();
  }
}

describe('a tree of nodes', () => {
  let child: Node;
  let root: Node;
  let tree: NodeTree;
  let drawn: (TreeNode | undefined)[];
  const reported: unknown[] = [];
  const background = backgroundInto(reported);
  /** Lines that VS Code knows. */
  const lines = new Map<string, TreeLine>();
  /** Draws a level as VS Code does: each item is asked for once. */
  const draw = async (node?: TreeNode) => {
    const children = await tree.getChildren(node && lines.get(node.id));
    for (const line of children) {
      lines.set(line.id, line);
      tree.getTreeItem(line);
    }
    return children;
  };
  const below = async (node: TreeNode) => (await draw(node)).map(({ id }) => id);

  beforeEach(async () => {
    reported.length = 0;
    child = new Node('child');
    root = new Node('root', async () => [child]);
    tree = new NodeTree(() => [root], problemLines, background);
    drawn = [];
    tree.onDidChangeTreeData(changed => drawn.push(...(changed?.map(({ node }) => node) ?? [undefined])));
    await draw();
  });

  it('reads each opened line once, however often it is drawn', async () => {
    assert.deepEqual(await Promise.all([below(root), below(root)]), [['child'], ['child']]);
    tree.redraw();
    await below(root);
    assert.equal(root.readings.length, 1);
  });

  it('reads anew after a refresh, and ends what is being read', async () => {
    const { promise, resolve: finish } = Promise.withResolvers<TreeNode[]>();
    root.answer = () => promise;
    const first = below(root);
    await new Promise(done => setTimeout(done, 0));
    root.answer = async () => [child];
    tree.refresh();
    assert.equal(root.readings[0]?.signal.aborted, true);
    assert.deepEqual(await below(root), ['child']);
    finish([]);
    assert.deepEqual(await first, ['child'], 'who waited for the old reading gets the new one');
  });

  it('keeps what it had when reading fails, and says since when and why it is not current', async () => {
    await below(root);
    root.answer = async () => Promise.reject(new Error('away'));
    tree.refresh();
    assert.deepEqual(await below(root), ['root/:stale', 'child']);
    const [stale] = await draw(root);
    assert.ok(stale);
    assert.match(String(tree.getTreeItem(stale).description), /away/);
    root.answer = async () => [child];
    assert.equal(await tree.look('root'), true);
    assert.deepEqual(await below(root), ['child']);
  });

  it('looks in the background and draws only when something is otherwise', async () => {
    await below(root);
    drawn = [];
    assert.equal(await tree.look('root'), false);
    assert.equal(root.readings.at(-1)?.background, true);
    assert.deepEqual(drawn, []);
    const other = new Node('child');
    other.label = 'child, changed';
    root.answer = async () => [other];
    assert.equal(await tree.look('root'), true);
    assert.deepEqual(drawn, [other], 'neither its parent nor its neighbors are drawn again');
    assert.equal((await draw(root))[0]?.node, other);
  });

  it('draws a line of many again, and the whole level only when other lines stand there', async () => {
    const named = (id: string, label = id) => Object.assign(new Node(id), { label });
    root.answer = async () => [named('a'), named('b'), named('c')];
    await below(root);
    const [, second] = await draw(root);
    drawn = [];
    root.answer = async () => [named('a'), named('b', 'b, running'), named('c')];
    assert.equal(await tree.look('root'), true);
    assert.deepEqual(
      drawn.map(node => node?.id),
      ['b'],
    );
    assert.ok(second);
    assert.equal(tree.getTreeItem(second).label, 'b, running', 'the line that VS Code knows shows the new state');
    root.answer = async () => [named('d'), named('a'), named('b', 'b, running'), named('c')];
    assert.equal(await tree.look('root'), true);
    assert.deepEqual(
      drawn.map(node => node?.id),
      ['b', 'root'],
    );
    drawn = [];
    await below(root);
    tree.redraw();
    assert.deepEqual(drawn, [], 'nothing changed');
  });

  it('keeps the lines of a refreshed tree until it has read the new ones', async () => {
    await below(root);
    const { promise, resolve: finish } = Promise.withResolvers<TreeNode[]>();
    root.answer = () => promise;
    drawn = [];
    tree.refresh();
    assert.deepEqual(drawn, []);
    finish([new Node('other')]);
    await until('the new lines', () => (drawn.includes(root) ? true : undefined));
    assert.deepEqual(await below(root), ['other']);
  });

  it('draws children made of data at hand as lines of their own', async () => {
    const group = (label: string): TreeNode => ({
      id: 'group',
      item: () => new vscode.TreeItem('group', vscode.TreeItemCollapsibleState.Expanded),
      staticChildren: () => [Object.assign(new Node('member'), { label })],
    });
    root.answer = async () => [group('old')];
    await below(root);
    await below(group('old'));
    root.answer = async () => [group('new')];
    drawn = [];
    assert.equal(await tree.look('root'), true);
    assert.deepEqual(
      drawn.map(node => node?.id),
      ['member'],
    );
  });

  it('forgets lines that are gone, with all below them', async () => {
    const deep = new Node('deep');
    child.answer = async () => [deep];
    await below(root);
    await below(child);
    root.answer = async () => [];
    tree.refreshNode('root');
    await until('the lines to go', () => (drawn.includes(root) ? true : undefined));
    await below(root);
    assert.deepEqual(
      tree.all().map(({ id }) => id),
      ['root'],
    );
  });

  it('finds the way down to a line that was never drawn', async () => {
    const deep = new Node('deep');
    child.answer = async () => [deep];
    Object.assign(root, { leadsTo: (id: string) => id === 'deep' });
    Object.assign(child, { leadsTo: (id: string) => id === 'deep' });
    const line = await tree.reach('deep');
    assert.equal(line?.node, deep);
    assert.equal(line && tree.getParent(line)?.node, child);
    assert.equal(await tree.reach('nowhere'), undefined);
  });

  describe('that is polled', () => {
    const visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
    const expansion = new vscode.EventEmitter<vscode.TreeViewExpansionEvent<TreeLine>>();
    const view = {
      visible: true,
      onDidChangeVisibility: visibility.event,
      onDidExpandElement: expansion.event,
    };

    it('asks one request an open level and round, nothing of closed ones, and nothing while hidden', async () => {
      view.visible = true;
      await below(root);
      const poller = new TreePoller({
        tree,
        view: view as unknown as vscode.TreeView<TreeLine>,
        pauseMs: () => 20,
        isLively: () => true,
        background,
      });
      await until('a few rounds', () => (root.readings.length > 3 ? true : undefined));
      assert.equal(child.readings.length, 0);
      view.visible = false;
      visibility.fire({ visible: false });
      await new Promise(done => setTimeout(done, 400));
      const asked = root.readings.length;
      await new Promise(done => setTimeout(done, 800));
      assert.equal(root.readings.length, asked);
      poller.dispose();
    });

    it('asks no more for what never changes again, once it was read as such', async () => {
      await below(root);
      root.isFinal = true;
      assert.equal(await tree.look('root'), false);
      assert.equal(root.readings.length, 2, 'what was read before may have changed at the end');
      assert.equal(await tree.look('root'), false);
      assert.equal(root.readings.length, 2);
      tree.refresh();
      await below(root);
      assert.equal(root.readings.length, 3, 'a person who refreshes gets it anew');
    });

    it('asks nothing when it is turned off', async () => {
      view.visible = true;
      await below(root);
      const poller = new TreePoller({
        tree,
        view: view as unknown as vscode.TreeView<TreeLine>,
        pauseMs: () => undefined,
        isLively: () => true,
        background,
      });
      poller.soon();
      await new Promise(done => setTimeout(done, 600));
      assert.equal(root.readings.length, 1);
      poller.dispose();
    });
  });
});
