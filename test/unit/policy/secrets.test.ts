import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secretsByFormat } from '../../../src/policy/secrets/formats.ts';
import { namesSecret, secretsByName } from '../../../src/policy/secrets/words.ts';

/** Every format alone in a text: what is looked for first must not pass one over. */
const FORMATS: readonly (readonly [name: string, form: RegExp])[] = [
  ['a private key', /^-----BEGIN (?:RSA |EC )?PRIVATE KEY-----\n[A-Za-z0-9+/]{64}$/],
  ['an age key', /^AGE-SECRET-KEY-1[A-Z0-9]{58}$/],
  ['an AWS access key', /^(?:AKIA|ASIA)[A-Z2-7]{16}$/],
  [
    'an AWS secret key',
    /^(?:AWS_|aws_)?(?:secret_access_key|SecretAccessKey|SECRETACCESS_KEY)(?: = |: ")[A-Za-z0-9/+]{40}$/,
  ],
  ['an Azure storage key', /^AccountKey=[A-Za-z0-9+/]{86}==$/],
  ['a GitHub token', /^(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{82})$/],
  ['a GitLab token', /^gl(?:pat|ptt|dt|rt|cbt|ft|soat)-[A-Za-z0-9_-]{20}$/],
  ['a Slack token', /^(?:xox[abeoprs]-[0-9]{10}-[A-Za-z0-9]{24}|xapp-1-[A-Z0-9]{9}-[0-9]{9}-[a-z0-9]{40})$/],
  ['a Slack webhook', /^hooks\.slack\.com\/services\/T[A-Z0-9]{8}\/B[A-Z0-9]{8}\/[A-Za-z0-9]{24}$/],
  ['a Stripe key', /^[rs]k_live_[A-Za-z0-9]{24}$/],
  ['a Google API key', /^AIza[A-Za-z0-9_]{35}$/],
  ['a Google OAuth secret', /^GOCSPX-[A-Za-z0-9_]{28}$/],
  ['a Vault token', /^hv[sbr]\.[A-Za-z0-9_-]{24}$/],
  ['an npm token', /^npm_[A-Za-z0-9]{36}$/],
  ['a PyPI token', /^pypi-AgE[A-Za-z0-9_-]{50}$/],
  ['a Docker Hub token', /^dckr_pat_[A-Za-z0-9_-]{27}$/],
  ['a DigitalOcean token', /^do[opr]_v1_[a-f0-9]{64}$/],
  ['a SendGrid key', /^SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_]{43}$/],
  ['a Shopify token', /^shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}$/],
  ['a Grafana token', /^glsa_[A-Za-z0-9]{32}_[a-f0-9]{8}$/],
  ['a Hugging Face token', /^hf_[A-Za-z]{34}$/],
  ['an OpenAI key', /^sk-(?:proj-)?[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}$/],
  ['an Anthropic key', /^sk-ant-api03-[A-Za-z0-9_]{80}$/],
  ['a Telegram bot token', /^[0-9]{8,10}:AA[A-Za-z0-9_]{33}$/],
  ['a JSON Web Token', /^eyJ[A-Za-z0-9_-]{12}\.eyJ[A-Za-z0-9_-]{12}\.[A-Za-z0-9_-]{12}$/],
];

const AROUND = fc.constantFrom('', 'a: b\n', 'x ', 'key: "', '(', '\n\n');

describe('a text that holds a secret', () => {
  test.for(FORMATS)('of the form of %s has it found', ([name, form]) => {
    fc.assert(
      fc.property(AROUND, fc.stringMatching(form), AROUND, (before, secret, after) => {
        fc.pre(!secret.includes('EXAMPLE'));
        const found = [...secretsByFormat(`${before}${secret}"\n${after}`)];
        expect(found.map((one) => [one.name, one.index])).toEqual([[name, before.length]]);
      }),
      { numRuns: 30 },
    );
  });

  test('behind a name that says so has it found, however the name is written', () => {
    const word = fc.constantFrom('db', 'my', 'AWS', 'user', 'signing', 'api', 'access', 'x');
    const last = fc.constantFrom(
      'password',
      'passwd',
      'pwd',
      'SECRET',
      'tokens',
      'credentials',
      'key',
      'Pass',
    );
    const name = fc
      .tuple(fc.array(word, { maxLength: 3 }), last, fc.constantFrom('_', '-', '.', ''))
      .map(([words, end, between]) => [...words, end].join(between));
    fc.assert(
      fc.property(name, fc.constantFrom(': ', '=', ' = "', '":"'), (key, assigned) => {
        const found = [...secretsByName(`a: 1\n${key}${assigned}kR7vQ2mX9pL4sW8z\n`)];
        expect(found.map((one) => one.name)).toEqual(namesSecret(key) ? [`the value of ${key}`] : []);
      }),
      { numRuns: 500 },
    );
  });
});
