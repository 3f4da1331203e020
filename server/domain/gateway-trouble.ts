/** What may stand between us and a gateway: our own diagnosis, where the gateway itself said nothing. */
export const troubles = [
  'unreachable',
  'forbidden-address',
  'time-out',
  'connection-lost',
  'busy',
  'server-error',
  'redirected',
  'not-json',
  'unexpected-answer',
  'answer-too-large',
  'sign-in-refused',
] as const;
export type Trouble = (typeof troubles)[number];
