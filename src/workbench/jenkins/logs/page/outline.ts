import { element } from './dom.ts';
import type { OutlineEntry, Words } from './protocol.ts';

/** Outline of the log's sections. */
export class Outline {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly words: Words;
  private readonly choose: (line: number) => void;
  private entries: readonly OutlineEntry[] = [];
  private marked = -1;

  constructor(words: Words, choose: (line: number) => void) {
    this.words = words;
    this.choose = choose;
    this.list = element('div', { class: 'entries', role: 'tree', 'aria-label': words.outline });
    this.element = element(
      'nav',
      { class: 'outline', 'aria-label': words.outline },
      element('h2', {}, words.outline),
      this.list,
    );
    this.element.hidden = true;
    this.list.addEventListener('keydown', event => this.key(event));
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  show(on: boolean): void {
    this.element.hidden = !on;
    if (on) this.draw();
  }

  take(entries: readonly OutlineEntry[]): void {
    this.entries = entries;
    if (this.isOpen) this.draw();
  }

  /** Marks the section of a line. */
  mark(line: number): void {
    if (!this.isOpen) return;
    const index = this.entries.findLastIndex(entry => entry.line <= line);
    if (index === this.marked) return;
    this.marked = index;
    for (const [at, each] of [...this.list.children].entries()) each.classList.toggle('current', at === index);
    this.list.children[index]?.scrollIntoView({ block: 'nearest' });
  }

  private draw(): void {
    this.marked = -1;
    if (this.entries.length === 0) {
      this.list.replaceChildren(element('p', {}, this.words.noOutline));
      return;
    }
    this.list.replaceChildren(
      ...this.entries.map(({ title, kind, depth, line }, index) => {
        const made = element(
          'button',
          {
            type: 'button',
            class: `entry ${kind}`,
            role: 'treeitem',
            'aria-level': String(depth + 1),
            title,
            tabindex: index === 0 ? '0' : '-1',
          },
          title,
        );
        made.style.paddingLeft = `${8 + depth * 14}px`;
        made.addEventListener('click', () => this.choose(line));
        return made;
      }),
    );
  }

  private key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const all = [...this.list.children];
    const next = all[all.indexOf(event.target as Element) + step];
    if (next instanceof HTMLElement) next.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}
