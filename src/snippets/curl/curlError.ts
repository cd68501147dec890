/** Why a curl line is not sent from here. */
export const CurlReason = {
  notCurl: 'notCurl',
  unknownOption: 'unknownOption',
  missingValue: 'missingValue',
  noUrl: 'noUrl',
  /** Several addresses, by words or by curl's brackets and braces. */
  severalUrls: 'severalUrls',
  badUrl: 'badUrl',
  /** An option that is refused. */
  option: 'option',
  readsFile: 'readsFile',
  /** A shell would have to compute a part. Its text is not told: a secret can stand there. */
  computed: 'computed',
  /** Two ways of sending that exclude each other. */
  mixed: 'mixed',
  /** A method that is not sent to this server from here. */
  method: 'method',
  /** Data for a server that takes JSON alone. */
  notJson: 'notJson',
  /** An address whose path would be sent otherwise than curl does. */
  rewritten: 'rewritten',
  /** A number of JSON that would not be sent as it is. */
  longNumber: 'longNumber',
  /** Data of a request that is sent without any from here. */
  noBody: 'noBody',
} as const;
export type CurlReason = (typeof CurlReason)[keyof typeof CurlReason];

/** The line itself is not in the message: it may hold a secret. */
export class CurlError extends Error {
  readonly reason: CurlReason;
  /** Option or word that it is about, without its value. */
  readonly about: string;

  constructor(reason: CurlReason, about = '') {
    super(`curl line: ${reason} ${about}`.trim());
    this.name = 'CurlError';
    this.reason = reason;
    this.about = about;
  }
}
