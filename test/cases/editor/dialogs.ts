// The editor's dialogs with a person in front of them: a case waits for the next dialog and answers it.
import { Disposable, EventEmitter } from './events.ts';

const waitMs = 2000;
const soon = () => new Promise(done => setTimeout(done, 5));

export interface PickItem {
  readonly label: string;
}

/** Fields and events that quick picks and input boxes have in common. */
class Dialog {
  title = '';
  busy = false;
  value = '';
  validationMessage: unknown;
  readonly accepted = new EventEmitter<void>();
  readonly hidden = new EventEmitter<void>();
  readonly valueChanged = new EventEmitter<string>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeValue = this.valueChanged.event;
  private readonly shown: (dialog: Dialog) => void;
  private isHidden = false;

  constructor(shown: (dialog: Dialog) => void) {
    this.shown = shown;
  }

  /** Whether a person can answer it. */
  get isReady(): boolean {
    return !this.busy;
  }

  get isOpen(): boolean {
    return !this.isHidden;
  }

  show(): void {
    this.shown(this);
  }

  hide(): void {
    if (this.isHidden) return;
    this.isHidden = true;
    this.hidden.fire();
  }

  dispose(): void {
    this.hide();
  }
}

export class QuickPick extends Dialog {
  private all: readonly PickItem[] = [];
  selectedItems: readonly PickItem[] = [];
  activeItems: readonly PickItem[] = [];
  private readonly selectionChanged = new EventEmitter<readonly PickItem[]>();
  readonly onDidChangeSelection = this.selectionChanged.event;
  readonly onDidTriggerButton = () => new Disposable(() => undefined);
  readonly onDidTriggerItemButton = () => new Disposable(() => undefined);

  get items(): readonly PickItem[] {
    return this.all;
  }

  /** The first line becomes the active one, as in the editor. */
  set items(items: readonly PickItem[]) {
    this.all = items;
    this.activeItems = items.slice(0, 1);
  }

  override get isReady(): boolean {
    return !this.busy && this.items.length > 0;
  }

  get labels(): readonly string[] {
    return this.items.map(({ label }) => label);
  }

  /** Ticks or chooses those items of these labels that are there, and presses Enter. */
  async choose(...labels: readonly string[]): Promise<void> {
    const wanted = () => this.items.filter(({ label }) => labels.includes(label));
    for (const end = Date.now() + waitMs; wanted().length === 0 && Date.now() < end; ) await soon();
    this.selectedItems = wanted();
    if (this.selectedItems.length === 0) throw new Error(`${labels.join()} is none of ${this.labels.join()}`);
    this.selectionChanged.fire(this.selectedItems);
    this.accepted.fire();
  }
}

export class InputBox extends Dialog {
  buttons: readonly { readonly tooltip?: string }[] = [];
  private readonly pressed = new EventEmitter<unknown>();
  readonly onDidTriggerButton = this.pressed.event;

  /** Presses the button with this tooltip. */
  press(tooltip: string): void {
    const button = this.buttons.find(each => each.tooltip === tooltip);
    if (!button) throw new Error(`${tooltip} is none of ${this.buttons.map(each => each.tooltip).join()}`);
    this.pressed.fire(button);
  }

  /** Types a text and presses Enter. */
  enter(text: string): void {
    this.value = text;
    this.valueChanged.fire(text);
    this.accepted.fire();
  }
}

/** Dialogs in the order in which they are shown. */
export class Dialogs {
  private readonly shown: Dialog[] = [];

  readonly createQuickPick = (): object => this.create(QuickPick);
  readonly createInputBox = (): object => this.create(InputBox);

  /** The next dialog, which must be a list. */
  async nextPick(): Promise<QuickPick> {
    const dialog = await this.next();
    if (dialog instanceof QuickPick) return dialog;
    throw new Error(`no list is shown, but ${dialog?.title}`);
  }

  /** The next dialog, which must be a box for a text. */
  async nextBox(): Promise<InputBox> {
    const dialog = await this.next();
    if (dialog instanceof InputBox) return dialog;
    throw new Error(`no input box is shown, but ${dialog?.title}`);
  }

  /** The list that is shown, also while it is busy; it stays the next one. */
  get list(): QuickPick | undefined {
    const [dialog] = this.shown;
    return dialog instanceof QuickPick ? dialog : undefined;
  }

  /** How many are shown and not answered yet. */
  get count(): number {
    return this.shown.length;
  }

  /** Leaves all dialogs. */
  leave(): void {
    for (const dialog of this.shown.splice(0)) dialog.hide();
  }

  /** The next dialog that is shown, once it has its items; undefined when none comes in time. */
  async next(): Promise<Dialog | undefined> {
    const end = Date.now() + waitMs;
    for (;;) {
      // Closed by a failure before anybody answered it.
      while (this.shown[0]?.isOpen === false) this.shown.shift();
      const [dialog] = this.shown;
      if (dialog?.isReady) {
        this.shown.shift();
        return dialog;
      }
      if (Date.now() > end) return undefined;
      await soon();
    }
  }

  private create(Kind: typeof QuickPick | typeof InputBox): object {
    return new Kind(dialog => this.shown.push(dialog));
  }
}
