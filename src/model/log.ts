/** A part of the log of one attempt. */
export interface LogText {
  readonly step: string;
  readonly phase: 'steps' | 'rollback';
  readonly attempt: number;
  readonly text: string;
  /** base64 where the bytes are not UTF-8. */
  readonly encoding: 'utf8' | 'base64';
}

/** A part of what the steps of a run wrote, attempt by attempt. Bytes are counted over all that was asked for. */
export interface LogPage {
  readonly items: readonly LogText[];
  /** The first byte of this part. */
  readonly from: number;
  /** The first byte of the next part; null: there is none by now. */
  readonly next: number | null;
  /** All bytes by now. */
  readonly bytes: number;
}
