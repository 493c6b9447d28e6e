/**
 * A glob as a regular expression without anchors; undefined where it is beyond what is followed. With more
 * stars than `mostStars` the expression could take long to fail.
 */
export function globPattern(glob: string, mostStars = 1): string | undefined {
  if (glob.split('*').length - 1 > mostStars || glob.length > 256) return undefined;
  let pattern = '';
  for (let at = 0; at < glob.length; at += 1) {
    const letter = glob[at] ?? '';
    const [, set] = letter === '[' ? (/^\[([^\]/]+)\]/.exec(glob.slice(at)) ?? []) : [];
    if (set !== undefined) {
      pattern += `[${set.replace(/^!/, '^').replaceAll('\\', '\\\\').replaceAll('[', '\\[')}]`;
      at += set.length + 1;
    } else if (letter === '*') pattern += '[^]*';
    else if (letter === '?') pattern += '[^]';
    else pattern += letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  }
  return isPattern(pattern) ? pattern : undefined;
}

export function isGlob(text: string): boolean {
  return /[*?]|\[[^\]]+\]/.test(text);
}

/** `[z-a]` and its like are no expression at all. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 's').source !== '';
  } catch {
    return false;
  }
}
