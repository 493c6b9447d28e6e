/** An encoded form shorter than this would hit by chance. The value itself is found at any length. */
const SHORTEST_ENCODED = 4;

/**
 * How a value may be written: as it is and as text within JSON, each of them again in hex, JSON, URL, base64 at its three
 * alignments, and base64url; each once, the value first.
 */
export function formsOf(value: string): readonly Buffer[] {
  const encoded = [value, ...jsonForms(value)].flatMap((text) => [text, ...encodings(text)]);
  const forms = new Set([value, ...encoded.filter((form) => form.length >= SHORTEST_ENCODED)]);
  forms.delete('');
  return [...forms].map((form) => Buffer.from(form));
}

function encodings(text: string): string[] {
  return [...hexForms(text), ...jsonForms(text), ...urlForms(text), ...base64Forms(text)];
}

function hexForms(value: string): string[] {
  const hex = Buffer.from(value).toString('hex');
  return [hex, hex.toUpperCase()];
}

/** As JSON.stringify writes it, as PHP does, as Python does (ASCII alone), and as Go does (safe within HTML). */
function jsonForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const escaped = (letters: RegExp) => json.replaceAll(letters, unicodeEscape);
  return [json, json.replaceAll('/', '\\/'), escaped(/[\u007f-\uffff]/g), escaped(/[<>&\u2028\u2029]/g)];
}

function unicodeEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** By encodeURIComponent, in both cases, as a form writes it, and as what escapes all but letters, digits and `-._~`. */
function urlForms(value: string): string[] {
  const url = encodeURIComponent(value.toWellFormed());
  const strict = url.replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return [url, strict].flatMap((form) => [
    form,
    form.replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    form.replaceAll('%20', '+'),
  ]);
}

function base64Forms(value: string): string[] {
  const base64 = [0, 1, 2].map((shift) => base64Within(value, shift));
  return [...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** The letters that a value has in base64 whatever stands around it, `shift` bytes behind a border of three. */
function base64Within(value: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]);
  const letters = bytes.toString('base64').replaceAll('=', '');
  const first = Math.ceil((shift * 8) / 6);
  const last = bytes.length % 3 === 0 ? letters.length : letters.length - 1;
  return letters.slice(first, last);
}
