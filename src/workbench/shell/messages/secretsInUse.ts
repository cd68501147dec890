import { Redactor } from '../../../base/redactor.ts';

/**
 * Every secret that this window has used, so that none is ever shown or logged, even when a server echoes it. The only
 * global object: forgetting to pass it on would be an invisible leak.
 */
export const secretsInUse = new Redactor();
