import { Redactor } from '../../../base/redactor.ts';

/**
 * Every secret that this window has used, so that none is ever shown or logged, whoever echoes it. The one object that
 * is shared without being handed over: forgetting to hand it over would be a leak that nobody sees.
 */
export const secretsInUse = new Redactor();
