import { createHash, createHmac } from 'node:crypto';

export interface S3User {
  readonly accessKey: string;
  readonly secretKey: string;
}

interface S3Request {
  readonly method: string;
  /** Of the server. */
  readonly url: string;
  /** The bucket, and the key of an object, unencoded. */
  readonly path: readonly string[];
  readonly body?: Buffer | string;
}

const REGION = 'us-east-1';
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** A request to S3, signed as its documentation says (Signature Version 4). */
export async function askS3(user: S3User, { method, url, path, body }: S3Request): Promise<string> {
  const target = new URL(`${url}/${path.map(encoded).join('/')}`);
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const signed = { host: target.host, 'x-amz-content-sha256': UNSIGNED, 'x-amz-date': time };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonical = [method, target.pathname, '', lines.join(''), names, UNSIGNED].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const key = scope.split('/').reduce<string | Buffer>(mac, `AWS4${user.secretKey}`);
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${user.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  const response = await fetch(target, {
    method,
    headers: { ...signed, authorization },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`${method} ${target.pathname}: ${response.status} ${answer}`);
  return answer;
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** As S3 signs it: all but letters, digits and -._~/ as %XX. */
function encoded(text: string): string {
  return encodeURIComponent(text)
    .replaceAll('%2F', '/')
    .replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
}
