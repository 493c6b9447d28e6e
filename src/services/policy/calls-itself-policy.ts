import { YAML_LIMIT } from '../../base/yaml.ts';

/** Whether bytes call themselves a policy, which is no proof that they are one. */
export function callsItselfPolicy(bytes: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, YAML_LIMIT));
  return /^["']?kind["']?:\s*["']?PolicyRules\b/m.test(text);
}
