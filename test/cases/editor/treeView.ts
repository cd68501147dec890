import type { DragAndDropController } from './dragging.ts';
import { Disposable, EventEmitter } from './events.ts';

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };

export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

export class ThemeIcon {
  readonly id: string;
  readonly color: ThemeColor | undefined;

  constructor(id: string, color?: ThemeColor) {
    this.id = id;
    this.color = color;
  }
}

export class TreeItem {
  label: string | { readonly label: string };
  collapsibleState: number;
  description?: string;
  contextValue?: string;
  iconPath?: ThemeIcon;
  accessibilityInformation?: { readonly label: string };

  constructor(label: string, collapsibleState = TreeItemCollapsibleState.None) {
    this.label = label;
    this.collapsibleState = collapsibleState;
  }
}

/** Line of a tree, as the provider knows it. */
export interface Line {
  readonly id: string;
}

interface Provider {
  getChildren(line?: Line): Promise<readonly Line[]>;
  getTreeItem(line: Line): TreeItem;
  readonly onDidChangeTreeData: (listener: () => unknown) => Disposable;
}

export interface TreeViewOptions {
  readonly treeDataProvider: Provider;
  readonly canSelectMany?: boolean;
  readonly dragAndDropController?: DragAndDropController;
}

/** A view, with a person who opens its lines. */
export class TreeView {
  readonly options: TreeViewOptions;
  readonly visible = true;
  readonly selection: readonly Line[] = [];
  badge: { readonly value: number; readonly tooltip: string } | undefined;
  private readonly selectionChanged = new EventEmitter<{ readonly selection: readonly Line[] }>();
  readonly onDidChangeSelection = this.selectionChanged.event;
  private readonly inert = () => new Disposable(() => undefined);
  readonly onDidExpandElement = this.inert;
  readonly onDidCollapseElement = this.inert;
  readonly onDidChangeVisibility = this.inert;

  constructor(options: TreeViewOptions) {
    this.options = options;
  }

  /** Opens the lines at the path, each by the beginning of its label, and returns those below the last. */
  async open(...path: readonly string[]): Promise<readonly Line[]> {
    let lines = await this.options.treeDataProvider.getChildren();
    for (const label of path) {
      const line = lines.find(each => this.label(each).startsWith(label));
      if (!line) throw new Error(`${label} is none of ${lines.map(each => this.label(each)).join(' | ')}`);
      lines = await this.options.treeDataProvider.getChildren(line);
    }
    return lines;
  }

  /** Labels of the lines below the path. */
  async labels(...path: readonly string[]): Promise<readonly string[]> {
    return (await this.open(...path)).map(line => this.label(line));
  }

  item(line: Line): TreeItem {
    return this.options.treeDataProvider.getTreeItem(line);
  }

  dispose(): void {
    this.selectionChanged.dispose();
  }

  private label(line: Line): string {
    const { label } = this.item(line);
    return typeof label === 'string' ? label : label.label;
  }
}
