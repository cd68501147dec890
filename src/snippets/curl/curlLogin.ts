/** Login in a line, by `-u`, in the address, or by a header. */
export interface CurlLogin {
  readonly user?: string | undefined;
  /** Absent where curl would ask for it. */
  readonly secret?: string | undefined;
}
