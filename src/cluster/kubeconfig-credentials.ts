import { readFileSync } from 'node:fs';

import type { Read } from '../ports.ts';
import { agentFor } from './agent.ts';
import type { Complaint } from './complaint.ts';
import type { Access, Credentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointOf } from './endpoint.ts';
import { fieldReader } from './entry-fields.ts';
import { errorCode, errorWords } from './error-code.ts';
import type { Context } from './kubeconfig-context.ts';
import { pathIn } from './kubeconfig-file.ts';

/** Projected service account tokens change in place; the Kubernetes clients read them again this often. */
const tokenLife = 60_000;

type Headers = Record<string, string | string[]>;
type Identity = { headers: Headers; tokenFile: string | null };

/** Headers of impersonation: https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/ */
const impersonation = (context: Context, complaints: Complaint[]): Headers => {
  if (context.user === null) return {};
  const user = fieldReader(context.user, complaints);
  const as = user.text('as');
  if (as === null) return {};
  const headers: Headers = { 'impersonate-user': as };
  const uid = user.text('as-uid');
  const groups = user.texts('as-groups');
  if (uid !== null) headers['impersonate-uid'] = uid;
  if (groups.length > 0) headers['impersonate-group'] = groups;
  const extra = context.user.fields['as-user-extra'] ?? {};
  for (const [key, values] of Object.entries(extra)) {
    if (Array.isArray(values) && values.every((value) => typeof value === 'string'))
      headers[`impersonate-extra-${encodeURIComponent(key.toLowerCase())}`] = values;
    else user.wrong('as-user-extra', 'a mapping of keys to lists of texts');
  }
  return headers;
};

const identityOf = (context: Context, complaints: Complaint[]): Identity => {
  if (context.user === null) return { headers: {}, tokenFile: null };
  const user = fieldReader(context.user, complaints);
  const headers = impersonation(context, complaints);
  const token = user.text('token');
  const file = user.text('tokenFile');
  const name = user.text('username');
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  else if (name !== null) {
    const pair = `${name}:${user.text('password') ?? ''}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  for (const [header, value] of Object.entries(headers))
    if (!/^[\x20-\x7e]*$/.test([value].flat().join('')))
      user.wrong(header, 'printable ASCII, as it goes into an HTTP header');
  return { headers, tokenFile: file === null ? null : pathIn(context.user, file) };
};

/** A token file that cannot be read falls back to the inline token, as in client-go; without one it is a failure. */
const withToken = ({ headers, tokenFile }: Identity): Read<Headers> => {
  if (tokenFile === null) return { ok: true, value: headers };
  try {
    const token = readFileSync(tokenFile, 'utf8').trim();
    return { ok: true, value: { ...headers, authorization: `Bearer ${token}` } };
  } catch (error) {
    if (headers['authorization'] !== undefined) return { ok: true, value: headers };
    const code = errorCode(error) ?? errorWords(error);
    const message = `the token file ${tokenFile} cannot be read (${code})`;
    return { ok: false, failure: { reason: 'unauthorized', message } };
  }
};

/**
 * Credentials that stand in the kubeconfig itself: a token, a token file, a client certificate, a name and password,
 * impersonation. Plugins and proxies are in client-credentials.ts.
 */
export const kubeconfigCredentials = (
  context: Context,
  endpoint: Endpoint,
): { ok: true; credentials: Credentials } | { ok: false; complaint: Complaint } => {
  const complaints: Complaint[] = [];
  const identity = identityOf(context, complaints);
  const complaint = complaints[0];
  if (complaint !== undefined) return { ok: false, complaint };

  let agent = agentFor(endpoint);
  let known: { access: Access; until: number } | null = null;
  return {
    ok: true,
    credentials: {
      access() {
        if (known !== null && performance.now() < known.until)
          return Promise.resolve({ ok: true, value: known.access });
        const headers = withToken(identity);
        if (!headers.ok) return Promise.resolve(headers);
        known = { access: { headers: headers.value, agent }, until: performance.now() + tokenLife };
        return Promise.resolve({ ok: true, value: known.access });
      },
      renew() {
        known = null;
        if (typeof context.user?.fields['client-certificate'] !== 'string') return;
        // The certificate may have been replaced on disk; one that is broken now leaves the old one in use.
        const again = endpointOf(context, new Date());
        if (!again.ok || again.endpoint.secure === null) return;
        agent = agentFor(again.endpoint);
      },
      close: () => agent.destroy(),
    },
  };
};
