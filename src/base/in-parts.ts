/** Work that pauses between its parts. */
export type InParts<Result> = Generator<undefined, Result>;

export function atOnce<Result>(work: InParts<Result>): Result {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
  }
}

/** Gives others their turn in each pause. */
export async function inTurns<Result>(work: InParts<Result>, turn: () => Promise<unknown>): Promise<Result> {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
    // oxlint-disable-next-line no-await-in-loop -- one part comes after the other.
    await turn();
  }
}
