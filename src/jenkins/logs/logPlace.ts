import { asNumber, asObject } from '../../base/json.ts';

/** A place by two offsets: in the controller's file, notes included, and in the text in the sink. */
export interface Place {
  readonly stored: number;
  readonly told: number;
}

/** Restores a stored place. */
export function placeAt(value: unknown): Place {
  const json = asObject(value);
  return { stored: asNumber(json['stored']) ?? 0, told: asNumber(json['told']) ?? 0 };
}
