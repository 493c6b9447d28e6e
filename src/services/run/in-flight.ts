import type { StopReason } from '../../ports/executor.ts';

interface Flight {
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** The attempts that run now, by step. */
export class InFlight {
  readonly #flights = new Map<string, Flight>();

  get isEmpty(): boolean {
    return this.#flights.size === 0;
  }

  has(step: string): boolean {
    return this.#flights.has(step);
  }

  /** `carry` must not reject. */
  launch(step: string, carry: (controller: AbortController) => Promise<void>): void {
    const controller = new AbortController();
    this.#flights.set(step, { controller, ended: carry(controller) });
  }

  landed(step: string): void {
    this.#flights.delete(step);
  }

  stopOne(step: string, reason: StopReason): void {
    this.#flights.get(step)?.controller.abort(reason);
  }

  stop(reason: StopReason): void {
    for (const { controller } of this.#flights.values()) controller.abort(reason);
  }

  async settle(): Promise<void> {
    await Promise.all([...this.#flights.values()].map(({ ended }) => ended));
  }
}
