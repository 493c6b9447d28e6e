import { setImmediate as turn } from 'node:timers/promises';

const LONGEST_HOLD_MS = 20;

/** What happened since the last look, for one reader. */
export class Mailbox<Message> {
  #messages: Message[] = [];
  #wake: (() => void) | undefined;
  #turned = 0;

  post(message: Message): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  take(): Message[] {
    const messages = this.#messages;
    this.#messages = [];
    return messages;
  }

  /** However fast messages come, timers and signals have their turn: a lease is renewed by one, a run ended by the other. */
  async arrival(): Promise<void> {
    if (performance.now() - this.#turned > LONGEST_HOLD_MS) {
      await turn();
      this.#turned = performance.now();
    }
    if (this.#messages.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}
