/** Looks whether one part of the outside is there. `doctor` asks all of them at once. */
export interface Probe {
  readonly name: string;
  /** The variable that configures it; where there are several, the one that is set. */
  readonly env: string;
  /** Nothing useful can be done without it. */
  readonly critical: boolean;
  /** What does not work without it. */
  readonly disables: readonly string[];
  /** What to type when it is missing. */
  readonly fix: string;
  /**
   * What answered, in words; undefined when nothing configures it. Throws when what is configured
   * does not answer, and gives up when `signal` says so.
   */
  find(signal: AbortSignal): Promise<string | undefined>;
}
