import type { Act } from '../scene.ts';
import { changes } from './changes.ts';
import { downloads } from './downloads.ts';
import { followers } from './followers.ts';
import { links } from './links.ts';
import { logins } from './logins.ts';
import { logs } from './logs.ts';
import { requests } from './requests.ts';
import { texts } from './texts.ts';
import { trust } from './trust.ts';
import { views } from './views.ts';

/** All scenes, by the lines of the issue. */
export const acts: readonly Act[] = [requests, followers, logs, views, changes, logins, texts, trust, links, downloads];
