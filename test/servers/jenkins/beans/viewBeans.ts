import { type Bean, bean } from '../http/exported.ts';
import { encodeSegment } from '../state/items.ts';
import { type Container, type Item, isJob } from '../state/model.ts';
import { itemBean } from './itemBeans.ts';
import { itemUrl, type Viewing, visibleItems } from './viewing.ts';

/** A view as it is looked at: a built-in one or one that somebody made. */
export interface ShownView {
  name: string;
  className: string;
  builtIn: boolean;
  shows: (item: Item) => boolean;
}

const allView = 'hudson.model.AllView';
const branchView = 'jenkins.branch.MultiBranchProjectViewHolder$ViewImpl';
const isTag = (item: Item) => isJob(item) && item.branch?.isTag === true;
const isRequest = (item: Item) => isJob(item) && item.branch?.changeRequest !== undefined;

export function viewsOf(container: Container): ShownView[] {
  if (container.kind === 'multibranch') {
    const views: ShownView[] = [
      { name: 'default', className: branchView, builtIn: true, shows: item => !isRequest(item) && !isTag(item) },
    ];
    const requests = [...container.items.values()].some(isRequest);
    if ([...container.items.values()].some(isTag)) {
      views.push({ name: 'tags', className: branchView, builtIn: false, shows: isTag });
    }
    if (requests) views.unshift({ name: 'change-requests', className: branchView, builtIn: false, shows: isRequest });
    return views;
  }
  const name = container.kind === 'root' ? 'all' : 'All';
  return [
    { name, className: allView, builtIn: true, shows: () => true },
    ...container.views.map(view => ({
      name: view.name,
      className: 'hudson.model.ListView',
      builtIn: false,
      shows: (item: Item) => view.jobs.has(item.name),
    })),
  ];
}

export function viewBean(viewing: Viewing, container: Container, view: ShownView): Bean {
  // The primary view has no address of its own.
  const path = view.builtIn ? '' : `view/${encodeSegment(view.name)}/`;
  return bean(
    view.className,
    ['description', 1, () => null],
    [
      'jobs',
      1,
      () =>
        visibleItems(viewing, container)
          .filter(view.shows)
          .map(item => itemBean(viewing, item)),
    ],
    ['name', 999, () => view.name],
    ['property', 1, () => []],
    ['url', 999, () => `${itemUrl(viewing, container)}${path}`],
  );
}

export function viewBeans(viewing: Viewing, container: Container): Bean[] {
  return viewsOf(container).map(view => viewBean(viewing, container, view));
}

export function primaryViewBean(viewing: Viewing, container: Container): Bean | null {
  const primary = viewsOf(container).find(view => view.builtIn);
  return primary ? viewBean(viewing, container, primary) : null;
}
