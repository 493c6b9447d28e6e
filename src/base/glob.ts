const NAME_GLOB = /^[a-z0-9*?-]{1,63}$/;

/** Whether it is a glob of names that are DNS labels, with `*` (any letters) and `?` (one). */
export function isNameGlob(text: string): boolean {
  return NAME_GLOB.test(text);
}

/** Takes time in proportion to both lengths: the last `*` is the only place to go back to. */
export function matchesGlob(glob: string, name: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  for (let i = 0; i < name.length; ) {
    if (at < glob.length && glob[at] === '*') {
      [star, retry] = [at, i];
      at += 1;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === name[i])) {
      [at, i] = [at + 1, i + 1];
    } else if (star >= 0) {
      retry += 1;
      [at, i] = [star + 1, retry];
    } else {
      return false;
    }
  }
  return /^\**$/.test(glob.slice(at));
}
