/** What happened since the last look, for one reader. */
export class Mailbox<Message> {
  #messages: Message[] = [];
  #wake: (() => void) | undefined;

  post(message: Message): void {
    this.#messages.push(message);
    this.#wake?.();
  }

  take(): Message[] {
    const messages = this.#messages;
    this.#messages = [];
    return messages;
  }

  async arrival(): Promise<void> {
    if (this.#messages.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}
