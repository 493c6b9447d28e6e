/** Secrets whose form cannot be taken for anything else, by what a person calls them. */
const FORMATS: Readonly<Record<string, string>> = {
  'a private key': String.raw`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+[A-Za-z0-9+/=\s\\]{64}`,
  'an age key': String.raw`\bAGE-SECRET-KEY-1[A-Z0-9]{58}\b`,
  'an AWS access key': String.raw`\b(?:AKIA|ASIA)[A-Z2-7]{16}\b`,
  'an AWS secret key': String.raw`\b(?:aws_)?secret_?access_?key["']?\s*[:=]\s*["']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])`,
  'an Azure storage key': String.raw`\bAccountKey=[A-Za-z0-9+/]{86}==`,
  'a GitHub token': String.raw`\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{82})\b`,
  'a GitLab token': String.raw`\bgl(?:pat|ptt|dt|rt|cbt|ft|soat)-[A-Za-z0-9_-]{20,}`,
  'a Slack token': String.raw`\bxox[abeoprs]-[0-9A-Za-z]{1,14}-[A-Za-z0-9-]{20,}\b|\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]{32,}`,
  'a Slack webhook': String.raw`\bhooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,}`,
  'a Stripe key': String.raw`\b[rs]k_live_[A-Za-z0-9]{24,}\b`,
  'a Google API key': String.raw`\bAIza[A-Za-z0-9_-]{35}\b`,
  'a Google OAuth secret': String.raw`\bGOCSPX-[A-Za-z0-9_-]{28}\b`,
  'a Vault token': String.raw`\bhv[sbr]\.[A-Za-z0-9_-]{24,}`,
  'an npm token': String.raw`\bnpm_[A-Za-z0-9]{36}\b`,
  'a PyPI token': String.raw`\bpypi-AgE[A-Za-z0-9_-]{50,}`,
  'a Docker Hub token': String.raw`\bdckr_pat_[A-Za-z0-9_-]{27}`,
  'a DigitalOcean token': String.raw`\bdo[opr]_v1_[a-f0-9]{64}\b`,
  'a SendGrid key': String.raw`\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b`,
  'a Shopify token': String.raw`\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b`,
  'a Grafana token': String.raw`\bglsa_[A-Za-z0-9]{32}_[a-f0-9]{8}\b`,
  'a Hugging Face token': String.raw`\bhf_[A-Za-z]{34}\b`,
  'an OpenAI key': String.raw`\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,}`,
  'an Anthropic key': String.raw`\bsk-ant-[a-z0-9]+-[A-Za-z0-9_-]{80,}`,
  'a Telegram bot token': String.raw`\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b`,
  'a JSON Web Token': String.raw`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`,
};

const NAMES = Object.keys(FORMATS);
/** One pass over the text for all of them: group N is the format N. */
const ANY = new RegExp(
  Object.values(FORMATS)
    .map((form) => `(${form})`)
    .join('|'),
  'gi',
);
/** The alphabets of most formats tell large letters from small ones; these two do not. */
const EXACT = Object.values(FORMATS).map((form, index) =>
  NAMES[index] === 'an AWS secret key' ? new RegExp(form, 'i') : new RegExp(form),
);

export interface FoundSecret {
  readonly name: string;
  readonly index: number;
}

export function* secretsByFormat(text: string): Iterable<FoundSecret> {
  for (const match of text.matchAll(ANY)) {
    const at = match.slice(1).findIndex((group) => group !== undefined);
    const [found] = match;
    // Vendors' documentation uses keys that say of themselves that they are examples.
    if (found.includes('EXAMPLE') || EXACT[at]?.test(found) !== true) continue;
    yield { name: NAMES[at] ?? 'a secret', index: match.index };
  }
}
