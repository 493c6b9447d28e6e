export interface ItemRef {
  /** The forEach step. */
  readonly step: string;
  readonly index: number;
}

/** An item of a forEach step is a step of its own, called `NAME[i]`. */
export function itemName({ step, index }: ItemRef): string {
  return `${step}[${index}]`;
}

/** Which item a name means; undefined for that of a step. */
export function itemOf(name: string): ItemRef | undefined {
  if (!name.endsWith(']')) return undefined;
  const [, step, index] = /^([^[\]]+)\[(0|[1-9]\d{0,8})\]$/.exec(name) ?? [];
  return step === undefined ? undefined : { step, index: Number(index) };
}

/** The step that a name means, or the forEach step of the item that it means. */
export function stepOf(name: string): string {
  return itemOf(name)?.step ?? name;
}
