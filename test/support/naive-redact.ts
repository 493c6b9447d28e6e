import { formsOf } from '../../src/base/redact/secret-forms.ts';
import type { Secret } from '../../src/base/redact.ts';

/** What redaction means, without care for time: all forms are looked for at all places of the whole text. */
export function naivelyRedacted(text: Buffer, secrets: readonly Secret[]): Buffer {
  const spans = secrets.flatMap(({ name, value }) =>
    formsOf(value).flatMap((form) =>
      placesOf(text, form).map((start) => ({ start, end: start + form.length, name })),
    ),
  );
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, name } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= at) parts.push(text.subarray(at, start), Buffer.from(`[secret ${name}]`));
    at = Math.max(at, end);
  }
  return Buffer.concat([...parts, text.subarray(at)]);
}

function placesOf(text: Buffer, form: Buffer): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) places.push(at);
  return places;
}
