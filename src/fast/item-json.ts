import type { CheckedFile, FileIssue } from '../model/policy-check.ts';

/** What JSON has around a list of items, indented by two. */
export const [HEAD, TAIL] = ['{\n  "items": [\n', '\n  ]\n}'];

/** What an issue has of its rule, as text. A rule is mostly told by the same texts, thousands of times. */
interface Told {
  readonly issue: FileIssue;
  /** Up to the severity. */
  readonly before: string;
  /** From `why` on. */
  readonly behind: string;
}

const INDENT = '\n          ';
/** A text that JSON has as it is, between quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * A file as it stands in `JSON.stringify({items: […]}, null, 2)`, to the byte, in half the time: most of it is what
 * rules say of themselves.
 */
export class ItemJson {
  readonly #told = new Map<string, Told>();

  of(item: CheckedFile): string {
    // Who excepts an issue is no part of a check of files.
    if (item.issues.length === 0 || item.issues.some(({ exception }) => exception !== undefined))
      return JSON.stringify({ items: [item] }, null, 2).slice(HEAD.length, -TAIL.length);
    let text = `    {\n      "file": ${quoted(item.file)},\n      "class": "${item.class}",\n      "score": ${item.score},\n      "issues": [\n`;
    let before = '';
    for (const issue of item.issues) {
      text += before + this.#issue(issue);
      before = ',\n';
    }
    return `${text}\n      ]\n    }`;
  }

  #issue(issue: FileIssue): string {
    const { before, behind } = this.#toldOf(issue);
    const { step, object, field, location, what, contribution, line, col } = issue;
    return `${before}${step === null ? 'null' : quoted(step)},${
      object === undefined ? '' : `${INDENT}"object": ${quoted(object)},`
    }${INDENT}"field": ${quoted(field)},${INDENT}"location": {${INDENT}  "file": ${quoted(location.file)},${INDENT}  "line": ${location.line},${INDENT}  "col": ${location.col}${INDENT}},${INDENT}"what": ${quoted(what)},${behind}${INDENT}"contribution": ${contribution},${INDENT}"line": ${line},${INDENT}"col": ${col}\n        }`;
  }

  #toldOf(issue: FileIssue): Told {
    const key = `${issue.rule} ${issue.severity}`;
    const known = this.#told.get(key);
    if (known !== undefined && tellsSame(known.issue, issue)) return known;
    const told = toldOf(issue);
    this.#told.set(key, told);
    return told;
  }
}

function tellsSame(one: FileIssue, other: FileIssue): boolean {
  return (
    one.title === other.title &&
    one.why === other.why &&
    one.fix === other.fix &&
    one.reference === other.reference &&
    one.control === other.control &&
    one.level === other.level
  );
}

function toldOf(issue: FileIssue): Told {
  const { rule, title, severity, why, fix, reference, control, level } = issue;
  return {
    issue,
    before: `        {${fields({ rule, title, severity })}${INDENT}"step": `,
    behind: fields({ why, fix, reference, control, level }),
  };
}

/** Each on a line of its own, with a comma behind. */
function fields(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : `${INDENT}"${name}": ${JSON.stringify(value)},`))
    .join('');
}

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}
