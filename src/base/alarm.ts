/** The longest that one timer of this platform takes; a longer one would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls `ring` once, `ms` from now, however far that is; not at all when it is disposed before. */
export function alarm(ms: number, ring: () => void): Disposable {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const now = Math.min(left, LONGEST_MS);
    timer = setTimeout(() => (left > now ? wait(left - now) : ring()), now);
  };
  wait(ms);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
