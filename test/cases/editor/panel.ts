import { EventEmitter } from './events.ts';
import { overInert } from './inert.ts';

/** A message to the page of a webview, or from it. */
export interface PageMessage {
  readonly kind?: string;
  readonly [part: string]: unknown;
}

const waitMs = 10_000;

/** The panel of a custom editor, with its page: it collects messages, and says what the case says. */
export class Panel {
  readonly messages: PageMessage[] = [];
  title = '';
  active = true;
  visible = true;
  private readonly received = new EventEmitter<PageMessage>();
  private readonly disposed = new EventEmitter<void>();
  readonly onDidDispose = this.disposed.event;
  private readonly viewStateChanged = new EventEmitter<void>();
  readonly onDidChangeViewState = this.viewStateChanged.event;
  readonly webview: object = overInert({
    html: '',
    options: {},
    onDidReceiveMessage: this.received.event,
    postMessage: async (message: PageMessage) => {
      this.takeParts(message['parts']);
      return this.messages.push(message) > 0;
    },
  });
  /** HTML of the content's parts, in their order. */
  private parts: readonly { readonly id: string; readonly html: string }[] = [];

  /** HTML of the page, without the messages since. */
  get html(): string {
    return String(Reflect.get(this.webview, 'html'));
  }

  /** HTML of the content that came in parts, as the page has it now. */
  get content(): string {
    return this.parts.map(({ html }) => html).join('\n');
  }

  /** The page sends a message. */
  say(message: PageMessage): void {
    this.received.fire(message);
  }

  /** The first message that fits; undefined when none comes in time. */
  async heard(fits: (message: PageMessage) => boolean): Promise<PageMessage | undefined> {
    const end = Date.now() + waitMs;
    for (;;) {
      const found = this.messages.find(fits);
      if (found || Date.now() > end) return found;
      await new Promise(done => setTimeout(done, 2));
    }
  }

  /** Another editor comes before it, or it comes back: its page is gone then, and a new one begins. */
  show(visible: boolean): void {
    this.visible = visible;
    this.active = visible;
    this.viewStateChanged.fire();
  }

  close(): void {
    this.disposed.fire();
  }

  private takeParts(told: unknown): void {
    if (!Array.isArray(told)) return;
    const before = new Map(this.parts.map(({ id, html }) => [id, html]));
    this.parts = told.map(({ id, html }) => ({ id, html: html ?? before.get(id) ?? `(${id} is not known)` }));
  }

  /** The extension closes it. */
  dispose(): void {
    this.close();
  }
}
