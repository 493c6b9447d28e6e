import { MAX_SIGNATURES } from '../model/trust.ts';

/** The name under which a bundle of a file lies beside it: FILE.sigstore.json, FILE.2.sigstore.json and so on. */
export function bundleName(file: string, number = 1): string {
  return signatureName(file, number, 'bundle');
}

/** As `bundleName`, for legacy signatures too: FILE.sig. */
export function signatureName(file: string, number: number, format: 'bundle' | 'legacy'): string {
  const ending = format === 'bundle' ? 'sigstore.json' : 'sig';
  return number === 1 ? `${file}.${ending}` : `${file}.${number}.${ending}`;
}

/** Every name under which a bundle may lie beside a file, in order. */
export function bundleNames(file: string): readonly string[] {
  return Array.from({ length: MAX_SIGNATURES }, (_, index) => bundleName(file, index + 1));
}
