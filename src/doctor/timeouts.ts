/** Longest wait for a connection, in milliseconds. */
export const usualTimeoutMs = 10_000;
