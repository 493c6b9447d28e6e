/**
 * Gives, for each JSON value, the first that was equal to it: what ten thousand steps have in common is then held
 * once. The values are readonly, so nobody can tell but by the room that they take.
 */
export function sharing(): <Value extends object>(value: Value) => Value {
  const known = new Map<string, object>();
  return <Value extends object>(value: Value) => {
    const text = JSON.stringify(value);
    const equal = known.get(text);
    if (equal === undefined) known.set(text, value);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same text is the same value.
    return (equal ?? value) as Value;
  };
}
