/**
 * Secrets whose form cannot be taken for anything else: what a person calls them, how they begin, in a form that is
 * quickly looked for, and how they go on.
 */
const FORMATS: readonly (readonly [name: string, begins: string, goesOn: string])[] = [
  [
    'a private key',
    '-----BEGIN ',
    String.raw`(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+[A-Za-z0-9+/=\s\\]{64}`,
  ],
  ['an age key', 'AGE-SECRET-KEY-1', String.raw`[A-Z0-9]{58}\b`],
  ['an AWS access key', 'AKIA|ASIA', String.raw`[A-Z2-7]{16}\b`],
  [
    'an AWS secret key',
    '(?:aws_)?secret_?access_?key',
    String.raw`["']?\s*[:=]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])`,
  ],
  ['an Azure storage key', 'AccountKey=', '[A-Za-z0-9+/]{86}=='],
  ['a GitHub token', 'gh[pousr]_', String.raw`[A-Za-z0-9]{36,}\b`],
  ['a GitHub token', 'github_pat_', String.raw`[A-Za-z0-9_]{82}\b`],
  ['a GitLab token', 'gl(?:pat|ptt|dt|rt|cbt|ft|soat)-', '[A-Za-z0-9_-]{20,}'],
  ['a Slack token', 'xox[abeoprs]-', String.raw`[0-9A-Za-z]{1,14}-[A-Za-z0-9-]{20,}\b`],
  ['a Slack token', 'xapp-', String.raw`\d-[A-Z0-9]+-\d+-[a-z0-9]{32,}`],
  [
    'a Slack webhook',
    String.raw`hooks\.slack\.com/services/`,
    'T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}',
  ],
  ['a Stripe key', '[rs]k_live_', String.raw`[A-Za-z0-9]{24,}\b`],
  ['a Google API key', 'AIza', String.raw`[A-Za-z0-9_-]{35}\b`],
  ['a Google OAuth secret', 'GOCSPX-', String.raw`[A-Za-z0-9_-]{28}\b`],
  ['a Vault token', String.raw`hv[sbr]\.`, '[A-Za-z0-9_-]{24,}'],
  ['an npm token', 'npm_', String.raw`[A-Za-z0-9]{36}\b`],
  ['a PyPI token', 'pypi-AgE', '[A-Za-z0-9_-]{50,}'],
  ['a Docker Hub token', 'dckr_pat_', '[A-Za-z0-9_-]{27}'],
  ['a DigitalOcean token', 'do[opr]_v1_', String.raw`[a-f0-9]{64}\b`],
  ['a SendGrid key', String.raw`SG\.`, String.raw`[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b`],
  ['a Shopify token', 'shp(?:at|ca|pa|ss)_', String.raw`[a-fA-F0-9]{32}\b`],
  ['a Grafana token', 'glsa_', String.raw`[A-Za-z0-9]{32}_[a-f0-9]{8}\b`],
  ['a Hugging Face token', 'hf_', String.raw`[A-Za-z]{34}\b`],
  ['an OpenAI key', 'sk-', '(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}'],
  ['an Anthropic key', 'sk-ant-', '[a-z0-9]+-[A-Za-z0-9_-]{80,}'],
  ['a Telegram bot token', String.raw`\d{8,10}:AA`, String.raw`[A-Za-z0-9_-]{33}\b`],
  ['a JSON Web Token', 'eyJ', String.raw`[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`],
];
/** The alphabets of most formats tell large letters from small ones; of these they do not. */
const ANY_CASE = new Set(['an AWS secret key']);

const [ofAnyCase, ofOneCase] = [true, false].map((anyCase) =>
  FORMATS.filter(([name]) => ANY_CASE.has(name) === anyCase).map(([, begins]) => begins),
);
/** Where none of them begins there is none of them: most texts need not be looked at more closely. */
const BEGINS = new RegExp((ofOneCase ?? []).join('|'));
const BEGINS_IN_ANY_CASE = new RegExp((ofAnyCase ?? []).join('|'), 'i');

/** A form stands at the beginning of a word, where it is made of words. */
const FORMS = FORMATS.map(
  ([, begins, goesOn]) => `${begins.startsWith('-') ? '' : String.raw`\b`}(?:${begins})${goesOn}`,
);
/** One pass over the text for all of them: group N is the format N. */
const ANY = new RegExp(FORMS.map((form) => `(${form})`).join('|'), 'gi');
const EXACT = FORMS.map(
  (form, index) => new RegExp(form, ANY_CASE.has(FORMATS[index]?.[0] ?? '') ? 'i' : ''),
);

export interface FoundSecret {
  readonly name: string;
  readonly index: number;
}

export function* secretsByFormat(text: string): Iterable<FoundSecret> {
  if (!BEGINS.test(text) && !BEGINS_IN_ANY_CASE.test(text)) return;
  for (const match of text.matchAll(ANY)) {
    const at = match.slice(1).findIndex((group) => group !== undefined);
    const [found] = match;
    // Vendors' documentation uses keys that say of themselves that they are examples.
    if (found.includes('EXAMPLE') || EXACT[at]?.test(found) !== true) continue;
    yield { name: FORMATS[at]?.[0] ?? 'a secret', index: match.index };
  }
}
