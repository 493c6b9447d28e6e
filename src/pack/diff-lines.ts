const CONTEXT = 3;
/** Cells of the table of common lines: beyond it a text is only said to differ. */
const MOST_CELLS = 4_000_000;

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * The hunks of a unified diff, without file names: `@@ -1,4 +1,5 @@` and lines that begin with ` `, `-` or `+`.
 * Undefined where the texts are too long and too different to be worth reading.
 */
export function diffLines(before: string, after: string): string[] | undefined {
  const [a, b] = [linesOf(before), linesOf(after)];
  const front = a.findIndex((line, i) => line !== b[i]);
  const same = front === -1 ? a.length : front;
  const back = commonBack(a.slice(same), b.slice(same));
  const [oldLines, newLines] = [a.slice(same, a.length - back), b.slice(same, b.length - back)];
  if ((oldLines.length + 1) * (newLines.length + 1) > MOST_CELLS) return undefined;
  return hunksOf([
    ...a.slice(0, same).map(kept),
    ...editsOf(oldLines, newLines),
    ...a.slice(a.length - back).map(kept),
  ]);
}

/** A missing newline at the end shows as a last line that differs. */
function linesOf(text: string): string[] {
  return text.endsWith('\n')
    ? text.slice(0, -1).split('\n')
    : [...text.split('\n'), '\\ No newline at the end'];
}

function kept(line: string): Edit {
  return { sign: ' ', line };
}

function commonBack(a: readonly string[], b: readonly string[]): number {
  let back = 0;
  while (back < Math.min(a.length, b.length) && a.at(-1 - back) === b.at(-1 - back)) back += 1;
  return back;
}

/** Keeps a longest common subsequence of the lines; what is removed stands before what is added. */
function editsOf(a: readonly string[], b: readonly string[]): Edit[] {
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      edits.push(kept(a[i] ?? ''));
      i += 1;
      j += 1;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      edits.push({ sign: '-', line: a[i] ?? '' });
      i += 1;
    } else {
      edits.push({ sign: '+', line: b[j] ?? '' });
      j += 1;
    }
  }
  for (const line of a.slice(i)) edits.push({ sign: '-', line });
  for (const line of b.slice(j)) edits.push({ sign: '+', line });
  return edits;
}

/** At i × (b.length + 1) + j: how many lines a[i…] and b[j…] have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [diagonal, below, beside] = [(i + 1) * width + j + 1, (i + 1) * width + j, i * width + j + 1];
      lengths[i * width + j] =
        a[i] === b[j] ? (lengths[diagonal] ?? 0) + 1 : Math.max(lengths[below] ?? 0, lengths[beside] ?? 0);
    }
  }
  return lengths;
}

function hunksOf(edits: readonly Edit[]): string[] {
  const shown = new Set<number>();
  for (const [i, { sign }] of edits.entries()) {
    if (sign === ' ') continue;
    for (let j = i - CONTEXT; j <= i + CONTEXT; j += 1) if (j >= 0 && j < edits.length) shown.add(j);
  }
  const lines: string[] = [];
  let [oldLine, newLine] = [1, 1];
  for (const [i, { sign, line }] of edits.entries()) {
    if (shown.has(i)) {
      if (!shown.has(i - 1)) lines.push(headOf(edits, { from: i, shown, oldLine, newLine }));
      lines.push(`${sign}${line}`);
    }
    if (sign !== '+') oldLine += 1;
    if (sign !== '-') newLine += 1;
  }
  return lines;
}

function headOf(
  edits: readonly Edit[],
  hunk: { from: number; shown: ReadonlySet<number>; oldLine: number; newLine: number },
): string {
  let [oldCount, newCount] = [0, 0];
  for (let i = hunk.from; hunk.shown.has(i); i += 1) {
    if (edits[i]?.sign !== '+') oldCount += 1;
    if (edits[i]?.sign !== '-') newCount += 1;
  }
  return `@@ -${hunk.oldLine},${oldCount} +${hunk.newLine},${newCount} @@`;
}
