import { element } from './dom.ts';

/** Limit of heights in browsers. */
const maxPixels = 8_000_000;

export interface ScrollBarDeps {
  readonly layer: HTMLElement;
  readonly label: string;
  readonly description: string;
  /** Called with the place that a person scrolled to, from 0 to 1. */
  readonly scrolled: (share: number) => void;
  /** Called when the wheel is turned. */
  readonly turned: (by: { readonly lines: number } | { readonly pixels: number }) => void;
  /** Called when the view has another size. */
  readonly resized: () => void;
}

/** Scroll bar that stands for all rows, of which only some are drawn. */
export class ScrollBar {
  readonly scroller: HTMLElement;
  private readonly spacer: HTMLElement;
  private readonly deps: ScrollBarDeps;
  private expected = 0;

  constructor(deps: ScrollBarDeps) {
    this.deps = deps;
    this.spacer = element('div', { class: 'spacer', role: 'presentation' }, deps.layer);
    this.scroller = element(
      'div',
      {
        class: 'scroller',
        tabindex: '0',
        role: 'listbox',
        'aria-label': deps.label,
        'aria-description': deps.description,
      },
      this.spacer,
    );
    this.scroller.addEventListener('wheel', event => this.wheel(event), { passive: false });
    this.scroller.addEventListener('scroll', () => this.scrolled());
    new ResizeObserver(() => deps.resized()).observe(this.scroller);
  }

  /** Height of the view, in pixels. */
  get viewPixels(): number {
    return this.scroller.clientHeight;
  }

  /**
   * Moves the thumb.
   * @param pixels height of all rows
   * @param share place of the view among them, from 0 to 1
   */
  moveTo(pixels: number, share: number): void {
    const height = Math.min(maxPixels, pixels);
    this.spacer.style.height = `${Math.max(height, 1)}px`;
    const wanted = share * (height - this.viewPixels);
    if (Math.abs(this.scroller.scrollTop - wanted) >= 1) this.scroller.scrollTop = wanted;
    this.expected = this.scroller.scrollTop;
  }

  /** Extends the horizontal scroll bar; 0: there is none. */
  widen(pixels: number): void {
    this.spacer.style.minWidth = pixels > 0 ? `${pixels}px` : '';
  }

  /**
   * Scrolls sideways to a part of a row, if wanted.
   * @returns pixels by which the view must move for it to be a third below its top; 0 when it is in view
   */
  reveal(box: DOMRect, sideways: boolean): number {
    const view = this.scroller.getBoundingClientRect();
    const margin = 80;
    if (sideways && box.right > view.right - margin)
      this.scroller.scrollLeft += box.right - view.right + view.width / 3;
    else if (sideways && box.left < view.left + margin)
      this.scroller.scrollLeft -= view.left - box.left + view.width / 3;
    const isInView = sideways || (box.top >= view.top && box.bottom <= view.bottom);
    return isInView ? 0 : box.top - view.top - view.height / 3;
  }

  private scrolled(): void {
    const { scrollTop } = this.scroller;
    if (Math.abs(scrollTop - this.expected) < 1.5) return;
    this.expected = scrollTop;
    this.deps.scrolled(scrollTop / Math.max(1, this.spacer.offsetHeight - this.viewPixels));
  }

  private wheel(event: WheelEvent): void {
    if (event.ctrlKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const { deltaMode, deltaY } = event;
    if (deltaMode === WheelEvent.DOM_DELTA_LINE) this.deps.turned({ lines: deltaY });
    else this.deps.turned({ pixels: deltaMode === WheelEvent.DOM_DELTA_PAGE ? deltaY * this.viewPixels : deltaY });
  }
}
