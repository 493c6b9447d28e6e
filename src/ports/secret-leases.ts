/** Why nothing was done, in words; `passing`: it says nothing of this lease alone, and the same may succeed later. */
export interface LeaseFailure {
  readonly why: string;
  readonly passing: boolean;
}

/** The leases of secrets that were made for a run. */
export interface SecretLeases {
  /** Asks for `seconds` from now on; gives how many were given. */
  renew(
    id: string,
    request: { readonly seconds: number; readonly signal: AbortSignal },
  ): Promise<number | LeaseFailure>;
  /** Ends what was made with it; null where that is done, or was before. */
  revoke(id: string): Promise<LeaseFailure | null>;
  /** Ends the token of this accessor with all that was made with it. */
  endToken(accessor: string): Promise<LeaseFailure | null>;
}
