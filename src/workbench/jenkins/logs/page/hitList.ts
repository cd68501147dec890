import { element } from './dom.ts';
import type { ListedHit, Words } from './protocol.ts';

const rowPixels = 20;
const maxPixels = 4_000_000;
const spare = 20;

export interface HitListDeps {
  readonly words: Words;
  readonly ask: (from: number, count: number) => void;
  readonly choose: (index: number) => void;
}

/** List of all hits with the text around them; draws the visible ones. */
export class HitList {
  readonly element: HTMLElement;
  private readonly spacer: HTMLElement;
  private readonly layer: HTMLElement;
  private readonly deps: HitListDeps;
  private count = 0;
  private current = -1;
  private hits: readonly ListedHit[] = [];

  constructor(deps: HitListDeps) {
    this.deps = deps;
    this.layer = element('div', { class: 'layer' });
    this.spacer = element('div', { class: 'spacer', role: 'listbox', 'aria-label': deps.words.list }, this.layer);
    this.element = element('div', { class: 'hits', tabindex: '0' }, this.spacer);
    this.element.hidden = true;
    this.element.addEventListener('scroll', () => this.look());
    this.element.addEventListener('keydown', event => this.key(event));
  }

  show(on: boolean): void {
    this.element.hidden = !on;
    if (on) this.look();
  }

  takeCount(count: number, current: number): void {
    const moved = current !== this.current;
    this.count = count;
    this.current = current;
    this.spacer.style.height = `${Math.min(maxPixels, count * rowPixels)}px`;
    if (this.element.hidden) return;
    if (moved && current >= 0) this.reveal(current);
    this.look();
  }

  takeHits(hits: readonly ListedHit[]): void {
    this.hits = hits;
    this.draw();
  }

  private get scale(): number {
    return Math.max(1, (this.count * rowPixels) / maxPixels);
  }

  private look(): void {
    const first = Math.max(0, Math.floor((this.element.scrollTop * this.scale) / rowPixels) - spare);
    this.deps.ask(first, Math.ceil(this.element.clientHeight / rowPixels) + 2 * spare);
  }

  private reveal(index: number): void {
    const at = (index * rowPixels) / this.scale;
    const { scrollTop, clientHeight } = this.element;
    if (at < scrollTop || at > scrollTop + clientHeight - rowPixels) this.element.scrollTop = at - clientHeight / 3;
  }

  private draw(): void {
    this.layer.replaceChildren(
      ...this.hits.map(hit => {
        const made = hitElement(hit, hit.index === this.current);
        made.style.top = `${(hit.index * rowPixels) / this.scale}px`;
        made.addEventListener('click', () => this.deps.choose(hit.index));
        return made;
      }),
    );
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const next = this.current + (event.key === 'ArrowDown' ? 1 : -1);
    if (next >= 0 && next < this.count) this.deps.choose(next);
    event.preventDefault();
    event.stopPropagation();
  }
}

function hitElement({ line, text, start, length, index }: ListedHit, isCurrent: boolean): HTMLElement {
  return element(
    'div',
    {
      class: isCurrent ? 'hit current' : 'hit',
      role: 'option',
      'aria-selected': String(isCurrent),
      'aria-posinset': String(index + 1),
    },
    element('span', { class: 'of-line' }, String(line + 1)),
    text.slice(0, start).trimStart(),
    element('mark', {}, text.slice(start, start + length)),
    text.slice(start + length),
  );
}
