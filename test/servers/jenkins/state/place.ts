import { type ShownView, viewsOf } from '../beans/viewBeans.ts';
import { canSee, type Viewing } from '../beans/viewing.ts';
import type { Exchange, PathSegment } from '../http/exchange.ts';
import { findChild } from './items.ts';
import { type Container, type Item, isJob, type Job } from './model.ts';

/** Where a path has led: an item, or a view of one, and what is left of the path. */
export interface Place {
  viewing: Viewing;
  item: Item;
  view: ShownView | undefined;
  rest: PathSegment[];
}

export function viewingOf(x: Exchange): Viewing {
  return { state: x.state, user: x.caller.user, paths: new Map() };
}

/** Follows `job/…` and `view/…`; undefined where an item is absent or not to be seen. */
export function findPlace(x: Exchange): Place | undefined {
  const viewing = viewingOf(x);
  const place: Place = { viewing, item: x.state.root, view: undefined, rest: x.segments };
  let path = '';
  while (place.rest.length >= 2 && !isJob(place.item)) {
    const [word, segment] = place.rest;
    if (!word || !segment || (word.name !== 'job' && word.name !== 'view')) break;
    const found =
      word.name === 'job' ? stepIntoJob(place, place.item, segment) : stepIntoView(place, place.item, segment);
    if (!found) return undefined;
    path += `${word.raw}/${segment.raw}/`;
    if (word.name === 'job') viewing.paths.set(place.item, path);
    place.rest = place.rest.slice(2);
  }
  return isJob(place.item) ? stepIntoCell(place, place.item, path) : place;
}

/** `…/job/mx/DB=pg,OS=linux/3/`, for which `…/job/mx/3/DB=pg,OS=linux/` stands, too. */
function stepIntoCell(place: Place, matrix: Job, path: string): Place {
  const [first, second] = place.rest;
  const named = (segment: PathSegment | undefined) => matrix.cells?.find(({ name }) => name === segment?.name);
  const cell = named(first) ?? named(second);
  if (!cell || !first) return place;
  place.item = cell;
  if (named(first)) {
    place.viewing.paths.set(cell, `${path}${first.raw}/`);
    place.rest = place.rest.slice(1);
  } else {
    place.rest = [first, ...place.rest.slice(2)];
  }
  return place;
}

function stepIntoJob(place: Place, container: Container, segment: PathSegment): boolean {
  const child = findChild(container, segment.name);
  if (!child || !canSee(place.viewing, child)) return false;
  place.item = child;
  place.view = undefined;
  return true;
}

function stepIntoView(place: Place, container: Container, segment: PathSegment): boolean {
  place.view = viewsOf(container).find(view => view.name === segment.name);
  return place.view !== undefined;
}
