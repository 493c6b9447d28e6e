/** ok: it answered. missing: nothing configures it. failing: it is configured and does not answer. */
export type CheckState = 'ok' | 'missing' | 'failing';

export interface DoctorCheck {
  readonly name: string;
  /** The environment variable that configures it. */
  readonly env: string;
  readonly state: CheckState;
  readonly critical: boolean;
  /** What does not work unless the state is ok. */
  readonly disables: readonly string[];
  /** What answered, or why it did not. */
  readonly detail: string | null;
  /** What to type; null when the state is ok. */
  readonly fix: string | null;
}

export interface DoctorReport {
  readonly checks: readonly DoctorCheck[];
}
